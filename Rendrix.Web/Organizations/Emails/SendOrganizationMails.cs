using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations.Emails;

/// <summary>Writes the mails about organizations. The secret of an invitation is made here, in the transaction that sends: no queue and no log ever holds one.</summary>
public sealed class SendOrganizationMails(Mailer mailer, HostNames hosts, TimeProvider clock) : IConsume<InvitationSent>, IConsume<OwnershipTransferred>, IConsume<OrganizationClosed>
{
    private string Main => hosts.PublicUrl ?? "http://localhost:5080";

    /// <inheritdoc/>
    public async Task ConsumeAsync(InvitationSent happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Invitations.FirstOrDefaultAsync(i => i.Id == happened.InvitationId, ct) is not { } invitation || invitation.StatusAt(clock.GetUtcNow()) != InvitationStatus.Pending) return;
        var link = InvitationLink.New(context.TenantId, invitation.Id);
        invitation.SecretHash = link.Hash;
        var rights = await InviteMember.RightsOfAsync(db, invitation, ct);
        await mailer.SendAsync<InvitationEmail, OrganizationMail>(db, context.MessageId, invitation.Email,
            new OrganizationMail(await NameAsync(db, context.TenantId, ct), await PersonAsync(db, invitation.InvitedBy, ct), rights.RoleName, Day(invitation.ExpiresAt), $"{Main}/invitation?token={link.Write()}"), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(OwnershipTransferred happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Users.Where(u => u.Id == happened.To).Select(u => u.Email).FirstOrDefaultAsync(ct) is not { } to) return;
        await mailer.SendAsync<OwnershipEmail, OrganizationMail>(db, context.MessageId, to,
            new OrganizationMail(await NameAsync(db, context.TenantId, ct), await PersonAsync(db, happened.From, ct), nameof(Role.Owner), "", Main + "/organizations"), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(OrganizationClosed happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var mail = new OrganizationMail(await NameAsync(db, context.TenantId, ct), await PersonAsync(db, happened.ClosedBy, ct), nameof(Role.Owner), Day(happened.EndsAt), Main + "/organizations");
        var owners = await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == context.TenantId && m.Role == Role.Owner orderby u.Id select new { u.Id, u.Email }).ToListAsync(ct);
        // One mail each, with an id of its own: the message's id tells a mail that was sent already.
        foreach (var owner in owners) await mailer.SendAsync<OrganizationClosedEmail, OrganizationMail>(db, MailId(context.MessageId, owner.Id), owner.Email!, mail, ct);
    }

    private static Guid MailId(Guid message, Guid person) => new(System.Security.Cryptography.SHA256.HashData([.. message.ToByteArray(), .. person.ToByteArray()]).AsSpan(0, 16));

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-US"));

    private static async Task<string> NameAsync(AppDb db, Guid organization, CancellationToken ct) => await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);

    private static async Task<string> PersonAsync(AppDb db, Guid person, CancellationToken ct) =>
        (await db.Users.Where(u => u.Id == person).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct))?.Trim() is { Length: > 0 } name ? name : "Somebody";
}
