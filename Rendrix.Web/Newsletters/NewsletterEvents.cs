using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Newsletters;

/// <summary>Somebody asked for the letters of a shop: the address is to be confirmed.</summary>
[Topic("newsletter.asked")]
public sealed record NewsletterAsked(Guid StoreId, Guid SubscriberId) : IShopEvent;

/// <summary>An address was confirmed and is on the list.</summary>
[Topic("newsletter.joined")]
public sealed record NewsletterJoined(Guid StoreId, Guid SubscriberId) : IShopEvent;
