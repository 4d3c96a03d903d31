using Microsoft.Extensions.DependencyInjection;
using Rendrix.Catalog;
using Rendrix.Orders;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Cast;

/// <summary>A shop of the cast: its ids and what it sells.</summary>
public sealed record CastShop(Guid TenantId, Guid StoreId, string Subdomain, string Currency, IReadOnlyDictionary<string, Variant> Variants)
{
    public Variant this[string name] => Variants[name];
}

/// <summary>
/// Two shops, always two. Acme sells in EUR with tax in the price; Globex in JPY, which has no decimals, with tax on top.
/// Both sell a blue mug, a gift card that needs no stock, and a lamp that is sold out.
/// </summary>
public static class Cast
{
    public static Task<CastShop> AcmeAsync(IServiceProvider services, int mugs = 10) => OpenAsync(services, "acme", "Acme", "EUR", priceMinor: 1999, taxBasisPoints: 2100, taxIncluded: true, mugs);

    public static Task<CastShop> GlobexAsync(IServiceProvider services, int mugs = 10) => OpenAsync(services, "globex", "Globex", "JPY", priceMinor: 3200, taxBasisPoints: 1000, taxIncluded: false, mugs);

    private static async Task<CastShop> OpenAsync(IServiceProvider services, string subdomain, string name, string currency, long priceMinor, int taxBasisPoints, bool taxIncluded, int mugs)
    {
        await using var scope = services.CreateAsyncScope();
        var clock = services.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow();
        var (tenant, store) = (Guid.CreateVersion7(now), Guid.CreateVersion7(now));
        var transactions = scope.ServiceProvider.GetRequiredService<TenantTransactions>();
        await using var db = await transactions.BeginAsync(tenant, null, CancellationToken.None);
        db.Organizations.Add(new Organization { Id = tenant, Name = name, Slug = subdomain, CreatedAt = now });
        db.StoreDomains.Add(new StoreDomain { Kind = DomainKind.Subdomain, Name = subdomain, TenantId = tenant, StoreId = store, VerifiedAt = now });
        db.Stores.Add(new Store { Id = store, Name = name, Subdomain = subdomain, Industry = "toys", Currency = currency, CreatedAt = now, ShippingRateMinor = priceMinor / 4, TaxBasisPoints = taxBasisPoints, PricesIncludeTax = taxIncluded });
        db.OrderCounters.Add(new OrderCounter { Id = Guid.CreateVersion7(now), StoreId = store });
        var variants = new Dictionary<string, Variant>();
        foreach (var (title, quantity, tracked) in new[] { ("Blue mug", mugs, true), ("Gift card", 0, false), ("Lamp", 0, true) })
        {
            var product = new Product { Id = Guid.CreateVersion7(now), StoreId = store, Name = title, Slug = Slug.From(title), Status = ProductStatus.Active, Currency = currency, CreatedAt = now, UpdatedAt = now, PublishedAt = now };
            var variant = new Variant { Id = Guid.CreateVersion7(now), StoreId = store, ProductId = product.Id, PriceMinor = priceMinor, Currency = currency, Quantity = quantity, TrackInventory = tracked, Sku = $"{subdomain}-{Slug.From(title)}" };
            product.Variants.Add(variant);
            product.Summarize();
            db.Products.Add(product);
            variants[title] = variant;
        }
        await db.CommitAsync(CancellationToken.None);
        return new CastShop(tenant, store, subdomain, currency, variants);
    }
}
