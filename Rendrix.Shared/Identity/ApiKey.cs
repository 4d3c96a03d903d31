using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Identity;

/// <summary>
/// A key with which a program calls the API. It acts for the person who made it, with the rights written on it and never more than that person
/// holds at the moment of the call; when they leave, it stops.
/// </summary>
[Audited("apiKey", Created = AuditActions.ApiKeyCreate, Changed = AuditActions.ApiKeyRevoke, Name = nameof(Name), Fields = [nameof(Name), nameof(StoreId), nameof(Permissions), nameof(ExpiresAt), nameof(RevokedAt)])]
public sealed class ApiKey : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The person it acts for.</summary>
    public Guid UserId { get; set; }
    /// <summary>The one store it opens; null opens all that are open to the person.</summary>
    public Guid? StoreId { get; set; }
    /// <summary>What people call it; 1 to 60 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>SHA-256 of the secret, in hexadecimal. The key itself is shown once and stored nowhere.</summary>
    public string SecretHash { get; set; } = "";
    /// <summary>Its last four characters, by which people tell keys apart.</summary>
    public string Hint { get; set; } = "";
    /// <summary>Codes of the rights written on it.</summary>
    public List<string> Permissions { get; set; } = [];
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>From when on it is refused; null never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
    /// <summary>When it was last used, to within five minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    /// <summary>When somebody took it back, or the person left.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Whether it is accepted at that time.</summary>
    public bool WorksAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    /// <summary>Whether a right may stand on a key: none that hands out rights, keys, the plan or the organization, so that a leaked key cannot make itself at home.</summary>
    public static bool MayCarry(Permission permission) => permission != Permission.ManageMembers && permission != Permission.ManageOrganization && permission != Permission.OwnOrganization && permission != Permission.ManageApiKeys && permission != Permission.ManageBilling;
}
