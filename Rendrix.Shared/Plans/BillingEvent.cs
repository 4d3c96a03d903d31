using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>Something a provider told us, kept under the provider's own id so that it counts once however often it is told.</summary>
public sealed class BillingEvent : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>Who told it: stripe.</summary>
    public string Provider { get; set; } = "";
    /// <summary>Its id there.</summary>
    public string ProviderId { get; set; } = "";
    /// <summary>What happened, in the provider's words.</summary>
    public string Kind { get; set; } = "";
    /// <summary>When it came.</summary>
    public DateTimeOffset ReceivedAt { get; set; }
}
