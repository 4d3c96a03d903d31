using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Reviews;

/// <summary>Takes a review from a shopper: by the link of a purchase, or about any product where the shop lets everybody write.</summary>
public sealed class WriteReview(TenantTransactions transactions, CurrentTenant tenant, RateWindows windows, TimeProvider clock)
{
    private const int MostUnverified = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Stores it, to wait or to show at once as the shop has it.</summary>
    /// <param name="draft">What was written.</param>
    /// <param name="slug">The product; not asked when there is a link.</param>
    /// <param name="link">Token of the purchase, see <see cref="ReviewLink"/>; null for none.</param>
    /// <param name="from">Where it comes from, for the limit on those that no purchase stands behind.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<Review> RunAsync(ReviewDraft draft, string? slug, string? link, string from, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        if (store.ReviewWriters == ReviewWriters.Nobody) throw new RefusedException(ReviewRefusals.Closed());
        if (link is null && store.ReviewWriters != ReviewWriters.Everyone) throw new RefusedException(ReviewRefusals.BuyersOnly());
        draft = draft.Cleaned();
        var errors = new FieldErrors();
        draft.Check(errors);
        errors.ThrowIfAny();

        await using var db = await transactions.BeginAsync(ct);
        var (product, line) = link is null ? (await ProductAsync(db, store.StoreId, slug, ct), (Guid?)null) : await BoughtAsync(db, store.StoreId, link, ct);
        if (line is null && !windows.Take($"review:{store.StoreId:N}:{from}", MostUnverified, Window).Allowed) throw new RefusedException(ReviewRefusals.TooMany());

        var now = clock.GetUtcNow();
        var review = new Review { Id = Guid.CreateVersion7(now), StoreId = store.StoreId, ProductId = product, OrderLineId = line, Stars = draft.Stars, Title = draft.Title, Text = draft.Text, Author = draft.Author, CreatedAt = now };
        review.Become(store.HoldReviews ? ReviewStatus.Pending : ReviewStatus.Published, now);
        db.Reviews.Add(review);
        if (review.Status == ReviewStatus.Published) await Ratings.LockAsync(db, [product], ct);
        try { await db.SaveAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(ReviewRefusals.AlreadyWritten()); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation }) { throw new RefusedException(Refusal.NotFound("product")); }
        db.Publish(new ReviewWritten(store.StoreId, review.Id, product));
        if (review.Status == ReviewStatus.Published)
        {
            await Ratings.CountAsync(db, [product], ct);
            db.Publish(new ReviewsChanged(store.StoreId));
        }
        await db.CommitAsync(ct);
        return review;
    }

    private static async Task<Guid> ProductAsync(AppDb db, Guid store, string? slug, CancellationToken ct) =>
        (slug is not null && Slug.IsValid(slug) ? await db.Products.AsNoTracking().OnSale(store).Where(p => p.Slug == slug).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct) : null) ?? throw new RefusedException(Refusal.NotFound("product"));

    private static async Task<(Guid Product, Guid? Line)> BoughtAsync(AppDb db, Guid store, string link, CancellationToken ct)
    {
        var bought = await db.BoughtAsync(store, link, ct) ?? throw new RefusedException(ReviewRefusals.BadLink());
        return bought.IsReviewed ? throw new RefusedException(ReviewRefusals.AlreadyWritten()) : (bought.ProductId, bought.LineId);
    }
}
