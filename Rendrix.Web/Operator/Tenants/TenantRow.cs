using Rendrix.Amounts;

namespace Rendrix.Web.Operator.Tenants;

/// <summary>How an organization stands.</summary>
public enum TenantState
{
    /// <summary>Works.</summary>
    Active,
    /// <summary>Suspended by the operator: shops closed, dashboards can be looked at.</summary>
    Suspended,
    /// <summary>Being deleted: shops closed, gone for good when the time is over.</summary>
    Closing,
}

/// <summary>Which organizations a list shows.</summary>
public enum TenantView
{
    /// <summary>All of them.</summary>
    All,
    /// <summary>Those that work.</summary>
    Active,
    /// <summary>Those where messages fail or domains are broken.</summary>
    Attention,
    /// <summary>Suspended ones.</summary>
    Suspended,
    /// <summary>Those that are being deleted.</summary>
    Closing,
}

/// <summary>What to look for.</summary>
/// <param name="View">Which.</param>
/// <param name="Words">Part of a name, short name, address of a store or email of an owner; lower case, may be empty.</param>
/// <param name="ByName">In the order of short names, else newest first.</param>
public sealed record TenantFilter(TenantView View, string Words, bool ByName)
{
    /// <summary>From what a person typed; unknown views and overlong words are left out.</summary>
    public static TenantFilter Of(string? view, string? words, string? sort) => new(
        Enum.TryParse<TenantView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : TenantView.All,
        words?.Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant() is { Length: <= 200 } given ? given : "", sort == "name");
}

/// <summary>An organization in the list.</summary>
public sealed record TenantRow(Guid Id, string Name, string Slug, DateTimeOffset CreatedAt, TenantState State)
{
    /// <summary>When it is gone, if it is being deleted.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    /// <summary>Who owns it, by name; the one who owned it first.</summary>
    public string? OwnerName { get; init; }
    /// <summary>Their address.</summary>
    public string? OwnerEmail { get; init; }
    /// <summary>Name of the plan; null where no plan is known.</summary>
    public string? Plan { get; init; }
    /// <summary>How many stores.</summary>
    public int Stores { get; init; }
    /// <summary>Orders of 30 days, without cancelled and refunded ones.</summary>
    public int Orders { get; init; }
    /// <summary>What those came to, one amount for each currency, largest first.</summary>
    public IReadOnlyList<Money> Sales { get; init; } = [];
    /// <summary>Size of files.</summary>
    public long Bytes { get; init; }
    /// <summary>When anybody of it last used a dashboard or the API.</summary>
    public DateTimeOffset? SeenAt { get; init; }
    /// <summary>Messages that failed and wait for their next try, or were set aside.</summary>
    public int Failing { get; init; }
    /// <summary>Domains that do not lead here any more.</summary>
    public int BrokenDomains { get; init; }

    /// <summary>Whether somebody should look.</summary>
    public bool NeedsLook => Failing > 0 || BrokenDomains > 0;
}

/// <summary>How many there are of each view.</summary>
public sealed record TenantCounts(int All, int Attention, int Suspended, int Closing);
