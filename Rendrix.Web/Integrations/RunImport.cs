using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Integrations;
using Rendrix.Web.Catalog;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Media;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Storefront;

namespace Rendrix.Web.Integrations;

/// <summary>
/// Works an import through in batches. Products, outcomes, counters and the position are one commit per batch: a crash at any line repeats
/// nothing and loses nothing, because the next worker reads the position and goes on behind it.
/// </summary>
public sealed class RunImport(TenantTransactions transactions, FileStore files, ProductPictures pictures, PlanGate plans, ShopTurns shops, TimeProvider clock, ILogger<RunImport> log) : IRun<ImportRequested>
{
    /// <summary>Products per transaction.</summary>
    public const int BatchSize = 50;

    /// <inheritdoc/>
    public async Task RunAsync(ImportRequested asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (await BeginAsync(tenantId, asked, ct) is not { } begun) return;
        var (job, store) = begun;
        await using var file = files.Open(tenantId, job.FileId);
        if (file is null) { await EndAsync(tenantId, job.Id, "The uploaded file is no longer there. Upload it again.", ct); return; }
        if (job.TotalRows == 0 && !await CountAsync(tenantId, job, file, ct)) return;

        if (job.Position == 0 && await TooManyAsync(tenantId, job, store, file, ct) is { } full) { await EndAsync(tenantId, job.Id, full, ct); return; }

        var behind = 0;
        var batch = new List<ImportedProduct>(BatchSize);
        string? torn = null;
        var format = ImportFormats.Of(job.Format) ?? throw new InvalidOperationException($"No import format is called {job.Format}.");
        await foreach (var product in format.ReadAsync(file, new ImportReading(Currency.Of(store.Currency), job.StartedAt ?? clock.GetUtcNow()), ct))
        {
            if (product.EndsFile) torn = product.Failure;
            if (++behind <= job.Position) continue;
            batch.Add(product);
            if (batch.Count < BatchSize) continue;
            var began = clock.GetTimestamp();
            if (!await ApplyAsync(tenantId, job, store, batch, behind, ct)) return;
            batch.Clear();
            await shops.GiveWayAsync(began, ct);
        }
        if (batch.Count > 0 && !await ApplyAsync(tenantId, job, store, batch, behind, ct)) return;
        await EndAsync(tenantId, job.Id, torn, ct);
    }

    private async Task<(ImportJob Job, ImportStore Store)?> BeginAsync(Guid tenantId, ImportRequested asked, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var job = await LockAsync(db, asked.JobId, ct);
        if (job is null || job.IsOver) return null;
        var store = await db.Stores.Where(s => s.Id == job.StoreId).Select(s => new ImportStore(s.Currency, s.Locale)).FirstOrDefaultAsync(ct);
        if (store is null) return null;
        job.Status = ImportStatus.Running;
        job.StartedAt ??= clock.GetUtcNow();
        await db.CommitAsync(ct);
        return (job, store);
    }

    private async Task<bool> CountAsync(Guid tenantId, ImportJob job, Stream file, CancellationToken ct)
    {
        var rows = await ImportFormats.CountAsync(file, ct);
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var fresh = await LockAsync(db, job.Id, ct);
        if (fresh is null || fresh.IsOver) return false;
        fresh.TotalRows = rows;
        await db.CommitAsync(ct);
        return true;
    }

    // A file that the plan cannot hold is refused as a whole, before its first product is written. Null when all of it fits.
    private async Task<string?> TooManyAsync(Guid tenantId, ImportJob job, ImportStore store, Stream file, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await plans.ProductRoomAsync(db, ct) is not { } room) return null;
        var counting = new ImportBatch(db, pictures, job.StoreId, store.Currency, store.Locale, clock.GetUtcNow(), fetchPictures: false, job.Id);
        var (fresh, portion) = (0, new List<ImportedProduct>());
        await foreach (var product in ImportFormats.Of(job.Format)!.ReadAsync(file, new ImportReading(Currency.Of(store.Currency), job.StartedAt ?? clock.GetUtcNow()), ct))
        {
            portion.Add(product);
            if (portion.Count < 500) continue;
            fresh += await counting.CountNewAsync(portion, ct);
            portion.Clear();
            db.ChangeTracker.Clear();
        }
        fresh += await counting.CountNewAsync(portion, ct);
        return fresh <= room.Left ? null : $"This file would make {fresh} products. {room.Why(fresh)} Nothing was imported.";
    }

    // False when the job is over or another worker has gone on with it.
    private async Task<bool> ApplyAsync(Guid tenantId, ImportJob job, ImportStore store, List<ImportedProduct> batch, int behind, CancellationToken ct)
    {
        try { return await ApplyOnceAsync(tenantId, job, store, batch, behind, ct); }
        catch (Exception e) when (batch.Count > 1 && IsOfTheData(e))
        {
            // One product of the batch cannot be saved: find it by taking them one by one, so that the others are not lost with it.
            log.LogWarning(e, "A batch of import {Job} could not be saved; its products are taken one by one", job.Id);
            for (var i = 0; i < batch.Count; i++)
                if (!await ApplyAsync(tenantId, job, store, [batch[i]], behind - batch.Count + i + 1, ct)) return false;
            return true;
        }
        catch (Exception e) when (batch is [{ Failure: null } product] && IsOfTheData(e))
        {
            log.LogWarning(e, "Product {Product} of import {Job} could not be saved", product.Label, job.Id);
            return await ApplyAsync(tenantId, job, store, [product with { Failure = "It could not be saved: something else of the catalog changed in the same moment, or a value cannot be stored. Import the row again." }], behind, ct);
        }
    }

    private async Task<bool> ApplyOnceAsync(Guid tenantId, ImportJob job, ImportStore store, List<ImportedProduct> batch, int behind, CancellationToken ct)
    {
        List<ImportedOutcome> outcomes;
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            var fresh = await LockAsync(db, job.Id, ct);
            if (fresh is null || fresh.IsOver || fresh.Position != behind - batch.Count) return false;
            // Asked again behind the lock: others may have made products since the file was counted.
            outcomes = await new ImportBatch(db, pictures, job.StoreId, store.Currency, store.Locale, clock.GetUtcNow(), fetchPictures: !job.DryRun, job.Id) { Room = await plans.ProductRoomAsync(db, ct) }.RunAsync(batch, ct);
            if (!job.DryRun)
            {
                Write(db, fresh, outcomes, behind);
                await db.CommitAsync(ct);
                return true;
            }
            // A trial run meets the database's own rules too, and then everything goes with the transaction.
            await db.SaveAsync(ct);
        }
        await using var book = await transactions.BeginAsync(tenantId, null, ct);
        var tried = await LockAsync(book, job.Id, ct);
        if (tried is null || tried.IsOver || tried.Position != behind - batch.Count) return false;
        Write(book, tried, [.. outcomes.Select(o => o with { ProductId = o.Outcome == ImportOutcome.Created ? null : o.ProductId })], behind);
        await book.CommitAsync(ct);
        return true;
    }

    private static void Write(AppDb db, ImportJob job, IEnumerable<ImportedOutcome> outcomes, int behind)
    {
        foreach (var (product, outcome, message, productId) in outcomes)
        {
            job.Created += outcome == ImportOutcome.Created ? 1 : 0;
            job.Updated += outcome == ImportOutcome.Updated ? 1 : 0;
            job.Skipped += outcome == ImportOutcome.Skipped ? 1 : 0;
            job.Failed += outcome == ImportOutcome.Failed ? 1 : 0;
            job.DoneRows += product.Lines.Count;
            for (var i = 0; i < product.Lines.Count; i++)
                db.ImportRows.Add(new ImportRow
                {
                    TenantId = job.TenantId, Id = Guid.CreateVersion7(), StoreId = job.StoreId, JobId = job.Id, Line = product.Lines[i], Outcome = outcome, ProductId = productId,
                    Message = i == 0 || outcome is ImportOutcome.Failed ? message : "", ProductKey = product.Label.Length > 200 ? product.Label[..200] : product.Label,
                });
        }
        job.Position = behind;
    }

    private async Task EndAsync(Guid tenantId, Guid jobId, string? error, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var job = await LockAsync(db, jobId, ct);
        if (job is null || job.IsOver) return;
        (job.Status, job.Error, job.FinishedAt) = (error is null ? ImportStatus.Done : ImportStatus.Failed, error ?? "", clock.GetUtcNow());
        if (error is null) job.DoneRows = job.TotalRows;
        await db.CommitAsync(ct);
    }

    private static Task<ImportJob?> LockAsync(AppDb db, Guid jobId, CancellationToken ct) =>
        db.ImportJobs.FromSql($"select * from import_jobs where tenant_id = {db.Tenant} and id = {jobId} for update").FirstOrDefaultAsync(ct);

    private sealed record ImportStore(string Currency, string Locale);

    // A lost connection is no fault of a row: the whole run is tried again by the outbox, from the stored position.
    private static bool IsOfTheData(Exception e) => e switch
    {
        OperationCanceledException or Npgsql.NpgsqlException { IsTransient: true } or DbUpdateException { InnerException: Npgsql.NpgsqlException { IsTransient: true } } or IOException => false,
        _ => true,
    };
}
