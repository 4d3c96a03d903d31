using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Openings;

/// <summary>
/// Opens a store that somebody asked for. All of it is one transaction, which marks the job done with the same commit: a worker that dies has made nothing, and one that comes
/// after another finds the job done. How far it is is told in transactions beside it, so that it can be read meanwhile.
/// </summary>
public sealed class RunOpening(TenantTransactions transactions, CreateStore create, CurrentActor actor, TimeProvider clock, ILogger<RunOpening> log) : IRun<OpeningRequested>
{
    private const int MostAttempts = 6;

    /// <inheritdoc/>
    public async Task RunAsync(OpeningRequested asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (await BeginAsync(tenantId, asked.JobId, ct) is not var (job, asker)) return;
        // In the log stands who asked, not the worker.
        actor.Enter(asker);
        try
        {
            await create.RunAsync(tenantId, job.StartedBy, new CreateStoreInput(job.Name, Said(job.Subdomain), Said(job.Industry), Said(job.Currency), Said(job.Country), Said(job.Locale)),
                new StoreMaking(job.TargetId, db => StillWantedAsync(db, job.Id, ct), step => ReachAsync(tenantId, job.Id, step, ct), (db, store) => DoneAsync(db, job.Id, store, ct)), ct);
        }
        catch (OpeningIsOverException) { /* another worker came first; what it made stands */ }
        catch (RefusedException refused)
        {
            await FailAsync(tenantId, job.Id, refused.Refusal.Code, refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message, ct);
        }
        // A lost connection is no fault of the wish: the outbox comes again. What the data says no to, it says no to again.
        catch (DbUpdateException e) when (e.InnerException is PostgresException { IsTransient: false })
        {
            log.LogError(e, "Store {Store} cannot be opened", job.TargetId);
            await FailAsync(tenantId, job.Id, "INTERNAL_ERROR", "Something broke on our side, and nothing was made. Ask once more, or tell support.", ct);
        }
    }

    private static string? Said(string text) => text.Length == 0 ? null : text;

    private async Task<(StoreOpening Job, AuditActor Asker)?> BeginAsync(Guid tenantId, Guid jobId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await LockAsync(db, jobId, ct) is not { IsOver: false } job) return null;
        if (++job.Attempts > MostAttempts) End(job, OpeningStatus.Failed, "INTERNAL_ERROR", "It was begun several times and did not come to its end. Nothing of it was kept. Ask once more, or tell support.");
        else job.Status = OpeningStatus.Running;
        var asker = job.KeyId is { } key ? new AuditActor(AuditActorKind.ApiKey, key, await db.ApiKeys.Where(k => k.Id == key).Select(k => k.Name).FirstOrDefaultAsync(ct))
            : new AuditActor(AuditActorKind.User, job.StartedBy, (await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == job.StartedBy, ct))?.FullName);
        await db.CommitAsync(ct);
        return job.IsOver ? null : (job, asker);
    }

    // Two workers at one job, after a lease ran out: the second waits here until the first is through. The row itself is not locked, because the steps are written to it meanwhile.
    private static async Task StillWantedAsync(AppDb db, Guid jobId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"opening:" + jobId.ToString("N")}, 0))", ct);
        if (!await db.StoreOpenings.AnyAsync(o => o.Id == jobId && o.Status == OpeningStatus.Running, ct)) throw new OpeningIsOverException();
    }

    private async Task ReachAsync(Guid tenantId, Guid jobId, OpeningStep step, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        await db.StoreOpenings.Where(o => o.Id == jobId && o.Status == OpeningStatus.Running).ExecuteUpdateAsync(set => set.SetProperty(o => o.Step, step).SetProperty(o => o.Version, o => o.Version + 1), ct);
        await db.CommitAsync(ct);
    }

    // In the transaction that makes the store.
    private async Task DoneAsync(AppDb db, Guid jobId, Store store, CancellationToken ct)
    {
        if (await LockAsync(db, jobId, ct) is not { Status: OpeningStatus.Running } job) throw new OpeningIsOverException();
        job.Subdomain = store.Subdomain;
        End(job, OpeningStatus.Done, "", "");
    }

    private async Task FailAsync(Guid tenantId, Guid jobId, string code, string why, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await LockAsync(db, jobId, ct) is not { IsOver: false } job) return;
        End(job, OpeningStatus.Failed, code, why);
        await db.CommitAsync(ct);
    }

    private void End(StoreOpening job, OpeningStatus status, string code, string why) => (job.Status, job.Code, job.Error, job.FinishedAt) = (status, code, why.Length > 500 ? why[..500] : why, clock.GetUtcNow());

    private static Task<StoreOpening?> LockAsync(AppDb db, Guid job, CancellationToken ct) =>
        db.StoreOpenings.FromSql($"select * from store_openings where tenant_id = {db.Tenant} and id = {job} for update").FirstOrDefaultAsync(ct);

    private sealed class OpeningIsOverException : Exception;
}
