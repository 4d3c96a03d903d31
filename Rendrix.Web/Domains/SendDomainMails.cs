using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Web.Domains.Emails;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>What a mail about a domain says.</summary>
/// <param name="Store">Name of the store.</param>
/// <param name="Domain">The domain as people write it.</param>
/// <param name="News">What happened.</param>
/// <param name="Findings">What DNS says.</param>
/// <param name="Link">The page of the store's domains.</param>
public sealed record DomainMail(string Store, string Domain, DomainNews News, IReadOnlyList<string> Findings, string Link);

/// <summary>Writes to those who run a store when a domain works, stops, comes back or is given up.</summary>
public sealed class SendDomainMails(Mailer mailer, HostNames hosts) : IConsume<DomainNotice>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(DomainNotice happened, ConsumeContext context, CancellationToken ct)
    {
        var store = await context.Db.Stores.AsNoTracking().Where(s => s.Id == happened.StoreId).Select(s => new { s.Name, s.Subdomain }).FirstOrDefaultAsync(ct);
        if (store is null) return;
        var mail = new DomainMail(store.Name, HostName.Display(happened.Name), happened.News, happened.Findings, $"{hosts.PublicUrl}/s/{store.Subdomain}/settings/domains");
        await mailer.SendAsync<DomainNewsEmail, DomainMail>(context.Db, context.MessageId, happened.To, mail, ct);
    }
}
