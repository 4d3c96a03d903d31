using Rendrix.Tenancy;

namespace Rendrix.Content;

/// <summary>What a page is for.</summary>
public enum PageType
{
    /// <summary>The shop's front page; one per store.</summary>
    Home,
    /// <summary>A page of its own at <c>/pages/{slug}</c>.</summary>
    Standard,
    /// <summary>Terms, privacy, returns, shipping: <c>/policies/{slug}</c>.</summary>
    Policy,
    /// <summary>Header and footer, around every page; one per store. Its root has the slots "header" and "footer".</summary>
    Site,
    /// <summary>A synced section: blocks that stand on several pages as one. Never a page of its own; see the block "synced_section".</summary>
    Section,
    /// <summary>How every product is shown, unless it names another template.</summary>
    Product,
    /// <summary>How every category, and the list of all products, is shown.</summary>
    Collection,
    /// <summary>The search with its results.</summary>
    Search,
    /// <summary>The cart. What sells in it cannot be taken away.</summary>
    Cart,
    /// <summary>What stands where there is no page.</summary>
    NotFound,
}

/// <summary>Which kinds of page there are and what they have in common.</summary>
public static class PageTypes
{
    /// <summary>The kinds that show whatever was asked for: a product, a category, a search. A store that made none of its own shows the standard one.</summary>
    public static IReadOnlyList<PageType> Templates { get; } = [PageType.Product, PageType.Collection, PageType.Search, PageType.Cart, PageType.NotFound];

    /// <summary>Whether a page of this kind is a template.</summary>
    public static bool IsTemplate(this PageType type) => type >= PageType.Product;

    /// <summary>Whether a store may have several: products and categories then choose one.</summary>
    public static bool HasVariants(this PageType type) => type is PageType.Product or PageType.Collection;

    /// <summary>Whether many addresses of the shop show this page, so that a new version makes all of the shop's kept pages old.</summary>
    public static bool ShowsManyTimes(this PageType type) => type is PageType.Site or PageType.Section || type.IsTemplate();

    /// <summary>Whether it has an address of its own that people choose.</summary>
    public static bool HasAddress(this PageType type) => type is PageType.Standard or PageType.Policy;

    /// <summary>What people call the kind.</summary>
    public static string Name(this PageType type) => type switch
    {
        PageType.Home => "Front page",
        PageType.Site => "Around every page",
        PageType.Policy => "Policy",
        PageType.Section => "Synced section",
        PageType.Product => "Product page",
        PageType.Collection => "Collection page",
        PageType.Search => "Search page",
        PageType.Cart => "Cart",
        PageType.NotFound => "Page not found",
        _ => "Page",
    };

    /// <summary>Where it shows, for a page without an address of its own.</summary>
    public static string Where(this PageType type) => type switch
    {
        PageType.Product => "On every product",
        PageType.Collection => "On every category",
        PageType.Search => "/search",
        PageType.Cart => "/cart",
        PageType.NotFound => "Where there is no page",
        _ => "On every page",
    };

    /// <summary>Name of its icon in the sprite.</summary>
    public static string Icon(this PageType type) => type switch
    {
        PageType.Home => "house",
        PageType.Site => "panel-top",
        PageType.Section => "bookmark",
        PageType.Product => "tag",
        PageType.Collection => "layout-grid",
        PageType.Search => "search",
        PageType.Cart => "shopping-bag",
        PageType.NotFound => "circle-help",
        _ => "file-text",
    };
}

/// <summary>A page of the shop: the draft people edit and the published version shoppers see.</summary>
public sealed class Page : IStoreOwned, IRestorable
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Home, standard, policy, site.</summary>
    public PageType Type { get; set; }
    /// <summary>Name in the dashboard and title for people.</summary>
    public string Title { get; set; } = "";
    /// <summary>Unique in the store: "home", "about", "site".</summary>
    public string Slug { get; set; } = "";
    /// <summary>Draft document as JSON (PageDocument).</summary>
    public string Draft { get; set; } = "";
    /// <summary>Grows with each saved draft; guards against lost edits.</summary>
    public int DraftRevision { get; set; }
    /// <summary>Number of the published version; 0 when never published.</summary>
    public int PublishedNumber { get; set; }
    /// <summary>Draft revision that the published version was made of.</summary>
    public int PublishedRevision { get; set; }
    /// <summary>When the present version went live.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    /// <summary>Title for search engines.</summary>
    public string SeoTitle { get; set; } = "";
    /// <summary>Description for search engines.</summary>
    public string SeoDescription { get; set; } = "";
    /// <summary>Address search engines should take for this page, a path of the shop or https; empty means its own.</summary>
    public string Canonical { get; set; } = "";
    /// <summary>Picture of the card that social networks show; empty means none.</summary>
    public string SocialImage { get; set; } = "";
    /// <summary>Keeps search engines away.</summary>
    public bool NoIndex { get; set; }
    /// <summary>Who says that the draft is ready to go live; null when nobody does. Publishing answers it.</summary>
    public Guid? ReviewAskedBy { get; set; }
    /// <summary>When they said so.</summary>
    public DateTimeOffset? ReviewAskedAt { get; set; }
    /// <summary>What they wrote with it.</summary>
    public string ReviewNote { get; set; } = "";
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the draft last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    /// <inheritdoc/>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Whether the draft holds what is not yet live.</summary>
    public bool HasUnpublishedChanges => DraftRevision != PublishedRevision;
}

/// <summary>What was live at some time; never changed, so going back is publishing an older one again.</summary>
public sealed class PageVersion : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The page.</summary>
    public Guid PageId { get; set; }
    /// <summary>1, 2, 3 … per page.</summary>
    public int Number { get; set; }
    /// <summary>The document as JSON.</summary>
    public string Document { get; set; } = "";
    /// <summary>When it went live.</summary>
    public DateTimeOffset PublishedAt { get; set; }
    /// <summary>Who published it; null for the store's own template.</summary>
    public Guid? PublishedBy { get; set; }
    /// <summary>What the publisher wrote about it.</summary>
    public string Note { get; set; } = "";
    /// <summary>Number of the older version that this one brought back; null for a new one.</summary>
    public int? RestoredFrom { get; set; }
}

/// <summary>Lets somebody without a login see a draft or a version on the shop's own host, until it ends or is taken back.</summary>
public sealed class PreviewLink : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The page.</summary>
    public Guid PageId { get; set; }
    /// <summary>The version it shows; null shows the draft as it is at each visit.</summary>
    public int? Number { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Who made it.</summary>
    public Guid? CreatedBy { get; set; }
    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>When it was taken back; null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>An old address of the shop and where it leads now. In force only where no page answers.</summary>
public sealed class Redirect : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The path, lower case: <c>/pages/about</c>.</summary>
    public string From { get; set; } = "";
    /// <summary>A path of the shop or an https address.</summary>
    public string To { get; set; } = "";
    /// <summary>Made when an address changed, not by hand.</summary>
    public bool Automatic { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }
}
