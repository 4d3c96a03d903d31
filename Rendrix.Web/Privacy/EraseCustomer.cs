using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Reviews;

namespace Rendrix.Web.Privacy;

/// <summary>What an erasure did.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Orders">Orders that stay, without the person: number, lines, amounts, country.</param>
/// <param name="Checkouts">Checkouts deleted.</param>
/// <param name="Mails">Copies of mails deleted.</param>
/// <param name="Newsletter">Whether they were taken off the newsletter.</param>
public sealed record CustomerErasure(Guid CustomerId, int Orders, int Checkouts, int Mails, bool Newsletter);

/// <summary>
/// Erases a customer from a store, all in one transaction. Their orders stay as the law on bookkeeping asks, with what was sold, for how much and to which
/// country; the person is gone from them, and from everything else.
/// </summary>
public sealed class EraseCustomer(TenantTransactions transactions)
{
    /// <summary>Written where a name stood.</summary>
    public const string Nobody = "Deleted customer";

    private static readonly OrderStatus[] Over = [OrderStatus.Delivered, OrderStatus.Cancelled, OrderStatus.Refunded];

    /// <summary>Erases, or refuses while an order is on its way: a parcel needs its address.</summary>
    public async Task<CustomerErasure> RunAsync(Guid tenantId, Guid storeId, Guid customerId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var email = await CustomerId.FindEmailAsync(db, storeId, customerId, ct) ?? throw new RefusedException(Refusal.NotFound("customer"));
        var orders = await db.Orders.FromSql($"select * from orders where tenant_id = {tenantId} and store_id = {storeId} and lower(email) = {email} order by id for update").ToListAsync(ct);
        if (orders.Find(o => !Over.Contains(o.Status)) is { } open)
            throw new RefusedException(new Refusal("INVALID_TRANSITION", $"Order {open.DisplayNumber} is not finished, and its parcel needs the address. Deliver, cancel or refund it first.", StatusCodes.Status409Conflict));

        var same = CustomerId.Pattern(email);
        var checkouts = await db.CheckoutSessions.Where(s => s.StoreId == storeId && EF.Functions.ILike(s.Email, same)).ToListAsync(ct);
        string[] names = [email, .. orders.SelectMany(o => new[] { o.CustomerName, o.ShippingAddress.FullName, o.BillingAddress.FullName }), .. checkouts.SelectMany(s => new[] { s.ShippingAddress.FullName, s.BillingAddress?.FullName ?? "" })];
        // Reviews are found by the address of the order, so they go before it does.
        await Reviewers.EraseAsync(db, storeId, email, ct);
        foreach (var order in orders) Clear(order);
        db.CheckoutSessions.RemoveRange(checkouts);
        await db.SaveAsync(ct);

        var ids = orders.ConvertAll(o => o.Id);
        await ClearTimelinesAsync(db, ids, email, ct);
        var mails = await ForgetMailsAsync(db, ids, email, ct);
        var newsletter = await db.NewsletterSubscribers.Where(s => s.StoreId == storeId && s.Email == email).ExecuteDeleteAsync(ct);
        await db.ConsentRecords.Where(c => c.StoreId == storeId && c.Subject == email).ExecuteDeleteAsync(ct);

        var subjects = ids.Concat(await db.Payments.Where(p => ids.Contains(p.OrderId)).Select(p => p.Id).ToListAsync(ct)).ToList();
        var actors = await db.AuditEntries.Where(e => e.ActorKind == AuditActorKind.Guest && e.SubjectId != null && subjects.Contains(e.SubjectId.Value)).Select(e => e.Id).ToListAsync(ct);
        await EraseAudit.RunAsync(db, new AuditSubject("customer", customerId, null, storeId), actors, await EraseAudit.NamingAsync(db, storeId, names, ct), null, ct);
        await db.CommitAsync(ct);
        return new CustomerErasure(customerId, orders.Count, checkouts.Count, mails, newsletter > 0);
    }

    private static void Clear(Order order)
    {
        (order.Email, order.CustomerName) = ("", Nobody);
        // The country stays: it decides which tax was due.
        (order.ShippingAddress, order.BillingAddress) = (new Address { Country = order.ShippingAddress.Country }, new Address { Country = order.BillingAddress.Country });
        (order.TrackingCarrier, order.TrackingNumber, order.TrackingUrl) = (null, null, null);
        // The link in old mails opens nothing any more.
        order.AccessToken = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
    }

    // What people wrote by hand may say anything and goes whole; what the program wrote keeps its meaning.
    private static Task<int> ClearTimelinesAsync(AppDb db, List<Guid> orders, string email, CancellationToken ct)
    {
        Guid[] ids = [.. orders];
        return db.Database.ExecuteSqlAsync($"""
            update order_events set message = case kind
              when 'placed' then 'The customer placed this order.'
              when 'note' then 'This note went with the customer''s data.'
              when 'email' then regexp_replace(message, ' to .*$', '.')
              when 'shipped' then 'Shipped.'
              when 'cancelled' then 'Cancelled.'
              when 'returned' then 'Returned.'
              when 'corrected' then 'Contact or address was corrected.'
              else message end
            where tenant_id = {db.Tenant} and order_id = any({ids}) and (kind in ('placed', 'note', 'email', 'shipped', 'cancelled', 'returned', 'corrected') or position({email} in lower(message)) > 0)
            """, ct);
    }

    // Copies are kept in Development only, and belong to no tenant: those of this organization's messages are found by the message they came from.
    private static async Task<int> ForgetMailsAsync(AppDb db, List<Guid> orders, string email, CancellationToken ct)
    {
        var (tenant, part) = (db.Tenant, "%" + CustomerId.Pattern(email) + "%");
        string[] ids = [.. orders.Select(o => o.ToString("D"))];
        var mails = await db.Database.ExecuteSqlAsync($"""
            delete from dev_mails where id in (select m.id from outbox_messages m where m.tenant_id = {tenant} and (m.payload->>'orderId' = any({ids}) or lower(dev_mails."to") = {email}))
            """, ct);
        await db.Database.ExecuteSqlAsync($"delete from outbox_messages where tenant_id = {tenant} and payload::text ilike {part}", ct);
        await db.Database.ExecuteSqlAsync($"update outbox_messages set last_error = null where tenant_id = {tenant} and last_error is not null and (payload->>'orderId' = any({ids}) or last_error ilike {part})", ct);
        return mails;
    }
}
