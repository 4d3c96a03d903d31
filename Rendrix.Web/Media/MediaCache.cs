using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Media;

/// <summary>What serving and drawing a file need to know.</summary>
public sealed record KnownFile(Guid TenantId, Guid StoreId, Guid Id, Guid Blob, string ContentType, string Hash, int Width, int Frames, PictureFacts Facts)
{
    /// <summary>From the stored file.</summary>
    public static KnownFile Of(MediaFile f) => new(f.TenantId, f.StoreId, f.Id, f.Blob, f.ContentType, f.Hash, f.Width, f.Frames, PictureFacts.Of(f));
}

/// <summary>
/// Remembers files that were asked for. A change is told through NOTIFY to every process; what was read while one was told is not kept.
/// For addresses that people send, names that do not exist are not remembered; for those that pages hold, they are.
/// </summary>
public sealed class MediaCache(Notifications notifications) : IHostedService
{
    private const int MostEntries = 50_000;
    private static readonly KnownFile None = new(default, default, default, default, "", "", 0, 1, PictureFacts.Missing);
    private readonly ConcurrentDictionary<(Guid Tenant, Guid File), KnownFile> _known = new();
    private long _generation;
    private IDisposable? _subscription;

    /// <summary>Grows with every change that was told: what was drawn before may look otherwise now.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The file of an id, its own or that of its bytes, in the tenant, and in the store where one is given.</summary>
    public async Task<KnownFile?> FindAsync(TenantTransactions transactions, Guid tenant, Guid? store, Guid id, CancellationToken ct)
    {
        if (!_known.TryGetValue((tenant, id), out var file) || ReferenceEquals(file, None))
        {
            var generation = Generation;
            await using var db = await transactions.BeginAsync(tenant, store, ct);
            if (await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id || f.BlobId == id, ct) is not { } stored) return null;
            file = KnownFile.Of(stored);
            Keep(tenant, id, file, generation);
        }
        return store is null || file.StoreId == store ? file : null;
    }

    /// <summary>The pictures of one page of a store, from memory alone.</summary>
    public PictureBook BookOf(Guid tenant, Guid store) =>
        new(id => !_known.TryGetValue((tenant, id), out var file) ? null : file.StoreId == store ? file.Facts : PictureFacts.Missing, () => Generation);

    /// <summary>Reads what a page wanted to know, in one statement.</summary>
    public async Task LearnAsync(TenantTransactions transactions, Guid tenant, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var generation = Generation;
        Guid[] wanted = [.. ids];
        await using var db = await transactions.BeginAsync(tenant, null, ct);
        var found = await db.MediaFiles.AsNoTracking().Where(f => wanted.Contains(f.Id)).ToListAsync(ct);
        foreach (var file in found) Keep(tenant, file.Id, KnownFile.Of(file), generation);
        foreach (var id in wanted.Except(found.Select(f => f.Id))) Keep(tenant, id, None, generation);
    }

    /// <summary>Forgets a changed or deleted file, under all its names.</summary>
    public void Forget(Guid id)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (key, file) in _known) if (key.File == id || file.Id == id) _known.TryRemove(key, out _);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = notifications.On(OutboxWriter.EvictChannel, Hear);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }

    private void Hear(string tags)
    {
        // Nothing named: a notification may have been missed.
        if (tags.Length == 0) { Interlocked.Increment(ref _generation); _known.Clear(); return; }
        foreach (var tag in tags.Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (tag.StartsWith(MediaChanged.TagStart, StringComparison.Ordinal) && Guid.TryParse(tag.AsSpan(MediaChanged.TagStart.Length), out var id)) Forget(id);
    }

    private void Keep(Guid tenant, Guid id, KnownFile file, long generation)
    {
        if (_known.Count >= MostEntries) _known.Clear();
        if (generation == Generation) _known[(tenant, id)] = file;
    }
}
