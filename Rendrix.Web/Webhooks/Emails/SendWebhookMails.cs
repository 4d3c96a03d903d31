using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks.Emails;

/// <summary>What a mail about a webhook says.</summary>
/// <param name="Store">Name of the store.</param>
/// <param name="Host">Where the webhook is; the rest of its address may be a secret.</param>
/// <param name="Why">Why it was switched off.</param>
/// <param name="LastError">What was wrong last.</param>
/// <param name="Link">Its page.</param>
public sealed record WebhookMail(string Store, string Host, WebhookOff Why, string LastError, string Link);

/// <summary>Writes to the owners when a webhook was switched off because nothing reached it.</summary>
public sealed class SendWebhookMails(Mailer mailer, HostNames hosts) : IConsume<WebhookSwitchedOff>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(WebhookSwitchedOff happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var store = await db.Stores.AsNoTracking().Where(s => s.Id == happened.StoreId).Select(s => new { s.Name, s.Subdomain }).FirstOrDefaultAsync(ct);
        if (store is null || await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == happened.WebhookId, ct) is not { IsOn: false } webhook) return;
        var error = await db.WebhookDeliveries.Where(d => d.WebhookId == webhook.Id && d.Attempts > 0).OrderByDescending(d => d.DoneAt).Select(d => d.LastError).FirstOrDefaultAsync(ct) ?? "";
        var mail = new WebhookMail(store.Name, new Uri(webhook.Url).Host, happened.Why, error, $"{hosts.PublicUrl ?? "http://localhost:5080"}/s/{store.Subdomain}/settings/webhooks/{webhook.Id:D}");
        var owners = await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == context.TenantId && m.Role == Role.Owner && u.Email != null orderby u.Id select u.Email!).ToListAsync(ct);
        // One mail each, with an id of its own: the message's id tells a mail that was sent already.
        foreach (var to in owners) await mailer.SendAsync<WebhookOffEmail, WebhookMail>(db, new Guid(SHA256.HashData([.. context.MessageId.ToByteArray(), .. Encoding.UTF8.GetBytes(to)]).AsSpan(0, 16)), to, mail, ct);
    }
}
