using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>Makes or changes a category.</summary>
public sealed class SaveCategory(TenantTransactions transactions, PlanGate plans, TimeProvider clock)
{
    /// <summary>Makes a category, or makes the category of the id what the draft says.</summary>
    public Task<Category> RunAsync(Guid storeId, Guid? categoryId, CategoryDraft draft, int? expectedVersion, CancellationToken ct) => RunAsync(storeId, categoryId, _ => draft, expectedVersion, ct);

    /// <summary>The same with a draft made from the category as it stands (null when it is made).</summary>
    public async Task<Category> RunAsync(Guid storeId, Guid? categoryId, Func<Category?, CategoryDraft> change, int? expectedVersion, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) throw new RefusedException(Refusal.NotFound("store"));
        var tree = await CategoryTree.LoadAsync(db, storeId, ct);
        var category = categoryId is { } id ? tree.Find(id) ?? throw new RefusedException(Refusal.NotFound("category")) : null;
        if (expectedVersion is { } version && category is not null && category.Version != version) throw new RefusedException(Refusal.Stale());

        var draft = change(category);
        var errors = new FieldErrors();
        draft.Check(errors);
        if (draft.ParentId is { } parent && tree.WhyNotUnder(parent, category?.Id) is { } why) errors.Add("parentId", why);
        errors.ThrowIfAny();
        await plans.DemandSeoAsync(db, ct, (category?.SeoTitle, draft.SeoTitle), (category?.SeoDescription, draft.SeoDescription));
        if (draft.Slug is { } slug && tree.WithSlug(slug) is { } other && other.Id != category?.Id)
            throw new RefusedException(new Refusal("ALREADY_EXISTS", $"Another category has this slug. “{tree.FreeSlug(slug)}” is free.") { Errors = new Dictionary<string, string[]> { ["slug"] = [$"“{tree.FreeSlug(slug)}” is free"] } });

        if (category is not null && draft.Slug is { } moved && moved != category.Slug) await db.MovedAsync(storeId, "/categories/" + category.Slug, "/categories/" + moved, now, ct);
        category ??= tree.Add(now);
        category.Name = draft.Name.Trim();
        category.Slug = draft.Slug ?? (category.Slug.Length > 0 ? category.Slug : tree.FreeSlug(Slug.From(draft.Name)));
        category.Description = draft.Description.Trim();
        category.ParentId = draft.ParentId;
        category.ImageUrl = draft.ImageUrl;
        category.Position = draft.Position ?? tree.NextPosition(draft.ParentId, category.Id);
        category.SeoTitle = draft.SeoTitle.Trim();
        category.SeoDescription = draft.SeoDescription.Trim();
        db.ChangeTracker.DetectChanges();
        if (db.Entry(category).State != EntityState.Unchanged) { category.UpdatedAt = now; db.Publish(new CategoryChanged(storeId, category.Id)); }
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "Another category took this slug in the same moment. Choose another, then save again."));
        }
        return category;
    }
}

/// <summary>Removes a category. Its products stay, its branches move up to where it stood.</summary>
public sealed class DeleteCategory(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Deletes it; refuses an id that is not there.</summary>
    public async Task RunAsync(Guid storeId, Guid categoryId, int? expectedVersion, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var tree = await CategoryTree.LoadAsync(db, storeId, ct);
        var category = tree.Find(categoryId) ?? throw new RefusedException(Refusal.NotFound("category"));
        if (expectedVersion is { } version && category.Version != version) throw new RefusedException(Refusal.Stale());
        foreach (var child in tree.Under(categoryId)) (child.ParentId, child.UpdatedAt) = (category.ParentId, clock.GetUtcNow());
        await db.SaveAsync(ct);
        db.Categories.Remove(category);
        db.Publish(new CategoryChanged(storeId, categoryId));
        await db.CommitAsync(ct);
    }
}
