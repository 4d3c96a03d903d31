using System.Text.Json.Serialization;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Dashboard;

/// <summary>One store as the switcher and the list of stores show it.</summary>
public sealed record StoreEntry(Guid TenantId, string Organization, string Name, string Subdomain, bool Open)
{
    /// <summary>The store.</summary>
    public Guid Id { get; init; }
    /// <summary>The picture that stands for it; null for its first letter.</summary>
    public string? IconUrl { get; init; }
    /// <summary>Whether the operator of the installation has closed it, or its organization.</summary>
    public bool Suspended { get; init; }
    /// <summary>Since when it is put away; null for a store in use.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
    /// <summary>When it is deleted for good; null unless somebody asked for that.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    /// <summary>How much of it is made, in per cent, while it is copied from another one; null for a whole store.</summary>
    public int? Made { get; init; }
    /// <summary>Whether it is in use: neither put away nor to be deleted nor still being made.</summary>
    [JsonIgnore] public bool InUse => ArchivedAt is null && EndsAt is null && Made is null;
    /// <summary>In a word or two.</summary>
    [JsonIgnore] public string State => Made is { } percent ? $"Being made, {percent}%" : EndsAt is { } ends ? $"Deleted on {ends:d MMMM yyyy}" : ArchivedAt is not null ? "Archived" : Suspended ? "Suspended" : Open ? "Live" : "Closed";
    /// <summary>Code of its industry.</summary>
    public string Industry { get; init; } = "";
    /// <summary>The person's role in its organization.</summary>
    public string RoleName { get; init; } = "";
    /// <summary>Orders that wait.</summary>
    public int OrdersToShip { get; init; }
}

/// <summary>A job that runs or just ended.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Title">"Importing products".</param>
/// <param name="Href">Where its result is.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Rows in all; 0 when not counted yet.</param>
/// <param name="Running">Whether it goes on.</param>
/// <param name="Problem">What went wrong in two or three words; null when nothing.</param>
public sealed record JobEntry(Guid Id, string Title, string Href, int Done, int Total, bool Running, string? Problem)
{
    /// <summary>What is counted.</summary>
    public string Unit { get; init; } = "rows";
}

/// <summary>What the frame shows around every page of one store, and what pages need to write amounts and dates.</summary>
public sealed record StoreFrame(string Name, string Subdomain, string ShopUrl, string Currency, string Locale, string ZoneName)
{
    private TimeZoneInfo? _zone;

    /// <summary>The store's time zone.</summary>
    [JsonIgnore] public TimeZoneInfo Zone => _zone ??= StoreTime.Zone(ZoneName);

    /// <summary>The picture that stands for it; null for its first letter.</summary>
    public string? IconUrl { get; init; }

    /// <summary>All stores of this person.</summary>
    public IReadOnlyList<StoreEntry> Stores { get; init; } = [];

    /// <summary>Orders that wait to be shipped.</summary>
    public int OrdersToShip { get; init; }

    /// <summary>Reviews that wait to be read.</summary>
    public int ReviewsPending { get; init; }

    /// <summary>Jobs that run, and those of the last ten minutes.</summary>
    public IReadOnlyList<JobEntry> Jobs { get; init; } = [];

    /// <summary>Address of a page of this store: <c>Path("/orders")</c>.</summary>
    public string Path(string rest = "") => "/s/" + Subdomain + rest;

    /// <summary>An amount of the store as people read it.</summary>
    public string Money(long minor) => Amounts.Money.FromMinor(minor, Currency).Format(Locale);
}
