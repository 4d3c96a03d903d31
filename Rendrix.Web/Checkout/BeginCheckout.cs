using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Refusals;
using Rendrix.Web.Carts;
using Rendrix.Web.Payments;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Checkout;

/// <summary>Turns a cart into a checkout: reads prices and stock again, remembers who and where to, and what the shopper is shown to pay.</summary>
public sealed class BeginCheckout(TenantTransactions transactions, CurrentTenant tenant, PaymentGateways gateways, TimeProvider clock)
{
    /// <summary>How long a shown total may be paid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Checks everything, then stores the session. Refuses with all wrong fields at once.</summary>
    public async Task<CheckoutView> RunAsync(CheckoutInput input, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        var errors = new FieldErrors();
        CheckoutCheck.Check(input, errors);
        errors.ThrowIfAny();
        if (!string.IsNullOrWhiteSpace(input.CouponCode)) throw new RefusedException(CheckoutRefusals.Coupon());

        await using var db = await transactions.BeginAsync(ct);
        var cart = await db.FindCartAsync(input.CartId, ct) ?? throw new RefusedException(Refusal.NotFound("cart"));
        RefuseUnless(cart);
        var rates = CheckoutPricing.RatesFor(store, cart);
        var rate = input.ShippingRateId is null ? rates[0] : rates.FirstOrDefault(r => r.Id == input.ShippingRateId) ?? throw new RefusedException(Refusal.Invalid("shippingRateId", "Choose one of the offered shipping rates"));
        var totals = CheckoutPricing.TotalsOf(store, cart, rate.Price);
        var now = clock.GetUtcNow();
        var session = new CheckoutSession
        {
            Id = Guid.CreateVersion7(now), StoreId = store.StoreId, CartId = cart.Id, Email = input.Email.Trim(), ShippingAddress = input.ShippingAddress, BillingAddress = input.BillingAddress,
            ShippingRateId = rate.Id, Currency = cart.Currency.Code, TotalMinor = totals.Total.Minor, LinesFingerprint = CheckoutPricing.Fingerprint(cart), CreatedAt = now, ExpiresAt = now + Lifetime,
        };
        db.CheckoutSessions.Add(session);
        await db.CommitAsync(ct);
        return new CheckoutView(session.Id, cart, totals, rates, rate.Id, gateways.OfferedBy(store), session.ExpiresAt);
    }

    internal static void RefuseUnless(CartView cart)
    {
        if (cart.Lines.Count == 0) throw new RefusedException(CheckoutRefusals.EmptyCart());
        if (!cart.CanCheckOut) throw new RefusedException(CheckoutRefusals.OutOfStock(cart.Lines.Where(l => l.Problem is not null).Select(l => $"{l.Name}: {l.Problem}.")));
    }
}
