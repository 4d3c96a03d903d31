using Microsoft.EntityFrameworkCore;
using Rendrix.Carts;
using Rendrix.Catalog;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Carts;

/// <summary>What adding did: the cart, what the first item is called, and how many pieces the cart holds now.</summary>
public sealed record CartAddition(Guid CartId, string Name, int Pieces);

/// <summary>Puts things into a shopper's cart; makes the cart when there is none. Adding the same variant again adds up.</summary>
public sealed class AddToCart(TenantTransactions transactions, CurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Adds all items or, with the reason, none. The cart is a new one when the given cart is gone or was sold.</summary>
    public async Task<CartAddition> RunAsync(Guid? cartId, IReadOnlyList<CartItem> items, CancellationToken ct)
    {
        if (items.Count > Cart.MaxLines) throw new RefusedException(CartRefusals.TooManyLines());
        if (items.Any(i => i.Quantity is < 1 or > Cart.MaxQuantity)) throw new RefusedException(CartRefusals.Quantity());

        await using var db = await transactions.BeginAsync(ct);
        var chosen = await FindVariantsAsync(db, items, ct);
        var now = clock.GetUtcNow();
        var cart = await TouchAsync(db, cartId, now, ct) ?? Begin(db, now);
        if (db.Entry(cart).State == EntityState.Added) await db.SaveAsync(ct);

        foreach (var (variant, quantity) in chosen) await PutAsync(db, cart.Id, variant, quantity, now, ct);
        var held = await db.CartLines.Where(l => l.CartId == cart.Id).GroupBy(l => l.CartId).Select(g => new { Lines = g.Count(), Pieces = g.Sum(l => l.Quantity) }).FirstOrDefaultAsync(ct);
        if (held?.Lines > Cart.MaxLines) throw new RefusedException(CartRefusals.TooManyLines());
        await db.CommitAsync(ct);
        return new CartAddition(cart.Id, chosen.Count > 0 ? chosen[0].Variant.Name : "", held?.Pieces ?? 0);
    }

    private static async Task<List<(Sellable Variant, int Quantity)>> FindVariantsAsync(AppDb db, IReadOnlyList<CartItem> items, CancellationToken ct)
    {
        var variants = items.Where(i => i.VariantId is not null).Select(i => i.VariantId!.Value).ToList();
        var products = items.Where(i => i.VariantId is null && i.ProductId is not null).Select(i => i.ProductId!.Value).ToList();
        var found = await db.Variants.AsNoTracking()
            .Where(v => (variants.Contains(v.Id) || products.Contains(v.ProductId)) && v.Product!.Status == ProductStatus.Active)
            .Select(v => new Sellable(v, v.Product!.Name, v.Product.Slug, v.Product.CoverUrl)).ToListAsync(ct);
        var chosen = new List<(Sellable, int)>();
        foreach (var item in items)
        {
            var fitting = found.Where(f => item.VariantId is { } id ? f.Variant.Id == id : f.Variant.ProductId == item.ProductId && (item.Values is null || f.Variant.OptionValues.SequenceEqual(item.Values))).ToList();
            if (fitting.Count == 0 && item.Values is not null) throw new RefusedException(CartRefusals.ChooseVariant());
            if (fitting.Count == 0) throw new RefusedException(CartRefusals.NotSold(item.VariantId is null ? "productId" : "variantId"));
            if (fitting.Count > 1) throw new RefusedException(CartRefusals.ChooseVariant());
            chosen.Add((fitting[0], item.Quantity));
        }
        return chosen;
    }

    // Locks the cart, so that it cannot be sold while something is put into it.
    private static async Task<Cart?> TouchAsync(AppDb db, Guid? cartId, DateTimeOffset now, CancellationToken ct)
    {
        if (cartId is not { } id) return null;
        var touched = await db.Carts.Where(c => c.Id == id && c.OrderId == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.UpdatedAt, now), ct);
        return touched == 0 ? null : new Cart { Id = id };
    }

    private Cart Begin(AppDb db, DateTimeOffset now)
    {
        // 122 random bits: the cookie with this id is all that opens the cart, so it must not be guessable from the time.
        var cart = new Cart { Id = Guid.CreateVersion7(now), StoreId = tenant.RequireStore.StoreId, Currency = tenant.RequireStore.Currency, CreatedAt = now, UpdatedAt = now };
        db.Carts.Add(cart);
        return cart;
    }

    private async Task PutAsync(AppDb db, Guid cartId, Sellable item, int quantity, DateTimeOffset now, CancellationToken ct)
    {
        var v = item.Variant;
        var most = v.TrackInventory && !v.AllowBackorders ? Math.Min(v.Quantity, Cart.MaxQuantity) : Cart.MaxQuantity;
        if (quantity > most) throw new RefusedException(v.TrackInventory && !v.AllowBackorders ? CartRefusals.OutOfStock(item.Name, v.Quantity) : CartRefusals.Quantity());
        var id = Guid.CreateVersion7(now);
        var (tenantId, storeId, title, image, compareAt) = (db.Tenant, tenant.RequireStore.StoreId, v.Title, v.ImageUrl ?? item.CoverUrl, v.CompareAtMinor);
        var written = await db.Database.ExecuteSqlAsync($"""
            insert into cart_lines (tenant_id, id, store_id, cart_id, variant_id, product_id, quantity, name, variant_title, slug, image_url, unit_price_minor, compare_at_minor, added_at)
            values ({tenantId}, {id}, {storeId}, {cartId}, {v.Id}, {v.ProductId}, {quantity}, {item.Name}, {title}, {item.Slug}, {image}, {v.PriceMinor}, {compareAt}, {now})
            on conflict (tenant_id, cart_id, variant_id) do update set quantity = cart_lines.quantity + excluded.quantity, unit_price_minor = excluded.unit_price_minor
            where cart_lines.quantity + excluded.quantity <= {most}
            """, ct);
        if (written == 0) throw new RefusedException(v.TrackInventory && !v.AllowBackorders ? CartRefusals.OutOfStock(item.Name, v.Quantity) : CartRefusals.Quantity());
    }

    private sealed record Sellable(Variant Variant, string Name, string Slug, string? CoverUrl);
}
