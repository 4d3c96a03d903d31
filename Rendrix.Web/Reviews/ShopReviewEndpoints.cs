using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Api;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Reviews;

/// <summary><c>/api/storefront/{storeSlug}</c>: reviews as shoppers read and write them.</summary>
public static class ShopReviewEndpoints
{
    private const string Newest = "shop-reviews:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapShopReviews(this ApiGroups api)
    {
        api.Storefront.MapGet("/products/{slug}/reviews", ListAsync).WithTags("Storefront reviews").WithName("ListShopReviews").WithSummary("List the published reviews of a product, newest first");
        api.Storefront.MapPost("/reviews", WriteAsync).WithTags("Storefront reviews").WithName("WriteReview").WithSummary("Write a review")
            .WithDescription("With the token of a purchase's review link the review is a verified one, once per line of an order. Without it the shop must take reviews from everyone.");
    }

    private static async Task<Ok<Page<ShopReviewResponse>>> ListAsync(string storeSlug, string slug, PageQuery page, CurrentTenant tenant, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var product = await db.Products.AsNoTracking().OnSale(tenant.RequireStore.StoreId).Where(p => p.Slug == slug).Select(p => new { p.Id, p.Ratings }).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("product"));
        var rows = await db.Reviews.AsNoTracking().Published(product.Id, page.After<Guid>(Newest)).Take(page.Take).AsViews().ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, r => new ShopReviewResponse(r.Id, r.Stars, r.Title, r.Text, r.SignedBy, r.IsVerified, r.Reply.Length > 0 ? r.Reply : null, r.At), Newest, r => [r.Id], Rating.Of(product.Ratings).Count));
    }

    private static async Task<Created<WrittenReviewResponse>> WriteAsync(string storeSlug, WriteReviewRequest request, HttpContext http, WriteReview write, CancellationToken ct)
    {
        var order = string.IsNullOrEmpty(request.Order) ? null : request.Order;
        if (order is null && string.IsNullOrEmpty(request.Product)) throw new RefusedException(Refusal.Invalid("product", "Name the product by its slug, or give the order's token"));
        var draft = new ReviewDraft(request.Rating ?? 0, request.Title ?? "", request.Text ?? "", request.Author ?? "");
        var review = await write.RunAsync(draft, request.Product, order, http.Connection.RemoteIpAddress?.ToString() ?? "", ct);
        return TypedResults.Created($"/api/storefront/{storeSlug}/reviews/{review.Id}", new WrittenReviewResponse(review.Id, review.Status, review.OrderLineId is not null));
    }
}
