using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Inventory;
using Rendrix.Storefront;
using Rendrix.Web.Inventory;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>Writes products inside the caller's transaction: the one place where a draft becomes rows, stock movements included.</summary>
internal static class ProductBook
{
    /// <summary>
    /// Products with everything that belongs to them, to be changed. Their variants are locked in the order of their ids, so that stock sold
    /// meanwhile is seen and never overwritten.
    /// </summary>
    public static async Task<List<Product>> LoadAsync(AppDb db, Guid storeId, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        Guid[] wanted = [.. ids];
        var products = await db.Products.Where(p => p.StoreId == storeId && wanted.Contains(p.Id)).ToListAsync(ct);
        Guid[] found = [.. products.Select(p => p.Id)];
        if (found.Length == 0) return [];
        // The tracker puts variants, pictures and categories into their products.
        await db.Variants.FromSql($"select * from variants where tenant_id = {db.Tenant} and product_id = any({found}) order by id for update").LoadAsync(ct);
        await db.ProductImages.Where(i => found.Contains(i.ProductId)).LoadAsync(ct);
        await db.ProductCategories.Where(c => found.Contains(c.ProductId)).LoadAsync(ct);
        return products;
    }

    /// <summary>A product to be filled and added.</summary>
    public static Product New(AppDb db, Guid storeId, string currency, string locale, DateTimeOffset now)
    {
        // Lists show the newest first by id, so products of one batch keep the order they were made in.
        var product = new Product { TenantId = db.Tenant, Id = Guid.CreateVersion7(now.AddMilliseconds(db.Products.Local.Count)), StoreId = storeId, Currency = currency, Locale = locale, CreatedAt = now, UpdatedAt = now };
        db.Products.Add(product);
        return product;
    }

    /// <summary>Makes the product what the draft says; its slug and pictures from elsewhere are the caller's business.</summary>
    public static void Write(AppDb db, Product product, ProductDraft draft, DateTimeOffset now)
    {
        product.Name = draft.Name.Trim();
        product.Summary = draft.Summary.Trim();
        product.Description = Sanitized(draft.Description);
        product.Status = draft.Status;
        product.Type = draft.Type;
        product.Vendor = draft.Vendor.Trim();
        List<string> tags = [.. draft.Tags.Select(t => t.Trim().ToLowerInvariant()).Where(t => t.Length > 0).Distinct()];
        if (!product.Tags.SequenceEqual(tags)) product.Tags = tags;
        if (!Same(product.Options, draft.Options)) product.Options = [.. draft.Options.Select(o => new ProductOption(o.Name.Trim(), [.. o.Values]))];
        product.SeoTitle = draft.SeoTitle.Trim();
        product.SeoDescription = draft.SeoDescription.Trim();
        if (product.Status == ProductStatus.Active) product.PublishedAt ??= now;
        WriteVariants(db, product, draft.Variants, now);
        WriteCategories(db, product, draft.CategoryIds, now);
    }

    /// <summary>Puts the pictures at their places, and lets go of those that have none.</summary>
    public static void KeepImages(AppDb db, Product product, IReadOnlyDictionary<ProductImage, int> places)
    {
        foreach (var gone in product.Images.Where(i => !places.ContainsKey(i)).ToList()) { product.Images.Remove(gone); db.ProductImages.Remove(gone); }
        foreach (var (image, place) in places) image.Position = place;
    }

    /// <summary>Adds a picture of the media library; the caller gives it its place.</summary>
    public static ProductImage AddImage(AppDb db, Product product, Rendrix.Media.MediaFile file, string alt, string? sourceUrl, DateTimeOffset now)
    {
        var image = new ProductImage { TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = product.StoreId, ProductId = product.Id, MediaId = file.Id, Url = file.Url, SourceUrl = sourceUrl, Alt = alt };
        db.ProductImages.Add(image);
        if (!product.Images.Contains(image)) product.Images.Add(image);
        return image;
    }

    /// <summary>Writes the listing fields and finds the products that differ, in themselves or in anything of theirs, from what is stored.</summary>
    public static HashSet<Guid> Settle(AppDb db, IReadOnlyCollection<Product> products, DateTimeOffset now)
    {
        foreach (var product in products) product.Summarize();
        db.ChangeTracker.DetectChanges();
        var changed = new HashSet<Guid>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Unchanged) continue;
            if (entry.Entity switch { Product p => p.Id, Variant v => v.ProductId, ProductImage i => i.ProductId, ProductCategory c => c.ProductId, _ => Guid.Empty } is var id && id != Guid.Empty) changed.Add(id);
        }
        foreach (var product in products) if (changed.Contains(product.Id)) product.UpdatedAt = now;
        return changed;
    }

    /// <summary>The first of the slug and its numbered forms that is free in the store.</summary>
    public static async Task<string> FreeSlugAsync(AppDb db, Guid storeId, string slug, Func<string, bool> taken, CancellationToken ct)
    {
        var stem = slug.Length > 190 ? slug[..190].TrimEnd('-') : slug;
        string[] candidates = [slug, .. Enumerable.Range(2, 30).Select(n => $"{stem}-{n}")];
        var used = await db.Products.Where(p => p.StoreId == storeId && candidates.Contains(p.Slug)).Select(p => p.Slug).ToListAsync(ct);
        return candidates.FirstOrDefault(c => !used.Contains(c) && !taken(c)) ?? $"{stem[..Math.Min(stem.Length, 180)]}-{Guid.NewGuid().ToString("N")[..8]}";
    }

    /// <summary>Sanitized HTML that sanitizing again leaves as it is, so that an export reads back unchanged.</summary>
    public static string Sanitized(string html)
    {
        var safe = SafeHtml.Of(html.ReplaceLineEndings("\n"));
        for (var i = 0; i < 3 && SafeHtml.Of(safe) is var again && again != safe; i++) safe = again;
        return safe.Trim();
    }

    private static void WriteVariants(AppDb db, Product product, IReadOnlyList<VariantDraft> drafts, DateTimeOffset now)
    {
        var left = product.Variants.ToList();
        var matched = drafts.Select(d => Take(left, v => v.Id == d.Id)).ToArray();
        Match(drafts, matched, left, (d, v) => d.Sku is not null && v.Sku == d.Sku);
        Match(drafts, matched, left, (d, v) => v.OptionValues.SequenceEqual(d.OptionValues, StringComparer.OrdinalIgnoreCase));
        foreach (var gone in left) { product.Variants.Remove(gone); db.Variants.Remove(gone); }
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var variant = matched[i];
            if (variant is null)
            {
                variant = new Variant { TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = product.StoreId, ProductId = product.Id, Currency = product.Currency };
                db.Variants.Add(variant);
                if (!product.Variants.Contains(variant)) product.Variants.Add(variant);
            }
            variant.Sku = string.IsNullOrWhiteSpace(draft.Sku) ? null : draft.Sku.Trim();
            variant.Barcode = string.IsNullOrWhiteSpace(draft.Barcode) ? null : draft.Barcode.Trim();
            if (!variant.OptionValues.SequenceEqual(draft.OptionValues)) variant.OptionValues = [.. draft.OptionValues];
            variant.PriceMinor = draft.PriceMinor;
            variant.CompareAtMinor = draft.CompareAtMinor;
            variant.CostMinor = draft.CostMinor;
            variant.WeightGrams = draft.WeightGrams;
            variant.ImageUrl = draft.ImageUrl;
            variant.Position = i;
            variant.TrackInventory = draft.TrackInventory;
            variant.AllowBackorders = draft.AllowBackorders;
            if (draft.Quantity is { } quantity) SetQuantity(db, variant, quantity, now);
        }
    }

    /// <summary>Sets the number on hand of a locked or new variant and leaves the trail.</summary>
    public static void SetQuantity(AppDb db, Variant variant, int quantity, DateTimeOffset now)
    {
        if (quantity == variant.Quantity) return;
        db.StockMovements.Add(Stock.Movement(variant.StoreId, variant.Id, quantity - variant.Quantity, StockReason.Adjusted, null, now));
        variant.Quantity = quantity;
    }

    private static void WriteCategories(AppDb db, Product product, IReadOnlyList<Guid> ids, DateTimeOffset now)
    {
        foreach (var gone in product.Categories.Where(c => !ids.Contains(c.CategoryId)).ToList()) { product.Categories.Remove(gone); db.ProductCategories.Remove(gone); }
        foreach (var id in ids.Distinct().Where(id => !product.Categories.Exists(c => c.CategoryId == id)))
        {
            var link = new ProductCategory { TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = product.StoreId, ProductId = product.Id, CategoryId = id };
            db.ProductCategories.Add(link);
            if (!product.Categories.Contains(link)) product.Categories.Add(link);
        }
    }

    private static void Match(IReadOnlyList<VariantDraft> drafts, Variant?[] matched, List<Variant> left, Func<VariantDraft, Variant, bool> same)
    {
        for (var i = 0; i < drafts.Count && left.Count > 0; i++)
            if (matched[i] is null && drafts[i].Id is null) matched[i] = Take(left, v => same(drafts[i], v));
    }

    private static Variant? Take(List<Variant> left, Predicate<Variant> wanted)
    {
        var index = left.FindIndex(wanted);
        if (index < 0) return null;
        var variant = left[index];
        left.RemoveAt(index);
        return variant;
    }

    private static bool Same(List<ProductOption> a, IReadOnlyList<ProductOption> b) =>
        a.Count == b.Count && a.Zip(b).All(p => p.First.Name == p.Second.Name.Trim() && p.First.Values.SequenceEqual(p.Second.Values));
}
