using Rendrix.Web.Platform;

namespace Rendrix.Web.Media;

/// <summary>
/// Files on disk, one folder per tenant. Paths are made of ids alone, so nothing a person names can lead elsewhere, and a file appears whole
/// or not at all: it is written under another name and then renamed.
/// </summary>
public sealed class FileStore(DataDirectory data)
{
    /// <summary>Writes the file of an id; one that is there already is replaced.</summary>
    public async Task SaveAsync(Guid tenantId, Guid fileId, Stream content, CancellationToken ct)
    {
        var path = PathOf(tenantId, fileId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + "." + Guid.NewGuid().ToString("N")[..8] + ".tmp";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81_920, useAsync: true))
            {
                await content.CopyToAsync(file, ct);
                await file.FlushAsync(ct);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Opens a file for reading; null when there is none.</summary>
    public Stream? Open(Guid tenantId, Guid fileId)
    {
        try { return new FileStream(PathOf(tenantId, fileId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, useAsync: true); }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    /// <summary>Removes a file; one that is not there is fine.</summary>
    public void Delete(Guid tenantId, Guid fileId)
    {
        try { File.Delete(PathOf(tenantId, fileId)); }
        catch (DirectoryNotFoundException) { /* then the file is gone too */ }
    }

    private string PathOf(Guid tenantId, Guid fileId) => Path.Combine(data.Files, tenantId.ToString("N"), fileId.ToString("N"));
}
