using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Stores;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>
/// Copies a store step by step. Rows, counters and position are one commit each, and the new ids are computed, so whoever goes on after a crash repeats nothing.
/// The last step opens the new store; until then nobody sees it. A copy that cannot be finished is taken away again.
/// </summary>
public sealed class RunClone(TenantTransactions transactions, FileStore files, CreateStore create, TimeProvider clock, ILogger<RunClone> log) : IRun<CloneRequested>
{
    /// <summary>Products per transaction.</summary>
    public const int BatchSize = 50;
    private const int MostAttempts = 6;

    /// <inheritdoc/>
    public async Task RunAsync(CloneRequested asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (await BeginAsync(tenantId, asked.JobId, ct) is not { } job) return;
        try
        {
            var ids = await IdsAsync(tenantId, job, ct);
            while (await StepAsync(tenantId, job.Id, ids, ct)) { }
        }
        // A lost connection is no fault of the store: the outbox comes again. What the data says no to, it says no to again.
        catch (DbUpdateException e) when (e.InnerException is PostgresException { IsTransient: false })
        {
            log.LogError(e, "Store {Store} cannot be copied", job.StoreId);
            await FailAsync(tenantId, job.Id, ct);
        }
    }

    private async Task<StoreClone?> BeginAsync(Guid tenantId, Guid jobId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await CloneStore.LockAsync(db, jobId, ct) is not { IsOver: false } job) return null;
        if (++job.Attempts > MostAttempts) CloneStore.GiveUp(db, job, CloneStatus.Failed, "It was begun several times and did not come to its end. Nothing of it was kept. Try again, or tell support.", clock.GetUtcNow());
        else job.Status = CloneStatus.Running;
        await db.CommitAsync(ct);
        return job.IsOver ? null : job;
    }

    private async Task FailAsync(Guid tenantId, Guid jobId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await CloneStore.LockAsync(db, jobId, ct) is not { IsOver: false } job) return;
        CloneStore.GiveUp(db, job, CloneStatus.Failed, "Something in the store could not be copied. Nothing of it was kept. Tell support.", clock.GetUtcNow());
        await db.CommitAsync(ct);
    }

    // Everything that texts may name. Pictures are copied when something that comes along shows them.
    private async Task<CloneIds> IdsAsync(Guid tenantId, StoreClone job, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var known = (await db.MediaFiles.Where(f => f.StoreId == job.StoreId).Select(f => f.Id).ToListAsync(ct)).ToHashSet();
        if (job.Design) known.UnionWith(await db.Pages.Where(p => p.StoreId == job.StoreId).Select(p => p.Id).ToListAsync(ct));
        if (job.Catalog)
        {
            known.UnionWith(await db.Categories.Where(c => c.StoreId == job.StoreId).Select(c => c.Id).ToListAsync(ct));
            known.UnionWith(await db.Products.Where(p => p.StoreId == job.StoreId).Select(p => p.Id).ToListAsync(ct));
        }
        return new CloneIds(job.Id, job.StoreId, job.TargetId, known);
    }

    // One step in one transaction; false when there is none left or somebody else has gone on with it.
    private async Task<bool> StepAsync(Guid tenantId, Guid jobId, CloneIds ids, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await CloneStore.LockAsync(db, jobId, ct) is not { IsOver: false } job) return false;
        var source = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == job.StoreId, ct);
        var target = await db.Stores.FirstOrDefaultAsync(s => s.Id == job.TargetId, ct);
        if (source is null || target is null || source.EndsAt is not null)
        {
            CloneStore.GiveUp(db, job, CloneStatus.Failed, "The store that was to be copied is being deleted or has gone.", clock.GetUtcNow());
            await db.CommitAsync(ct);
            return false;
        }
        var now = clock.GetUtcNow();
        var copy = new CopyRows(db, files, ids, source, target, now);
        try
        {
            switch (job.Step)
            {
                case CloneStep.Design:
                    if (job.Design) job.Done += await copy.DesignAsync(job.Catalog, ct);
                    job.Step = CloneStep.Categories;
                    break;
                case CloneStep.Categories:
                    if (job.Catalog) job.Done += await copy.CategoriesAsync(job.Design, ct);
                    job.Step = CloneStep.Products;
                    break;
                case CloneStep.Products:
                    var (count, last) = job.Catalog ? await copy.ProductsAsync(job.After, BatchSize, job.Design, ct) : (0, job.After);
                    (job.Done, job.After) = (job.Done + count, last);
                    if (count < BatchSize) job.Step = CloneStep.Opening;
                    break;
                default:
                    if (!job.Design) await create.DressAsync(db, target, IndustryTemplates.Find(target.Industry) ?? IndustryTemplates.All[0], now, ct);
                    if (job.Catalog) await Search.LearnWords.AllAsync(db, target.Id, ct);
                    target.Status = StoreStatus.Active;
                    (job.Status, job.Done, job.FinishedAt) = (CloneStatus.Done, job.Total = Math.Max(job.Total, job.Done + 1), now);
                    await db.TellStoreChangedAsync(target.Id, ct);
                    await db.TellAccessChangedAsync(tenantId, ct);
                    break;
            }
            await db.CommitAsync(ct);
            return !job.IsOver;
        }
        catch
        {
            // Copied pictures have computed ids and are written again next time; those of the trade were drawn for this step alone.
            foreach (var file in db.MediaFiles.Local.Where(f => f.StoreId == job.TargetId && f.CreatedAt == now)) files.Delete(tenantId, file.Blob);
            throw;
        }
    }
}

/// <summary>Takes a store away that was not finished: every row and every file. Run again after a crash, it goes on.</summary>
public sealed class UndoClone(TenantTransactions transactions, EmptyStore empty, FileStore files, TimeProvider clock) : IRun<CloneGivenUp>
{
    /// <inheritdoc/>
    public async Task RunAsync(CloneGivenUp asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            if (await db.Stores.AnyAsync(s => s.Id == asked.TargetId && s.Status != StoreStatus.Making, ct)) return;
            // Copies of pictures whose rows were never committed.
            var ids = new CloneIds(asked.JobId, asked.StoreId, asked.TargetId, new HashSet<Guid>());
            foreach (var file in await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == asked.StoreId).Select(f => new { f.Id, f.BlobId }).ToListAsync(ct)) files.Delete(tenantId, ids.New(file.BlobId ?? file.Id));
        }
        await empty.RunAsync(tenantId, asked.TargetId, clock.GetUtcNow(), ct);
    }
}
