using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>Takes an uploaded picture into a store's media library.</summary>
public sealed class UploadFile(TenantTransactions transactions, FileStore files, TimeProvider clock)
{
    /// <summary>Folders of the library.</summary>
    public static readonly IReadOnlySet<string> Folders = new HashSet<string> { "products", "store", "editor" };

    /// <summary>Reads at most 10 MB, decides the type by the bytes, stores it once per store.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Stream content, string name, string folder, string alt, CancellationToken ct)
    {
        if (!Folders.Contains(folder)) throw new RefusedException(Refusal.Invalid("folder", "Use products, store or editor"));
        if (alt.Length > 500) throw new RefusedException(Refusal.Invalid("altText", "Use up to 500 characters"));
        var bytes = await ReadAsync(content, ct);
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await transactions.BeginAsync(ct);
            if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) throw new RefusedException(Refusal.NotFound("store"));
            var file = await MediaFiles.AddAsync(db, files, storeId, bytes, name, folder, alt, isOurArt: false, clock.GetUtcNow(), ct);
            try { await db.CommitAsync(ct); return file; }
            // Somebody uploaded the same bytes in the same moment; theirs is found on the second try.
            catch (DbUpdateException e) when (attempt == 0 && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { files.Delete(file.TenantId, file.Id); }
        }
    }

    private static async Task<byte[]> ReadAsync(Stream content, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var part = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(part, ct)) > 0)
        {
            if (all.Length + read > MediaFiles.MaxBytes) throw new RefusedException(new Refusal("PAYLOAD_TOO_LARGE", "Use a picture of up to 10 MB.", StatusCodes.Status413PayloadTooLarge));
            all.Write(part, 0, read);
        }
        return all.ToArray();
    }
}
