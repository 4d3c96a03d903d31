using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>All categories of a store, tracked: a few hundred rows at most, so that questions about the tree need no recursion in SQL.</summary>
internal sealed class CategoryTree
{
    private readonly AppDb _db;
    private readonly Guid _storeId;
    private readonly List<Category> _all;

    private CategoryTree(AppDb db, Guid storeId, List<Category> all) => (_db, _storeId, _all) = (db, storeId, all);

    /// <summary>Loads the store's tree.</summary>
    public static async Task<CategoryTree> LoadAsync(AppDb db, Guid storeId, CancellationToken ct) => new(db, storeId, await db.Categories.Where(c => c.StoreId == storeId).ToListAsync(ct));

    /// <summary>The category of an id.</summary>
    public Category? Find(Guid id) => _all.Find(c => c.Id == id);

    /// <summary>The category of a slug.</summary>
    public Category? WithSlug(string slug) => _all.Find(c => c.Slug == slug);

    /// <summary>The branches right below; null for the top.</summary>
    public List<Category> Under(Guid? parent) => [.. _all.Where(c => c.ParentId == parent).OrderBy(c => c.Position)];

    /// <summary>Why a category cannot stand below another; null when it can.</summary>
    public string? WhyNotUnder(Guid parent, Guid? moved)
    {
        if (Find(parent) is null) return "There is no such category";
        if (Ancestors(parent).Any(a => a.Id == moved)) return "A category cannot stand below itself";
        return Ancestors(parent).Count() + (moved is { } id ? HeightOf(id) : 1) > CategoryDraft.MaxDepth ? $"Categories go {CategoryDraft.MaxDepth} levels deep" : null;
    }

    /// <summary>The names from the top down to the category.</summary>
    public List<string> PathOf(Guid id) => [.. Ancestors(id).Reverse().Select(c => c.Name)];

    /// <summary>A new category, added to the store and this tree.</summary>
    public Category Add(DateTimeOffset now)
    {
        var category = new Category { TenantId = _db.Tenant, Id = Guid.CreateVersion7(now), StoreId = _storeId, CreatedAt = now, UpdatedAt = now };
        _db.Categories.Add(category);
        _all.Add(category);
        return category;
    }

    /// <summary>The category a path of names leads to; branches that are missing are made. Names are compared without case.</summary>
    public Category? Ensure(IReadOnlyList<string> path, DateTimeOffset now)
    {
        Category? at = null;
        foreach (var name in path)
        {
            var next = _all.Find(c => c.ParentId == at?.Id && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
            if (next is null)
            {
                var position = NextPosition(at?.Id, Guid.Empty);
                var slug = FreeSlug(Slug.From(name), at is null ? null : at.Slug + "-" + Slug.From(name));
                next = Add(now);
                (next.Name, next.Slug, next.ParentId, next.Position) = (name, slug, at?.Id, position);
            }
            at = next;
        }
        return at;
    }

    /// <summary>The first free of the slug, the longer one and the numbered forms.</summary>
    public string FreeSlug(string slug, string? longer = null)
    {
        if (WithSlug(slug) is null) return slug;
        if (longer is not null && longer.Length <= 150 && WithSlug(longer) is null) return longer;
        for (var n = 2; ; n++)
            if (WithSlug($"{slug}-{n}") is null) return $"{slug}-{n}";
    }

    /// <summary>The place after the last sibling.</summary>
    public int NextPosition(Guid? parent, Guid self) => _all.Where(c => c.ParentId == parent && c.Id != self).Select(c => c.Position + 1).DefaultIfEmpty(0).Max();

    private IEnumerable<Category> Ancestors(Guid id)
    {
        var seen = 0;
        for (var at = Find(id); at is not null && seen++ < 50; at = at.ParentId is { } up ? Find(up) : null) yield return at;
    }

    private int HeightOf(Guid id) => 1 + _all.Where(c => c.ParentId == id).Select(c => HeightOf(c.Id)).DefaultIfEmpty(0).Max();
}
