using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Inventory;
using Rendrix.Media;
using Rendrix.Stores;
using Rendrix.Web.Inventory;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>Copies the rows of one step into the caller's transaction, with new ids wherever one is named.</summary>
internal sealed class CopyRows(AppDb db, FileStore files, CloneIds ids, Store source, Store target, DateTimeOffset now)
{
    /// <summary>Theme, menus, redirects, pages with what is live and what is being edited. Answers how many pages.</summary>
    public async Task<int> DesignAsync(bool withCatalog, CancellationToken ct)
    {
        target.Theme = ids.Text(source.Theme);
        (target.IconUrl, target.LogoUrl) = (source.IconUrl is { } icon ? ids.Text(icon) : null, source.LogoUrl is { } logo ? ids.Text(logo) : null);
        target.TemplateRules = Rules(withCatalog);
        if (await db.StoreThemes.AsNoTracking().FirstOrDefaultAsync(t => t.StoreId == source.Id, ct) is { } theme)
        {
            (theme.Id, theme.StoreId, theme.Draft, theme.PublishedNumber) = (ids.New(theme.Id), target.Id, ids.Text(theme.Draft), 1);
            db.StoreThemes.Add(theme);
            db.ThemeVersions.Add(new ThemeVersion { Id = ids.New(theme.Id), StoreId = target.Id, Number = 1, Tokens = target.Theme, PublishedAt = now });
        }
        foreach (var menu in await db.Menus.AsNoTracking().Where(m => m.StoreId == source.Id).ToListAsync(ct))
        {
            (menu.Id, menu.StoreId, menu.Links) = (ids.New(menu.Id), target.Id, [.. menu.Links.Select(l => l with { Url = ids.Text(l.Url) })]);
            db.Menus.Add(menu);
        }
        foreach (var redirect in await db.Redirects.AsNoTracking().Where(r => r.StoreId == source.Id).ToListAsync(ct))
        {
            (redirect.Id, redirect.StoreId, redirect.To, redirect.Version) = (ids.New(redirect.Id), target.Id, ids.Text(redirect.To), 0);
            db.Redirects.Add(redirect);
        }
        var pages = await db.Pages.AsNoTracking().Where(p => p.StoreId == source.Id).ToListAsync(ct);
        var live = await db.PageVersions.AsNoTracking().Where(v => v.StoreId == source.Id && db.Pages.Any(p => p.Id == v.PageId && p.PublishedNumber == v.Number)).ToListAsync(ct);
        foreach (var page in pages)
        {
            (page.Id, page.StoreId, page.Draft, page.SocialImage, page.Canonical) = (ids.New(page.Id), target.Id, ids.Text(page.Draft), ids.Text(page.SocialImage), ids.Text(page.Canonical));
            (page.ReviewAskedBy, page.ReviewAskedAt, page.ReviewNote) = (null, null, "");
            page.PublishedNumber = page.PublishedNumber > 0 ? 1 : 0;
            db.Pages.Add(page);
        }
        foreach (var version in live)
        {
            (version.Id, version.StoreId, version.PageId, version.Document) = (ids.New(version.Id), target.Id, ids.New(version.PageId), ids.Text(version.Document));
            (version.Number, version.RestoredFrom, version.Note) = (1, null, "");
            db.PageVersions.Add(version);
        }
        await PicturesAsync(ct);
        return pages.Count;
    }

    /// <summary>The tree of categories. Answers how many.</summary>
    public async Task<int> CategoriesAsync(bool withDesign, CancellationToken ct)
    {
        var categories = await db.Categories.AsNoTracking().Where(c => c.StoreId == source.Id).ToListAsync(ct);
        foreach (var category in categories)
        {
            (category.Id, category.StoreId, category.ParentId, category.Version) = (ids.New(category.Id), target.Id, ids.Map(category.ParentId), 0);
            (category.ImageUrl, category.TemplateId) = (category.ImageUrl is { } url ? ids.Text(url) : null, withDesign ? ids.Map(category.TemplateId) : null);
        }
        db.Categories.AddRange(categories);
        await PicturesAsync(ct);
        return categories.Count;
    }

    /// <summary>The next products by id, each as it is now. Answers how many, and the last one's old id.</summary>
    public async Task<(int Count, Guid Last)> ProductsAsync(Guid after, int most, bool withDesign, CancellationToken ct)
    {
        await db.PlanWithValuesAsync(ct);
        var products = await db.Products.AsNoTracking().Where(p => p.StoreId == source.Id && p.Id.CompareTo(after) > 0).OrderBy(p => p.Id).Take(most)
            .Include(p => p.Variants).Include(p => p.Images).Include(p => p.Categories).AsSplitQuery().ToListAsync(ct);
        if (products.Count == 0) return (0, after);
        var last = products[^1].Id;
        // A category made since the tree was copied has no copy to stand in.
        Guid[] named = [.. products.SelectMany(p => p.Categories).Select(c => ids.New(c.CategoryId)).Distinct()];
        var copied = (await db.Categories.Where(c => c.StoreId == target.Id && named.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
        foreach (var product in products) Copy(product, copied, withDesign);
        db.Products.AddRange(products);
        await PicturesAsync(ct);
        return (products.Count, last);
    }

    private void Copy(Product product, HashSet<Guid> categories, bool withDesign)
    {
        (product.Id, product.StoreId, product.Version, product.Ratings) = (ids.New(product.Id), target.Id, 0, [0, 0, 0, 0, 0]);
        (product.Description, product.TemplateId, product.CoverUrl) = (ids.Text(product.Description), withDesign ? ids.Map(product.TemplateId) : null, product.CoverUrl is { } cover ? ids.Text(cover) : null);
        foreach (var variant in product.Variants)
        {
            (variant.Id, variant.StoreId, variant.ProductId, variant.ImageUrl) = (ids.New(variant.Id), target.Id, product.Id, variant.ImageUrl is { } url ? ids.Text(url) : null);
            // The trail of stock explains the number on hand from its first piece.
            if (variant.Quantity != 0) db.StockMovements.Add(Stock.Movement(target.Id, variant.Id, variant.Quantity, StockReason.Adjusted, null, now));
        }
        foreach (var image in product.Images)
        {
            ids.See(image.MediaId);
            (image.Id, image.StoreId, image.ProductId, image.MediaId, image.Url) = (ids.New(image.Id), target.Id, product.Id, ids.Map(image.MediaId), ids.Text(image.Url));
        }
        foreach (var link in product.Categories) (link.Id, link.StoreId, link.ProductId, link.CategoryId) = (ids.New(link.Id), target.Id, product.Id, ids.New(link.CategoryId));
        product.Categories.RemoveAll(link => !categories.Contains(link.CategoryId));
    }

    // Which templates show which products: rules about categories need the catalog.
    private string Rules(bool withCatalog) => TemplateRules.Write(TemplateRules.Parse(source.TemplateRules)
        .Where(rule => ids.Map(rule.Template) is not null && (withCatalog || rule.Categories.Length == 0))
        .Select(rule => rule with { Template = ids.New(rule.Template), Categories = [.. rule.Categories.Select(c => ids.Map(c)).OfType<Guid>()] }).Where(rule => rule.HasConditions));

    // The pictures that this step shows, and those they were cut from, unless an earlier step brought them.
    private async Task PicturesAsync(CancellationToken ct)
    {
        for (Guid[] wanted = [.. ids.TakeSeen()]; wanted.Length > 0; wanted = [.. ids.TakeSeen()])
        {
            Guid[] made = [.. wanted.Select(ids.New)];
            var there = (await db.MediaFiles.Where(f => f.StoreId == target.Id && made.Contains(f.Id)).Select(f => f.Id).ToListAsync(ct)).Concat(db.MediaFiles.Local.Select(f => f.Id)).ToHashSet();
            foreach (var file in await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == source.Id && wanted.Contains(f.Id)).ToListAsync(ct))
            {
                if (there.Contains(ids.New(file.Id))) continue;
                ids.See(file.CropOf);
                var blob = file.Blob;
                (file.Id, file.StoreId, file.BlobId, file.CropOf, file.Replaced) = (ids.New(file.Id), target.Id, file.BlobId is { } own ? ids.New(own) : null, ids.Map(file.CropOf), null);
                files.Copy(db.Tenant, blob, db.Tenant, file.Blob);
                db.MediaFiles.Add(file);
                if (PictureFacts.Of(file).HasSizes) db.Publish(new MediaAdded(target.Id, file.Id));
            }
        }
    }
}
