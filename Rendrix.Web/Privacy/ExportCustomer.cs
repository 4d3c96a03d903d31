using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Privacy;

/// <summary>Everything a store holds of a customer.</summary>
/// <param name="CustomerId">Id of the address in this store.</param>
/// <param name="Email">The address.</param>
/// <param name="Store">Name of the store.</param>
/// <param name="ExportedAt">When this was written.</param>
/// <param name="Orders">Their orders with addresses, lines and payments.</param>
/// <param name="Checkouts">Checkouts that were begun.</param>
/// <param name="Newsletter">Since when they get the newsletter; null when they do not.</param>
/// <param name="Consents">What they agreed to.</param>
/// <param name="Activity">What the audit log says they did.</param>
/// <param name="Reviews">What they wrote about what they bought.</param>
public sealed record CustomerExport(
    Guid CustomerId, string Email, string Store, DateTimeOffset ExportedAt, IReadOnlyList<OrderExport> Orders, IReadOnlyList<CheckoutExport> Checkouts, DateTimeOffset? Newsletter,
    IReadOnlyList<ConsentExport> Consents, IReadOnlyList<ActivityExport> Activity, IReadOnlyList<ReviewExport> Reviews);

/// <summary>An order of theirs, with its timeline.</summary>
public sealed record OrderExport(OrderResponse Order, IReadOnlyList<OrderEventResponse> Timeline);

/// <summary>A checkout of theirs.</summary>
public sealed record CheckoutExport(string Email, Address ShippingAddress, Address? BillingAddress, DateTimeOffset BegunAt);

/// <summary>An answer of theirs.</summary>
public sealed record ConsentExport(string Purpose, bool Granted, string Words, DateTimeOffset At);

/// <summary>A review of theirs.</summary>
public sealed record ReviewExport(Guid ProductId, int Rating, string Title, string Text, string Author, DateTimeOffset At);

/// <summary>Something they did.</summary>
public sealed record ActivityExport(string Action, DateTimeOffset At, string? Subject, string? Address, string? Device);

/// <summary>Writes down what is held of a customer, for the customer; that it was done is recorded.</summary>
public sealed class ExportCustomer(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>The export; refuses with 404 when nothing is held.</summary>
    public async Task<CustomerExport> RunAsync(Guid tenantId, Guid storeId, Guid customerId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var email = await CustomerId.FindEmailAsync(db, storeId, customerId, ct) ?? throw new RefusedException(Refusal.NotFound("customer"));
        var same = CustomerId.Pattern(email);
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == storeId, ct);
        var orders = await db.Orders.AsNoTracking().Where(o => o.StoreId == storeId && EF.Functions.ILike(o.Email, same)).Include(o => o.Lines.OrderBy(l => l.Position)).Include(o => o.Payments).Include(o => o.Events.OrderBy(e => e.At)).OrderBy(o => o.Number).AsSplitQuery().ToListAsync(ct);
        var checkouts = await db.CheckoutSessions.AsNoTracking().Where(s => s.StoreId == storeId && EF.Functions.ILike(s.Email, same)).OrderBy(s => s.CreatedAt).ToListAsync(ct);
        var newsletter = await db.NewsletterSubscribers.AsNoTracking().Where(s => s.StoreId == storeId && s.Email == email).Select(s => (DateTimeOffset?)s.CreatedAt).FirstOrDefaultAsync(ct);
        var consents = await db.ConsentRecords.AsNoTracking().Where(c => c.StoreId == storeId && c.Subject == email).OrderBy(c => c.At).Select(c => new ConsentExport(c.Purpose, c.Granted, c.Words, c.At)).ToListAsync(ct);
        var subjects = orders.Select(o => o.Id).Concat(orders.SelectMany(o => o.Payments).Select(p => p.Id)).ToList();
        var activity = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectId != null && subjects.Contains(e.SubjectId.Value) && e.ActorKind == AuditActorKind.Guest)
            .Join(db.AuditDetails, e => new { e.TenantId, e.Id }, d => new { d.TenantId, d.Id }, (e, d) => new ActivityExport(e.Action, e.At, d.SubjectName, d.Address, d.Device)).ToListAsync(ct);
        var lines = orders.SelectMany(o => o.Lines).Select(l => l.Id).ToList();
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.StoreId == storeId && r.OrderLineId != null && lines.Contains(r.OrderLineId.Value)).OrderBy(r => r.CreatedAt)
            .Select(r => new ReviewExport(r.ProductId, r.Stars, r.Title, r.Text, r.Author, r.CreatedAt)).ToListAsync(ct);
        Audit.Record(db, AuditActions.PrivacyExport, new("customer", customerId, null, storeId));
        await db.CommitAsync(ct);
        return new CustomerExport(customerId, email, store.Name, clock.GetUtcNow(),
            [.. orders.Select(o => new OrderExport(OrderResponse.From(o), [.. o.Events.Where(e => e.Kind != "note").Select(e => new OrderEventResponse(e.Id, e.Kind, e.Message, e.Actor, e.At))]))],
            [.. checkouts.Select(s => new CheckoutExport(s.Email, s.ShippingAddress, s.BillingAddress, s.CreatedAt))], newsletter, consents, [.. activity.OrderBy(a => a.At)], reviews);
    }
}
