using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Stores the draft of a page when nobody stored a newer one since.</summary>
public sealed class SaveDraft(TenantTransactions transactions, TimeProvider time)
{
    /// <summary>The new revision; null when the page's draft is not at the expected revision any more. Refuses when the page is gone or too large.</summary>
    public async Task<int?> RunAsync(Guid tenantId, Guid storeId, Guid pageId, int expected, PageDocument document, CancellationToken ct)
    {
        var json = Write(document);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var now = time.GetUtcNow();
        var saved = await db.Pages.Where(p => p.StoreId == storeId && p.Id == pageId && p.DraftRevision == expected)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Draft, json).SetProperty(p => p.DraftRevision, expected + 1).SetProperty(p => p.UpdatedAt, now), ct);
        if (saved == 0 && !await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Id == pageId, ct)) throw new RefusedException(Refusal.NotFound("page"));
        await db.CommitAsync(ct);
        return saved == 0 ? null : expected + 1;
    }

    /// <summary>The stored form of a draft. Refuses what is too large.</summary>
    internal static string Write(PageDocument document)
    {
        var json = document.ToJson();
        return json.Length <= PageDocument.MaxBytes ? json
            : throw new RefusedException(new Refusal("PAYLOAD_TOO_LARGE", $"The page is larger than {PageDocument.MaxBytes / 1000} kB. Remove some blocks or texts.", 413));
    }
}
