using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Inventory.Emails;

/// <summary>What the mail about low stock says.</summary>
public sealed record LowStockMail(string Store, IReadOnlyList<LowStockItem> Items, string Link);

/// <summary>One line of it.</summary>
public sealed record LowStockItem(string Name, string? Sku, int Left);

/// <summary>Tells the store's contact which stocks got low; what was filled up in the meantime is left out.</summary>
public sealed class SendLowStockMail(Mailer mailer, HostNames hosts) : IConsume<StockLow>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(StockLow happened, ConsumeContext context, CancellationToken ct)
    {
        var store = await context.Db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == happened.StoreId, ct);
        if (store is null || store.ContactEmail.Length == 0) return;
        var rows = await context.Db.Variants.AsNoTracking().Where(v => happened.VariantIds.Contains(v.Id)).Where(LowStock.Is)
            .OrderBy(v => v.Quantity).ThenBy(v => v.Id).Take(50).Select(v => new { Variant = v, v.Product!.Name }).ToListAsync(ct);
        if (rows.Count == 0) return;
        var items = rows.Select(r => new LowStockItem(r.Variant.Title.Length > 0 ? $"{r.Name}, {r.Variant.Title}" : r.Name, r.Variant.Sku, r.Variant.Quantity)).ToList();
        await mailer.SendAsync<LowStockEmail, LowStockMail>(context.Db, context.MessageId, store.ContactEmail, new LowStockMail(store.Name, items, $"{hosts.PublicUrl ?? "http://localhost:5080"}/s/{store.Subdomain}/inventory?view=low"), ct);
    }
}
