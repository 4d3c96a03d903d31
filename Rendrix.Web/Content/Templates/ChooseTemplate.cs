using Microsoft.EntityFrameworkCore;
using Rendrix.Content;
using Rendrix.Refusals;
using Rendrix.Web.Catalog;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Content.Templates;

/// <summary>Shows a product or a category with another template than the shop's own. In effect at once.</summary>
public sealed class ChooseTemplate(TenantTransactions transactions)
{
    /// <summary>Refuses a product, category or template that is not there.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="kind">Product or collection: what is shown.</param>
    /// <param name="id">The product or category.</param>
    /// <param name="template">The template; null for the shop's own.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task RunAsync(Guid tenantId, Guid storeId, PageType kind, Guid id, Guid? template, CancellationToken ct)
    {
        if (!kind.HasVariants()) throw new RefusedException(Refusal.NotFound("template"));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (template is { } page && !await db.Pages.AnyAsync(p => p.StoreId == storeId && p.Type == kind && p.Id == page, ct)) throw new RefusedException(Refusal.Invalid("template", "This template was deleted. Choose another one"));
        var changed = kind == PageType.Product
            ? await db.Products.Where(p => p.StoreId == storeId && p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.TemplateId, template), ct)
            : await db.Categories.Where(c => c.StoreId == storeId && c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TemplateId, template), ct);
        if (changed == 0) throw new RefusedException(Refusal.NotFound(kind == PageType.Product ? "product" : "category"));
        if (kind == PageType.Product) db.Publish(new ProductChanged(storeId, id)); else db.Publish(new CategoryChanged(storeId, id));
        await db.CommitAsync(ct);
    }
}
