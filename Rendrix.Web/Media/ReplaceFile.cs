using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Media;

/// <summary>
/// Puts another picture in the place of one, everywhere it is shown: the file keeps its id, its name, alt text and focal point, and what is served gets a
/// new address, so that no browser shows the old one from its memory. The old picture is kept for a day, so that this can be taken back.
/// </summary>
public sealed class ReplaceFile(TenantTransactions transactions, FileStore files, Renditions renditions, MediaCache known, TimeProvider clock)
{
    /// <summary>Replaces the bytes.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Guid fileId, Stream content, CancellationToken ct)
    {
        var bytes = await UploadFile.ReadAsync(content, ct);
        var picture = await renditions.InTurnAsync(() => MediaFiles.Prepare(bytes), ct);
        await using var db = await transactions.BeginAsync(ct);
        var file = await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == fileId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
        if (file.Hash == picture.Hash) return file;
        if (await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == storeId && f.Hash == picture.Hash, ct) is { } same) throw Twice(same.Name);

        var earlier = UnreplaceFile.Kept(file);
        var before = file.Blob;
        file.Replaced = JsonSerializer.Serialize(ReplacedPicture.Of(file));
        file.BlobId = Guid.CreateVersion7(clock.GetUtcNow());
        // Another picture: where it was cut says nothing any more.
        (file.CropOf, file.Crop) = (null, "");
        MediaFiles.Write(file, picture);
        await MediaFiles.SaveAsync(files, file, picture, ct);
        db.Publish(new MediaChanged(storeId, fileId));
        db.Publish(new ReplacedPurgeDue(storeId, fileId, before, clock.GetUtcNow() + UnreplaceFile.TimeKept));
        if (PictureFacts.Of(file).HasSizes) db.Publish(new MediaAdded(storeId, fileId));
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            files.Delete(file.TenantId, file.Blob);
            throw Twice("another file");
        }
        known.Forget(fileId);
        // Only the last one can be taken back.
        if (earlier is { } older) files.Forget(file.TenantId, storeId, older);
        return file;
    }

    private static RefusedException Twice(string name) => new(Refusal.Invalid("file", $"This picture is in the library already, as {name}. Choose that one instead"));
}
