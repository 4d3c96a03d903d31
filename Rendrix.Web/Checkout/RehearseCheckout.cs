using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Refusals;
using Rendrix.Web.Carts;
using Rendrix.Web.Orders;
using Rendrix.Web.Payments;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Checkout;

/// <summary>
/// The whole way through the checkout for somebody who previews a shop: the same checks, totals and answers of the test payment, and an order that
/// was never placed. It writes nothing, so no stock is taken, no number used, no mail sent and no money asked for, whether the store sells or not.
/// </summary>
public sealed class RehearseCheckout(TenantTransactions transactions, CurrentTenant tenant, PaymentGateways gateways, TimeProvider clock)
{
    private const string Test = "test";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a preview is offered to pay with, whatever the store takes.</summary>
    public IReadOnlyList<GatewayOption> Offered => [new(Test, gateways.Of(Test).Name)];

    /// <summary>The order as it would have been placed. Refuses what the checkout refuses.</summary>
    /// <param name="input">What the visitor entered.</param>
    /// <param name="seenTotalMinor">The total they were shown.</param>
    /// <param name="payment">Gateway and token, as the form sends them.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<Order> RunAsync(CheckoutInput input, long? seenTotalMinor, string payment, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        var errors = new FieldErrors();
        CheckoutCheck.Check(input, errors);
        errors.ThrowIfAny();
        await using var db = await transactions.BeginAsync(ct);
        var cart = await db.FindCartAsync(input.CartId, ct) ?? throw new RefusedException(Refusal.NotFound("cart"));
        BeginCheckout.RefuseUnless(cart);
        var rate = CheckoutPricing.RatesFor(store, cart).FirstOrDefault(r => r.Id == input.ShippingRateId) ?? throw new RefusedException(Refusal.Invalid("shippingRateId", "Choose one of the offered shipping rates"));
        var totals = CheckoutPricing.TotalsOf(store, cart, rate.Price);
        if (seenTotalMinor != totals.Total.Minor) throw new RefusedException(CheckoutRefusals.Changed());
        if (payment.Split(':', 2) is not [Test, var token]) throw new RefusedException(Refusal.Invalid("payment", "A preview is paid with the test payment"));
        var now = clock.GetUtcNow();
        var session = new CheckoutSession
        {
            Id = Guid.CreateVersion7(now), StoreId = store.StoreId, CartId = cart.Id, Email = input.Email.Trim(), ShippingAddress = input.ShippingAddress, BillingAddress = input.BillingAddress,
            ShippingRateId = rate.Id, Currency = cart.Currency.Code, TotalMinor = totals.Total.Minor, CreatedAt = now,
        };
        await AuthorizeAsync(new PaymentRequest(totals.Total, token, $"preview:{session.Id:N}", session.Id, session.Email, ""), ct);
        return OrderBook.Draft(Guid.CreateVersion7(now), session, cart, totals, rate, store, new Dictionary<Guid, string?>(), [], "preview", now);
    }

    private async Task AuthorizeAsync(PaymentRequest request, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try { await gateways.Of(Test).AuthorizeAsync(request, patience.Token); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new RefusedException(PaymentRefusals.TimedOut()); }
    }
}
