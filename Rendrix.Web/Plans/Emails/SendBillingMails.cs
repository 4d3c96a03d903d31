using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Plans;
using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Emails;

/// <summary>Writes the mails about invoices and plans: to the billing address, or to every owner where there is none.</summary>
public sealed class SendBillingMails(Mailer mailer, HostNames hosts, PlanSettings settings) : IConsume<InvoiceIssued>, IConsume<InvoiceReminder>, IConsume<SubscriptionUnpaid>, IConsume<LimitNoticed>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(InvoiceIssued happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Invoices.AsNoTracking().FirstOrDefaultAsync(i => i.Id == happened.InvoiceId, ct) is not { Status: not InvoiceStatus.Void } invoice) return;
        await SendAsync<InvoiceEmail>(context, await MailAsync(context, invoice, ct), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(InvoiceReminder happened, ConsumeContext context, CancellationToken ct)
    {
        if (await context.Db.Invoices.AsNoTracking().FirstOrDefaultAsync(i => i.Id == happened.InvoiceId, ct) is not { Status: InvoiceStatus.Open } invoice) return;
        await SendAsync<ReminderEmail>(context, await MailAsync(context, invoice, ct), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(SubscriptionUnpaid happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == happened.SubscriptionId, ct) is not { } ended) return;
        await SendAsync<PlanEndedEmail>(context, new BillingMail(await NameAsync(context, ct), await PlanAsync(db, ended.PlanCode, ct), "", "", "", "", [], await LinkAsync(db, "", ct)), ct);
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(LimitNoticed happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var plans = await db.Plans.AsNoTracking().ToListAsync(ct);
        if (plans.Find(p => p.Code == happened.Plan) is not { } plan) return;
        var bigger = PlanRefusals.Lifting(plans, plan, happened.Limit, Math.Max(happened.Used, happened.Allowed) + 1);
        await SendAsync<LimitEmail>(context, new BillingMail(await NameAsync(context, ct), plan.Name, "", "", "", "", [], await LinkAsync(db, "", ct))
        {
            Limit = happened.Limit, Percent = happened.Percent, Used = PlanWords.Amount(happened.Limit, happened.Used), Allowed = PlanWords.Amount(happened.Limit, happened.Allowed), Bigger = bigger is null ? "" : $"{bigger.Name} has {PlanWords.Holds(bigger, happened.Limit).ToLowerInvariant()}.",
        }, ct);
    }

    private async Task<BillingMail> MailAsync(ConsumeContext context, Invoice invoice, CancellationToken ct)
    {
        var db = context.Db;
        // Where Stripe bills, when it gives up and how to pay are its own.
        var own = invoice.Provider == ManualBilling.Name;
        var plan = await db.Subscriptions.Where(s => s.Id == invoice.SubscriptionId).Select(s => s.PlanCode).FirstOrDefaultAsync(ct);
        return new BillingMail(await NameAsync(context, ct), plan is null ? "the plan" : await PlanAsync(db, plan, ct), invoice.Number, invoice.Due.Format(), invoice.IsOwed ? Day(invoice.DueAt) : "",
            own ? Day(Dunning.At(invoice.DueAt, Dunning.Days.Count - 1)!.Value) : "", own ? settings.PayTo.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [], invoice.HostedUrl ?? await LinkAsync(db, $"/invoices/{invoice.Id:D}", ct))
        { IsCredit = invoice.IsCreditNote, Total = Amounts.Money.FromMinor(Math.Abs(invoice.TotalMinor), invoice.Currency).Format() };
    }

    private async Task SendAsync<TEmail>(ConsumeContext context, BillingMail mail, CancellationToken ct) where TEmail : Email<BillingMail>, new()
    {
        var db = context.Db;
        var own = await db.BillingAccounts.Where(a => a.Email != "").Select(a => a.Email).FirstOrDefaultAsync(ct);
        var to = own is not null ? [own] : await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == context.TenantId && m.Role == Role.Owner orderby u.Id select u.Email!).ToListAsync(ct);
        // One mail each, with an id of its own: the message's id tells a mail that was sent already.
        foreach (var address in to) await mailer.SendAsync<TEmail, BillingMail>(db, MailId(context.MessageId, address), address, mail, ct);
    }

    // The settings stand below a store of the organization; one without stores has its list of organizations.
    private async Task<string> LinkAsync(AppDb db, string rest, CancellationToken ct)
    {
        var main = hosts.PublicUrl ?? "http://localhost:5080";
        var store = await db.Stores.OrderBy(s => s.Id).Select(s => s.Subdomain).FirstOrDefaultAsync(ct);
        return store is null ? main + "/organizations" : $"{main}/s/{store}/settings/plan{rest}";
    }

    private static Guid MailId(Guid message, string address) => new(System.Security.Cryptography.SHA256.HashData([.. message.ToByteArray(), .. System.Text.Encoding.UTF8.GetBytes(address)]).AsSpan(0, 16));

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-US"));

    private static Task<string> NameAsync(ConsumeContext context, CancellationToken ct) => context.Db.Organizations.Where(o => o.Id == context.TenantId).Select(o => o.Name).FirstAsync(ct);

    private static Task<string> PlanAsync(AppDb db, string code, CancellationToken ct) => db.Plans.Where(p => p.Code == code).Select(p => p.Name).FirstAsync(ct);
}
