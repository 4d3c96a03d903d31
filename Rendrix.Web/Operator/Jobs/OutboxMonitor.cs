using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Operator.Tenants;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator.Jobs;

/// <summary>Messages of one kind.</summary>
/// <param name="Topic">Event.</param>
/// <param name="Consumer">Who hears it.</param>
/// <param name="Waiting">Not done; whatever their time.</param>
/// <param name="Due">Of those, whose time has come.</param>
/// <param name="Failing">Of those, that failed and come again by themselves.</param>
/// <param name="SetAside">Of those, that come no more unless somebody acts.</param>
/// <param name="Oldest">When the oldest that is due was told.</param>
public sealed record MessageKindRow(string Topic, string Consumer, int Waiting, int Due, int Failing, int SetAside, DateTimeOffset? Oldest);

/// <summary>A message that failed.</summary>
public sealed record FailedMessage(Guid TenantId, Guid Id, string? Organization, string Topic, string Consumer, DateTimeOffset CreatedAt, DateTimeOffset DueAt, int Attempts, string LastError, bool SetAside);

/// <summary>
/// The outbox of all tenants: what waits, what fails, and a way to send it again. What succeeded is never sent again: only rows that are not done are touched, under
/// the lock that the worker takes, and long work that may be running under its lease is left to it.
/// </summary>
public sealed class OutboxMonitor(PlatformTransactions platform, EventCatalog catalog, TimeProvider clock)
{
    /// <summary>What is not done, by kind; failing kinds first.</summary>
    public async Task<IReadOnlyList<MessageKindRow>> KindsAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "jobs", ct);
        var now = clock.GetUtcNow();
        var rows = await db.OutboxMessages.IgnoreQueryFilters().Where(m => m.DoneAt == null).GroupBy(m => new { m.Topic, m.Consumer }).Select(g => new MessageKindRow(g.Key.Topic, g.Key.Consumer, g.Count(),
            g.Count(m => m.DueAt <= now && m.QuarantinedAt == null), g.Count(m => m.LastError != null && m.QuarantinedAt == null), g.Count(m => m.QuarantinedAt != null),
            g.Where(m => m.DueAt <= now || m.LastError != null).Min(m => (DateTimeOffset?)m.CreatedAt))).ToListAsync(ct);
        return [.. rows.OrderByDescending(r => r.SetAside).ThenByDescending(r => r.Failing).ThenByDescending(r => r.Due).ThenBy(r => r.Topic, StringComparer.Ordinal)];
    }

    /// <summary>Messages that failed, newest first, after a place in the list.</summary>
    public async Task<List<FailedMessage>> FailedAsync(PlatformPerson by, string? consumer, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "jobs", ct);
        var found = db.OutboxMessages.IgnoreQueryFilters().Where(m => m.DoneAt == null && m.LastError != null);
        if (!string.IsNullOrEmpty(consumer)) found = found.Where(m => m.Consumer == consumer);
        if (after is var (at, id)) found = found.Where(m => m.CreatedAt < at || m.CreatedAt == at && m.Id.CompareTo(id) < 0);
        return await found.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(take)
            .Select(m => new FailedMessage(m.TenantId, m.Id, db.Organizations.Where(o => o.Id == m.TenantId).Select(o => o.Name).FirstOrDefault(), m.Topic, m.Consumer, m.CreatedAt, m.DueAt, m.Attempts, m.LastError!, m.QuarantinedAt != null)).ToListAsync(ct);
    }

    /// <summary>Sends one that failed on its way again, now; refuses when it is done, or on its way already.</summary>
    public async Task RetryAsync(PlatformPerson by, Guid tenant, Guid message, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "jobs", ct);
        var found = await db.OutboxMessages.IgnoreQueryFilters().AsNoTracking().Where(m => m.TenantId == tenant && m.Id == message).Select(m => new { m.Topic, m.Consumer }).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("message"));
        if (await AgainAsync(db, null, tenant, message, ct) == 0)
            throw new RefusedException(new Refusal("INVALID_TRANSITION", "This message is done, or on its way. There is nothing to send again.", StatusCodes.Status409Conflict));
        await FinishAsync(db, by, tenant, MessageKind.Say(found.Topic, found.Consumer), 1, ct);
    }

    /// <summary>Sends all that failed of one consumer on their way again; answers how many.</summary>
    public async Task<int> RetryAllAsync(PlatformPerson by, string consumer, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "jobs", ct);
        var sent = await AgainAsync(db, consumer, null, null, ct);
        if (sent > 0) await FinishAsync(db, by, null, consumer, sent, ct);
        return sent;
    }

    // A row the worker holds is waited for, and then looked at again: done by then, it no longer matches. Long work is leased for a minute at a time and may be
    // running while its next time lies within that; it is left alone, and comes by itself soon.
    private Task<int> AgainAsync(AppDb db, string? consumer, Guid? tenant, Guid? message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (lease, longOnes) = (now + OutboxWorker.Lease, catalog.LongConsumers);
        // Fewer tries counted, so that one that fails again is not set aside at once.
        return db.Database.ExecuteSqlAsync($"""
            update outbox_messages set due_at = {now}, quarantined_at = null, attempts = least(attempts, 3)
            where done_at is null and last_error is not null and ({consumer}::text is null or consumer = {consumer}) and ({tenant}::uuid is null or tenant_id = {tenant}) and ({message}::uuid is null or id = {message})
            and (quarantined_at is not null or due_at > {now}) and not (consumer = any({longOnes}) and quarantined_at is null and due_at <= {lease})
            """, ct);
    }

    private async Task FinishAsync(AppDb db, PlatformPerson by, Guid? tenant, string what, int count, CancellationToken ct)
    {
        platform.Record(db, by, PlatformActions.JobRetry, tenant, what, detail: OperatorText.Count(count, "message", "messages"));
        await db.Database.ExecuteSqlAsync($"select pg_notify({OutboxWriter.WakeChannel}, '')", ct);
        await db.CommitAsync(ct);
    }
}
