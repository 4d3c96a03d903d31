using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Search;

namespace Rendrix.Web.Storefront;

/// <summary><c>/search/suggest?q=</c>: a few products for what has been typed so far, for the script of the search box.</summary>
internal static class SuggestEndpoints
{
    private const int Most = 6;

    public static void MapSuggestions(this IEndpointRouteBuilder shop) => shop.MapGet("/search/suggest", SuggestAsync);

    private static async Task<IResult> SuggestAsync(HttpContext http, ShopVisit visit, IProductSearch search, string? q, CancellationToken ct)
    {
        var text = Listings.TextOf(q);
        // The same for everybody and soon old: a minute in the visitor's own browser spares the second question of who types and deletes.
        http.Response.Headers.CacheControl = "private, max-age=60";
        if (text.Length < 2) return Results.Json(new Suggestions([]));
        await using var db = await visit.BeginAsync(ct);
        var found = await search.FindAsync(db, new SearchAsk(visit.Store.StoreId, text, visit.Store.Locale, OnSale: true, Most), ct);
        var cards = found.Ids.Count == 0 ? [] : await db.Products.AsNoTracking().Among(found.Ids).AsCards().ToDictionaryAsync(c => c.Id, ct);
        var frame = await visit.FrameAsync(db, ct);
        var shop = visit.ContextOf(http, frame);
        return Results.Json(new Suggestions([.. found.Ids.Where(cards.ContainsKey).Select(id => cards[id].ToCard()).Select(card => new Suggestion(
            card.Name, shop.Url("/products/" + card.Slug), shop.Price(card.PriceMinor), card.CoverUrl is { } cover ? Small(shop, cover) : null))]));
    }

    private static string Small(ShopContext shop, string cover) =>
        shop.Pictures?.Find(cover) is { HasSizes: true } facts && facts.Width > PictureWidths.All[0] ? shop.PathBase + facts.Sized(PictureWidths.All[0]) : shop.Url(cover);

    private sealed record Suggestions(IReadOnlyList<Suggestion> Products);

    private sealed record Suggestion(string Name, string Url, string Price, string? Image);
}
