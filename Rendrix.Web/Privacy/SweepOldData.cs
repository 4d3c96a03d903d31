using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Privacy;

/// <summary>How long things are kept, in days: <c>Rendrix:Retention:…</c>. Zero keeps for good.</summary>
public sealed class RetentionPeriods
{
    /// <summary>Reads the configuration; a period that cannot be stops the start.</summary>
    public RetentionPeriods(IConfiguration configuration)
    {
        int Days(string name, int usual, int least)
        {
            var days = configuration.GetValue($"Rendrix:Retention:{name}", usual);
            return days == 0 || days >= least ? days : throw new Platform.StartupProblem($"Rendrix__Retention__{name} is {days}. Use {least} days or more, or 0 to keep for good.");
        }
        (Audit, Carts, Checkouts, Sessions, Outbox, Mails, Consents, Webhooks, Usage) = (Days("AuditDays", 730, 366), Days("CartDays", 30, 1), Days("CheckoutDays", 30, 1), Days("SessionDays", 30, 8), Days("OutboxDays", 30, 1), Days("MailDays", 14, 1), Days("ConsentDays", 1095, 1), Days("WebhookDays", 30, 4), Days("UsageDays", 800, 62));
    }

    /// <summary>The audit log: two years. The database itself refuses to remove what is younger than one.</summary>
    public int Audit { get; }
    /// <summary>Carts since they last changed, sold ones too.</summary>
    public int Carts { get; }
    /// <summary>Checkouts with their addresses.</summary>
    public int Checkouts { get; }
    /// <summary>Sign-ins that are over; spent tokens must outlive their family, so that reuse is noticed.</summary>
    public int Sessions { get; }
    /// <summary>Messages that were delivered.</summary>
    public int Outbox { get; }
    /// <summary>Copies of mails in Development.</summary>
    public int Mails { get; }
    /// <summary>Answers to questions about data.</summary>
    public int Consents { get; }
    /// <summary>What was sent to webhooks, with the answers. What is still on its way is three days old at most.</summary>
    public int Webhooks { get; }
    /// <summary>What was used, by day and store: two years and a little, so that a month can be held against that of the year before. The plan itself needs two months.</summary>
    public int Usage { get; }
}

/// <summary>Ends what is old, organization by organization, in portions that lock nothing for long.</summary>
public sealed class SweepOldData(TenantTransactions transactions, ExpireAudit expire, RetentionPeriods periods, TimeProvider clock)
{
    private const int Portion = 1000;

    /// <summary>Sweeps everything once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        List<Guid> organizations;
        await using (var db = await transactions.BeginGlobalAsync(ct)) organizations = await db.Organizations.OrderBy(o => o.Id).Select(o => o.Id).ToListAsync(ct);
        foreach (var organization in organizations.Append(AnonymousCalls.TenantId)) await SweepAsync(organization, ct);
        await SweepGlobalAsync(ct);
    }

    private async Task SweepAsync(Guid tenant, CancellationToken ct)
    {
        // A cart takes its lines and checkouts along.
        await EachAsync(tenant, periods.Carts, (db, before) => db.Carts.Where(c => c.UpdatedAt < before).OrderBy(c => c.UpdatedAt).Take(Portion).ExecuteDeleteAsync(ct), ct);
        await EachAsync(tenant, periods.Checkouts, (db, before) => db.CheckoutSessions.Where(s => s.ExpiresAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        // Reservations that ran out mean nothing; a day later nobody wants to know of them either.
        await EachAsync(tenant, 1, (db, before) => db.StockReservations.Where(r => r.ExpiresAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        await EachAsync(tenant, periods.Outbox, (db, before) => db.OutboxMessages.Where(m => m.DoneAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        // A delivery takes its tries along.
        await EachAsync(tenant, periods.Webhooks, (db, before) => db.WebhookDeliveries.Where(d => d.CreatedAt < before && d.State != Rendrix.Webhooks.DeliveryState.Pending).OrderBy(d => d.CreatedAt).Take(Portion).ExecuteDeleteAsync(ct), ct);
        // Which messages of a billing provider came already: it repeats them for days, never for weeks.
        await EachAsync(tenant, 90, (db, before) => db.BillingEvents.Where(e => e.ReceivedAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        await EachAsync(tenant, periods.Consents, (db, before) => db.ConsentRecords.Where(c => c.At < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        // Addresses that nobody confirmed: whoever typed them may have no right to them.
        await EachAsync(tenant, 30, (db, before) => db.NewsletterSubscribers.Where(s => s.ConfirmedAt == null && s.CreatedAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        await EachAsync(tenant, 1, (db, before) => db.IdempotencyKeys.Where(k => k.CreatedAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        await EachAsync(tenant, periods.Usage, (db, before) => { var day = DateOnly.FromDateTime(before.UtcDateTime); return db.UsageDays.Where(u => u.Day < day).Take(Portion).ExecuteDeleteAsync(ct); }, ct);
        // Stores that were opened in the background: whoever polls is through long before.
        await EachAsync(tenant, 30, (db, before) => db.StoreOpenings.Where(o => o.FinishedAt < before).Take(Portion).ExecuteDeleteAsync(ct), ct);
        if (periods.Audit > 0 && tenant != AnonymousCalls.TenantId) await expire.RunAsync(tenant, clock.GetUtcNow() - TimeSpan.FromDays(periods.Audit), ct);
    }

    private async Task SweepGlobalAsync(CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        if (periods.Sessions > 0 && clock.GetUtcNow() - TimeSpan.FromDays(periods.Sessions) is var ended) await db.RefreshTokens.Where(t => t.ExpiresAt < ended).ExecuteDeleteAsync(ct);
        if (periods.Mails > 0 && clock.GetUtcNow() - TimeSpan.FromDays(periods.Mails) is var sent) await db.DevMails.Where(m => m.SentAt < sent).ExecuteDeleteAsync(ct);
        await db.CommitAsync(ct);
    }

    private async Task EachAsync(Guid tenant, int days, Func<AppDb, DateTimeOffset, Task<int>> delete, CancellationToken ct)
    {
        if (days == 0) return;
        var before = clock.GetUtcNow() - TimeSpan.FromDays(days);
        int deleted;
        do
        {
            await using var db = await transactions.BeginAsync(tenant, null, ct);
            deleted = await delete(db, before);
            await db.CommitAsync(ct);
        }
        while (deleted == Portion);
    }
}

/// <summary>Sweeps every hour. Several processes may do it at once: what one has deleted the other does not find.</summary>
public sealed class RetentionWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not with the first requests after a start.
        await Task.Delay(TimeSpan.FromMinutes(5), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SweepOldData>().RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e) { log.LogWarning(e, "Old data could not be removed; trying again in an hour"); }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
