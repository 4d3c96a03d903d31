using Microsoft.EntityFrameworkCore;
using Rendrix.Customers;
using Rendrix.Stores;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Newsletters.Emails;

/// <summary>Asks an address whether it wants a shop's letters, and tells it that it is on the list. Links are made here, so that no queue holds one.</summary>
public sealed class SendNewsletterMails(Mailer mailer, NewsletterLinks links, HostNames hosts) : IConsume<NewsletterAsked>, IConsume<NewsletterJoined>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(NewsletterAsked happened, ConsumeContext context, CancellationToken ct)
    {
        if (await FindAsync(context, happened.StoreId, happened.SubscriberId, ct) is not var (to, store) || to.IsOn) return;
        await mailer.SendAsync<ConfirmNewsletterEmail, NewsletterMail>(context.Db, context.MessageId, to.Email, Mail(store, "/newsletter/confirm", links.ToConfirm(to.Id)), ct, store.Name, ReplyTo(store));
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(NewsletterJoined happened, ConsumeContext context, CancellationToken ct)
    {
        if (await FindAsync(context, happened.StoreId, happened.SubscriberId, ct) is not var (to, store) || !to.IsOn) return;
        var mail = Mail(store, "/newsletter/leave", links.ToLeave(to.Id));
        await mailer.SendAsync<NewsletterJoinedEmail, NewsletterMail>(context.Db, context.MessageId, to.Email, mail, ct, store.Name, ReplyTo(store), unsubscribe: mail.Link);
    }

    private NewsletterMail Mail(Store store, string path, string token) => new(store.Name, store.ContactAddress, $"{hosts.UrlOf(store)}{path}?token={Uri.EscapeDataString(token)}");

    private static string? ReplyTo(Store store) => store.ContactEmail.Length > 0 ? store.ContactEmail : null;

    private static async Task<(NewsletterSubscriber To, Store Store)?> FindAsync(ConsumeContext context, Guid storeId, Guid id, CancellationToken ct) =>
        await context.Db.NewsletterSubscribers.AsNoTracking().FirstOrDefaultAsync(s => s.StoreId == storeId && s.Id == id, ct) is { } to && await context.Db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId, ct) is { } store ? (to, store) : null;
}
