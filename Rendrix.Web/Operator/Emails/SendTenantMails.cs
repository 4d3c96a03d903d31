using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Operator.Emails;

/// <summary>What mails to owners about what the platform did say.</summary>
public sealed record TenantNews(string Organization, string Title, IReadOnlyList<string> Paragraphs, string Link, string LinkLabel, string Support);

/// <summary>Tells the owners of an organization what the platform did to it and why; each of them once.</summary>
public sealed class SendTenantMails(Mailer mailer, HostNames hosts, PlatformSettings settings) : IConsume<TenantSuspended>, IConsume<TenantClosed>, IConsume<TenantRestored>, IConsume<GlassBroken>
{
    /// <inheritdoc/>
    public Task ConsumeAsync(TenantSuspended happened, ConsumeContext context, CancellationToken ct) => TellAsync(context, "is suspended",
        ["Its shops are closed for now. You can look at everything in the dashboard, and change nothing.", $"The reason: {happened.Reason}", $"If you think this is a mistake, or have put it right, write to {settings.Support}."], ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(TenantClosed happened, ConsumeContext context, CancellationToken ct) => TellAsync(context, "is closed",
        [$"Its shops are closed. Everything is kept until {Day(happened.EndsAt)}; after that it is gone for good.", $"The reason: {happened.Reason}", $"If you think this is a mistake, write to {settings.Support} before that day."], ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(TenantRestored happened, ConsumeContext context, CancellationToken ct) => TellAsync(context, "is back", ["Its shops are open again, and people can work as before."], ct);

    /// <inheritdoc/>
    public Task ConsumeAsync(GlassBroken happened, ConsumeContext context, CancellationToken ct) => TellAsync(context, "was opened by support",
        [$"{happened.Admin} opened the dashboard as support without your consent, until {happened.EndsAt.UtcDateTime:HH:mm} UTC at most.", $"The reason: {happened.Reason}", "Everything done meanwhile is in your activity log with their name. You can end it at once under Your account, Security, Where you are signed in."], ct);

    private async Task TellAsync(ConsumeContext context, string what, IReadOnlyList<string> paragraphs, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Organizations.Where(o => o.Id == context.TenantId).Select(o => o.Name).FirstOrDefaultAsync(ct) is not { } name) return;
        var news = new TenantNews(name, $"{name} {what}", paragraphs, (hosts.PublicUrl ?? "http://localhost:5080") + "/organizations", "Your organizations", settings.Support);
        var owners = await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == context.TenantId && m.Role == Role.Owner orderby u.Id select new { u.Id, u.Email }).ToListAsync(ct);
        // One mail each, with an id of its own: the message's id tells a mail that was sent already.
        foreach (var owner in owners) await mailer.SendAsync<TenantNewsEmail, TenantNews>(db, MailId(context.MessageId, owner.Id), owner.Email!, news, ct);
    }

    private static Guid MailId(Guid message, Guid person) => new(System.Security.Cryptography.SHA256.HashData([.. message.ToByteArray(), .. person.ToByteArray()]).AsSpan(0, 16));

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-US"));
}
