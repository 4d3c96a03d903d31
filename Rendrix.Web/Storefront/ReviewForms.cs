using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Reviews;
using Rendrix.Web.Storefront.Pages;

namespace Rendrix.Web.Storefront;

/// <summary>Reading all reviews of a product, and writing one: <c>/review?of=…</c> by the link of a purchase, <c>/review?product=…</c> without. Works without script.</summary>
internal static class ReviewForms
{
    private const int PageSize = 20;
    // People do not see this field and leave it empty; programs that fill every field give themselves away.
    private const string Trap = "website";

    public static void MapShopReviews(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/products/{slug}/reviews", ListAsync);
        shop.MapGet("/review", AskAsync);
        shop.MapPost("/review", TakeAsync).AddEndpointFilter<OwnForms>().DisableAntiforgery();
        shop.MapGet("/review/thanks", (HttpContext http, ShopVisit visit, string? product, CancellationToken ct) =>
            SayAsync(http, visit, "Thank you", visit.Store.HoldReviews ? "Your review is with the shop. It shows as soon as somebody has read it." : "Your review is on the page of the product.", product, StatusCodes.Status200OK, ct));
    }

    private static async Task<IResult> ListAsync(HttpContext http, ShopVisit visit, string slug, string? after, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var db = await visit.BeginAsync(ct);
        if (await AboutAsync(db, visit, p => p.Slug == slug, slug, ct) is not { } about) return await visit.MissingAsync(http, db, ct);
        var rows = await db.Reviews.AsNoTracking().Published(about.Id, Guid.TryParseExact(after, "N", out var last) ? last : null).Take(PageSize + 1).AsViews().ToListAsync(ct);
        var parts = await visit.PartsAsync(http, db, ct);
        parts["Canonical"] = ((string)parts["Canonical"]!)[..^"/reviews".Length];
        parts["About"] = about;
        parts["Reviews"] = (IReadOnlyList<ReviewView>)[.. rows.Take(PageSize)];
        parts["Next"] = rows.Count > PageSize ? rows[PageSize - 1].Id.ToString("N") : null;
        parts["IsFirst"] = after is null;
        return new ShopResult<ProductReviewsPage>(parts);
    }

    private static async Task<IResult> AskAsync(HttpContext http, ShopVisit visit, string? of, string? product, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        if (visit.Store.ReviewWriters == ReviewWriters.Nobody) return await visit.MissingAsync(http, db, ct);
        if (of is not null)
        {
            if (await db.BoughtAsync(visit.Store.StoreId, of, ct) is not { } bought || await AboutAsync(db, visit, p => p.Id == bought.ProductId, null, ct) is not { } mine) return await visit.MissingAsync(http, db, ct);
            return bought.IsReviewed ? await SayAsync(http, visit, db, "You reviewed this already", "One review comes from each purchase, and yours is with the shop.", mine.Slug, StatusCodes.Status200OK, ct)
                : await FormAsync(http, visit, db, mine, of, new ReviewDraft(0, "", "", bought.FirstName), null, StatusCodes.Status200OK, ct);
        }
        if (await AboutAsync(db, visit, p => p.Slug == product, product, ct) is not { } about) return await visit.MissingAsync(http, db, ct);
        return visit.Store.ReviewWriters == ReviewWriters.Everyone ? await FormAsync(http, visit, db, about, null, new ReviewDraft(0, "", "", ""), null, StatusCodes.Status200OK, ct)
            : await SayAsync(http, visit, db, "Reviews come from buyers", ReviewRefusals.BuyersOnly().Message, about.Slug, StatusCodes.Status403Forbidden, ct);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ShopVisit visit, WriteReview write, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (of, slug) = (form["of"].ToString() is { Length: > 0 } link ? link : null, form["product"].ToString());
        if (form[Trap].ToString().Length > 0) return Thanks(http, slug);
        var typed = new ReviewDraft(form["rating"].ToString() is [>= '1' and <= '5'] stars ? stars[0] - '0' : 0, form["title"].ToString(), form["text"].ToString(), form["author"].ToString());
        try
        {
            await write.RunAsync(typed, slug, of, http.Connection.RemoteIpAddress?.ToString() ?? "", ct);
            return Thanks(http, slug);
        }
        catch (RefusedException e)
        {
            if (e.Refusal.Code == ReviewRefusals.AlreadyWritten().Code) return await SayAsync(http, visit, "You reviewed this already", e.Refusal.Message, slug, StatusCodes.Status409Conflict, ct);
            await using var db = await visit.BeginAsync(ct);
            var bought = of is null ? null : await db.BoughtAsync(visit.Store.StoreId, of, ct);
            var about = of is null ? await AboutAsync(db, visit, p => p.Slug == slug, slug, ct) : bought is null ? null : await AboutAsync(db, visit, p => p.Id == bought.ProductId, null, ct);
            if (about is null || e.Refusal.Status == StatusCodes.Status404NotFound) return await visit.MissingAsync(http, db, ct);
            if (e.Refusal.Status == StatusCodes.Status403Forbidden) return await SayAsync(http, visit, db, "This review was not taken", e.Refusal.Message, about.Slug, StatusCodes.Status403Forbidden, ct);
            return await FormAsync(http, visit, db, about, of, typed, e.Refusal, e.Refusal.Status == 400 ? StatusCodes.Status422UnprocessableEntity : e.Refusal.Status, ct);
        }
    }

    private static IResult Thanks(HttpContext http, string slug) => Results.Extensions.SeeOther(http, Slug.IsValid(slug) ? "/review/thanks?product=" + slug : "/review/thanks");

    private static async Task<IResult> FormAsync(HttpContext http, ShopVisit visit, AppDb db, ReviewedProduct about, string? of, ReviewDraft typed, Refusal? refusal, int status, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        // The link is a key: other sites that this page leads to shall not read it in an address.
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        var parts = await visit.PartsAsync(http, db, ct);
        parts["About"] = about;
        parts["Of"] = of;
        parts["Typed"] = typed;
        parts["Refusal"] = refusal;
        return new ShopResult<WriteReviewPage>(parts, status);
    }

    private static async Task<IResult> SayAsync(HttpContext http, ShopVisit visit, string title, string text, string? slug, int status, CancellationToken ct)
    {
        await using var db = await visit.BeginAsync(ct);
        return await SayAsync(http, visit, db, title, text, slug, status, ct);
    }

    private static async Task<IResult> SayAsync(HttpContext http, ShopVisit visit, AppDb db, string title, string text, string? slug, int status, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var parts = await visit.PartsAsync(http, db, ct);
        (parts["Title"], parts["Text"], parts["Slug"]) = (title, text, slug is not null && Slug.IsValid(slug) ? slug : null);
        return new ShopResult<ReviewNoticePage>(parts, status);
    }

    // By slug only what is on sale; what was bought may be reviewed when it is not sold any more.
    private static async Task<ReviewedProduct?> AboutAsync(AppDb db, ShopVisit visit, System.Linq.Expressions.Expression<Func<Product, bool>> which, string? slug, CancellationToken ct)
    {
        if (slug is not null && !Slug.IsValid(slug)) return null;
        var products = db.Products.AsNoTracking().Where(p => p.StoreId == visit.Store.StoreId).Where(which);
        if (slug is not null) products = products.OnSale(visit.Store.StoreId);
        return await products.Select(p => new ReviewedProduct(p.Id, p.Slug, p.Name, p.CoverUrl, p.Ratings)).FirstOrDefaultAsync(ct);
    }
}

/// <summary>What a review is about.</summary>
public sealed record ReviewedProduct(Guid Id, string Slug, string Name, string? CoverUrl, List<int> Ratings)
{
    /// <summary>What its reviews come to.</summary>
    public Rating Rating => Rating.Of(Ratings);
}
