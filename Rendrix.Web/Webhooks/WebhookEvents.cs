using Rendrix.Web.Platform.Outbox;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>A webhook was switched off because nothing reached it; owners are told.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="WebhookId">Which.</param>
/// <param name="Why">Failing or gone.</param>
[Topic("webhook.switched_off")]
public sealed record WebhookSwitchedOff(Guid StoreId, Guid WebhookId, WebhookOff Why) : IShopEvent;
