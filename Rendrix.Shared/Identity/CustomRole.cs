using Rendrix.Tenancy;

namespace Rendrix.Identity;

/// <summary>A role that an organization made itself: a named set of rights.</summary>
public sealed class CustomRole : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>What people read; 1 to 60 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>The name in the form in which names are compared: no two roles of an organization share one.</summary>
    public string NameUpper { get; set; } = "";
    /// <summary>Codes of the rights it gives.</summary>
    public List<string> Permissions { get; set; } = [];
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }
}
