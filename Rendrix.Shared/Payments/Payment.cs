using Rendrix.Amounts;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Tenancy;

namespace Rendrix.Payments;

/// <summary>State of one payment.</summary>
public enum PaymentStatus
{
    /// <summary>Held on the card, not yet taken.</summary>
    Authorized,
    /// <summary>Taken.</summary>
    Captured,
    /// <summary>Let go before it was taken.</summary>
    Voided,
    /// <summary>Given back.</summary>
    Refunded,
}

/// <summary>Money taken for an order through one gateway.</summary>
[Audited("payment", Created = AuditActions.PaymentProcess, Changed = AuditActions.PaymentChange, Name = nameof(Says), Fields = [nameof(OrderId), nameof(Gateway), nameof(AmountMinor), nameof(Status)])]
public sealed class Payment : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The order.</summary>
    public Guid OrderId { get; set; }
    /// <summary>Code of the gateway: test, stripe, …</summary>
    public string Gateway { get; set; } = "";
    /// <summary>The gateway's own id of the payment; unique per gateway within the tenant.</summary>
    public string Reference { get; set; } = "";
    /// <summary>Amount, minor units.</summary>
    public long AmountMinor { get; set; }
    /// <summary>Currency of the amount.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>The amount as the activity log writes it: it holds no other name of a payment that people know.</summary>
    public string Says => Money.FromMinor(AmountMinor, Currency).Format("en-US");
    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>What a gateway is asked to take. The key is the same for every try of one checkout, so a repeated call takes money once.</summary>
/// <param name="Amount">What to hold.</param>
/// <param name="Token">What the gateway's script in the browser answered; never card data.</param>
/// <param name="IdempotencyKey">The same for every try of one checkout.</param>
/// <param name="CheckoutId">The checkout, for the gateway's own records.</param>
/// <param name="Email">The buyer's address.</param>
/// <param name="ConfirmUrl">The shop's own page for a confirmation, for gateways that have none of theirs.</param>
public sealed record PaymentRequest(Money Amount, string Token, string IdempotencyKey, Guid CheckoutId, string Email, string ConfirmUrl);

/// <summary>A gateway's yes: its id of the authorized payment.</summary>
public sealed record PaymentApproval(string Reference);

/// <summary>
/// A way to pay. One file implements it; it is found by its code. It authorizes first, so that money is only taken once the order is written.
/// A decline is a <see cref="RefusedException"/> with <see cref="PaymentRefusals"/>.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Stable code: test, stripe, …</summary>
    string Code { get; }
    /// <summary>What shoppers read.</summary>
    string Name { get; }
    /// <summary>Holds the amount. The same idempotency key answers the same approval.</summary>
    Task<PaymentApproval> AuthorizeAsync(PaymentRequest request, CancellationToken ct);
    /// <summary>Takes what was held. Safe to repeat.</summary>
    Task CaptureAsync(string reference, Money amount, CancellationToken ct);
    /// <summary>Lets go what was held. Safe to repeat.</summary>
    Task VoidAsync(string reference, CancellationToken ct);
    /// <summary>Gives back what was taken. The same key gives back once.</summary>
    Task RefundAsync(string reference, Money amount, string idempotencyKey, CancellationToken ct);
}

/// <summary>Why a payment was not taken.</summary>
public static class PaymentRefusals
{
    /// <summary>The bank said no.</summary>
    public static Refusal Declined() => new("PAYMENT_FAILED", "The payment was declined. Nothing was charged. Try another card or way to pay.", 402);
    /// <summary>The bank wants the shopper to confirm.</summary>
    public static Refusal RequiresAction(string url) => new("PAYMENT_REQUIRES_ACTION", "Your bank asks you to confirm this payment.", 402) { Extra = new Dictionary<string, object?> { ["nextActionUrl"] = url } };
    /// <summary>No answer in time.</summary>
    public static Refusal TimedOut() => new("SERVICE_UNAVAILABLE", "We could not reach the payment service. Nothing was charged. Try again.", 503);
    /// <summary>The store does not offer it.</summary>
    public static Refusal NotConfigured(string code) => new("GATEWAY_NOT_CONFIGURED", $"This store does not take payments through \"{code}\".", 409);
}
