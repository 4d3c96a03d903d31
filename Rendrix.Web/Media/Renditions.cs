using System.Collections.Concurrent;
using System.IO.Compression;
using Rendrix.Media;
using Rendrix.Web.Media.Pictures;

namespace Rendrix.Web.Media;

/// <summary>
/// The sizes of pictures: made once each, in the background after an upload or when somebody asks first, kept on disk. Few at a time, however many ask:
/// those who want the same wait for the same work, and when too many wait the rest get the picture as it came.
/// </summary>
public sealed class Renditions(FileStore files, ILogger<Renditions> log) : IDisposable
{
    /// <summary>Name of a drawing's compressed copy.</summary>
    public const string Compressed = "svg.br";
    private const int MostWaiting = 100, MostBroken = 10_000;

    // Half the cores: the other half answers pages meanwhile.
    private readonly SemaphoreSlim _rooms = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly ConcurrentDictionary<(Guid Blob, string Name), Lazy<Task<bool>>> _underway = new();
    private readonly ConcurrentDictionary<Guid, bool> _broken = new();
    private long _made;

    /// <summary>How many this process has made.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>Whether so many wait that one more should not.</summary>
    public bool IsBusy => _underway.Count >= MostWaiting;

    /// <summary>Name of the size of that width.</summary>
    public static string NameOf(int width) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{width}.webp");

    /// <summary>Name of the square icon of that side.</summary>
    public static string IconOf(int side) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"icon-{side}.png");

    /// <summary>Opens one that was made already; null when it was not.</summary>
    public Stream? Open(KnownFile file, string name) => files.OpenMade(file.TenantId, file.StoreId, file.Blob, name);

    /// <summary>Makes one unless it is there; false when the picture cannot be drawn.</summary>
    public async Task<bool> MakeAsync(KnownFile file, string name, CancellationToken ct)
    {
        if (_broken.ContainsKey(file.Blob)) return false;
        var key = (file.Blob, name);
        // Whoever asks leaves when they like; the work goes on for the others.
        return await _underway.GetOrAdd(key, _ => new(() => RunAsync(key, file, name))).Value.WaitAsync(ct);
    }

    /// <summary>Runs heavy work on pictures where the sizes are made, so that all of it together stays within the same bound.</summary>
    public async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _rooms.WaitAsync(ct);
        try { return await Task.Run(work, ct); }
        finally { _rooms.Release(); }
    }

    /// <inheritdoc/>
    public void Dispose() => _rooms.Dispose();

    private async Task<bool> RunAsync((Guid, string) key, KnownFile file, string name)
    {
        try
        {
            // Made by another process, or by whoever came just before.
            if (Open(file, name) is { } made) { await made.DisposeAsync(); return true; }
            if (await OriginalAsync(file) is not { } original) return false;
            var bytes = await InTurnAsync(() => name == Compressed ? Brotli(original) : PictureWidths.Icons.FirstOrDefault(side => IconOf(side) == name) is > 0 and var side ? PictureDarkroom.Icon(original, side) : PictureDarkroom.WebP(original, WidthOf(name), file.Frames), CancellationToken.None);
            using var content = new MemoryStream(bytes, writable: false);
            await files.SaveMadeAsync(file.TenantId, file.StoreId, file.Blob, name, content, CancellationToken.None);
            Interlocked.Increment(ref _made);
            return true;
        }
        catch (VipsException e)
        {
            log.LogWarning(e, "Picture {File} of store {Store} cannot be drawn", file.Id, file.StoreId);
            if (_broken.Count >= MostBroken) _broken.Clear();
            _broken[file.Blob] = true;
            return false;
        }
        finally { _underway.TryRemove(key, out _); }
    }

    private async Task<byte[]?> OriginalAsync(KnownFile file)
    {
        await using var content = files.Open(file.TenantId, file.Blob);
        if (content is null) return null;
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }

    private static int WidthOf(string name) => int.Parse(name[..^5], System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Brotli(byte[] content)
    {
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(content);
        return small.ToArray();
    }
}
