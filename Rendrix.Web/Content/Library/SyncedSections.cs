using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Library;

/// <summary>A page that shows a synced section, in its draft or live.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="PageId">The page.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Count">How often it stands in the draft, or live if only there.</param>
public sealed record SyncedUse(Guid SectionId, Guid PageId, string Title, int Count);

/// <summary>Sections that stand on several pages as one. A section is a page of its own kind: it has a draft, versions and an editor like any other.</summary>
public static class SyncedSections
{
    /// <summary>Code of the block that stands in a page for a section.</summary>
    public const string Code = "synced_section";

    /// <summary>
    /// Fetches the live sections that these blocks show, in one query, and answers all their blocks under ids of the place they show in, so that
    /// they are loaded like the page's own. A section inside a section is not fetched, so nothing can go in a circle.
    /// </summary>
    public static async Task<IReadOnlyList<BlockNode>> ExpandAsync(AppDb db, Guid storeId, IReadOnlyList<BlockNode> blocks, IDictionary<string, object> found, CancellationToken ct)
    {
        var places = blocks.Where(b => b.Type == Code && Guid.TryParse(b.Prop("Section"), out _)).ToList();
        if (places.Count == 0) return [];
        var ids = places.Select(p => Guid.Parse(p.Prop("Section")!)).Distinct().ToList();
        var live = await (from page in db.Pages.AsNoTracking()
                          where page.StoreId == storeId && page.Type == PageType.Section && ids.Contains(page.Id)
                          join version in db.PageVersions on new { page.Id, Number = page.PublishedNumber } equals new { Id = version.PageId, version.Number }
                          select new { page.Id, version.Document }).ToDictionaryAsync(p => p.Id, p => p.Document, ct);
        var inside = new List<BlockNode>();
        foreach (var place in places)
        {
            if (!live.TryGetValue(Guid.Parse(place.Prop("Section")!), out var json)) continue;
            var texts = SyncedTexts.Of(place);
            List<BlockNode> shown = [.. BlockMigrations.Read(json).Root.Children("children").Where(b => b.Type != Code).Select(b => texts.In(b, place.Id + ".", Fitting))];
            found[place.Id] = new SyncedContent(shown);
            inside.AddRange(shown.SelectMany(b => b.Walk()).Where(b => b.Type != Code));
        }
        return inside;
    }

    /// <summary>Every page that shows one of these sections, by title; drafts and live pages count.</summary>
    public static async Task<IReadOnlyList<SyncedUse>> UsesAsync(AppDb db, Guid storeId, IReadOnlyCollection<Guid> sections, CancellationToken ct)
    {
        if (sections.Count == 0) return [];
        var marked = "%\"" + Code + "\"%";
        var pages = await db.Pages.FromSql($"select * from pages where tenant_id = {db.Tenant} and store_id = {storeId} and draft::text like {marked}").AsNoTracking().Select(p => new { p.Id, p.Title, p.Draft }).ToListAsync(ct);
        var live = await (from page in db.Pages.AsNoTracking()
                          where page.StoreId == storeId && page.Type != PageType.Section
                          join version in db.PageVersions.FromSql($"select * from page_versions where tenant_id = {db.Tenant} and store_id = {storeId} and document::text like {marked}")
                              on new { page.Id, Number = page.PublishedNumber } equals new { Id = version.PageId, version.Number }
                          select new { page.Id, page.Title, Draft = version.Document }).ToListAsync(ct);
        return [.. pages.Select(p => (p, Drafted: true)).Concat(live.Select(p => (p, Drafted: false)))
            .SelectMany(p => Shown(p.p.Draft).Where(sections.Contains).GroupBy(id => id).Select(g => (Use: new SyncedUse(g.Key, p.p.Id, p.p.Title, g.Count()), p.Drafted)))
            .GroupBy(u => (u.Use.SectionId, u.Use.PageId)).Select(g => g.OrderByDescending(u => u.Drafted).First().Use).OrderBy(u => u.Title, StringComparer.OrdinalIgnoreCase)];
    }

    // The texts of a place are kept as one setting, so they meet the checks of their own settings only here.
    private static string? Fitting(string type, string setting, string text) =>
        BlockCatalog.Default.Find(type)?.Schema.Find(setting) is { } field && FieldCheck.Problem(field, text) is null ? field.Kind == FieldKind.RichText ? RichTextSanitizer.Clean(text) : text : null;

    private static IEnumerable<Guid> Shown(string json) => PageDocument.Parse(json).Root.Walk().Where(b => b.Type == Code).Select(b => Guid.TryParse(b.Prop("Section"), out var id) ? id : Guid.Empty);
}
