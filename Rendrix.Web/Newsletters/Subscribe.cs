using Microsoft.EntityFrameworkCore;
using Rendrix.Privacy;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Newsletters;

/// <summary>
/// Addresses come onto a shop's list in two steps: somebody types one, and whoever reads its mail says yes (double opt-in). Whatever was known of an address before, the answer to the
/// first step is the same.
/// </summary>
public sealed class Subscribe(TenantTransactions transactions, RateWindows windows, TimeProvider clock)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private const int MailsAnHour = 2;

    /// <summary>Remembers an address and asks it by mail, unless it is on the list already or was asked a moment ago: nobody's mailbox can be filled from here.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="email">A valid address.</param>
    /// <param name="asked">Where it was asked, for the record of consents.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task AskAsync(Guid storeId, string email, string asked, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var now = clock.GetUtcNow();
        var (tenant, id, address) = (db.Tenant, Guid.CreateVersion7(now), email.Trim().ToLowerInvariant());
        await db.Database.ExecuteSqlAsync($"""
            insert into newsletter_subscribers (tenant_id, id, store_id, email, created_at) values ({tenant}, {id}, {storeId}, {address}, {now})
            on conflict (tenant_id, store_id, email) do nothing
            """, ct);
        var subscriber = await db.NewsletterSubscribers.FirstAsync(s => s.StoreId == storeId && s.Email == address, ct);
        if (!subscriber.IsOn && windows.Take($"letters:{storeId:N}:{address}", MailsAnHour, Hour).Allowed)
        {
            // The yes counts once it is confirmed; that it was asked for, and where, is what a confirmation is about.
            db.ConsentRecords.Add(new ConsentRecord { Id = Guid.CreateVersion7(now), StoreId = storeId, Purpose = ConsentRecord.Newsletter, Subject = address, Granted = false, Words = asked + ", not confirmed yet", At = now });
            db.Publish(new NewsletterAsked(storeId, subscriber.Id));
        }
        await db.CommitAsync(ct);
    }

    /// <summary>The address said yes. Answers false for one that is not there any more; a second yes changes nothing.</summary>
    public async Task<bool> ConfirmAsync(Guid storeId, Guid id, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        if (await db.FindSubscriberAsync(storeId, id, ct) is not { } subscriber) return false;
        if (subscriber.IsOn) return true;
        var now = clock.GetUtcNow();
        (subscriber.ConfirmedAt, subscriber.LeftAt) = (now, null);
        db.ConsentRecords.Add(new ConsentRecord { Id = Guid.CreateVersion7(now), StoreId = storeId, Purpose = ConsentRecord.Newsletter, Subject = subscriber.Email, Granted = true, Words = "Confirmed by the link in the mail", At = now });
        db.Publish(new NewsletterJoined(storeId, id));
        await db.CommitAsync(ct);
        return true;
    }

    /// <summary>The address is on the list no more, and stays known so that nobody writes there again. Answers false for one that is not there any more.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="id">Whose.</param>
    /// <param name="how">For the record of consents.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<bool> LeaveAsync(Guid storeId, Guid id, string how, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        if (await db.FindSubscriberAsync(storeId, id, ct) is not { } subscriber) return false;
        if (subscriber.LeftAt is not null) return true;
        var now = clock.GetUtcNow();
        subscriber.LeftAt = now;
        db.ConsentRecords.Add(new ConsentRecord { Id = Guid.CreateVersion7(now), StoreId = storeId, Purpose = ConsentRecord.Newsletter, Subject = subscriber.Email, Granted = false, Words = how, At = now });
        await db.CommitAsync(ct);
        return true;
    }
}

internal static class SubscriberRows
{
    /// <summary>An address of a store's list, its row locked: of two links that are followed at once one comes second.</summary>
    public static Task<Rendrix.Customers.NewsletterSubscriber?> FindSubscriberAsync(this AppDb db, Guid storeId, Guid id, CancellationToken ct) =>
        db.NewsletterSubscribers.FromSql($"select * from newsletter_subscribers where tenant_id = {db.Tenant} and store_id = {storeId} and id = {id} for update").SingleOrDefaultAsync(ct);
}
