using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront.Blocks;

/// <summary>
/// The products that blocks repeat for: every list of a page in one statement, then all products of all lists with their variants and pictures in one
/// question more, however many blocks there are and whatever they hold.
/// </summary>
public sealed class RepeatLoader : IBlockLoader
{
    private const int MostLists = 12;
    private static readonly BlockKind Kind = BlockCatalog.Default.Find(RepeatBlock.Code)!;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { RepeatBlock.Code }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        var asked = blocks.Select(b => (Block: b, Wish: WishOf(b))).ToList();
        var wishes = asked.Select(a => a.Wish).Where(w => w.Source != "page").Distinct().Take(MostLists).ToList();
        IQueryable<Row>? query = null;
        for (var i = 0; i < wishes.Count; i++)
        {
            var (list, wish) = (i, wishes[i]);
            var ids = Products(db, store.StoreId, wish).InOrder(ProductQueries.SortOf(wish.Sort)).Take(wish.Count).Select(p => new Row { List = list, Id = p.Id });
            query = query is null ? ids : query.Concat(ids);
        }
        var lists = (query is null ? [] : await query.ToListAsync(ct)).ToLookup(r => r.List, r => r.Id);
        var ofPage = page.Listing?.Page.Products.Select(p => p.Id).ToList() ?? [];
        IReadOnlyList<Guid> Ids(Wish wish) => wish.Source == "page" ? [.. ofPage.Take(wish.Count)] : [.. lists[wishes.IndexOf(wish)]];

        var all = asked.SelectMany(a => Ids(a.Wish)).Distinct().ToList();
        if (all.Count == 0) return;
        var products = await ProductQueries.ProductsAsync(db, store, all, ct);
        foreach (var (block, wish) in asked) found[block.Id] = new RepeatedProducts([.. Ids(wish).Where(products.ContainsKey).Select(id => products[id])]);
    }

    private static IQueryable<Product> Products(AppDb db, Guid storeId, Wish wish)
    {
        var products = db.Products.AsNoTracking().OnSale(storeId);
        if (wish.InStock) products = products.Where(p => p.Available);
        return wish.Source switch
        {
            "sale" => products.Where(p => p.CompareAtMinor > p.PriceMinor),
            "category" => products.InCategory(db, storeId, wish.Word),
            "tag" => products.Where(p => p.Tags.Contains(wish.Word)),
            _ => products,
        };
    }

    private static Wish WishOf(BlockNode block)
    {
        var source = Kind.Setting<string>(block, nameof(RepeatBlock.Source));
        var count = Kind.Setting<int>(block, nameof(RepeatBlock.Count));
        if (source == "page") return new Wish(source, "", false, "", count);
        var word = source switch { "category" => Kind.Setting<string>(block, nameof(RepeatBlock.Category)), "tag" => Kind.Setting<string>(block, nameof(RepeatBlock.Tag)).Trim().ToLowerInvariant(), _ => "" };
        return new Wish(source, word, Kind.Setting<bool>(block, nameof(RepeatBlock.InStock)), Kind.Setting<string>(block, nameof(RepeatBlock.Sort)), count);
    }

    private sealed record Wish(string Source, string Word, bool InStock, string Sort, int Count);

    private sealed class Row
    {
        public int List { get; init; }
        public Guid Id { get; init; }
    }
}
