using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>Puts a page's draft live as a new version that never changes again.</summary>
public sealed class PublishPage(TenantTransactions transactions, BlockRules rules, TimeProvider time)
{
    /// <summary>What stands in the way, empty when the page is live. Refuses when there is no such page.</summary>
    public async Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, Guid? by, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await LockAsync(db, storeId, pageId, ct);
        var problems = Enter(db, page, Read(page.Draft), by);
        if (problems.Count == 0) await db.CommitAsync(ct);
        return problems;
    }

    /// <summary>The page, held by this transaction: two people who publish at once make two versions, one after the other.</summary>
    internal static async Task<Page> LockAsync(AppDb db, Guid storeId, Guid pageId, CancellationToken ct) =>
        await db.Pages.FromSql($"select * from pages where tenant_id = {db.Tenant} and store_id = {storeId} and id = {pageId} for update").SingleOrDefaultAsync(ct)
        ?? throw new RefusedException(Refusal.NotFound("page"));

    /// <summary>Checks a document and enters it as the page's newest version, in the caller's transaction.</summary>
    internal IReadOnlyList<PublishProblem> Enter(AppDb db, Page page, PageDocument document, Guid? by)
    {
        var problems = PublishCheck.Problems(document, page.Type, rules);
        if (problems.Count > 0) return problems;

        var now = time.GetUtcNow();
        page.PublishedNumber++;
        page.PublishedRevision = page.DraftRevision;
        page.PublishedAt = now;
        db.PageVersions.Add(new PageVersion
        {
            TenantId = page.TenantId, Id = Guid.CreateVersion7(), StoreId = page.StoreId, PageId = page.Id, Number = page.PublishedNumber,
            Document = PublishCheck.Cleaned(document, rules).ToJson(), PublishedAt = now, PublishedBy = by,
        });
        db.Publish(new PagePublished(page.Id, page.StoreId, page.Slug, page.PublishedNumber, page.Type.ShowsManyTimes()));
        return [];
    }

    internal static PageDocument Read(string json)
    {
        try { return BlockMigrations.Read(json); }
        catch (FormatException e) { throw new RefusedException(new Refusal("VALIDATION_ERROR", e.Message, 400)); }
    }
}

/// <summary>Goes back by publishing an older version again: it becomes the draft and a new version. What was live in between stays in the history.</summary>
public sealed class RestoreVersion(TenantTransactions transactions, PublishPage publish, TimeProvider time)
{
    /// <summary>What stands in the way, empty when the version is live again. Refuses when there is no such page or version.</summary>
    public async Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, int number, Guid? by, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        var older = await db.PageVersions.AsNoTracking().Where(v => v.StoreId == storeId && v.PageId == pageId && v.Number == number).Select(v => v.Document).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(Refusal.NotFound("version"));
        page.Draft = older;
        page.DraftRevision++;
        page.UpdatedAt = time.GetUtcNow();
        var problems = publish.Enter(db, page, PublishPage.Read(older), by);
        if (problems.Count == 0) await db.CommitAsync(ct);
        return problems;
    }
}
