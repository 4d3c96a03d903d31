using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Handover;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Emails;

/// <summary>Writes the mails about stores. The secret of an offer is made here, in the transaction that sends: no queue and no log ever holds one.</summary>
public sealed class SendStoreMails(Mailer mailer, HostNames hosts, TimeProvider clock) : IConsume<StoreClosed>, IConsume<StoreOffered>, IConsume<StoreArrived>
{
    private string Main => hosts.PublicUrl ?? "http://localhost:5080";

    /// <inheritdoc/>
    public async Task ConsumeAsync(StoreClosed happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == happened.StoreId, ct) is not { } store) return;
        var mail = new StoreMail(store.Name, await NameAsync(db, context.TenantId, ct), await PersonAsync(db, happened.ClosedBy, ct), Day(happened.EndsAt), $"{Main}/s/{store.Subdomain}/settings/life");
        var owners = await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == context.TenantId && m.Role == Role.Owner orderby u.Id select new { u.Id, u.Email }).ToListAsync(ct);
        // One mail each, with an id of its own: the message's id tells a mail that was sent already.
        foreach (var owner in owners) await mailer.SendAsync<StoreClosedEmail, StoreMail>(db, MailId(context.MessageId, owner.Id), owner.Email!, mail, ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(StoreOffered happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.StoreTransfers.FirstOrDefaultAsync(t => t.Id == happened.TransferId, ct) is not { } offer || offer.StatusAt(clock.GetUtcNow()) != TransferStatus.Offered) return;
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == offer.StoreId, ct);
        var link = InvitationLink.New(context.TenantId, offer.Id);
        offer.SecretHash = link.Hash;
        await mailer.SendAsync<StoreOfferedEmail, StoreMail>(db, context.MessageId, offer.Email,
            new StoreMail(store.Name, await NameAsync(db, context.TenantId, ct), await PersonAsync(db, offer.OfferedBy, ct), Day(offer.ExpiresAt), $"{Main}/store-offer?token={link.Write()}"), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(StoreArrived happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == happened.StoreId, ct) is not { } store) return;
        var mail = new StoreMail(store.Name, await NameAsync(db, context.TenantId, ct), "", "", Main + "/");
        foreach (var person in new[] { happened.OfferedBy, happened.AcceptedBy }.Distinct())
            if (await db.Users.Where(u => u.Id == person).Select(u => u.Email).FirstOrDefaultAsync(ct) is { } to) await mailer.SendAsync<StoreMovedEmail, StoreMail>(db, MailId(context.MessageId, person), to, mail, ct);
    }

    private static Guid MailId(Guid message, Guid person) => new(System.Security.Cryptography.SHA256.HashData([.. message.ToByteArray(), .. person.ToByteArray()]).AsSpan(0, 16));

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-US"));

    private static async Task<string> NameAsync(AppDb db, Guid organization, CancellationToken ct) => await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);

    private static async Task<string> PersonAsync(AppDb db, Guid person, CancellationToken ct) =>
        (await db.Users.Where(u => u.Id == person).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct))?.Trim() is { Length: > 0 } name ? name : "Somebody";
}
