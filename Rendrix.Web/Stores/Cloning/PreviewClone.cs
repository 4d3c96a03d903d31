using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>Says before a store is copied what comes along, how much of it, and what stays and why.</summary>
public sealed class PreviewClone(TenantTransactions transactions)
{
    private const string NotChosen = "You did not choose this part";

    /// <summary>Counts.</summary>
    public async Task<ClonePreview> RunAsync(Guid tenantId, Guid storeId, CloneParts parts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        return await CountAsync(db, storeId, parts, ct);
    }

    /// <summary>The parts of the API's words; all when none are given.</summary>
    internal static CloneParts Read(IReadOnlyList<string>? words)
    {
        if (words is null) return CloneParts.All;
        var wrong = words.FirstOrDefault(w => w is not ("design" or "catalog" or "settings"));
        if (wrong is not null || words.Count == 0) throw new RefusedException(Refusal.Invalid("parts", "Choose one or more of design, catalog, settings"));
        return new CloneParts(words.Contains("design"), words.Contains("catalog"), words.Contains("settings"));
    }

    internal static async Task<ClonePreview> CountAsync(AppDb db, Guid store, CloneParts parts, CancellationToken ct)
    {
        List<(bool Comes, CloneCount Count)> kinds =
        [
            (parts.Design, new("design", "pages", await db.Pages.CountAsync(p => p.StoreId == store, ct))),
            (parts.Design, new("design", "menus", await db.Menus.CountAsync(m => m.StoreId == store, ct))),
            (parts.Design, new("design", "redirects", await db.Redirects.CountAsync(r => r.StoreId == store, ct))),
            (parts.Catalog, new("catalog", "categories", await db.Categories.CountAsync(c => c.StoreId == store, ct))),
            (parts.Catalog, new("catalog", "products", await db.Products.CountAsync(p => p.StoreId == store, ct))),
            (parts.Catalog, new("catalog", "variants", await db.Variants.CountAsync(v => v.StoreId == store, ct))),
            (parts.Catalog, new("catalog", "pictures", await db.ProductImages.CountAsync(i => i.StoreId == store, ct))),
            (parts.Settings, new("settings", "settings", SettingsThatCome)),
        ];
        var stays = kinds.Where(k => !k.Comes && k.Count.Count > 0).Select(k => new CloneLeft(k.Count.What, k.Count.Count, NotChosen)).ToList();
        Add("orders", await db.Orders.CountAsync(o => o.StoreId == store, ct), "They were placed in this shop, with its number and its money");
        Add("customers and newsletter addresses", await db.NewsletterSubscribers.CountAsync(s => s.StoreId == store, ct), "They agreed to hear from this shop and from no other");
        Add("reviews", await db.Reviews.CountAsync(r => r.StoreId == store, ct), "They tell of what was bought here");
        Add("domains", await db.DomainClaims.CountAsync(d => d.StoreId == store, ct), "A domain leads to one shop");
        if (parts.Design) Add("earlier versions of pages", await db.PageVersions.CountAsync(v => v.StoreId == store && db.Pages.Any(p => p.Id == v.PageId && p.PublishedNumber != v.Number), ct), "The new shop begins its own history with what is live and what is being edited");
        if (parts.Design) Add("plans and preview links", await db.PageSchedules.CountAsync(s => s.StoreId == store, ct) + await db.SitePlans.CountAsync(s => s.StoreId == store, ct) + await db.PreviewLinks.CountAsync(l => l.StoreId == store, ct), "They belong to the pages of this shop");
        stays.Add(new CloneLeft("payment accounts and other secrets", null, "Each shop is connected by itself. The new one begins in test mode"));
        stays.Add(new CloneLeft("pictures that nothing of this shows", null, "Upload them there when you need them"));
        if (parts.Design && !parts.Catalog) stays.Add(new CloneLeft("products that pages show", null, "Their places stay empty until products with the same addresses are there"));
        return new ClonePreview(parts.Words, [.. kinds.Where(k => k.Comes).Select(k => k.Count)], stays);

        void Add(string what, int count, string why) { if (count > 0) stays.Add(new CloneLeft(what, count, why)); }
    }

    // Contact, tagline, region, shipping, tax and rules: what Write of RunClone hands on.
    private const int SettingsThatCome = 11;
}
