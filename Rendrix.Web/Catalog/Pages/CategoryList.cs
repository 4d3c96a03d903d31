using Rendrix.Catalog;

namespace Rendrix.Web.Catalog.Pages;

/// <summary>The tree of categories written as a list: parents before their branches, each with its depth.</summary>
public static class CategoryList
{
    /// <summary>Id, name and depth (0 at the top) in the order of the tree.</summary>
    public static List<(Guid Id, string Name, int Depth)> Of(IReadOnlyCollection<Category> categories)
    {
        var below = categories.ToLookup(c => c.ParentId);
        var list = new List<(Guid, string, int)>();
        void Walk(Guid? parent, int depth)
        {
            foreach (var category in below[parent].OrderBy(c => c.Position).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase))
            {
                list.Add((category.Id, category.Name, depth));
                if (depth < CategoryDraft.MaxDepth) Walk(category.Id, depth + 1);
            }
        }
        Walk(null, 0);
        return list;
    }
}
