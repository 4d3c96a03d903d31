using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>Takes an uploaded picture into a store's media library.</summary>
public sealed class UploadFile(TenantTransactions transactions, FileStore files, Renditions renditions, PicturesByAddress byAddress, TimeProvider clock)
{
    /// <summary>Reads at most 20 MB, decides the type by the bytes, stores it once per store.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Stream content, string name, string folder, string alt, CancellationToken ct)
    {
        Check(folder, alt);
        return await StoreAsync(storeId, await ReadAsync(content, ct), name, folder, alt, ct);
    }

    /// <summary>Takes the picture at an address of the public internet.</summary>
    public async Task<MediaFile> FromAddressAsync(Guid storeId, string url, string folder, CancellationToken ct)
    {
        Check(folder, "");
        var (content, problem) = await byAddress.GetAsync(url.Trim(), ct);
        if (content is null) throw new RefusedException(Refusal.Invalid("url", problem));
        return await StoreAsync(storeId, content, Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) ? Uri.UnescapeDataString(uri.Segments[^1]) : "", folder, "", ct);
    }

    private async Task<MediaFile> StoreAsync(Guid storeId, byte[] bytes, string name, string folder, string alt, CancellationToken ct)
    {
        var picture = await renditions.InTurnAsync(() => MediaFiles.Prepare(bytes), ct);
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await transactions.BeginAsync(ct);
            if (!await db.Stores.AnyAsync(s => s.Id == storeId, ct)) throw new RefusedException(Refusal.NotFound("store"));
            var file = await MediaFiles.AddAsync(db, files, storeId, picture, name, folder, alt, clock.GetUtcNow(), ct);
            try { await db.CommitAsync(ct); return file; }
            // Somebody uploaded the same bytes in the same moment; theirs is found on the second try.
            catch (DbUpdateException e) when (attempt == 0 && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { files.Delete(file.TenantId, file.Blob); }
        }
    }

    private static void Check(string folder, string alt)
    {
        if (!MediaFolders.IsName(folder)) throw new RefusedException(Refusal.Invalid("folder", MediaFolders.Rule));
        if (alt.Length > 500) throw new RefusedException(Refusal.Invalid("altText", "Use up to 500 characters"));
    }

    /// <summary>The bytes of a body, at most 20 MB.</summary>
    internal static async Task<byte[]> ReadAsync(Stream content, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var part = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(part, ct)) > 0)
        {
            if (all.Length + read > MediaFiles.MaxBytes) throw new RefusedException(new Refusal("PAYLOAD_TOO_LARGE", $"Use a picture of up to {MediaFiles.MaxSize}.", StatusCodes.Status413PayloadTooLarge));
            all.Write(part, 0, read);
        }
        return all.ToArray();
    }
}

/// <summary>Names of folders: labels on files, never paths.</summary>
public static class MediaFolders
{
    /// <summary>What names are allowed.</summary>
    public const string Rule = "Use up to 40 letters, digits, spaces or hyphens, for example products, store or editor";

    /// <summary>Folders that are always offered.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["products", "store", "editor"];

    /// <summary>Whether a text is one.</summary>
    public static bool IsName(string folder) => folder.Length is > 0 and <= 40 && folder.Trim().Length == folder.Length && folder.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_');
}

/// <summary>Pictures at addresses that people type in; only the public internet is asked.</summary>
public sealed class PicturesByAddress : IDisposable
{
    private readonly HttpClient _client = SafeHttp.CreateClient();

    /// <summary>The bytes at an address, or why they cannot be had.</summary>
    public async Task<(byte[]? Content, string Problem)> GetAsync(string url, CancellationToken ct)
    {
        var (content, problem, _) = await SafeHttp.GetAsync(_client, url, MediaFiles.MaxBytes, ct);
        return (content, problem);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
