using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Blocks;
using Rendrix.Carts;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Editor.Preview;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;
using Rendrix.Web.Storefront;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Preview;

/// <summary>What a page is drawn about in the editor, and the path it would have.</summary>
public sealed record PreviewContext(PageContext Page, string Path);

/// <summary>
/// What the editor draws a page about: what the person chose, else a sample of the shop's own. Built by the same queries as the shop's pages, so a
/// template previewed as a product is that product's page.
/// </summary>
public sealed class PreviewContexts(ShopShelves shelves, IProductSearch search)
{
    private const int Sampled = 50, LookedAt = 2_000, MostChoices = 200, CartLines = 3;

    /// <summary>What a page of that kind can be previewed as; the first is the sample that is taken unasked.</summary>
    public async Task<IReadOnlyList<PreviewChoice>> ChoicesAsync(AppDb db, StoreInfo store, PageType kind, CancellationToken ct)
    {
        switch (kind)
        {
            case PageType.Product:
                var sample = await SampleAsync(db, store, ct);
                var products = await db.Products.AsNoTracking().OnSale(store.StoreId).OrderByDescending(p => p.Id).Take(MostChoices).Select(p => new { p.Slug, p.Name }).ToListAsync(ct);
                return products.Count == 0 ? [] : [.. products.OrderByDescending(p => p.Slug == sample).Take(1).Select(p => new PreviewChoice("product:" + p.Slug, p.Name)), new("sold-out", "A sold-out product"), .. products.Where(p => p.Slug != sample).Select(p => new PreviewChoice("product:" + p.Slug, p.Name, "Products"))];
            case PageType.Collection:
                var categories = await db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId).OrderBy(c => c.Position).ThenBy(c => c.Id).Take(MostChoices).Select(c => new { c.Slug, c.Name }).ToListAsync(ct);
                return [new("collection:", "All products"), .. categories.Select(c => new PreviewChoice("collection:" + c.Slug, c.Name, "Collections"))];
            case PageType.Search: return [new("search:found", "A search that finds something"), new("search:nothing", "A search that finds nothing"), new("search:", "Before a search")];
            case PageType.Cart: return [new("cart:full", "Cart with goods"), new("cart:empty", "Empty cart")];
            default: return [];
        }
    }

    /// <summary>The carts that a page for everyone can be previewed with, for its blocks that show by the cart; the cart page has its own.</summary>
    public static IReadOnlyList<PreviewChoice> CartsOf(PageType kind) => kind == PageType.Cart ? [] : [new("cart:empty", "Empty cart"), new("cart:full", "Cart with goods")];

    /// <summary>The cart that a wish names for a page for everyone: the second half behind a semicolon, as in <c>product:mug;cart:full</c>. Null for the cart page.</summary>
    public static async Task<CartFacts?> CartOfAsync(AppDb db, StoreInfo store, PageType kind, string? wish, CancellationToken ct)
    {
        if (kind == PageType.Cart) return null;
        if (wish?.EndsWith("cart:full", StringComparison.Ordinal) != true) return new CartFacts(0, 0);
        var cart = (await CartAsync(db, store, ct)).Cart!;
        return new CartFacts(cart.Count, cart.Subtotal.Minor);
    }

    /// <summary>What to draw the page about. A wish that cannot be met, because the product is gone for example, gives the sample.</summary>
    public async Task<PreviewContext> OfAsync(AppDb db, StoreInfo store, PageType kind, string title, string slug, string? wish, bool withFilters, CancellationToken ct)
    {
        // For a page for everyone a cart is the other half of a wish, and alone it says nothing of what the page is about.
        var subject = (wish ?? "").Split(';')[0] is var first && kind != PageType.Cart && first.StartsWith("cart:", StringComparison.Ordinal) ? "" : first;
        var (what, which) = subject.Split(':', 2) is [var a, var b] ? (a, b) : (subject, "");
        return kind switch
        {
            PageType.Product => await ProductAsync(db, store, what == "product" ? which : null, what == "sold-out", ct),
            PageType.Collection => await CollectionAsync(db, store, which, withFilters, ct),
            PageType.Search => await SearchAsync(db, store, what == "search" ? which : "found", withFilters, ct),
            PageType.Cart => new PreviewContext(new PageContext { Title = "Your cart", Cart = which == "empty" ? new CartPageView(null) : await CartAsync(db, store, ct) }, "/cart"),
            PageType.NotFound => new PreviewContext(PageContext.None, "/nothing-here"),
            PageType.Home or PageType.Site => new PreviewContext(PageContext.None, "/"),
            _ => new PreviewContext(new PageContext { Title = title }, PageQueries.PathOf(kind, slug) ?? "/"),
        };
    }

    /// <summary>A product and a list at once, as no page has: for pictures of all blocks.</summary>
    public async Task<PreviewContext> EverythingAsync(AppDb db, StoreInfo store, CancellationToken ct)
    {
        var product = await ProductAsync(db, store, null, soldOut: false, ct);
        var list = (await CollectionAsync(db, store, "", withFilters: true, ct)).Page;
        return product with { Page = product.Page with { Category = list.Category, Listing = list.Listing } };
    }

    private static async Task<PreviewContext> ProductAsync(AppDb db, StoreInfo store, string? slug, bool soldOut, CancellationToken ct)
    {
        if (soldOut) slug = await db.Products.AsNoTracking().OnSale(store.StoreId).OrderByDescending(p => p.Id).Take(LookedAt).Where(p => !p.Available).OrderByDescending(p => p.Id).Select(p => p.Slug).FirstOrDefaultAsync(ct);
        var product = slug is null ? null : await ProductQueries.ProductAsync(db, store, slug, ct);
        if (product is null && await SampleAsync(db, store, ct) is { } sample) product = await ProductQueries.ProductAsync(db, store, sample, ct);
        if (product is null) return new PreviewContext(PageContext.None, "/products");
        // A shop that has everything in stock shows what it would look like without.
        if (soldOut && product.Available) product = product with
        {
            Variants = [.. product.Variants.Select(v => v with { Available = false, Left = 0 })],
            Options = [.. product.Options.Select(o => o with { Values = [.. o.Values.Select(v => v with { Available = false })] })],
        };
        return new PreviewContext(new PageContext { Title = product.Name, Product = product, Variant = product.Choose(null) }, "/products/" + product.Slug);
    }

    private async Task<PreviewContext> CollectionAsync(AppDb db, StoreInfo store, string slug, bool withFilters, CancellationToken ct)
    {
        var category = (slug.Length == 0 ? null : await CategoryQueries.CategoryAsync(db, store, shelves, slug, ct)) ?? Listings.AllProducts(await CategoryQueries.TopAsync(db, store, shelves, ct));
        var list = await Listings.OfAsync(db, store, shelves, category, ListAsk.Plain(withFilters), ct);
        return new PreviewContext(new PageContext { Title = category.Name, Category = category, Listing = list }, category.Slug.Length == 0 ? "/products" : "/categories/" + category.Slug);
    }

    private async Task<PreviewContext> SearchAsync(AppDb db, StoreInfo store, string which, bool withFilters, CancellationToken ct)
    {
        var word = which switch
        {
            "" => "",
            "nothing" => "nothing of that name",
            _ => (await db.Products.AsNoTracking().OnSale(store.StoreId).OrderByDescending(p => p.Id).Select(p => p.Name).FirstOrDefaultAsync(ct))?.Split(' ')[^1].ToLowerInvariant() ?? "",
        };
        return new PreviewContext(new PageContext { Title = "Search", SearchText = word, Listing = await Listings.OfSearchAsync(db, store, shelves, search, word, ListAsk.Plain(withFilters), ct) }, "/search");
    }

    private static async Task<CartPageView> CartAsync(AppDb db, StoreInfo store, CancellationToken ct)
    {
        var slugs = await db.Products.AsNoTracking().OnSale(store.StoreId).OrderByDescending(p => p.Id).Take(Sampled).Where(p => p.Available).OrderByDescending(p => p.Id).Take(CartLines).Select(p => p.Slug).ToListAsync(ct);
        var currency = Currency.Of(store.Currency);
        var lines = from product in await ProductQueries.ProductsAsync(db, store, slugs, ct)
                    let variant = product.Choose(null)
                    where variant is not null
                    select new CartLineView(variant.Id, variant.Id, product.Id, product.Name, string.Join(" / ", variant.Values), product.Slug, variant.ImageUrl ?? product.Card?.CoverUrl, 1,
                        Money.FromMinor(variant.PriceMinor, currency), variant.WasMinor is { } was ? Money.FromMinor(was, currency) : null, variant.Left, null);
        return CartEndpoints.Priced(store, new CartView(Guid.Empty, currency, [.. lines]));
    }

    // The newest of the shop that shows most: in stock, with something to choose, with a picture.
    private static async Task<string?> SampleAsync(AppDb db, StoreInfo store, CancellationToken ct) =>
        (await db.Products.AsNoTracking().OnSale(store.StoreId).OrderByDescending(p => p.Id).Take(Sampled).Select(p => new { p.Slug, p.Available, p.Type, p.CoverUrl }).ToListAsync(ct))
            .OrderByDescending(p => (p.Available ? 4 : 0) + (p.Type == ProductType.Variable ? 2 : 0) + (p.CoverUrl is null ? 0 : 1)).FirstOrDefault()?.Slug;
}
