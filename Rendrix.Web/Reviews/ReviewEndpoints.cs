using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Reviews;

/// <summary><c>/api/v1/stores/{storeId}/reviews</c>: read, publish, reject, answer, delete.</summary>
public static class ReviewEndpoints
{
    private const string Newest = "reviews:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapReviews(this ApiGroups api)
    {
        var reviews = api.Store.MapGroup("/reviews").WithTags("Reviews");
        reviews.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListReviews").WithSummary("List reviews, newest first; by status, productId, rating or words");
        reviews.MapGet("/{reviewId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetReview").WithSummary("Read a review");
        reviews.MapPatch("/{reviewId:guid}", PatchAsync).Demand(Permission.WriteProducts).WithName("UpdateReview").WithSummary("Publish, reject or answer a review").WithDescription("The rating of the product follows in the same transaction.");
        reviews.MapPost("/bulk", BulkAsync).Demand(Permission.WriteProducts).WithName("BulkReviews").WithSummary("Publish or reject many reviews").WithDescription("Ids that are not there are passed over; the answer names those that changed.");
        reviews.MapDelete("/{reviewId:guid}", DeleteAsync).Demand(Permission.WriteProducts).WithName("DeleteReview").WithSummary("Delete a review for good");
    }

    private static async Task<Ok<Page<ReviewResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct, string? status = null, Guid? productId = null, string? rating = null, string? q = null)
    {
        ReviewStatus? wanted = status is null ? null : ApiJson.TryRead<ReviewStatus>(status, out var s) ? s : throw new RefusedException(Refusal.Invalid("status", "Use pending, published or rejected"));
        int? stars = rating is null ? null : rating is [>= '1' and <= '5'] ? rating[0] - '0' : throw new RefusedException(Refusal.Invalid("rating", "Enter a whole number from 1 to 5"));
        if (q?.Contains('\0', StringComparison.Ordinal) == true) throw new RefusedException(Refusal.Invalid("q", "Enter words"));
        await using var db = await transactions.BeginAsync(ct);
        var all = db.Reviews.AsNoTracking().OfStore(at.StoreId, new ReviewFilter(wanted, productId, stars, q));
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(Newest) is { } after) all = all.Where(r => r.Id.CompareTo(after) < 0);
        var rows = await all.OrderByDescending(r => r.Id).Take(page.Take).AsRows(db).ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, ReviewResponse.From, Newest, r => [r.Review.Id], total));
    }

    private static Task<Ok<ReviewResponse>> GetAsync(CallerStore at, Guid reviewId, HttpContext http, TenantTransactions transactions, CancellationToken ct) => AnswerAsync(at, reviewId, http, transactions, ct);

    private static async Task<Ok<ReviewResponse>> PatchAsync(CallerStore at, Guid reviewId, ReviewPatch patch, HttpContext http, JudgeReviews judge, TenantTransactions transactions, CancellationToken ct)
    {
        await judge.ChangeAsync(at.StoreId, reviewId, patch.Status, patch.Reply, http.DemandMatch, ct);
        return await AnswerAsync(at, reviewId, http, transactions, ct);
    }

    private static async Task<Ok<ReviewBulkResponse>> BulkAsync(CallerStore at, ReviewBulkRequest request, JudgeReviews judge, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(request.Ids is { Count: > 0 and <= JudgeReviews.MostAtOnce }, "ids", $"Send 1 to {JudgeReviews.MostAtOnce} ids");
        errors.Require(request.Status is not null, "status", "Use pending, published or rejected");
        errors.ThrowIfAny();
        return TypedResults.Ok(new ReviewBulkResponse(await judge.SetStatusAsync(at.StoreId, request.Ids!, request.Status!.Value, ct)));
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid reviewId, HttpContext http, JudgeReviews judge, CancellationToken ct)
    {
        await judge.DeleteAsync(at.StoreId, reviewId, http.DemandMatch, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ReviewResponse>> AnswerAsync(CallerStore at, Guid id, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var row = await db.Reviews.AsNoTracking().Where(r => r.StoreId == at.StoreId && r.Id == id).AsRows(db).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("review"));
        http.SetEtag(row.Review.Version);
        return TypedResults.Ok(ReviewResponse.From(row));
    }
}
