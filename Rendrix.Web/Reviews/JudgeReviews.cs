using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Reviews;

/// <summary>What the shop does with reviews: publishes and rejects them, answers, deletes. The ratings of their products follow in the same transaction.</summary>
public sealed class JudgeReviews(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Most reviews judged at once.</summary>
    public const int MostAtOnce = 250;

    /// <summary>Puts reviews into a status; answers those that changed. Ids that are not there are passed over.</summary>
    public async Task<IReadOnlyList<Guid>> SetStatusAsync(Guid storeId, IReadOnlyList<Guid> ids, ReviewStatus status, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var reviews = await LockedAsync(db, storeId, ids, ct);
        var changed = reviews.Where(r => r.Status != status).ToList();
        foreach (var review in changed) review.Become(status, clock.GetUtcNow());
        await FinishAsync(db, storeId, changed, ct);
        return [.. changed.Select(r => r.Id)];
    }

    /// <summary>Changes status and reply of one review; null leaves either.</summary>
    public async Task<Review> ChangeAsync(Guid storeId, Guid id, ReviewStatus? status, string? reply, Action<int>? demandMatch, CancellationToken ct)
    {
        if (reply is not null && ReviewDraft.Lines(reply).Length > ReviewDraft.MostReply) throw new RefusedException(Refusal.Invalid("reply", "Use 2,000 characters or fewer"));
        await using var db = await transactions.BeginAsync(ct);
        var review = (await LockedAsync(db, storeId, [id], ct)).FirstOrDefault() ?? throw new RefusedException(Refusal.NotFound("review"));
        demandMatch?.Invoke(review.Version);
        if (status is { } to && to != review.Status) review.Become(to, clock.GetUtcNow());
        if (reply is not null && ReviewDraft.Lines(reply) != review.Reply) review.Answer(reply, clock.GetUtcNow());
        if (db.ChangeTracker.HasChanges()) await FinishAsync(db, storeId, [review], ct);
        return review;
    }

    /// <summary>Deletes one review for good.</summary>
    public async Task DeleteAsync(Guid storeId, Guid id, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var review = (await LockedAsync(db, storeId, [id], ct)).FirstOrDefault() ?? throw new RefusedException(Refusal.NotFound("review"));
        demandMatch?.Invoke(review.Version);
        db.Reviews.Remove(review);
        await FinishAsync(db, storeId, [review], ct);
    }

    // A review never moves to another product, so the products can be locked before the reviews are read.
    private static async Task<List<Review>> LockedAsync(AppDb db, Guid storeId, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids.Distinct().Take(MostAtOnce)];
        var all = db.Reviews.Where(r => r.StoreId == storeId && wanted.Contains(r.Id));
        await Ratings.LockAsync(db, await all.Select(r => r.ProductId).Distinct().ToListAsync(ct), ct);
        return await all.ToListAsync(ct);
    }

    private static async Task FinishAsync(AppDb db, Guid storeId, List<Review> changed, CancellationToken ct)
    {
        if (changed.Count == 0) return;
        await db.SaveAsync(ct);
        await Ratings.CountAsync(db, changed.Select(r => r.ProductId), ct);
        db.Publish(new ReviewsChanged(storeId));
        await db.CommitAsync(ct);
    }
}
