using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Checks;

/// <summary>Runs every check over a page: in the editor while people work, before publishing, and for the API.</summary>
public sealed class PageChecks(TenantTransactions transactions, PagePicture picture, PageScales scales, BlockRules rules, IEnumerable<IPageCheck> checks, ILogger<PageChecks> log)
{
    private static readonly HtmlParser Parser = new();

    /// <summary>What the checks find on a page, with this document or its stored draft, in the draft of the theme or in the theme that is live. Refuses when there is no such page.</summary>
    public async Task<CheckReport> RunAsync(Guid tenantId, Guid storeId, Guid pageId, PageDocument? document, CancellationToken ct, bool liveTheme = false)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        var page = await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == pageId, ct) ?? throw new RefusedException(Refusal.NotFound("page"));
        return await RunAsync(db, StoreInfo.Of(store), page, document ?? PublishPage.Read(page.Draft), liveTheme ? ThemeTokens.Parse(store.Theme) : null, ct);
    }

    /// <summary>Errors of accessibility, when the store does not publish pages that have any; otherwise nothing.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="pageId">The page.</param>
    /// <param name="document">What would go live; null for the stored draft.</param>
    /// <param name="theme">The theme that goes live with it; null when the page comes alone and wears the one that is live.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<IReadOnlyList<PublishProblem>> BlockersAsync(Guid tenantId, Guid storeId, Guid pageId, PageDocument? document, ThemeTokens? theme, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId && s.BlockInaccessible, ct) is not { } store) return [];
        var page = await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == storeId && p.Id == pageId, ct) ?? throw new RefusedException(Refusal.NotFound("page"));
        var report = await RunAsync(db, StoreInfo.Of(store), page, document ?? PublishPage.Read(page.Draft), theme ?? ThemeTokens.Parse(store.Theme), ct);
        return [.. report.Findings.Where(f => f is { Area: FindingArea.Accessibility, Level: FindingLevel.Error }).Select(f => new PublishProblem(f.BlockId, f.Message))];
    }

    private async Task<CheckReport> RunAsync(AppDb db, StoreInfo store, Page page, PageDocument document, ThemeTokens? wears, CancellationToken ct)
    {
        var (html, theme, pathBase) = await picture.DrawAsync(db, store, page, document, wears, ct);
        var parsed = await Parser.ParseDocumentAsync(html, ct);
        var facts = await FactFinder.FindAsync(db, store.StoreId, page, document, rules, parsed, pathBase, ct);
        var weight = scales.Weigh(html, parsed, facts, pathBase);
        var looked = new CheckedPage(document, page, rules, parsed, theme, facts, store.Locale.Split('-')[0], pathBase, weight);
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            try { findings.AddRange(check.Look(looked)); }
            // One check that fails must not keep a page from going live, nor hide what the others found.
            catch (Exception e) { log.LogError(e, "{Check} failed on page {Page}", check.GetType().Name, page.Id); }
        }
        return new CheckReport([.. findings.OrderBy(f => f.Level).ThenBy(f => f.BlockId is { } id && document.Places.TryGetValue(id, out var place) ? place.Order : -1).ThenBy(f => f.Area)], weight.Sum);
    }
}
