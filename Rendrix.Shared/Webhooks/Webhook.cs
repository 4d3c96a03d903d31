using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Webhooks;

/// <summary>Why a webhook is off.</summary>
public enum WebhookOff
{
    /// <summary>It is on.</summary>
    No,
    /// <summary>Somebody switched it off.</summary>
    ByPerson,
    /// <summary>Nothing reached it for three days.</summary>
    Failing,
    /// <summary>It answered 410: it is gone for good.</summary>
    Gone,
    /// <summary>The store came from another organization, which chose the address.</summary>
    Moved,
}

/// <summary>An address of the merchant's that is told what happens in a store.</summary>
[Audited("webhook", Created = AuditActions.WebhookCreate, Changed = AuditActions.WebhookChange, Deleted = AuditActions.WebhookDelete, Name = nameof(Url), Fields = [nameof(Url), nameof(Note), nameof(Topics), nameof(Off)])]
public sealed class Webhook : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Where it is told.</summary>
    public string Url { get; set; } = "";
    /// <summary>What people call it; up to 100 characters.</summary>
    public string Note { get; set; } = "";
    /// <summary>Codes of what it is told, see <see cref="WebhookTopic"/>.</summary>
    public List<string> Topics { get; set; } = [];
    /// <summary>Whether it is off, and why.</summary>
    public WebhookOff Off { get; set; }
    /// <summary>Since when it is off.</summary>
    public DateTimeOffset? OffAt { get; set; }
    /// <summary>The secret it is signed with, sealed.</summary>
    public string Secret { get; set; } = "";
    /// <summary>The secret before, sealed; signs beside the new one for a day.</summary>
    public string? OldSecret { get; set; }
    /// <summary>Until when it does.</summary>
    public DateTimeOffset? OldSecretUntil { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When something last reached it.</summary>
    public DateTimeOffset? LastOkAt { get; set; }
    /// <summary>Since when nothing did.</summary>
    public DateTimeOffset? FailingSince { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Whether it is told of what happens.</summary>
    public bool IsOn => Off == WebhookOff.No;

    /// <summary>Switches it off.</summary>
    public void SwitchOff(WebhookOff why, DateTimeOffset now) => (Off, OffAt) = (why, now);

    /// <summary>Switches it on, with a clean sheet.</summary>
    public void SwitchOn() => (Off, OffAt, FailingSince) = (WebhookOff.No, null, null);
}
