using Rendrix.Orders;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Orders.Emails;

/// <summary>What order mails say.</summary>
/// <param name="Order">The order with its lines.</param>
/// <param name="Store">The shop.</param>
/// <param name="Link">The order's page at the shop, with its access token.</param>
public sealed record OrderMail(Order Order, StoreInfo Store, string Link)
{
    /// <summary>Addresses of the review form, by line; empty where the shop takes no reviews or it is too early to ask.</summary>
    public IReadOnlyDictionary<Guid, string> ReviewLinks { get; init; } = new Dictionary<Guid, string>();

    /// <summary>An amount as the shop writes it.</summary>
    public string Format(long minor) => Order.Money(minor).Format(Store.Locale);
}
