using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans;

/// <summary>Notes that an invoice of ours was paid, or takes it back. For people of the platform: the caller has checked that the person may.</summary>
public sealed class SettleInvoice(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Paid, also after it was given up. With the last overdue one paid, the subscription is no longer past due.</summary>
    public async Task<Invoice> PaidAsync(Guid organization, Guid invoice, string? note, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var paid = await PaidAsync(db, invoice, note, ct);
        await db.CommitAsync(ct);
        return paid;
    }

    /// <summary>The same in the caller's unit of work of the organization, who commits it.</summary>
    internal Task<Invoice> PaidAsync(AppDb db, Guid invoice, string? note, CancellationToken ct) => RunAsync(db, invoice, i =>
    {
        var said = note?.Trim() ?? "";
        if (said.Length > 200 || said.Any(char.IsControl)) throw new RefusedException(Refusal.Invalid("note", "Use one line of 200 characters or fewer"));
        (i.Status, i.PaidAt, i.PaidNote) = (InvoiceStatus.Paid, clock.GetUtcNow(), said);
        db.Publish(new InvoicePaid(i.Id));
    }, ct);

    /// <summary>Taken back: nobody owes it.</summary>
    public async Task<Invoice> VoidAsync(Guid organization, Guid invoice, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var taken = await VoidAsync(db, invoice, ct);
        await db.CommitAsync(ct);
        return taken;
    }

    /// <summary>The same in the caller's unit of work of the organization, who commits it.</summary>
    internal Task<Invoice> VoidAsync(AppDb db, Guid invoice, CancellationToken ct) => RunAsync(db, invoice, i => i.Status = InvoiceStatus.Void, ct);

    private async Task<Invoice> RunAsync(AppDb db, Guid id, Action<Invoice> settle, CancellationToken ct)
    {
        await PlanGate.LockAsync(db, ct);
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("invoice"));
        if (invoice.Provider != ManualBilling.Name) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"This invoice is kept by {invoice.Provider}. Settle it there.", StatusCodes.Status409Conflict));
        if (!invoice.IsOwed) throw new RefusedException(new Refusal("INVALID_TRANSITION", $"Invoice {invoice.Number} is settled already.", StatusCodes.Status409Conflict));
        settle(invoice);
        var now = clock.GetUtcNow();
        if (!await db.Invoices.AnyAsync(i => i.Id != id && i.Status == InvoiceStatus.Open && i.DueAt <= now, ct)
            && await db.Subscriptions.FirstOrDefaultAsync(s => s.Status == SubscriptionStatus.PastDue, ct) is { } late)
        {
            late.Status = SubscriptionStatus.Active;
            db.Publish(new SubscriptionChanged(late.Id));
        }
        await db.TellAccessChangedAsync(db.Tenant, ct);
        return invoice;
    }
}
