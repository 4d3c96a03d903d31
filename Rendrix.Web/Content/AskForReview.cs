using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Says to those who may publish that a draft is ready, or takes that back. Publishing answers it.</summary>
public sealed class AskForReview(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>Refuses a note that is too long, and a page that is not there.</summary>
    public async Task RunAsync(Guid tenantId, Guid storeId, Guid pageId, Guid by, string note, CancellationToken ct)
    {
        if (note.Length > PublishOrder.MaxNote) throw new RefusedException(Refusal.Invalid("note", $"Use {PublishOrder.MaxNote} characters or fewer"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        (page.ReviewAskedBy, page.ReviewAskedAt, page.ReviewNote) = (by, time.GetUtcNow(), note.Trim());
        await db.CommitAsync(ct);
    }

    /// <summary>Takes the request back.</summary>
    public async Task TakeBackAsync(Guid tenantId, Guid storeId, Guid pageId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        (page.ReviewAskedBy, page.ReviewAskedAt, page.ReviewNote) = (null, null, "");
        await db.CommitAsync(ct);
    }
}
