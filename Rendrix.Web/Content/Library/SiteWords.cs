using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Library;

/// <summary>Finds and replaces words in all drafts of a store but the one that is open.</summary>
public sealed class SiteWords(TenantTransactions transactions, EditorSessions sessions, BlockRules rules)
{
    /// <summary>Pages with places, by title. A page that others edit at this moment is read from what they see.</summary>
    public async Task<IReadOnlyList<PageFindings>> FindAsync(StoreInfo store, Guid except, FindQuery query, CancellationToken ct)
    {
        if (query.Text.Length is 0 or > 200) return [];
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        // Blocks also show words nobody stored, their defaults, so every draft is read; a store has tens of pages, not thousands.
        var pages = await db.Pages.AsNoTracking().Where(p => p.StoreId == store.StoreId && p.Id != except).OrderBy(p => p.Title).Take(1_000).Select(p => new { p.Id, p.Title, p.Draft }).ToListAsync(ct);
        return [.. pages.Select(p => new PageFindings(p.Id, p.Title, $"/s/{store.Identifier}/pages/{p.Id}/edit", FindText.In(sessions.Find(store.TenantId, p.Id)?.Document ?? Read(p.Draft), rules, query))).Where(p => p.Findings.Count > 0)];
    }

    /// <summary>
    /// Replaces on a page through its editing session: what others do there at this moment is kept, it is saved on its own revision, and whoever opens
    /// the page can take it back as one step. Answers a sentence when it could not be done.
    /// </summary>
    public async Task<string?> ReplaceAsync(StoreInfo store, Guid pageId, Guid personId, FindQuery query, string by, Finding? only, CancellationToken ct)
    {
        using var lease = await sessions.OpenAsync(store.TenantId, store.StoreId, pageId, ct);
        var plan = FindText.Replace(lease.Page.Session.Document, rules, query, by, only);
        if (plan.Edit is null) return plan.Why;
        if (lease.Page.Session.Do(personId, plan.Edit) is Ignored ignored) return ignored.Reason;
        return await lease.Page.SaveAsync(ct) ? plan.Why : "It could not be saved just now and is tried again";
    }

    private static PageDocument Read(string draft)
    {
        try { return BlockMigrations.Read(draft); }
        catch (FormatException) { return PageDocument.Empty; } // A draft that cannot be read holds no words; its own editor says what is wrong.
    }
}
