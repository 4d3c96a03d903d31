using Microsoft.EntityFrameworkCore;
using Rendrix.Flags;
using Rendrix.Integrations;
using Rendrix.Refusals;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Flags;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Integrations;

/// <summary>A catalog file waits to be worked through.</summary>
[Topic("import.requested")]
public sealed record ImportRequested(Guid StoreId, Guid JobId) : IShopEvent;

/// <summary>Takes an uploaded catalog file and has it worked through in the background.</summary>
public sealed class StartImport(TenantTransactions transactions, FileStore files, FeatureFlags flags, TimeProvider clock)
{
    /// <summary>Largest file in bytes (50 MB).</summary>
    public const long MaxBytes = 50L * 1024 * 1024;

    /// <summary>Stores the file, recognises its format by the header and queues the job. A trial run (<paramref name="dryRun"/>) does everything and keeps nothing.</summary>
    public async Task<ImportJob> RunAsync(Guid storeId, Stream content, string fileName, bool dryRun, Guid? startedBy, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) throw new RefusedException(Refusal.NotFound("store"));
        await flags.DemandAsync(FeatureFlag.Imports, db.Tenant, ct);

        var fileId = Guid.CreateVersion7(now);
        await using var limited = new LimitedStream(content, MaxBytes);
        await files.SaveAsync(db.Tenant, fileId, limited, ct);
        try
        {
            await using var file = files.Open(db.Tenant, fileId) ?? throw new InvalidOperationException("The uploaded file vanished.");
            var (format, problem) = await ImportFormats.RecogniseAsync(file, ct);
            if (format is null) throw new RefusedException(Refusal.Invalid("file", problem));
            var job = new ImportJob
            {
                TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = storeId, Format = format.Code, FileName = MediaFiles.SafeName(fileName), FileId = fileId, FileBytes = limited.Count,
                DryRun = dryRun, StartedBy = startedBy, CreatedAt = now,
            };
            db.ImportJobs.Add(job);
            db.Publish(new ImportRequested(storeId, job.Id));
            await db.CommitAsync(ct);
            return job;
        }
        catch
        {
            files.Delete(db.Tenant, fileId);
            throw;
        }
    }

    // Counts while it is copied, so that a body without a length stops at the limit too.
    private sealed class LimitedStream(Stream inner, long limit) : Stream
    {
        public long Count { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Count; set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read without blocking.");
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return Count <= limit ? read : throw new RefusedException(new Refusal("PAYLOAD_TOO_LARGE", "Use a file of up to 50 MB.", StatusCodes.Status413PayloadTooLarge));
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>Stops an import. What it has imported so far stays.</summary>
public sealed class CancelImport(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Cancels a job that is not over; one that is stays as it is.</summary>
    public async Task<ImportJob> RunAsync(Guid storeId, Guid jobId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        // The lock waits for the batch under way, so the counters say the truth when this returns.
        var job = await db.ImportJobs.FromSql($"select * from import_jobs where tenant_id = {db.Tenant} and id = {jobId} for update").FirstOrDefaultAsync(j => j.StoreId == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("import"));
        if (job.IsOver) return job;
        (job.Status, job.FinishedAt) = (ImportStatus.Cancelled, clock.GetUtcNow());
        await db.CommitAsync(ct);
        return job;
    }
}
