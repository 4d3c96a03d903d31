using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>Orders a list of products can be read in.</summary>
public enum ProductSort
{
    /// <summary>Newest first.</summary>
    Newest,
    /// <summary>Lowest price first.</summary>
    PriceAsc,
    /// <summary>Highest price first.</summary>
    PriceDesc,
    /// <summary>By name.</summary>
    Name,
}

/// <summary>Products as shoppers see them: active ones of one store, read without tracking.</summary>
public static class ProductQueries
{
    /// <summary>Products on one page of a list.</summary>
    public const int PageSize = ListingView.PageSize;

    /// <summary>Lists are counted up to here; a longer one says "more than".</summary>
    public const int CountedTo = ListingView.CountedTo;

    /// <summary>Products looked at for one page of a filtered list. A shop larger than this gives shorter pages and a link to go on, never a slow one.</summary>
    public const int LookedAt = 5_000;

    private const int MostCategories = 50;

    /// <summary>Whether the shop itself writes this order into its links.</summary>
    public static bool IsSort(string? code) => ListSorts.All.Any(s => s.Code == code);

    /// <summary>The order an address asks for; newest when it asks for none that exists.</summary>
    public static ProductSort SortOf(string? code) => code switch { "price-asc" => ProductSort.PriceAsc, "price-desc" => ProductSort.PriceDesc, "name" => ProductSort.Name, _ => ProductSort.Newest };

    /// <summary>One page of everything on sale.</summary>
    public static Task<ProductPageView> PageOfAllAsync(AppDb db, StoreInfo store, ShopShelves shelves, ProductSort sort, ListFilter filter, FacetsView? facets, string? after, CancellationToken ct)
    {
        var all = db.Products.AsNoTracking().OnSale(store.StoreId);
        return PageAsync(sort, filter, facets, after, _ => Task.FromResult(all), () => shelves.TotalAsync(store, Guid.Empty, () => all.OrderBy(p => p.Id).Take(CountedTo + 1).CountAsync(ct)), ct);
    }

    /// <summary>One page of a category and all below it.</summary>
    public static Task<ProductPageView> PageOfCategoryAsync(AppDb db, StoreInfo store, ShopShelves shelves, CategoryView category, ProductSort sort, ListFilter filter, FacetsView? facets, string? after, CancellationToken ct)
    {
        var onSale = db.Products.AsNoTracking().OnSale(store.StoreId);
        return PageAsync(sort, filter, facets, after, From, () => shelves.TotalAsync(store, category.Id, () => db.CountOf(category.Branch, CountedTo + 1, ct)), ct);

        // The newest are asked of each category by itself; else a small category means a walk through the whole shop.
        async Task<IQueryable<Product>> From(Guid? before)
        {
            if (sort != ProductSort.Newest) return onSale.InCategories(category.Branch);
            if (!filter.IsEmpty) return onSale.Among(await NewestIdsAsync(db, category.Branch, LookedAt, before, ct));
            var newest = db.NewestOf(category.Branch, PageSize + 1, before);
            return onSale.Where(p => newest.Contains(p.Id));
        }
    }

    /// <summary>One page of what a search found. Found is a list of known length, so its pages are counted through: the cursor is the number of products before.</summary>
    /// <param name="db">The shop's transaction.</param>
    /// <param name="found">The best first.</param>
    /// <param name="sort">An order of its own; null keeps the best first.</param>
    /// <param name="filter">What to leave out.</param>
    /// <param name="after">Where the page begins.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<ProductPageView> PageOfFoundAsync(AppDb db, IReadOnlyList<Guid> found, ProductSort? sort, ListFilter filter, string? after, CancellationToken ct)
    {
        var begin = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < found.Count ? number : 0;
        var products = db.Products.AsNoTracking().Among(found);
        var left = found;
        if (!filter.IsEmpty)
        {
            var fitting = (await products.Fitting(filter).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
            left = [.. found.Where(fitting.Contains)];
        }
        List<ProductCardRow> rows = [];
        if (sort is { } order) rows = left.Count == 0 ? [] : await db.Products.AsNoTracking().Among(left).InOrder(order).Skip(begin).Take(PageSize).AsCards().ToListAsync(ct);
        else if (left.Skip(begin).Take(PageSize).ToList() is { Count: > 0 } shown)
        {
            var cards = await db.Products.AsNoTracking().Among(shown).AsCards().ToDictionaryAsync(c => c.Id, ct);
            rows = [.. shown.Where(cards.ContainsKey).Select(id => cards[id])];
        }
        return new ProductPageView([.. rows.Select(r => r.ToCard())], begin + PageSize < Math.Min(left.Count, CountedTo) ? (begin + PageSize).ToString(CultureInfo.InvariantCulture) : null, left.Count);
    }

    // Pages continue after the last row by its sort key and id, never by counting rows, so the thousandth page costs what the first does.
    // A cursor that means nothing gives the first page.
    private static async Task<ProductPageView> PageAsync(ProductSort sort, ListFilter filter, FacetsView? facets, string? after, Func<Guid?, Task<IQueryable<Product>>> from, Func<Task<int>> total, CancellationToken ct)
    {
        var behind = TryCursor(after, out var key, out var id);
        var page = await from(behind ? id : null);
        if (behind)
        {
            var price = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? minor : 0;
            page = sort switch
            {
                ProductSort.PriceAsc => page.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.PriceMinor, p.Id), ValueTuple.Create(price, id))),
                ProductSort.PriceDesc => page.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.PriceMinor, p.Id), ValueTuple.Create(price, id))),
                ProductSort.Name => page.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.NameLower, p.Id), ValueTuple.Create(key, id))),
                _ => page.Where(p => p.Id.CompareTo(id) < 0),
            };
        }
        if (!filter.IsEmpty) return await FilteredAsync(sort, filter, facets, page, total, ct);
        page = InOrder(page, sort);
        var rows = await page.Take(PageSize + 1).AsCards().ToListAsync(ct);
        // Only a list longer than one page needs a second question, and nobody needs the exact number of a very long one.
        return PageOf(sort, rows, rows.Count <= PageSize && after is null ? rows.Count : await total());
    }

    /// <summary>Ids of the newest products on sale of some categories, so many together. Read by themselves: as part of a larger question a database may ask for them once per product.</summary>
    public static async Task<IReadOnlyList<Guid>> NewestIdsAsync(AppDb db, IReadOnlyList<Guid> categories, int count, Guid? before, CancellationToken ct) =>
        [.. (await db.NewestOf(categories, count, before).ToListAsync(ct)).Distinct().OrderDescending().Take(count)];

    /// <summary>Those of the products that have these ids.</summary>
    public static IQueryable<Product> Among(this IQueryable<Product> products, IReadOnlyList<Guid> ids) => products.Where(p => ids.Contains(p.Id));

    // Only so many products are looked at; where none of them are left over, the page ends early and the next one begins behind them.
    private static async Task<ProductPageView> FilteredAsync(ProductSort sort, ListFilter filter, FacetsView? facets, IQueryable<Product> list, Func<Task<int>> total, CancellationToken ct)
    {
        var looked = InOrder(list, sort).Take(LookedAt);
        var rows = await InOrder(looked.Fitting(filter), sort).Take(PageSize + 1).AsCards().ToListAsync(ct);
        if (facets is { Counted: true }) return PageOf(sort, rows, facets.Left);
        // A shop that is not counted to its end: what was looked at is counted, and beyond that nobody knows.
        var fitting = await looked.Fitting(filter).Take(CountedTo + 1).CountAsync(ct);
        if (rows.Count > PageSize || await total() <= CountedTo) return PageOf(sort, rows, fitting);
        var last = await InOrder(list, sort).Skip(LookedAt - 1).AsCards().FirstOrDefaultAsync(ct);
        return new ProductPageView([.. rows.Select(r => r.ToCard())], last is null ? null : Cursor(sort, last), last is null ? fitting : -1);
    }

    /// <summary>The products in an order that no two share a place in.</summary>
    public static IOrderedQueryable<Product> InOrder(this IQueryable<Product> products, ProductSort sort) => sort switch
    {
        ProductSort.PriceAsc => products.OrderBy(p => p.PriceMinor).ThenBy(p => p.Id),
        ProductSort.PriceDesc => products.OrderByDescending(p => p.PriceMinor).ThenByDescending(p => p.Id),
        ProductSort.Name => products.OrderBy(p => p.NameLower).ThenBy(p => p.Id),
        _ => products.OrderByDescending(p => p.Id),
    };

    private static ProductPageView PageOf(ProductSort sort, List<ProductCardRow> rows, int total) =>
        new([.. rows.Take(PageSize).Select(r => r.ToCard())], rows.Count > PageSize ? Cursor(sort, rows[PageSize - 1]) : null, total);

    /// <summary>One product with choices, pictures and the way to it; null when shoppers may not see it.</summary>
    public static async Task<ProductView?> ProductAsync(AppDb db, StoreInfo store, string slug, CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => p.Slug == slug)
            .Include(p => p.Variants.OrderBy(v => v.Position)).Include(p => p.Images.OrderBy(i => i.Position)).AsSplitQuery().FirstOrDefaultAsync(ct);
        if (product is null) return null;
        var crumbs = new List<Crumb> { new("Home", "/") };
        // All of them, for rules about templates; the first is the way to the product.
        var categories = await db.ProductCategories.AsNoTracking().Where(pc => pc.ProductId == product.Id && pc.StoreId == store.StoreId)
            .Join(db.Categories.AsNoTracking(), pc => new { pc.TenantId, Id = pc.CategoryId }, c => new { c.TenantId, c.Id }, (_, c) => c)
            .OrderByDescending(c => c.ParentId != null).ThenBy(c => c.Position).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.Name, c.Slug, Above = db.Categories.Where(up => up.Id == c.ParentId).Select(up => new { up.Name, up.Slug }).FirstOrDefault() }).Take(MostCategories).ToListAsync(ct);
        var category = categories.FirstOrDefault();
        if (category?.Above is { } above) crumbs.Add(new(above.Name, "/categories/" + above.Slug));
        if (category is not null) crumbs.Add(new(category.Name, "/categories/" + category.Slug));
        crumbs.Add(new(product.Name, null));
        return View(product, crumbs) with { About = new TemplateFacts(product.Type, product.Tags, product.PriceMinor, [.. categories.Select(c => c.Id)]) };
    }

    /// <summary>Several products with choices and pictures, without the way to them; those that shoppers may not see are left out.</summary>
    public static async Task<IReadOnlyList<ProductView>> ProductsAsync(AppDb db, StoreInfo store, IReadOnlyList<string> slugs, CancellationToken ct) =>
        [.. (await ViewsAsync(db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => slugs.Contains(p.Slug)), ct))];

    /// <summary>Several products by id, likewise.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ProductView>> ProductsAsync(AppDb db, StoreInfo store, IReadOnlyList<Guid> ids, CancellationToken ct) =>
        (await ViewsAsync(db.Products.AsNoTracking().OnSale(store.StoreId).Among(ids), ct)).ToDictionary(p => p.Id);

    private static async Task<IEnumerable<ProductView>> ViewsAsync(IQueryable<Product> products, CancellationToken ct) =>
        (await products.Include(p => p.Variants.OrderBy(v => v.Position)).Include(p => p.Images.OrderBy(i => i.Position)).AsSplitQuery().ToListAsync(ct)).Select(p => View(p, [new("Home", "/"), new(p.Name, null)]));

    /// <summary>A few others of the same category, newest first; of the whole shop when it has no category.</summary>
    public static async Task<IReadOnlyList<ProductCardView>> RelatedAsync(AppDb db, StoreInfo store, Guid productId, int count, CancellationToken ct)
    {
        var others = db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => p.Id != productId && p.Available);
        var newest = db.NewestBeside(productId, count);
        var near = others.Where(p => newest.Contains(p.Id)).OrderByDescending(p => p.Id).Take(count).AsCards(0);
        var any = others.OrderByDescending(p => p.Id).Take(count + 1).AsCards(1);
        var rows = await near.Concat(any).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.List).DistinctBy(r => r.Id).Take(count).Select(r => r.ToCard())];
    }

    /// <summary>A stored product, with variants and pictures loaded, as its page shows it.</summary>
    public static ProductView View(Product product, IReadOnlyList<Crumb> crumbs)
    {
        var variants = product.Variants.Select(v => new VariantView(
            v.Id, v.OptionValues, v.PriceMinor, v.CompareAtMinor > v.PriceMinor ? v.CompareAtMinor : null, v.CanBuy(1), v is { TrackInventory: true, AllowBackorders: false } ? v.Quantity : null, v.ImageUrl, v.Sku)).ToList();
        var options = product.Options.Select((o, i) => new OptionView(o.Name, [.. o.Values.Select(value =>
        {
            var with = variants.Where(v => v.Values.Count > i && v.Values[i] == value.Name).ToList();
            return new OptionValueView(value.Name, ProductCards.IsColour(value.Swatch) ? value.Swatch : null, with.FirstOrDefault(v => v.ImageUrl is not null)?.ImageUrl, with.Any(v => v.Available));
        })])).ToList();
        // A variant's own picture that is not in the gallery joins it, so that choosing the variant can show it.
        var pictures = product.Images.Select(i => new PictureView(i.Url, i.Alt)).ToList();
        pictures.AddRange(variants.Where(v => v.ImageUrl is not null && pictures.All(p => p.Url != v.ImageUrl)).DistinctBy(v => v.ImageUrl).Take(8).Select(v => new PictureView(v.ImageUrl!, $"{product.Name}, {string.Join(", ", v.Values)}")));
        return new ProductView(product.Id, product.Slug, product.Name, product.Summary, SafeHtml.Of(product.Description), product.Vendor,
            product.SeoTitle.Length > 0 ? product.SeoTitle : product.Name, product.SeoDescription.Length > 0 ? product.SeoDescription : product.Summary, options, variants, pictures, crumbs)
        {
            TemplateId = product.TemplateId,
            Rating = product.Rating,
            Card = new ProductCardView(product.Id, product.Slug, product.Name, product.Summary, product.PriceMinor, product.PriceMaxMinor, product.CompareAtMinor, product.CoverUrl, product.CoverAlt, product.Available, product.Tags.Contains("new"), ProductCards.Swatches(product.Options)) { Rating = product.Rating },
        };
    }

    private static string Cursor(ProductSort sort, ProductCardRow row)
    {
        var key = sort switch { ProductSort.PriceAsc or ProductSort.PriceDesc => row.PriceMinor.ToString(CultureInfo.InvariantCulture), ProductSort.Name => row.Name.ToLowerInvariant(), _ => "" };
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{row.Id:N}{key}"));
    }

    private static bool TryCursor(string? text, out string key, out Guid id)
    {
        (key, id) = ("", default);
        if (string.IsNullOrEmpty(text) || text.Length > 1200 || !Base64Url.IsValid(text)) return false;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        if (plain.Length < 32 || !Guid.TryParseExact(plain[..32], "N", out id) || plain.Contains('\0', StringComparison.Ordinal)) return false;
        key = plain[32..];
        return true;
    }
}
