using Rendrix.Amounts;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Pricing;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Checkout;

/// <summary>What a cart costs in a store: one flat shipping rate and one tax rate per store for now.</summary>
public static class CheckoutPricing
{
    /// <summary>The rates a parcel of this cart can go by.</summary>
    public static IReadOnlyList<ShippingRate> RatesFor(StoreInfo store, CartView cart)
    {
        var free = store.FreeShippingFromMinor is { } from && cart.Subtotal.Minor >= from;
        return [new ShippingRate("standard", free ? "Free delivery" : "Standard delivery", free ? Money.Zero(cart.Currency) : Money.FromMinor(store.ShippingRateMinor, cart.Currency))];
    }

    /// <summary>The totals with a chosen rate.</summary>
    public static Totals TotalsOf(StoreInfo store, CartView cart, Money shipping) =>
        Totals.Of([.. cart.Lines.Select(l => new PricedLine(l.UnitPrice, l.Quantity))], shipping, new Percentage(store.TaxBasisPoints), store.PricesIncludeTax, cart.Currency);

    /// <summary>Says exactly what was shown, so that any change between showing and paying is noticed.</summary>
    public static string Fingerprint(CartView cart) =>
        string.Join(';', cart.Lines.OrderBy(l => l.VariantId).Select(l => $"{l.VariantId:N}:{l.Quantity}:{l.UnitPrice.Minor}"));
}
