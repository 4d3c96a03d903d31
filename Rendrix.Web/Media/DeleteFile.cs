using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>Deletes a file. One that something shows is refused, or with force taken out of products, categories and the store's icon and logo; on pages its place stays empty.</summary>
public sealed class DeleteFile(TenantTransactions transactions, FileStore files, MediaCache known)
{
    /// <summary>Deletes it.</summary>
    public async Task RunAsync(Guid storeId, Guid fileId, bool force, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var file = await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == fileId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
        var uses = await db.UsesOfAsync(storeId, fileId, ct);
        if (uses.Count > 0 && !force)
        {
            var names = string.Join(", ", uses.Take(3).Select(u => u.Name)) + (uses.Count > 3 ? $" and {uses.Count - 3} more" : "");
            throw new RefusedException(new Refusal("INVALID_INPUT", $"A product, category or page shows this file: {names}. Take it out there first, or delete it with force=true.", StatusCodes.Status409Conflict));
        }
        if (uses.Count > 0)
        {
            var name = fileId.ToString("N");
            Guid[] shown = [.. uses.Where(u => u.Kind == "product").Select(u => u.Id)];
            foreach (var product in await db.Products.Include(p => p.Images).Include(p => p.Variants).AsSplitQuery().Where(p => p.StoreId == storeId && shown.Contains(p.Id)).ToListAsync(ct))
            {
                foreach (var image in product.Images.Where(i => i.MediaId == fileId || i.Url.Contains(name, StringComparison.Ordinal)).ToList()) { product.Images.Remove(image); db.ProductImages.Remove(image); }
                foreach (var variant in product.Variants.Where(v => v.ImageUrl?.Contains(name, StringComparison.Ordinal) == true)) variant.ImageUrl = null;
                product.Summarize();
            }
            foreach (var category in await db.Categories.Where(c => c.StoreId == storeId && c.ImageUrl != null && c.ImageUrl.Contains(name)).ToListAsync(ct)) category.ImageUrl = null;
            if (uses.Any(u => u.Kind == "store") && await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) is { } store)
            {
                if (MediaFile.IdIn(store.IconUrl) == fileId) store.IconUrl = null;
                if (MediaFile.IdIn(store.LogoUrl) == fileId) store.LogoUrl = null;
                await db.TellStoreChangedAsync(storeId, ct);
            }
        }
        foreach (var crop in await db.MediaFiles.Where(f => f.StoreId == storeId && f.CropOf == fileId).ToListAsync(ct)) (crop.CropOf, crop.Crop) = (null, "");
        db.MediaFiles.Remove(file);
        db.Publish(new MediaChanged(storeId, fileId));
        await db.CommitAsync(ct);
        known.Forget(fileId);
        files.Forget(file.TenantId, storeId, file.Blob);
        if (UnreplaceFile.Kept(file) is { } before) files.Forget(file.TenantId, storeId, before);
    }
}
