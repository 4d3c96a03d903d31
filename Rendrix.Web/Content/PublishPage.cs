using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Checks;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content;

/// <summary>What a publisher decided.</summary>
public sealed record PublishOrder
{
    /// <summary>What they wrote about it; kept with the version.</summary>
    public string Note { get; init; } = "";
    /// <summary>Number of the version that was live when they looked; null when they did not look.</summary>
    public int? Base { get; init; }
    /// <summary>The document they looked at; null takes the draft as it is stored now.</summary>
    public PageDocument? Document { get; init; }
    /// <summary>Draft revision of that document.</summary>
    public int Revision { get; init; }

    /// <summary>The theme that goes live with the page, both or neither; null leaves the live theme alone.</summary>
    public ThemeOrder? Theme { get; init; }

    /// <summary>Longest note.</summary>
    public const int MaxNote = 500;
}

/// <summary>Puts a page's draft live as a new version that never changes again.</summary>
public sealed class PublishPage(TenantTransactions transactions, BlockRules rules, PageChecks checks, PublishTheme themes, TimeProvider time)
{
    /// <summary>What stands in the way, empty when the page is live. Refuses when there is no such page.</summary>
    public Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, Guid? by, CancellationToken ct) => RunAsync(tenantId, storeId, pageId, by, new PublishOrder(), ct);

    /// <summary>What stands in the way, empty when the page is live. Refuses when there is no such page, and when another version went live since the publisher looked.</summary>
    public async Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, Guid? by, PublishOrder order, CancellationToken ct)
    {
        if (order.Note.Length > PublishOrder.MaxNote) throw new RefusedException(Refusal.Invalid("note", $"Use {PublishOrder.MaxNote} characters or fewer"));
        // Before the page is held: drawing and measuring takes longer than others should wait.
        if (await checks.BlockersAsync(tenantId, storeId, pageId, order.Document, await WornAsync(tenantId, storeId, order.Theme, ct), ct) is { Count: > 0 } blockers) return blockers;
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await LockAsync(db, storeId, pageId, ct);
        await DemandBaseAsync(db, page, order.Base, ct);
        var problems = await EnterAsync(db, page, order.Document ?? Read(page.Draft), order.Document is null ? page.DraftRevision : order.Revision, by, order.Note, null, ct);
        if (problems.Count > 0) return problems;
        if (order.Theme is { } theme) await themes.EnterAsync(db, storeId, theme, by, ct);
        await db.CommitAsync(ct);
        return problems;
    }

    // The theme that the page will wear with this order; null is the one that is live.
    private async Task<ThemeTokens?> WornAsync(Guid tenantId, Guid storeId, ThemeOrder? order, CancellationToken ct)
    {
        if (order is null || order.Theme is not null) return order?.Theme;
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var row = await db.ThemeAsync(storeId, time, ct);
        await db.CommitAsync(ct);
        return ThemeTokens.Parse(row.Draft);
    }

    /// <summary>The page, held by this transaction: two people who publish at once make two versions, one after the other.</summary>
    internal static async Task<Page> LockAsync(AppDb db, Guid storeId, Guid pageId, CancellationToken ct) =>
        await db.Pages.FromSql($"select * from pages where tenant_id = {db.Tenant} and store_id = {storeId} and id = {pageId} for update").SingleOrDefaultAsync(ct)
        ?? throw new RefusedException(Refusal.NotFound("page"));

    /// <summary>Refuses with the way out when another version went live since the caller looked.</summary>
    internal static async Task DemandBaseAsync(AppDb db, Page page, int? seen, CancellationToken ct)
    {
        if (seen is not { } number || number == page.PublishedNumber) return;
        var who = page.PublishedNumber == 0 ? null : await (from version in db.PageVersions
                                                            where version.PageId == page.Id && version.Number == page.PublishedNumber
                                                            join user in db.Users on version.PublishedBy equals user.Id
                                                            select user.FirstName + " " + user.LastName).FirstOrDefaultAsync(ct);
        throw new RefusedException(Refusal.Stale() with
        {
            Message = page.PublishedNumber == 0 ? "This page was taken offline while you were looking. Review it again, then publish."
                : $"Version {page.PublishedNumber} went live while you were looking{(string.IsNullOrWhiteSpace(who) ? "" : $", published by {who}")}. Review again to see what is different now. Your draft is safe.",
            Extra = new Dictionary<string, object?> { ["liveVersion"] = page.PublishedNumber },
        });
    }

    /// <summary>Checks a document and enters it as the page's newest version, in the caller's transaction, which holds the page.</summary>
    internal async Task<IReadOnlyList<PublishProblem>> EnterAsync(AppDb db, Page page, PageDocument document, int revision, Guid? by, string note, int? restoredFrom, CancellationToken ct)
    {
        var problems = PublishCheck.Problems(document, page.Type, rules);
        if (problems.Count > 0) return problems;

        var now = time.GetUtcNow();
        // Not the live number plus one: a page that was taken offline has none, and its old versions keep theirs.
        page.PublishedNumber = (await db.PageVersions.Where(v => v.StoreId == page.StoreId && v.PageId == page.Id).MaxAsync(v => (int?)v.Number, ct) ?? 0) + 1;
        page.PublishedRevision = revision;
        page.PublishedAt = now;
        (page.ReviewAskedBy, page.ReviewAskedAt, page.ReviewNote) = (null, null, "");
        db.PageVersions.Add(new PageVersion
        {
            TenantId = page.TenantId, Id = Guid.CreateVersion7(), StoreId = page.StoreId, PageId = page.Id, Number = page.PublishedNumber,
            Document = PublishCheck.Cleaned(document, rules).ToJson(), PublishedAt = now, PublishedBy = by, Note = note.Trim(), RestoredFrom = restoredFrom,
        });
        Tell(db, page);
        return [];
    }

    /// <summary>Takes a page off the shop; its draft and versions stay. In the caller's transaction, which holds the page.</summary>
    internal static void TakeOffline(AppDb db, Page page)
    {
        (page.PublishedNumber, page.PublishedRevision, page.PublishedAt) = (0, 0, null);
        Tell(db, page);
    }

    private static void Tell(AppDb db, Page page) => db.Publish(new PagePublished(page.Id, page.StoreId, page.Slug, page.PublishedNumber, page.Type.ShowsManyTimes()));

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
    public Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, int number, Guid? by, CancellationToken ct) => RunAsync(tenantId, storeId, pageId, number, by, keepDraft: false, null, ct);

    /// <summary>The same; with <paramref name="keepDraft"/> the draft stays as it is, so that unfinished work is not lost by going back.</summary>
    public async Task<IReadOnlyList<PublishProblem>> RunAsync(Guid tenantId, Guid storeId, Guid pageId, int number, Guid? by, bool keepDraft, int? seen, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var page = await PublishPage.LockAsync(db, storeId, pageId, ct);
        await PublishPage.DemandBaseAsync(db, page, seen, ct);
        var problems = await EnterAsync(db, page, number, by, keepDraft, "", ct);
        if (problems.Count == 0) await db.CommitAsync(ct);
        return problems;
    }

    /// <summary>In the caller's transaction, which holds the page.</summary>
    internal async Task<IReadOnlyList<PublishProblem>> EnterAsync(AppDb db, Page page, int number, Guid? by, bool keepDraft, string note, CancellationToken ct)
    {
        var older = await db.PageVersions.AsNoTracking().Where(v => v.StoreId == page.StoreId && v.PageId == page.Id && v.Number == number).Select(v => v.Document).FirstOrDefaultAsync(ct)
            ?? throw new RefusedException(Refusal.NotFound("version"));
        var document = PublishPage.Read(older);
        if (!keepDraft)
        {
            page.Draft = older;
            page.DraftRevision++;
            page.UpdatedAt = time.GetUtcNow();
        }
        // A draft that happens to be the same as what is live now has no unpublished changes.
        var same = !keepDraft || PublishPage.Read(page.Draft).ToJson() == document.ToJson();
        return await publish.EnterAsync(db, page, document, same ? page.DraftRevision : 0, by, note, number, ct);
    }
}
