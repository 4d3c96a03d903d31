using System.Globalization;
using Rendrix.Web.Platform;

namespace Rendrix.Web.Media;

/// <summary>
/// Files on disk, one folder per tenant; what is made of a picture lies below its store's folder in there. Paths are made of ids and of names of
/// our own alone, so nothing a person names can lead elsewhere, and a file appears whole or not at all: it is written under another name and then renamed.
/// </summary>
public sealed class FileStore(DataDirectory data)
{
    /// <summary>Writes the file of an id; one that is there already is replaced.</summary>
    public Task SaveAsync(Guid tenantId, Guid fileId, Stream content, CancellationToken ct) => WriteAsync(PathOf(tenantId, fileId), content, ct);

    /// <summary>
    /// Copies a file, also into another tenant's folder; false when there is none. The copy is a file of its own: one that two stores shared would have to be counted at
    /// every deletion. File systems that can share the blocks of copies do so by themselves.
    /// </summary>
    public bool Copy(Guid tenantId, Guid fileId, Guid toTenant, Guid toFile)
    {
        var target = PathOf(toTenant, toFile);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{target}.{Guid.NewGuid().ToString("N")[..8]}.tmp");
        try
        {
            File.Copy(PathOf(tenantId, fileId), unfinished);
            File.Move(unfinished, target, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return false; }
        finally { File.Delete(unfinished); }
    }

    /// <summary>Opens a file for reading; null when there is none.</summary>
    public Stream? Open(Guid tenantId, Guid fileId) => Read(PathOf(tenantId, fileId));

    /// <summary>Removes a file; one that is not there is fine.</summary>
    public void Delete(Guid tenantId, Guid fileId)
    {
        try { File.Delete(PathOf(tenantId, fileId)); }
        catch (DirectoryNotFoundException) { /* then the file is gone too */ }
    }

    /// <summary>Writes what was made of a file.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="fileId">The file it was made of.</param>
    /// <param name="name">Which one: a name of ours, "640.webp".</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="ct">Cancels.</param>
    public Task SaveMadeAsync(Guid tenantId, Guid storeId, Guid fileId, string name, Stream content, CancellationToken ct) => WriteAsync(Path.Combine(FolderOf(tenantId, storeId, fileId), name), content, ct);

    /// <summary>Opens what was made of a file; null when it was not made yet.</summary>
    public Stream? OpenMade(Guid tenantId, Guid storeId, Guid fileId, string name) => Read(Path.Combine(FolderOf(tenantId, storeId, fileId), name));

    /// <summary>Removes everything that was made of a file.</summary>
    public void DeleteMade(Guid tenantId, Guid storeId, Guid fileId)
    {
        try { Directory.Delete(FolderOf(tenantId, storeId, fileId), recursive: true); }
        catch (DirectoryNotFoundException) { /* nothing was made of it */ }
    }

    /// <summary>Removes everything that was made of a store's files.</summary>
    public void DeleteAllMadeOf(Guid tenantId, Guid storeId)
    {
        try { Directory.Delete(Path.Combine(data.Files, tenantId.ToString("N"), storeId.ToString("N")), recursive: true); }
        catch (DirectoryNotFoundException) { /* nothing was made of them */ }
    }

    /// <summary>Every file of a tenant; not what was made of them, which is made again.</summary>
    public IEnumerable<Guid> ListOf(Guid tenantId)
    {
        var folder = new DirectoryInfo(Path.Combine(data.Files, tenantId.ToString("N")));
        if (!folder.Exists) yield break;
        foreach (var file in folder.EnumerateFiles())
            if (Guid.TryParseExact(file.Name, "N", out var id)) yield return id;
    }

    /// <summary>Removes every file of a tenant.</summary>
    public void DeleteAllOf(Guid tenantId)
    {
        try { Directory.Delete(Path.Combine(data.Files, tenantId.ToString("N")), recursive: true); }
        catch (DirectoryNotFoundException) { /* it never had one */ }
    }

    /// <summary>Removes a picture's bytes with everything that was made of them.</summary>
    public void Forget(Guid tenantId, Guid storeId, Guid fileId)
    {
        Delete(tenantId, fileId);
        DeleteMade(tenantId, storeId, fileId);
    }

    private static async Task WriteAsync(string path, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid().ToString("N")[..8]}.tmp");
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

    private static FileStream? Read(string path)
    {
        try { return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, useAsync: true); }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    private string PathOf(Guid tenantId, Guid fileId) => Path.Combine(data.Files, tenantId.ToString("N"), fileId.ToString("N"));

    private string FolderOf(Guid tenantId, Guid storeId, Guid fileId) => Path.Combine(data.Files, tenantId.ToString("N"), storeId.ToString("N"), fileId.ToString("N"));
}
