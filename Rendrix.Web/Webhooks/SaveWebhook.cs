using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks;

/// <summary>What a webhook is to be. What is left out stays as it is.</summary>
/// <param name="Url">Where it is told; https.</param>
/// <param name="Note">What people call it.</param>
/// <param name="Topics">Codes of what it is told.</param>
/// <param name="On">Whether it is told at all.</param>
public sealed record WebhookInput(string? Url = null, string? Note = null, IReadOnlyList<string>? Topics = null, bool? On = null);

/// <summary>Makes, changes and deletes webhooks, and gives them new secrets.</summary>
public sealed class SaveWebhook(TenantTransactions transactions, PlanGate plans, WebhookClient client, SecretBox box, TimeProvider clock)
{
    /// <summary>Most webhooks of one store.</summary>
    public const int Most = 20;
    /// <summary>Longest address.</summary>
    public const int UrlLength = 500;
    /// <summary>Longest note.</summary>
    public const int NoteLength = 100;
    /// <summary>How long the secret before still signs beside a new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);
    /// <summary>What their secrets are sealed for.</summary>
    internal const string Purpose = "webhook";

    /// <summary>Makes a webhook. The secret it answers is shown once and cannot be read again.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="may">Which rights the person holds there.</param>
    /// <param name="input">What it is to be.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<(Webhook Webhook, string Secret)> CreateAsync(Guid tenantId, Guid storeId, Func<Permission, bool> may, WebhookInput input, CancellationToken ct)
    {
        var checkedUrl = await CheckUrlAsync(input.Url ?? "", ct);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        // Behind the lock of the store's row: of two that make the last one, one comes second.
        await LockStoreAsync(db, storeId, ct);
        await plans.DemandAsync(db, PlanFeature.ApiAccess, ct);
        var now = clock.GetUtcNow();
        var secret = WebhookSignature.NewSecret();
        var webhook = new Webhook { Id = Guid.CreateVersion7(now), StoreId = storeId, Secret = box.Seal(secret, Purpose), CreatedAt = now };
        Apply(webhook, input with { Topics = input.Topics ?? [] }, checkedUrl, may);
        if (input.On == false) webhook.SwitchOff(WebhookOff.ByPerson, now);
        if (await db.Webhooks.CountAsync(w => w.StoreId == storeId, ct) >= Most)
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"A store has {Most} webhooks at most. Delete one that is not used.", StatusCodes.Status409Conflict));
        db.Webhooks.Add(webhook);
        await db.CommitAsync(ct);
        return (webhook, WebhookSignature.Write(secret));
    }

    /// <summary>Changes a webhook. Switched off, what is on its way is given up; switched on, it begins with a clean sheet.</summary>
    public async Task<Webhook> ChangeAsync(Guid tenantId, Guid storeId, Guid id, Func<Permission, bool> may, WebhookInput input, Action<int>? demandMatch, CancellationToken ct)
    {
        (string, string?)? checkedUrl = input.Url is null ? null : await CheckUrlAsync(input.Url, ct);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var webhook = await LockAsync(db, storeId, id, ct);
        demandMatch?.Invoke(webhook.Version);
        Apply(webhook, input, checkedUrl, may);
        if (input.On == false && webhook.IsOn)
        {
            webhook.SwitchOff(WebhookOff.ByPerson, clock.GetUtcNow());
            await GiveUpAsync(db, webhook.Id, clock.GetUtcNow(), ct);
        }
        if (input.On == true && !webhook.IsOn)
        {
            // What runs goes on when a plan became smaller; what was off begins only where the plan opens it.
            await plans.DemandAsync(db, PlanFeature.ApiAccess, ct);
            if (webhook.Topics.Select(WebhookTopic.Find).OfType<WebhookTopic>().FirstOrDefault(topic => !may(topic.Needs)) is { } hidden) throw new RefusedException(Refusal.Invalid("topics", Lacking(hidden)));
            webhook.SwitchOn();
        }
        await db.CommitAsync(ct);
        return webhook;
    }

    /// <summary>Deletes a webhook with everything that was sent to it.</summary>
    public async Task DeleteAsync(Guid tenantId, Guid storeId, Guid id, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var webhook = await LockAsync(db, storeId, id, ct);
        demandMatch?.Invoke(webhook.Version);
        db.Webhooks.Remove(webhook);
        await db.CommitAsync(ct);
    }

    /// <summary>Gives a webhook a new secret. For a day messages carry the signatures of both, so that the receiver can change over without losing one.</summary>
    public async Task<(Webhook Webhook, string Secret)> RotateAsync(Guid tenantId, Guid storeId, Guid id, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var webhook = await LockAsync(db, storeId, id, ct);
        demandMatch?.Invoke(webhook.Version);
        var secret = WebhookSignature.NewSecret();
        (webhook.OldSecret, webhook.OldSecretUntil, webhook.Secret) = (webhook.Secret, clock.GetUtcNow() + Overlap, box.Seal(secret, Purpose));
        Audit.Record(db, AuditActions.WebhookRotate, new AuditSubject("webhook", webhook.Id, webhook.Url, storeId));
        await db.CommitAsync(ct);
        return (webhook, WebhookSignature.Write(secret));
    }

    /// <summary>Locks a webhook until the transaction ends; refuses when there is none in that store.</summary>
    internal static async Task<Webhook> LockAsync(AppDb db, Guid storeId, Guid id, CancellationToken ct) =>
        await db.Webhooks.FromSql($"select * from webhooks where tenant_id = {db.Tenant} and store_id = {storeId} and id = {id} for update").FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("webhook"));

    /// <summary>Gives up what is on its way to a webhook that is off. It can be sent again by hand.</summary>
    internal static Task GiveUpAsync(AppDb db, Guid webhook, DateTimeOffset now, CancellationToken ct) =>
        db.WebhookDeliveries.Where(d => d.WebhookId == webhook && d.State == DeliveryState.Pending).ExecuteUpdateAsync(d => d
            .SetProperty(x => x.State, DeliveryState.Failed).SetProperty(x => x.DueAt, (DateTimeOffset?)null).SetProperty(x => x.DoneAt, now).SetProperty(x => x.LastError, "The webhook was switched off"), ct);

    /// <summary>A store that goes to another organization tells nobody of it what the giving one chose, until somebody there switches it on.</summary>
    internal static async Task PauseForMoveAsync(AppDb db, Guid storeId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var webhook in await db.Webhooks.FromSql($"select * from webhooks where tenant_id = {db.Tenant} and store_id = {storeId} for update").ToListAsync(ct))
        {
            webhook.SwitchOff(WebhookOff.Moved, now);
            await GiveUpAsync(db, webhook.Id, now, ct);
        }
    }

    private static async Task LockStoreAsync(AppDb db, Guid storeId, CancellationToken ct)
    {
        if (await db.Database.SqlQuery<Guid>($"select id as \"Value\" from stores where tenant_id = {db.Tenant} and id = {storeId} for no key update").ToListAsync(ct) is []) throw new RefusedException(Refusal.NotFound("store"));
    }

    private async Task<(string Url, string? Problem)> CheckUrlAsync(string url, CancellationToken ct) =>
        url.Trim() is { Length: > 0 and <= UrlLength } typed && !typed.Any(char.IsControl) ? (typed, await client.ProblemOfAsync(typed, ct)) : (url, $"Enter an address of up to {UrlLength} characters that begins with https://");

    private static void Apply(Webhook webhook, WebhookInput input, (string Url, string? Problem)? url, Func<Permission, bool> may)
    {
        var errors = new FieldErrors();
        var note = input.Note?.Trim() ?? webhook.Note;
        errors.Require(note.Length <= NoteLength && !note.Any(char.IsControl), "note", $"Use {NoteLength} characters or fewer");
        if (url?.Problem is { } problem) errors.Add("url", problem);
        var topics = input.Topics is { } wanted ? WebhookTopic.All.Select(t => t.Code).Where(wanted.Contains).ToList() : webhook.Topics;
        errors.Require(topics.Count > 0, "topics", "Choose at least one event");
        foreach (var code in input.Topics ?? [])
            if (WebhookTopic.Find(code) is null) { errors.Add("topics", "Use codes of GET /api/v1/stores/{storeId}/webhooks/topics"); break; }
        // A new address is told everything anew; otherwise what others chose stays.
        var moves = url is { } to && to.Url != webhook.Url;
        foreach (var topic in topics.Where(code => moves || !webhook.Topics.Contains(code)).Select(WebhookTopic.Find).OfType<WebhookTopic>().Where(topic => !may(topic.Needs))) errors.Add("topics", Lacking(topic));
        errors.ThrowIfAny();
        (webhook.Url, webhook.Note, webhook.Topics) = (url?.Url ?? webhook.Url, note, topics);
    }

    private static string Lacking(WebhookTopic topic) => $"You need the right “{topic.Needs.Title}” yourself to send “{topic.Title}” elsewhere";
}
