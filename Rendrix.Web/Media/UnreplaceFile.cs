using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Media;

/// <summary>Takes a replacement back: the file is the picture it was before, everywhere it is shown.</summary>
public sealed class UnreplaceFile(TenantTransactions transactions, FileStore files, MediaCache known)
{
    /// <summary>How long the picture before is kept.</summary>
    public static readonly TimeSpan TimeKept = TimeSpan.FromDays(1);

    /// <summary>Refuses when it was not replaced or that is too long ago, and when the old picture is in the library as another file by now.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Guid fileId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var file = await LockAsync(db, storeId, fileId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
        if (Read(file) is not { } before) throw new RefusedException(new Refusal("INVALID_TRANSITION", "The picture before is no longer kept, so this cannot be taken back.", 409));
        if (await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == storeId && f.Hash == before.Hash && f.Id != fileId).Select(f => f.Name).FirstOrDefaultAsync(ct) is { } name) throw Twice(name);
        var after = file.Blob;
        before.Into(file);
        file.Replaced = null;
        db.Publish(new MediaChanged(storeId, fileId));
        if (PictureFacts.Of(file).HasSizes) db.Publish(new MediaAdded(storeId, fileId));
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw Twice("another file"); }
        known.Forget(fileId);
        files.Forget(file.TenantId, storeId, after);
        return file;
    }

    /// <summary>The file, held by this transaction: taking back and purging do not meet.</summary>
    internal static Task<MediaFile?> LockAsync(AppDb db, Guid storeId, Guid fileId, CancellationToken ct) =>
        db.MediaFiles.FromSql($"select * from media_files where tenant_id = {db.Tenant} and store_id = {storeId} and id = {fileId} for update").SingleOrDefaultAsync(ct);

    /// <summary>Where the bytes of the picture before lie; null when none are kept.</summary>
    internal static Guid? Kept(MediaFile file) => Read(file) is { } before ? before.BlobId ?? file.Id : null;

    private static ReplacedPicture? Read(MediaFile file) => file.Replaced is { } json ? JsonSerializer.Deserialize<ReplacedPicture>(json) : null;

    private static RefusedException Twice(string name) => new(new Refusal("ALREADY_EXISTS", $"The picture before is in the library again, as {name}. Choose that one instead.", 409));
}

/// <summary>A replaced picture was kept long enough.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="FileId">The file it was.</param>
/// <param name="Blob">Where its bytes lie.</param>
/// <param name="DueAt">When they go.</param>
[Topic("media.replaced_purge_due")]
public sealed record ReplacedPurgeDue(Guid StoreId, Guid FileId, Guid Blob, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>Takes the bytes of replaced pictures away, unless the replacement was taken back.</summary>
public sealed class PurgeReplaced(FileStore files) : IConsume<ReplacedPurgeDue>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(ReplacedPurgeDue happened, ConsumeContext context, CancellationToken ct)
    {
        var file = await UnreplaceFile.LockAsync(context.Db, happened.StoreId, happened.FileId, ct);
        if (file?.Blob == happened.Blob) return;
        if (file is not null && UnreplaceFile.Kept(file) == happened.Blob) file.Replaced = null;
        files.Forget(context.TenantId, happened.StoreId, happened.Blob);
    }
}
