using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Amounts;
using Rendrix.Blocks;
using Rendrix.Carts;
using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Refusals;
using Rendrix.Web.Carts;
using Rendrix.Web.Inventory;
using Rendrix.Web.Orders;
using Rendrix.Web.Payments;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Checkout;

/// <summary>
/// The only door to an order. Whoever calls it, however often, with the same checkout or the same cart gets the same order:
/// the money is authorized under the checkout's own key, then one transaction takes the stock, writes order, lines, payment, history, stock trail
/// and outbox, and closes the cart. It commits or nothing happened; money that was held for nothing is let go.
/// </summary>
public sealed class CompleteCheckout(TenantTransactions transactions, CurrentTenant tenant, PaymentGateways gateways, HostNames hosts, TimeProvider clock, ILogger<CompleteCheckout> log)
{
    private static readonly TimeSpan GatewayPatience = TimeSpan.FromSeconds(10);

    /// <summary>Pays and places the order, or answers the order that already exists. <paramref name="source"/> is web or api.</summary>
    public async Task<Order> RunAsync(Guid checkoutId, string gatewayCode, string token, string source, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        var (amount, email, already) = await FindPayableAsync(checkoutId, ct);
        if (already is not null) return already;

        var (gateway, approval) = await PayAsync();
        async Task<(IPaymentGateway, PaymentApproval)> PayAsync()
        {
            try
            {
                var found = gateways.Find(gatewayCode, store);
                return (found, await AuthorizeAsync(found, new PaymentRequest(amount, token, $"checkout:{checkoutId:N}", checkoutId, email, $"{hosts.UrlOf(store)}/checkout/confirm?checkout={checkoutId:D}"), ct));
            }
            // Not while the bank asks or does not answer: then this payment may still be made.
            catch (RefusedException no) when (no.Refusal.Code is not ("PAYMENT_REQUIRES_ACTION" or "SERVICE_UNAVAILABLE"))
            {
                await ReleaseAsync(checkoutId);
                throw;
            }
        }
        try
        {
            // From here on the shopper's patience no longer counts: a closed browser must not undo half a sale.
            var order = await PlaceAsync(checkoutId, gateway, approval, source, CancellationToken.None);
            // Another checkout of the same cart was quicker: its order is the answer, and what this one holds is let go.
            if (order.CheckoutId != checkoutId) await gateway.VoidAsync(approval.Reference, CancellationToken.None);
            return order;
        }
        // What was authorized stays under the checkout's key: the store moved, and the next try finds checkout and approval there.
        catch (RefusedException moved) when (ReferenceEquals(moved.Refusal, MovedStore.Refusal)) { throw; }
        catch (RefusedException)
        {
            await LetGoAsync(checkoutId, gateway, approval);
            throw;
        }
        catch (Exception e) when (e is PostgresException { SqlState: not PostgresErrorCodes.UniqueViolation } or DbUpdateException { InnerException: PostgresException { SqlState: not PostgresErrorCodes.UniqueViolation } })
        {
            // The database itself said no, so nothing was written. A broken connection is different: it may have committed, and the next try will find out.
            await LetGoAsync(checkoutId, gateway, approval);
            throw;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else sold this cart between our look and our insert; theirs is the order.
            log.LogInformation("Checkout {Checkout} was completed by another call", checkoutId);
            var (_, _, order) = await FindPayableAsync(checkoutId, CancellationToken.None);
            if (order?.CheckoutId != checkoutId) await gateway.VoidAsync(approval.Reference, CancellationToken.None);
            return order ?? throw new RefusedException(CheckoutRefusals.Changed());
        }
    }

    private async Task<(Money Amount, string Email, Order? Already)> FindPayableAsync(Guid checkoutId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var session = await db.CheckoutSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == checkoutId, ct) ?? throw new RefusedException(Refusal.NotFound("checkout"));
        var amount = Money.FromMinor(session.TotalMinor, session.Currency);
        if (await FindOrderAsync(db, session.CartId, ct) is { } already) return (amount, session.Email, already);
        if (session.ExpiresAt < clock.GetUtcNow()) throw new RefusedException(CheckoutRefusals.Expired());
        if (await db.FindCartAsync(session.CartId, ct) is not { } cart)
            // Gone between two of our statements: sold by another call of the same checkout, whose order is the answer.
            return (amount, session.Email, await FindOrderAsync(db, session.CartId, ct) ?? throw new RefusedException(CheckoutRefusals.Changed()));
        BeginCheckout.RefuseUnless(cart);
        if (CheckoutPricing.Fingerprint(cart) != session.LinesFingerprint) throw new RefusedException(CheckoutRefusals.Changed());
        await db.DemandHereAsync(tenant.RequireStore.StoreId, ct);
        // Held before money moves: whoever pays gets what they pay for, and whoever is too late is told before they are charged.
        if (await Stock.ReserveAsync(db, tenant.RequireStore.StoreId, cart.Id, Wanted(cart), clock.GetUtcNow(), ct) is { } missing)
            throw new RefusedException(CheckoutRefusals.Missing(cart.Lines.First(l => l.VariantId == missing.VariantId).Name, missing.Held));
        await db.CommitAsync(ct);
        return (amount, session.Email, null);
    }

    private static Dictionary<Guid, int> Wanted(CartView cart) => cart.Lines.GroupBy(l => l.VariantId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));

    // The session ends before its hold is let go: a later try under the same key would be answered with the approval that is gone.
    private async Task LetGoAsync(Guid checkoutId, IPaymentGateway gateway, PaymentApproval approval)
    {
        await using (var db = await transactions.BeginAsync(CancellationToken.None))
        {
            var now = clock.GetUtcNow();
            await db.CheckoutSessions.Where(s => s.Id == checkoutId && s.OrderId == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.ExpiresAt, now), CancellationToken.None);
            await ReleaseAsync(db, checkoutId);
            await db.CommitAsync(CancellationToken.None);
        }
        await gateway.VoidAsync(approval.Reference, CancellationToken.None);
    }

    private async Task ReleaseAsync(Guid checkoutId)
    {
        await using var db = await transactions.BeginAsync(CancellationToken.None);
        await ReleaseAsync(db, checkoutId);
        await db.CommitAsync(CancellationToken.None);
    }

    private static Task<int> ReleaseAsync(AppDb db, Guid checkoutId) =>
        db.StockReservations.Where(r => db.CheckoutSessions.Any(s => s.Id == checkoutId && s.CartId == r.CartId)).ExecuteDeleteAsync(CancellationToken.None);

    private static Task<Order?> FindOrderAsync(AppDb db, Guid cartId, CancellationToken ct) =>
        db.Orders.AsNoTracking().Include(o => o.Lines.OrderBy(l => l.Position)).FirstOrDefaultAsync(o => o.CartId == cartId, ct);

    private async Task<PaymentApproval> AuthorizeAsync(IPaymentGateway gateway, PaymentRequest request, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(GatewayPatience);
        try { return await gateway.AuthorizeAsync(request, patience.Token); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new RefusedException(PaymentRefusals.TimedOut()); }
    }

    private async Task<Order> PlaceAsync(Guid checkoutId, IPaymentGateway gateway, PaymentApproval approval, string source, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        await using var db = await transactions.BeginAsync(ct);
        await db.DemandHereAsync(store.StoreId, ct);
        var session = await db.CheckoutSessions.FromSql($"select * from checkout_sessions where tenant_id = {db.Tenant} and id = {checkoutId} for update").SingleAsync(ct);
        var now = clock.GetUtcNow();
        var orderId = Guid.CreateVersion7(now);

        // Closing the cart locks it: a second session of the same cart waits here, and then finds the order.
        if (await db.Carts.Where(c => c.Id == session.CartId && c.OrderId == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.OrderId, orderId), ct) == 0)
            return await FindOrderAsync(db, session.CartId, ct) ?? throw new RefusedException(CheckoutRefusals.Changed());

        var cart = await ReadClosedCartAsync(db, session.CartId, ct);
        if (CheckoutPricing.Fingerprint(cart) != session.LinesFingerprint) throw new RefusedException(CheckoutRefusals.Changed());

        var taken = new List<Stock.Taken>();
        var wanted = Wanted(cart);
        if (await Stock.TakeAsync(db, cart.Id, wanted, taken, now, ct) is { } missing) throw new RefusedException(CheckoutRefusals.Missing(cart.Lines.First(l => l.VariantId == missing.VariantId).Name, missing.Held));

        var rate = CheckoutPricing.RatesFor(store, cart).FirstOrDefault(r => r.Id == session.ShippingRateId) ?? throw new RefusedException(CheckoutRefusals.Changed());
        var totals = CheckoutPricing.TotalsOf(store, cart, rate.Price);
        if (totals.Total.Minor != session.TotalMinor) throw new RefusedException(CheckoutRefusals.Changed());

        var skus = await db.Variants.Where(v => wanted.Keys.Contains(v.Id)).Select(v => new { v.Id, v.Sku }).ToDictionaryAsync(v => v.Id, v => v.Sku, ct);
        var order = OrderBook.Draft(orderId, session, cart, totals, rate, store, skus, taken, source, now);
        order.Payments.Add(new Payment
        {
            Id = Guid.CreateVersion7(now), StoreId = store.StoreId, OrderId = orderId, Gateway = gateway.Code, Reference = approval.Reference,
            AmountMinor = totals.Total.Minor, Currency = totals.Total.Currency.Code, Status = PaymentStatus.Captured, CreatedAt = now,
        });
        Stock.Sell(db, order, taken, now);
        session.OrderId = orderId;
        // The counter's row is locked last and shortest: it is the one row that all checkouts of a store share.
        order.Number = await OrderBook.NextNumberAsync(db, store.StoreId, ct);
        db.Orders.Add(order);
        db.Publish(new OrderPlaced(store.StoreId, orderId));
        if (taken.Where(t => t.Tracked && t.Left <= StockFacts.Few).Select(t => t.ProductId).Distinct().ToList() is { Count: > 0 } few)
            db.Publish(new StockChanged(store.StoreId, few, taken.Any(t => t.Tracked && t.Left <= 0)));
        if (taken.Where(t => t.TurnedLow).Select(t => t.VariantId).ToList() is { Count: > 0 } low) db.Publish(new StockLow(store.StoreId, low));
        await db.CommitAsync(ct);
        return order;
    }

    // FindCartAsync reads open carts only; this one was closed a moment ago by this very transaction.
    private static async Task<CartView> ReadClosedCartAsync(AppDb db, Guid cartId, CancellationToken ct) =>
        await db.FindCartAsync(cartId, includeSold: true, ct) ?? throw new RefusedException(CheckoutRefusals.Changed());
}
