using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Content.Redirects;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>Makes or changes a product, for the dashboard and the API alike.</summary>
public sealed class SaveProduct(TenantTransactions transactions, ProductPictures pictures, PlanGate plans, TimeProvider clock)
{
    /// <summary>Makes a product, or makes the product of the id what the draft says.</summary>
    public Task<Product> RunAsync(Guid storeId, Guid? productId, ProductDraft draft, int? expectedVersion, CancellationToken ct) =>
        RunAsync(storeId, productId, (_, _) => draft, expectedVersion, ct);

    /// <summary>
    /// The same with a draft made from the product as it stands under the lock (null when it is made), so that a change of one field never
    /// carries old values of the others.
    /// </summary>
    public async Task<Product> RunAsync(Guid storeId, Guid? productId, Func<Product?, FieldErrors, ProductDraft> change, int? expectedVersion, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        var store = await db.Stores.Where(s => s.Id == storeId).Select(s => new { s.Currency, s.Locale }).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        var product = productId is { } id ? (await ProductBook.LoadAsync(db, storeId, [id], ct)).FirstOrDefault() ?? throw new RefusedException(Refusal.NotFound("product")) : null;
        if (expectedVersion is { } version && product is not null && product.Version != version) throw new RefusedException(Refusal.Stale());

        var errors = new FieldErrors();
        var draft = change(product, errors);
        draft.Check(errors);
        await CheckReferencesAsync(db, storeId, draft, errors, ct);
        errors.ThrowIfAny();
        if (draft.Status != ProductStatus.Archived && product is null or { Status: ProductStatus.Archived }) await plans.DemandProductsAsync(db, 1, ct);
        await plans.DemandSeoAsync(db, ct, (product?.SeoTitle, draft.SeoTitle), (product?.SeoDescription, draft.SeoDescription));
        await RefuseTakenAsync(db, storeId, product?.Id, draft, ct);
        var slug = draft.Slug ?? product?.Slug ?? await ProductBook.FreeSlugAsync(db, storeId, Slug.From(draft.Name), _ => false, ct);

        if (product is not null && product.Slug != slug) await db.MovedAsync(storeId, "/products/" + product.Slug, "/products/" + slug, now, ct);
        product ??= ProductBook.New(db, storeId, store.Currency, store.Locale, now);
        product.Slug = slug;
        ProductBook.Write(db, product, draft, now);
        var wanted = await pictures.PlaceAsync(db, product, draft.Images, keepOthers: false, fetch: true, (at, what) => errors.Add($"images[{at}].url", what), now, ct);
        errors.ThrowIfAny();
        if (ProductBook.Settle(db, [product], now).Count > 0) db.Publish(new ProductChanged(storeId, product.Id));
        if (wanted.Count > 0) db.Publish(new ImagesWanted(storeId, product.Id, wanted));
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "Another product took this slug or SKU in the same moment. Choose another, then save again."));
        }
        return product;
    }

    private static async Task CheckReferencesAsync(AppDb db, Guid storeId, ProductDraft draft, FieldErrors errors, CancellationToken ct)
    {
        Guid[] categories = [.. draft.CategoryIds.Distinct()];
        if (categories.Length > 0 && await db.Categories.CountAsync(c => c.StoreId == storeId && categories.Contains(c.Id), ct) != categories.Length)
            errors.Add("categoryIds", "One of these categories is not there");
    }

    private static async Task RefuseTakenAsync(AppDb db, Guid storeId, Guid? self, ProductDraft draft, CancellationToken ct)
    {
        var taken = new FieldErrors();
        if (draft.Slug is { } slug && await db.Products.AnyAsync(p => p.StoreId == storeId && p.Slug == slug && p.Id != self, ct))
            taken.Add("slug", $"Another product has this slug. “{await ProductBook.FreeSlugAsync(db, storeId, slug, _ => false, ct)}” is free");
        string[] skus = [.. draft.Variants.Select(v => v.Sku?.Trim()).OfType<string>().Where(s => s.Length > 0)];
        if (skus.Length > 0)
        {
            var used = await db.Variants.Where(v => v.StoreId == storeId && v.ProductId != self && v.Sku != null && skus.Contains(v.Sku)).Select(v => v.Sku).ToListAsync(ct);
            for (var i = 0; i < draft.Variants.Count; i++)
                if (used.Contains(draft.Variants[i].Sku?.Trim())) taken.Add(draft.Options.Count == 0 ? "sku" : $"variants[{i}].sku", "Another product has this SKU");
        }
        if (!taken.None) throw new RefusedException(new Refusal("ALREADY_EXISTS", string.Join(". ", taken.All.Values.SelectMany(m => m).Distinct()) + ".") { Errors = taken.All });
    }
}
