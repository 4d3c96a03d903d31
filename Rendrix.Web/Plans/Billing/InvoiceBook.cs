using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Billing;

/// <summary>Makes invoices of our own and keeps the organization's credit. Every caller holds the organization's lock, so numbers have no gaps and credit is spent once.</summary>
internal static class InvoiceBook
{
    // Crockford's alphabet: nobody reads an O for a 0 from a bank statement.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The organization's account, tracked; made with the first call.</summary>
    public static async Task<BillingAccount> AccountAsync(AppDb db, CancellationToken ct)
    {
        var tenant = db.Tenant;
        if (db.BillingAccounts.Local.FirstOrDefault() is { } known) return known;
        if (await db.BillingAccounts.FirstOrDefaultAsync(a => a.Id == tenant, ct) is { } account) return account;
        account = new BillingAccount { Id = tenant, Series = SeriesOf(tenant) };
        db.BillingAccounts.Add(account);
        return account;
    }

    /// <summary>Makes the invoice of a cause, with tax. Lines that add up to less than nothing are a credit note, and become credit; what credit covers is paid by it. Null when nothing was invoiced.</summary>
    public static async Task<Invoice?> IssueAsync(AppDb db, Subscription subscription, string cause, IReadOnlyList<InvoiceLine> lines, PlanSettings settings, DateTimeOffset now, CancellationToken ct)
    {
        lines = [.. lines.Where(line => line.AmountMinor != 0)];
        var total = lines.Sum(line => line.AmountMinor);
        if (total == 0) return null;

        var account = await AccountAsync(db, ct);
        var tenant = db.Tenant;
        var organization = await db.Organizations.Where(o => o.Id == tenant).Select(o => o.Name).FirstOrDefaultAsync(ct) ?? "";
        // What is given back carries the tax it was charged with, whatever rate holds today.
        var tax = total < 0 && await ChargedAsync(db, subscription.Id, ct) is { } charged ? charged : settings.Tax.Of(account.Country, account.TaxId);
        var taxMinor = tax.On(Money.FromMinor(total, subscription.Currency)).Minor;
        account.LastNumber++;
        var invoice = new Invoice
        {
            Id = Guid.CreateVersion7(now), SubscriptionId = subscription.Id, Cause = cause, Number = $"{account.Series}-{account.LastNumber:D4}", Currency = subscription.Currency, Lines = [.. lines], TotalMinor = total + taxMinor, TaxMinor = taxMinor, TaxBasisPoints = tax.Rate.BasisPoints, ReverseCharge = tax.IsReverse,
            BillTo = new BillTo(account.Name.Length > 0 ? account.Name : organization, account.Email, account.Address, account.TaxId, account.Country), IssuedAt = now, DueAt = total < 0 ? now : now.AddDays(settings.DueDays),
        };
        if (total < 0)
        {
            (invoice.Status, invoice.PaidAt, invoice.PaidNote) = (InvoiceStatus.Paid, now, "Given as credit");
            await AddCreditAsync(db, Money.FromMinor(-invoice.TotalMinor, invoice.Currency), now, ct);
        }
        else if (account.Currency == invoice.Currency) account.CreditMinor -= Settle(invoice, account.CreditMinor, now);
        db.Invoices.Add(invoice);
        db.Publish(new InvoiceIssued(invoice.Id));
        if (invoice.Status == InvoiceStatus.Open) db.Publish(new DunningDue(invoice.Id, 0, invoice.DueAt));
        return invoice;
    }

    // The newest of the subscription that charged something; of the unit of work or of the database.
    private static async Task<PlanTax?> ChargedAsync(AppDb db, Guid subscription, CancellationToken ct)
    {
        var last = db.Invoices.Local.Where(i => i.SubscriptionId == subscription && i.TotalMinor > 0).MaxBy(i => i.IssuedAt)
            ?? await db.Invoices.AsNoTracking().Where(i => i.SubscriptionId == subscription && i.TotalMinor > 0).OrderByDescending(i => i.IssuedAt).FirstOrDefaultAsync(ct);
        return last is null ? null : new PlanTax(new Percentage(last.TaxBasisPoints), last.ReverseCharge);
    }

    /// <summary>Gives credit: first to what is still owed, oldest first, then to what comes.</summary>
    public static async Task AddCreditAsync(AppDb db, Money credit, DateTimeOffset now, CancellationToken ct)
    {
        var account = await AccountAsync(db, ct);
        var left = credit.Minor;
        var owed = await db.Invoices.Where(i => i.Provider == ManualBilling.Name && (i.Status == InvoiceStatus.Open || i.Status == InvoiceStatus.Uncollectible) && i.Currency == credit.Currency.Code).OrderBy(i => i.IssuedAt).ThenBy(i => i.Id).ToListAsync(ct);
        owed.AddRange(db.Invoices.Local.Where(i => i.IsOwed && i.Currency == credit.Currency.Code && !owed.Contains(i)).ToList());
        foreach (var invoice in owed) left -= Settle(invoice, left, now);
        if (left == 0) return;
        // Credit of another currency than before can only be met by a change of the price list; it is kept apart by never being mixed.
        if (account.CreditMinor == 0) account.Currency = credit.Currency.Code;
        if (account.Currency == credit.Currency.Code) account.CreditMinor += left;
    }

    /// <summary>Pays as much of an invoice from credit as there is; answers how much that was.</summary>
    private static long Settle(Invoice invoice, long credit, DateTimeOffset now)
    {
        var used = Math.Min(credit, invoice.Due.Minor);
        if (used <= 0) return 0;
        invoice.CreditMinor += used;
        if (invoice.TotalMinor == invoice.CreditMinor) (invoice.Status, invoice.PaidAt, invoice.PaidNote) = (InvoiceStatus.Paid, now, "Paid from credit");
        return used;
    }

    /// <summary>Eight signs of the organization's id, from the part of a UUIDv7 that is random.</summary>
    private static string SeriesOf(Guid tenant)
    {
        var random = BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(tenant.ToByteArray()), 0);
        return string.Create(8, random, (signs, bits) => { for (var i = 0; i < signs.Length; i++, bits >>= 5) signs[i] = Alphabet[(int)(bits & 31)]; });
    }
}
