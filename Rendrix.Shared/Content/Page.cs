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
    public static bool ShowsManyTimes(this PageType type) => type == PageType.Site || type.IsTemplate();

    /// <summary>Whether it has an address of its own that people choose.</summary>
    public static bool HasAddress(this PageType type) => type is PageType.Standard or PageType.Policy;

    /// <summary>What people call the kind.</summary>
    public static string Name(this PageType type) => type switch
    {
        PageType.Home => "Front page",
        PageType.Site => "Around every page",
        PageType.Policy => "Policy",
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
        PageType.Product => "tag",
        PageType.Collection => "layout-grid",
        PageType.Search => "search",
        PageType.Cart => "shopping-bag",
        PageType.NotFound => "circle-help",
        _ => "file-text",
    };
}

/// <summary>A page of the shop: the draft people edit and the published version shoppers see.</summary>
public sealed class Page : IStoreOwned
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
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the draft last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

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
}
