using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>What an organization used on one day (UTC), by the store that used it. A row for each store, day and thing counted; nothing is kept of single requests.</summary>
public sealed class UsageDay : ITenantOwned
{
    /// <summary>Bytes that shops sent to shoppers: bodies of pages, files and the storefront's API, as they went over the wire, without headers.</summary>
    public const string Bandwidth = "bandwidth";

    /// <summary>Calls of the API by people and programs of the organization that were let in.</summary>
    public const string ApiRequests = "api_requests";

    /// <summary>Products that are not archived, as many as there were when the day was last looked at.</summary>
    public const string Products = "products";

    /// <summary>Stores that are not closed, the same way.</summary>
    public const string Stores = "stores";

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>The day.</summary>
    public DateOnly Day { get; set; }
    /// <summary>What is counted.</summary>
    public string Metric { get; set; } = "";
    /// <summary>
    /// The store; all zeros for what belongs to no store, and for days before stores were told apart. Not a key: what was used stays the organization's when the store is
    /// deleted or goes to somebody else.
    /// </summary>
    public Guid ShopId { get; set; }
    /// <summary>How much.</summary>
    public long Amount { get; set; }
}
