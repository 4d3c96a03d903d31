using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary><c>/api/v1/stores/{storeId}/webhooks</c>: who is told what happens, and what was sent.</summary>
internal static class WebhookEndpoints
{
    private const string List = "webhooks:id", Newest = "webhook-deliveries:-id";

    public static void MapWebhooks(this ApiGroups api)
    {
        var webhooks = api.Store.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", ListAsync).Demand(Permission.ManageWebhooks).WithName("ListWebhooks").WithSummary("List webhooks");
        webhooks.MapPost("", CreateAsync).Demand(Permission.ManageWebhooks).WithName("CreateWebhook").WithSummary("Make a webhook").WithDescription("The answer holds its signing secret, once. The address must be on the public internet.");
        webhooks.MapGet("/topics", (CallerStore at) => TypedResults.Ok(new Page<WebhookTopicResponse>([.. WebhookTopic.All.Select(WebhookTopicResponse.From)], null))).Demand(Permission.ManageWebhooks).WithName("ListWebhookTopics").WithSummary("List what webhooks can be told");
        webhooks.MapGet("/{webhookId:guid}", GetAsync).Demand(Permission.ManageWebhooks).WithName("GetWebhook").WithSummary("Read a webhook");
        webhooks.MapPatch("/{webhookId:guid}", PatchAsync).Demand(Permission.ManageWebhooks).WithName("UpdateWebhook").WithSummary("Change a webhook, or switch it on or off");
        webhooks.MapDelete("/{webhookId:guid}", DeleteAsync).Demand(Permission.ManageWebhooks).WithName("DeleteWebhook").WithSummary("Delete a webhook with what was sent to it");
        webhooks.MapPost("/{webhookId:guid}/rotate-secret", RotateAsync).Demand(Permission.ManageWebhooks).WithName("RotateWebhookSecret").WithSummary("Give a webhook a new secret").WithDescription("The answer holds it, once. For 24 hours messages are signed with the old one too.");
        webhooks.MapPost("/{webhookId:guid}/test", TestAsync).Demand(Permission.ManageWebhooks).WithName("TestWebhook").WithSummary("Send a test now").WithDescription("Answers how it went. Works while the webhook is off.");
        webhooks.MapGet("/{webhookId:guid}/deliveries", DeliveriesAsync).Demand(Permission.ManageWebhooks).WithName("ListWebhookDeliveries").WithSummary("List what was sent to a webhook, newest first");
        webhooks.MapGet("/{webhookId:guid}/deliveries/{deliveryId:guid}", DeliveryAsync).Demand(Permission.ManageWebhooks).WithName("GetWebhookDelivery").WithSummary("Read a delivery with its body and its tries");
        webhooks.MapPost("/{webhookId:guid}/deliveries/{deliveryId:guid}/redeliver", RedeliverAsync).Demand(Permission.ManageWebhooks).WithName("RedeliverWebhook").WithSummary("Send a delivery again").WithDescription("It is sent within seconds, with the id it had.");
    }

    private static async Task<Ok<Page<WebhookResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct)
    {
        var after = page.After<Guid>(List);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var mine = db.Webhooks.AsNoTracking().Where(w => w.StoreId == at.StoreId);
        var total = page.WithTotal ? await mine.LongCountAsync(ct) : (long?)null;
        var rows = await mine.Where(w => after == null || w.Id > after).OrderBy(w => w.Id).Take(page.Take).ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, w => WebhookResponse.From(w), List, w => [w.Id], total));
    }

    private static async Task<Created<WebhookResponse>> CreateAsync(CallerStore at, WebhookRequest body, SaveWebhook save, HttpContext http, CancellationToken ct)
    {
        var (webhook, secret) = await save.CreateAsync(at.TenantId, at.StoreId, at.Caller.May, new WebhookInput(body.Url, body.Note, body.Topics, body.Enabled), ct);
        Once(http, webhook);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/webhooks/{webhook.Id}", WebhookResponse.From(webhook, secret));
    }

    private static async Task<Ok<WebhookResponse>> GetAsync(CallerStore at, Guid webhookId, TenantTransactions transactions, HttpContext http, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var webhook = await FindAsync(db, at, webhookId, ct);
        http.SetEtag(webhook.Version);
        return TypedResults.Ok(WebhookResponse.From(webhook));
    }

    private static async Task<Ok<WebhookResponse>> PatchAsync(CallerStore at, Guid webhookId, WebhookPatch body, SaveWebhook save, HttpContext http, CancellationToken ct)
    {
        var webhook = await save.ChangeAsync(at.TenantId, at.StoreId, webhookId, at.Caller.May, new WebhookInput(body.Url, body.Note, body.Topics, body.Enabled), http.DemandMatch, ct);
        http.SetEtag(webhook.Version);
        return TypedResults.Ok(WebhookResponse.From(webhook));
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid webhookId, SaveWebhook save, HttpContext http, CancellationToken ct)
    {
        await save.DeleteAsync(at.TenantId, at.StoreId, webhookId, http.DemandMatch, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<WebhookResponse>> RotateAsync(CallerStore at, Guid webhookId, SaveWebhook save, HttpContext http, CancellationToken ct)
    {
        var (webhook, secret) = await save.RotateAsync(at.TenantId, at.StoreId, webhookId, http.DemandMatch, ct);
        Once(http, webhook);
        return TypedResults.Ok(WebhookResponse.From(webhook, secret));
    }

    private static async Task<Ok<DeliveryResponse>> TestAsync(CallerStore at, Guid webhookId, SendAgain send, TenantTransactions transactions, CancellationToken ct)
    {
        var test = await send.TestAsync(at.TenantId, at.StoreId, webhookId, ct);
        return TypedResults.Ok(await ShowAsync(at, webhookId, test.Id, transactions, ct));
    }

    private static async Task<Ok<Page<DeliverySummary>>> DeliveriesAsync(CallerStore at, Guid webhookId, PageQuery page, TenantTransactions transactions, CancellationToken ct, string? state = null)
    {
        var wanted = state is null ? (DeliveryState?)null : Enum.TryParse<DeliveryState>(state, true, out var one) && Enum.IsDefined(one) && !char.IsAsciiDigit(state[0]) ? one : throw new RefusedException(Refusal.Invalid("state", "Use pending, delivered or failed"));
        var after = page.After<Guid>(Newest);
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        await FindAsync(db, at, webhookId, ct);
        var mine = db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == webhookId && (wanted == null || d.State == wanted));
        var total = page.WithTotal ? await mine.LongCountAsync(ct) : (long?)null;
        var rows = await mine.Where(d => after == null || d.Id < after).OrderByDescending(d => d.Id).Take(page.Take).ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, DeliverySummary.From, Newest, d => [d.Id], total));
    }

    private static async Task<Ok<DeliveryResponse>> DeliveryAsync(CallerStore at, Guid webhookId, Guid deliveryId, TenantTransactions transactions, CancellationToken ct) => TypedResults.Ok(await ShowAsync(at, webhookId, deliveryId, transactions, ct));

    private static async Task<Accepted<DeliverySummary>> RedeliverAsync(CallerStore at, Guid webhookId, Guid deliveryId, SendAgain send, CancellationToken ct) =>
        TypedResults.Accepted($"/api/v1/stores/{at.StoreId}/webhooks/{webhookId}/deliveries/{deliveryId}", DeliverySummary.From(await send.RunAsync(at.TenantId, at.StoreId, webhookId, deliveryId, ct)));

    private static async Task<DeliveryResponse> ShowAsync(CallerStore at, Guid webhookId, Guid deliveryId, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
        var delivery = await db.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(d => d.StoreId == at.StoreId && d.WebhookId == webhookId && d.Id == deliveryId, ct) ?? throw new RefusedException(Refusal.NotFound("delivery"));
        return DeliveryResponse.From(delivery, await db.WebhookAttempts.AsNoTracking().Where(a => a.DeliveryId == deliveryId).ToListAsync(ct), at.Caller.May);
    }

    private static async Task<Webhook> FindAsync(AppDb db, CallerStore at, Guid id, CancellationToken ct) =>
        await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.StoreId == at.StoreId && w.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("webhook"));

    private static void Once(HttpContext http, Webhook webhook)
    {
        http.SetEtag(webhook.Version);
        http.Response.Headers.CacheControl = "no-store";
    }
}
