using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Reviews;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Reviews.Blocks;

/// <summary>
/// Reviews for blocks: the products that blocks name in one statement, the reviews of all of them in one more. What they come to stands on the product,
/// so the page of a product without reviews asks nothing.
/// </summary>
public sealed class ReviewsLoader : IBlockLoader
{
    private const int MostProducts = 12;
    private static readonly BlockKind Kind = BlockCatalog.Default.Find(ReviewsBlock.Code)!;

    /// <inheritdoc/>
    public IReadOnlySet<string> Codes { get; } = new[] { ReviewsBlock.Code }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct)
    {
        var named = blocks.Select(b => Kind.Setting<string>(b, nameof(ReviewsBlock.Product))).Where(slug => slug.Length > 0).Distinct().Take(MostProducts).ToList();
        var products = named.Count == 0 ? [] : (await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => named.Contains(p.Slug)).Select(p => new { p.Id, p.Slug, p.Name, p.Ratings }).ToListAsync(ct))
            .ToDictionary(p => p.Slug, p => new About(p.Id, p.Slug, p.Name, Rating.Of(p.Ratings)), StringComparer.Ordinal);
        if (page.Product is { } own) products[""] = new About(own.Id, own.Slug, own.Name, own.Rating);

        var asked = blocks.Select(b => (Block: b, About: products.GetValueOrDefault(Kind.Setting<string>(b, nameof(ReviewsBlock.Product))), Count: Kind.Setting<int>(b, nameof(ReviewsBlock.Count)), Verified: Kind.Setting<bool>(b, nameof(ReviewsBlock.VerifiedOnly))))
            .Where(a => a.About is not null).ToList();
        // Blocks that show the same share one list, the longest of those wanted.
        var lists = asked.Where(a => a.About!.Rating.Count > 0).GroupBy(a => (a.About!.Id, a.Verified)).Select(g => (g.Key, Count: g.Max(a => a.Count))).Take(MostProducts).ToList();
        IQueryable<Row>? query = null;
        for (var i = 0; i < lists.Count; i++)
        {
            var (number, ((product, verified), count)) = (i, lists[i]);
            var list = db.Reviews.AsNoTracking().Published(product, verified: verified).Take(count)
                .Select(r => new Row { List = number, Id = r.Id, Stars = r.Stars, Title = r.Title, Text = r.Text, Author = r.Author, IsVerified = r.OrderLineId != null, Reply = r.Reply, At = r.CreatedAt });
            query = query is null ? list : query.Concat(list);
        }
        var rows = (query is null ? [] : await query.ToListAsync(ct)).OrderByDescending(r => r.Id).ToLookup(r => lists[r.List].Key, r => new ReviewView(r.Id, r.Stars, r.Title, r.Text, r.Author, r.IsVerified, r.Reply, r.At));
        foreach (var (block, about, count, verified) in asked) found[block.Id] = new ReviewListView(about!.Slug, about.Name, about.Rating, [.. rows[(about.Id, verified)].Take(count)]);
    }

    private sealed record About(Guid Id, string Slug, string Name, Rating Rating);

    private sealed class Row
    {
        public int List { get; init; }
        public Guid Id { get; init; }
        public int Stars { get; init; }
        public string Title { get; init; } = "";
        public string Text { get; init; } = "";
        public string Author { get; init; } = "";
        public bool IsVerified { get; init; }
        public string Reply { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }
}
