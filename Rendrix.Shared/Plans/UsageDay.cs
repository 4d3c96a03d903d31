using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>What an organization used on one day (UTC).</summary>
public sealed class UsageDay : ITenantOwned
{
    /// <summary>Bytes that shops sent to shoppers: bodies of pages, files and the storefront's API, as they went over the wire, without headers.</summary>
    public const string Bandwidth = "bandwidth";

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The day.</summary>
    public DateOnly Day { get; set; }
    /// <summary>What is counted.</summary>
    public string Metric { get; set; } = "";
    /// <summary>How much.</summary>
    public long Amount { get; set; }
}
