using Rendrix.Operator;
using Rendrix.Plans;
using Rendrix.Web.Plans;

namespace Rendrix.Web.Operator.Billing;

/// <summary>Notes that an invoice of ours was paid, or takes it back: in the organization's log and the platform's, in one commit.</summary>
public sealed class SettleTenantInvoice(PlatformTransactions platform, SettleInvoice settle)
{
    /// <summary>Paid; the note says how it was seen.</summary>
    public Task<Invoice> PaidAsync(PlatformPerson by, Guid organization, Guid invoice, string? note, CancellationToken ct) => RunAsync(by, organization, db => settle.PaidAsync(db, invoice, note, ct), "paid", note, ct);

    /// <summary>Taken back: nobody owes it.</summary>
    public Task<Invoice> VoidAsync(PlatformPerson by, Guid organization, Guid invoice, CancellationToken ct) => RunAsync(by, organization, db => settle.VoidAsync(db, invoice, ct), "taken back", null, ct);

    private async Task<Invoice> RunAsync(PlatformPerson by, Guid organization, Func<Platform.Data.AppDb, Task<Invoice>> act, string what, string? note, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "invoice", organization, ct);
        var settled = await act(db);
        platform.Record(db, by, PlatformActions.InvoiceSettle, organization, settled.Number, note?.Trim() is { Length: > 0 } said ? said : null, $"{settled.Total.ToWire()} {settled.Currency} {what}");
        await db.CommitAsync(ct);
        return settled;
    }
}
