using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Checks;

/// <summary>Asks the store about everything a page names, in a handful of questions whatever the size of page and catalog.</summary>
internal static class FactFinder
{
    private const int MostNames = 2_000;

    public static async Task<StoreFacts> FindAsync(AppDb db, Guid storeId, Page page, PageDocument document, BlockRules rules, IHtmlDocument html, string pathBase, CancellationToken ct)
    {
        HashSet<string> products = [], categories = [], pages = [], policies = [], paths = [];
        HashSet<Guid> media = [];
        foreach (var link in html.Links.Select(l => l.GetAttribute("href")).Concat(html.Images.Select(i => i.GetAttribute("src"))).Distinct().Take(MostNames))
            Note(link is not null && pathBase.Length > 0 && link.StartsWith(pathBase + "/", StringComparison.Ordinal) ? link[pathBase.Length..] : link);
        products.UnionWith(document.Root.Walk().Select(BlockConditions.StockOf).OfType<string>());
        foreach (var node in document.Root.Walk())
            foreach (var field in rules.Find(node.Type)?.Fields.Fields ?? [])
                if (node.Prop(field.Name) is { Length: > 0 } text)
                    switch (field.Kind)
                    {
                        case FieldKind.Product: products.Add(text); break;
                        case FieldKind.Category: categories.Add(text); break;
                        case FieldKind.Link or FieldKind.Image: Note(text); break;
                    }
        Note(page.SocialImage);

        var known = await db.Products.Where(p => p.StoreId == storeId && products.Contains(p.Slug)).Select(p => new { p.Slug, p.Status }).ToListAsync(ct);
        var live = await db.Pages.Where(p => p.StoreId == storeId && (p.Type == PageType.Standard && pages.Contains(p.Slug) || p.Type == PageType.Policy && policies.Contains(p.Slug))).Select(p => new { p.Type, p.Slug, p.PublishedNumber }).ToListAsync(ct);
        var titles = await db.Pages.Where(p => p.StoreId == storeId && p.Id != page.Id && p.Type != PageType.Site && p.PublishedNumber > 0).OrderBy(p => p.Id).Take(MostNames).Select(p => new { Seo = p.SeoTitle == "" ? p.Title : p.SeoTitle, p.Title }).ToListAsync(ct);
        return new StoreFacts
        {
            Products = known.Where(p => p.Status == ProductStatus.Active).Select(p => p.Slug).ToHashSet(),
            HiddenProducts = known.Where(p => p.Status != ProductStatus.Active).Select(p => p.Slug).ToHashSet(),
            Categories = categories.Count == 0 ? new HashSet<string>() : (await db.Categories.Where(c => c.StoreId == storeId && categories.Contains(c.Slug)).Select(c => c.Slug).ToListAsync(ct)).ToHashSet(),
            LivePages = live.Where(p => p.PublishedNumber > 0).Select(p => PageQueries.PathOf(p.Type, p.Slug)!).ToHashSet(),
            DraftPages = live.Where(p => p.PublishedNumber == 0).Select(p => PageQueries.PathOf(p.Type, p.Slug)!).ToHashSet(),
            Menus = (await db.Menus.Where(m => m.StoreId == storeId).Select(m => m.Handle).ToListAsync(ct)).ToHashSet(),
            Redirects = paths.Count == 0 ? new Dictionary<string, string>() : await db.Redirects.Where(r => r.StoreId == storeId && paths.Contains(r.From)).ToDictionaryAsync(r => r.From, r => r.To, ct),
            Media = media.Count == 0 ? new Dictionary<Guid, MediaFact>() : await db.MediaFiles.Where(m => m.StoreId == storeId && media.Contains(m.Id)).Select(m => new MediaFact(m.Id, m.Name, m.Alt, m.Bytes, m.Width, m.Height)).ToDictionaryAsync(m => m.Id, ct),
            OtherTitles = [.. titles.Select(t => (t.Seo, t.Title))],
        };

        void Note(string? link)
        {
            if (string.IsNullOrEmpty(link) || link[0] != '/') return;
            var end = link.AsSpan().IndexOfAny('?', '#');
            var path = end >= 0 ? link[..end] : link;
            if (StoreFacts.MediaId(path) is { } file) { media.Add(file); return; }
            if (RedirectRules.Normal(path) is { } normal) paths.Add(normal);
            if (path.Split('/') is not ["", var kind, { Length: > 0 } slug, ..]) return;
            (kind switch { "products" => products, "categories" => categories, "pages" => pages, "policies" => policies, _ => null })?.Add(slug);
        }
    }
}
