using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Reviews;
using Rendrix.Tenancy;

namespace Rendrix.Stores;

/// <summary>Whether a store sells.</summary>
public enum StoreStatus
{
    /// <summary>Open.</summary>
    Active,
    /// <summary>Closed by the platform for a while.</summary>
    Suspended,
    /// <summary>Closed: archived, or to be deleted.</summary>
    Closed,
    /// <summary>Being made, as a copy of another store. Nobody sees it before it is whole.</summary>
    Making,
}

/// <summary>One shop of an organization: its own address, currency, theme, catalog and orders.</summary>
[Audited("store", Created = AuditActions.StoreCreate, Changed = AuditActions.SettingsChange, Deleted = AuditActions.StoreDelete, Name = nameof(Name), Except = [nameof(Theme), nameof(ArchivedAt), nameof(EndsAt)])]
public sealed class Store : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>What shoppers read; 1 to 100 characters.</summary>
    public string Name { get; set; } = "";
    /// <summary>The label of the free address and of <c>/store/{slug}</c>; unique on the installation (held in store_domains).</summary>
    public string Subdomain { get; set; } = "";
    /// <summary>The domain of the merchant where shoppers are to be; null while that is the free address. Written when a domain works, and taken back when it does not.</summary>
    public string? PrimaryDomain { get; set; }
    /// <summary>Code of the industry template: toys, decor, …</summary>
    public string Industry { get; set; } = "";
    /// <summary>ISO 4217; fixed once the store has orders.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>BCP 47 locale for money and dates.</summary>
    public string Locale { get; set; } = "en-US";
    /// <summary>IANA time zone for dates people read.</summary>
    public string TimeZone { get; set; } = "UTC";
    /// <summary>Open, suspended or closed.</summary>
    public StoreStatus Status { get; set; }
    /// <summary>One line about the shop, for search engines and the footer.</summary>
    public string Tagline { get; set; } = "";
    /// <summary>Where shoppers write to.</summary>
    public string ContactEmail { get; set; } = "";
    /// <summary>Street address for the footer and mails.</summary>
    public string ContactAddress { get; set; } = "";
    /// <summary>The picture of its media library that stands for it in tabs and lists; null for its first letter.</summary>
    public string? IconUrl { get; set; }
    /// <summary>The picture of its media library that headers show in place of the name; null for the name.</summary>
    public string? LogoUrl { get; set; }
    /// <summary>Flat shipping rate in minor units of the currency.</summary>
    public long ShippingRateMinor { get; set; }
    /// <summary>Goods from this amount on ship free; null when never.</summary>
    public long? FreeShippingFromMinor { get; set; }
    /// <summary>Tax rate in basis points, applied to goods and shipping.</summary>
    public int TaxBasisPoints { get; set; }
    /// <summary>Whether prices already hold the tax.</summary>
    public bool PricesIncludeTax { get; set; }
    /// <summary>Orders may be paid with the built-in test gateway.</summary>
    public bool TestMode { get; set; } = true;
    /// <summary>Which products and categories show with which template, as JSON in the order the rules are asked; see TemplateRules.</summary>
    public string TemplateRules { get; set; } = "[]";
    /// <summary>Design tokens as JSON, see ThemeTokens.</summary>
    public string Theme { get; set; } = "{}";
    /// <summary>Pages with accessibility errors are not published; otherwise they are, with a warning.</summary>
    public bool BlockInaccessible { get; set; }
    /// <summary>Who may write reviews.</summary>
    public ReviewWriters ReviewWriters { get; set; } = ReviewWriters.Buyers;
    /// <summary>New reviews wait until somebody of the shop publishes them; otherwise they show at once.</summary>
    public bool HoldReviews { get; set; } = true;
    /// <summary>Groups of words that find the same products, each "sofa, couch" (<see cref="Rendrix.Search.Synonyms"/>).</summary>
    public List<string> Synonyms { get; set; } = [];
    /// <summary>When it was opened.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Since when it is put away: the shop is closed, the dashboard can be looked at. Null for a store in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
    /// <summary>When it is deleted for good; null unless somebody asked for that.</summary>
    public DateTimeOffset? EndsAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Why it can only be looked at; null for a store in use.</summary>
    public StorePause? Pause => StorePause.Of(Id, Status, ArchivedAt, EndsAt);

    /// <summary>Whether it sells: one that was archived or is to be deleted does not, whatever else it says; one that the platform has closed stays that.</summary>
    public StoreStatus Standing => Status == StoreStatus.Active && Pause is not null ? StoreStatus.Closed : Status;

    /// <summary>An amount in the store's currency.</summary>
    public Money Money(long minor) => Amounts.Money.FromMinor(minor, Currency);
}

/// <summary>Kind of an address in the global directory of hosts.</summary>
public enum DomainKind
{
    /// <summary>Label under the platform's own domain.</summary>
    Subdomain,
    /// <summary>A domain of the merchant.</summary>
    Custom,
}

/// <summary>Which store answers at which address. Global, because the host is what tells the tenant.</summary>
public sealed class StoreDomain
{
    /// <summary>Label or host name, lower-case A-labels without port or trailing dot.</summary>
    public string Name { get; set; } = "";
    /// <summary>Label of ours or a domain of the merchant.</summary>
    public DomainKind Kind { get; set; }
    /// <summary>Owner.</summary>
    public Guid TenantId { get; set; }
    /// <summary>The store that answers.</summary>
    public Guid StoreId { get; set; }
    /// <summary>Since when it is proven to be theirs; null means not yet, and it does not answer.</summary>
    public DateTimeOffset? VerifiedAt { get; set; }
    /// <summary>A label the store left: it leads to the new one, and until then nobody else can have it. Null for a label in use.</summary>
    public DateTimeOffset? KeptUntil { get; set; }
    /// <summary>What the eye sees in the name (<see cref="Subdomain.Skeleton"/>), computed by the database.</summary>
    public string Likeness { get; private set; } = "";
    /// <summary>A domain points here and the authority may issue for it.</summary>
    public bool MayCertify { get; set; }
    /// <summary>When the first certificate for a domain was allowed.</summary>
    public DateTimeOffset? CertifiedAt { get; set; }
}

/// <summary>A named list of links: header menu, footer columns.</summary>
public sealed class Menu : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>main, footer-1, footer-2, footer-3.</summary>
    public string Handle { get; set; } = "";
    /// <summary>Heading above the links, where the place shows one.</summary>
    public string Title { get; set; } = "";
    /// <summary>The links in order.</summary>
    public List<MenuLink> Links { get; set; } = [];
}

/// <summary>One link of a menu: label and a path of the shop (/categories/x) or an https address.</summary>
public sealed record MenuLink(string Label, string Url);
