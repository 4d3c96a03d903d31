using Rendrix.Auditing;
using Rendrix.Checkout;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Orders;

/// <summary>What is to be right about an order; null stays as it is.</summary>
/// <param name="Email">The customer's address for mail.</param>
/// <param name="ShippingAddress">Where it goes.</param>
/// <param name="BillingAddress">Where the bill goes.</param>
public sealed record OrderCorrection(string? Email, Address? ShippingAddress, Address? BillingAddress)
{
    /// <summary>Whether there is anything to correct.</summary>
    public bool Any => Email is not null || ShippingAddress is not null || BillingAddress is not null;
}

/// <summary>
/// Corrects who gets an order and where it goes, as long as it has not left the house. Nothing about its money changes: the country, which decides about tax and delivery, stays.
/// The timeline tells what stood there before; the activity log, which nobody can change, tells only which parts were corrected.
/// </summary>
public sealed class CorrectOrder(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Corrects, or refuses by field; 409 once the order was shipped or called off.</summary>
    public async Task<Order> RunAsync(Guid storeId, Guid orderId, OrderCorrection wanted, OrderActor actor, CancellationToken ct, int? expectedVersion = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var order = await MoveOrder.LoadAsync(db, storeId, orderId, expectedVersion, ct);
        if (order.Status is not (OrderStatus.Pending or OrderStatus.Processing))
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"Order {order.DisplayNumber} is {order.Status.ToString().ToLowerInvariant()}. Contact and address can be corrected until it is shipped; write a note instead.", StatusCodes.Status409Conflict));
        Check(order, wanted);

        var told = new List<string>();
        var parts = new List<string>();
        if (wanted.Email?.Trim() is { } email && email != order.Email)
        {
            // A wrong address may be somebody else's: it is not kept.
            Note("email", $"The email address was corrected to {email}.");
            order.Email = email;
        }
        if (wanted.ShippingAddress is { } shipping && shipping != order.ShippingAddress)
        {
            // Whoever had the bill sent there too means both.
            if (wanted.BillingAddress is null && order.BillingAddress == order.ShippingAddress) order.BillingAddress = shipping;
            Note("shippingAddress", $"The delivery address was corrected. Before: {Line(order.ShippingAddress)}.");
            (order.ShippingAddress, order.CustomerName) = (shipping, shipping.FullName);
        }
        if (wanted.BillingAddress is { } billing && billing != order.BillingAddress)
        {
            Note("billingAddress", $"The billing address was corrected. Before: {Line(order.BillingAddress)}.");
            order.BillingAddress = billing;
        }
        if (parts.Count == 0) return order;
        foreach (var message in told) db.OrderEvents.Add(OrderBook.Event(order, "corrected", message, actor.UserId, actor.Name, clock.GetUtcNow()));
        Audit.Record(db, AuditActions.OrderCorrect, new("order", order.Id, order.DisplayNumber, storeId), [new("corrected", null, string.Join(", ", parts))]);
        db.Publish(new OrderCorrected(order.StoreId, order.Id));
        await db.CommitAsync(ct);
        return order;

        void Note(string part, string message)
        {
            told.Add(message);
            parts.Add(part);
        }
    }

    private static void Check(Order order, OrderCorrection wanted)
    {
        var errors = new FieldErrors();
        if (wanted.Email is { } email) errors.Require(CheckoutCheck.IsEmail(email.Trim()), "email", "Enter an email address such as name@example.com");
        foreach (var (address, before, at) in new[] { (wanted.ShippingAddress, order.ShippingAddress, "shippingAddress"), (wanted.BillingAddress, order.BillingAddress, "billingAddress") })
        {
            if (address is null) continue;
            CheckoutCheck.Check(address, at, errors);
            if (Country.Exists(address.Country)) errors.Require(address.Country == before.Country, $"{at}.country", $"The country decides about tax and delivery and stays {Country.NameOf(before.Country)}. To send it elsewhere, cancel the order and have it placed anew");
        }
        errors.ThrowIfAny();
    }

    private static string Line(Address address) => string.Join(", ", address.Phone is { Length: > 0 } phone ? address.Lines().Append(phone) : address.Lines());
}
