namespace Rendrix.Web.Dashboard;

/// <summary>One store as the switcher lists it.</summary>
public sealed record StoreEntry(Guid TenantId, string Organization, string Name, string Subdomain, bool Open);

/// <summary>A job that runs or just ended: imports, exports, publishing.</summary>
public sealed record JobEntry(Guid Id, string Title, string Href, int Done, int Total, bool Running, string? Result);

/// <summary>What the frame shows around every page of one store.</summary>
public sealed record StoreFrame(string Name, string Subdomain, string ShopUrl, string Currency, string Locale, string ZoneName)
{
    /// <summary>The store's time zone.</summary>
    public TimeZoneInfo Zone { get; } = Client.Kit.StoreTime.Zone(ZoneName);

    /// <summary>All stores of this person.</summary>
    public IReadOnlyList<StoreEntry> Stores { get; init; } = [];

    /// <summary>Orders that wait to be shipped.</summary>
    public int OrdersToShip { get; init; }

    /// <summary>Jobs of the last hour.</summary>
    public IReadOnlyList<JobEntry> Jobs { get; init; } = [];

    /// <summary>Address of a page of this store: <c>Path("/orders")</c>.</summary>
    public string Path(string rest = "") => "/s/" + Subdomain + rest;
}
