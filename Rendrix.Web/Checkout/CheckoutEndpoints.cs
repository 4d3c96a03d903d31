using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Checkout;

/// <summary><c>/api/storefront/{storeSlug}/checkout</c> and the buyer's view of an order.</summary>
public static class CheckoutEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapCheckout(this ApiGroups api)
    {
        api.Storefront.MapPost("/checkout", BeginAsync).WithTags("Storefront checkout").WithName("BeginCheckout").WithSummary("Begin a checkout: totals, shipping rates, ways to pay");
        api.Storefront.MapPost("/checkout/complete", CompleteAsync).WithTags("Storefront checkout").WithName("CompleteCheckout").WithSummary("Pay and place the order; the same cart always answers the same order").WithMetadata(new RepeatsSafely());
        api.Storefront.MapGet("/orders/{orderNumber:long}", OrderAsync).WithTags("Storefront checkout").WithName("GetBuyerOrder").WithSummary("Read an order with its token");
    }

    private static async Task<Ok<CheckoutResponse>> BeginAsync(string storeSlug, CheckoutRequest r, BeginCheckout begin, CancellationToken ct) =>
        TypedResults.Ok(CheckoutResponse.From(await begin.RunAsync(new CheckoutInput(r.CartId, r.Email ?? "", r.ShippingAddress ?? new Address(), r.BillingAddress, r.ShippingRateId, r.CouponCode), ct)));

    private static async Task<Created<CompletedCheckoutResponse>> CompleteAsync(string storeSlug, CompleteCheckoutRequest r, CompleteCheckout complete, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(!string.IsNullOrWhiteSpace(r.Gateway), "gateway", "Name one of the gateways the checkout offered");
        errors.Require(!string.IsNullOrWhiteSpace(r.Payment?.Token), "payment.token", "Give the token of the payment");
        errors.ThrowIfAny();
        var o = await complete.RunAsync(r.CheckoutId, r.Gateway!, r.Payment!.Token!, "api", ct);
        return TypedResults.Created($"/api/storefront/{storeSlug}/orders/{o.Number}?token={o.AccessToken}", new CompletedCheckoutResponse(o.Id, o.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Status, o.FinancialStatus,
            o.Money(o.TotalMinor).ToWire(), o.Currency, [.. o.Lines.OrderBy(l => l.Position).Select(l => OrderLineResponse.From(o, l))], o.AccessToken));
    }

    private static async Task<Ok<BuyerOrderResponse>> OrderAsync(string storeSlug, long orderNumber, CurrentTenant tenant, TenantTransactions transactions, CancellationToken ct, string? token = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var o = await db.FindOrderAsync(tenant.RequireStore.StoreId, orderNumber, ct);
        // Numbers are guessable, so the token decides; a wrong one and a missing order answer alike.
        if (o is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(o.AccessToken), Encoding.UTF8.GetBytes(token ?? ""))) throw new RefusedException(Refusal.NotFound("order"));
        return TypedResults.Ok(new BuyerOrderResponse(o.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Status, o.FinancialStatus, o.FulfilmentStatus, o.Money(o.TotalMinor).ToWire(), o.Currency,
            o.TrackingCarrier, o.TrackingNumber, o.TrackingUrl, o.PlacedAt, [.. o.Lines.Select(l => OrderLineResponse.From(o, l))]));
    }
}
