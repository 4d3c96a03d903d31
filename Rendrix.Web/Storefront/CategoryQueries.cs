using Microsoft.EntityFrameworkCore;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>Categories as shoppers see them.</summary>
public static class CategoryQueries
{
    // More categories than this are not browsed by anybody; the tree is cut rather than the page made slow.
    private const int MostCategories = 2_000;

    /// <summary>The category of a slug, from the store's tree; null when there is none.</summary>
    public static async Task<CategoryView?> CategoryAsync(AppDb db, StoreInfo store, ShopShelves shelves, string slug, CancellationToken ct)
    {
        var tree = await TreeAsync(db, store, shelves, ct);
        var category = tree.FirstOrDefault(c => c.Slug == slug);
        if (category is null) return null;
        var byParent = tree.ToLookup(c => c.ParentId);
        var byId = tree.ToDictionary(c => c.Id);

        var branch = BranchOf(category.Id, byParent);
        var crumbs = new List<Crumb> { new(category.Name, null) };
        for (var up = category.ParentId; up is { } id && byId.TryGetValue(id, out var above) && crumbs.Count < 10; up = above.ParentId) crumbs.Insert(0, new(above.Name, "/categories/" + above.Slug));
        crumbs.Insert(0, new("Home", "/"));
        return new CategoryView(category.Id, category.Name, category.Slug, category.Description,
            category.SeoTitle.Length > 0 ? category.SeoTitle : category.Name, category.SeoDescription.Length > 0 ? category.SeoDescription : category.Description,
            crumbs, Links(byParent[category.Id]), Links(byParent[category.ParentId]), branch)
        { ImageUrl = category.ImageUrl, TemplateId = category.TemplateId };
    }

    /// <summary>These categories and all above them.</summary>
    public static async Task<IReadOnlyCollection<Guid>> WithAboveAsync(AppDb db, StoreInfo store, ShopShelves shelves, IReadOnlyCollection<Guid> categories, CancellationToken ct)
    {
        if (categories.Count == 0) return [];
        var above = (await TreeAsync(db, store, shelves, ct)).ToDictionary(c => c.Id, c => c.ParentId);
        var found = new HashSet<Guid>();
        foreach (var category in categories)
            for (Guid? at = category; at is { } id && found.Add(id); at = above.GetValueOrDefault(id)) { }
        return found;
    }

    /// <summary>The categories at the top.</summary>
    public static async Task<IReadOnlyList<CategoryLink>> TopAsync(AppDb db, StoreInfo store, ShopShelves shelves, CancellationToken ct) =>
        Links((await TreeAsync(db, store, shelves, ct)).Where(c => c.ParentId is null));

    /// <summary>The categories a list can be filtered by: those right below its own, or at the top, and those picked. One that is none matches nothing.</summary>
    /// <param name="db">The shop's transaction.</param>
    /// <param name="store">The store.</param>
    /// <param name="shelves">Holds the tree.</param>
    /// <param name="above">Category of the list; null for all products and what a search found.</param>
    /// <param name="picked">Slugs picked.</param>
    /// <param name="ct">Ends the reading.</param>
    internal static async Task<CategoryChoices> ChoicesAsync(AppDb db, StoreInfo store, ShopShelves shelves, Guid? above, IReadOnlyList<string> picked, CancellationToken ct)
    {
        var tree = await TreeAsync(db, store, shelves, ct);
        var byParent = tree.ToLookup(c => c.ParentId);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var slugs = new Dictionary<Guid, List<string>>();
        var branches = new HashSet<Guid>();
        foreach (var value in tree.Where(c => c.ParentId == above || picked.Contains(c.Slug)))
        {
            names[value.Slug] = value.Name;
            var branch = BranchOf(value.Id, byParent);
            if (picked.Contains(value.Slug)) branches.UnionWith(branch);
            foreach (var id in branch)
            {
                if (!slugs.TryGetValue(id, out var of)) slugs[id] = of = [];
                of.Add(value.Slug);
            }
        }
        return new CategoryChoices(names, slugs, [.. branches]);
    }

    private static List<Guid> BranchOf(Guid category, ILookup<Guid?, Row> byParent)
    {
        var (branch, seen) = (new List<Guid>(), new HashSet<Guid>());
        var rest = new Stack<Guid>([category]);
        while (rest.TryPop(out var id) && branch.Count < MostCategories)
        {
            if (!seen.Add(id)) continue;
            branch.Add(id);
            foreach (var child in byParent[id]) rest.Push(child.Id);
        }
        return branch;
    }

    private static List<CategoryLink> Links(IEnumerable<Row> rows) => [.. rows.Take(24).Select(c => new CategoryLink(c.Name, c.Slug))];

    private static Task<IReadOnlyList<Row>> TreeAsync(AppDb db, StoreInfo store, ShopShelves shelves, CancellationToken ct) => shelves.TreeAsync(store, () => db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId).OrderBy(c => c.Position).ThenBy(c => c.Id).Take(MostCategories)
        .Select(c => new Row
        {
            Id = c.Id, ParentId = c.ParentId, Name = c.Name, Slug = c.Slug, Description = c.Description, SeoTitle = c.SeoTitle, SeoDescription = c.SeoDescription, ImageUrl = c.ImageUrl, TemplateId = c.TemplateId,
        }).ToListAsync(ct));

    internal sealed class Row
    {
        public Guid Id { get; init; }
        public Guid? ParentId { get; init; }
        public string Name { get; init; } = "";
        public string Slug { get; init; } = "";
        public string Description { get; init; } = "";
        public string SeoTitle { get; init; } = "";
        public string SeoDescription { get; init; } = "";
        public string? ImageUrl { get; init; }
        public Guid? TemplateId { get; init; }
    }
}

/// <summary>The categories a list can be filtered by.</summary>
/// <param name="Names">Names by slug.</param>
/// <param name="Slugs">For each category the slugs that its products count for: its own and those above it, as far as they are offered.</param>
/// <param name="Branches">Those picked and all below them.</param>
internal sealed record CategoryChoices(IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<Guid, List<string>> Slugs, IReadOnlyList<Guid> Branches);
