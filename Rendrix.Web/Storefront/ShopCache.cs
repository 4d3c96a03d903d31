using System.Collections.Concurrent;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Rendrix.Storefront;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// Which kept pages are old. Tags are <c>store:{id}</c>, <c>product:{id}</c>, <c>category:{id}</c>, <c>page:{id}</c>; they come from the transaction
/// that made the change, through NOTIFY, to every process. A store's generation is part of its pages' keys, so a page that was being drawn
/// while the store changed is kept under the old key, where nobody looks.
/// </summary>
public sealed class ShopCache(IOutputCacheStore pages, ShopFrames frames, TenantStore stores, Notifications notifications, TimeProvider clock, ILogger<ShopCache> log) : IHostedService
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, long> _generations = new();
    private long _evictions;
    private long _epoch;
    private IDisposable? _subscription;

    /// <summary>Grows with every eviction of whatever kind: a page drawn across one is not kept.</summary>
    public long Evictions => Interlocked.Read(ref _evictions);

    /// <summary>Part of the keys of a store's pages.</summary>
    public string KeyOf(StoreInfo store) => $"{store.StoreId:N}.{store.Revision}.{_generations.GetValueOrDefault(store.StoreId)}.{Interlocked.Read(ref _epoch)}";

    /// <summary>Forgets every page with one of these tags, in this process.</summary>
    public async Task EvictAsync(IReadOnlyCollection<string> tags, CancellationToken ct = default)
    {
        Interlocked.Increment(ref _evictions);
        frames.Forget(tags);
        foreach (var tag in tags)
        {
            if (tag.StartsWith("store:", StringComparison.Ordinal) && Guid.TryParse(tag.AsSpan(6), out var store)) _generations.AddOrUpdate(store, 1, (_, g) => g + 1);
            await pages.EvictByTagAsync(tag, ct);
        }
    }

    /// <summary>Forgets everything: a notification may have been missed.</summary>
    public void EvictAll()
    {
        Interlocked.Increment(ref _evictions);
        Interlocked.Increment(ref _epoch);
        frames.Forget(null);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = notifications.On(OutboxWriter.EvictChannel, payload => _ = HearAsync(payload));
        stores.Changed += StoreChanged;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        stores.Changed -= StoreChanged;
        return Task.CompletedTask;
    }

    private void StoreChanged(Guid? store) { if (store is { } one) _ = HearAsync($"store:{one:D}"); else EvictAll(); }

    private async Task HearAsync(string payload)
    {
        try
        {
            if (payload.Length == 0) { EvictAll(); return; }
            var tags = payload.Split(',', StringSplitOptions.RemoveEmptyEntries);
            await EvictAsync(tags);
            // A page that passed its check just before and was written just after would stay: sweep once more.
            await Task.Delay(Second, clock);
            await EvictAsync(tags);
        }
        catch (Exception e) { log.LogError(e, "Pages tagged {Tags} could not be evicted; all are dropped", payload); EvictAll(); }
    }
}

/// <summary>
/// Keeps catalog pages: the same for every visitor, whatever cookies they bring. The key is scheme, host, path base, path and the few query keys
/// that change a page. Only 200 without cookies is kept.
/// </summary>
public sealed class ShopPagePolicy : IOutputCachePolicy
{
    /// <summary>Query keys that change a page.</summary>
    public static readonly string[] QueryKeys = ["sort", "after", "variant", .. ListFilter.Keys];
    private static readonly object Began = new();

    /// <inheritdoc/>
    public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var store = http.RequestServices.GetRequiredService<CurrentTenant>().Store;
        var cache = http.RequestServices.GetRequiredService<ShopCache>();
        // A kept answer to HEAD would lose its length.
        // Whoever follows a preview link sees what nobody else may.
        var mayKeep = store is not null && HttpMethods.IsGet(http.Request.Method) && !ShopPreview.IsAsked(http, store);
        context.EnableOutputCaching = mayKeep;
        context.AllowCacheLookup = mayKeep;
        context.AllowCacheStorage = mayKeep;
        // Without waiting for each other: a visitor who comes after a change must not get what another began before it.
        context.AllowLocking = false;
        if (!mayKeep) return;
        context.CacheVaryByRules.QueryKeys = new StringValues(QueryKeys);
        context.CacheVaryByRules.CacheKeyPrefix = cache.KeyOf(store!);
        context.CacheVaryByRules.VaryByValues["encoding"] = http.PackPage();
        // Another plan shows or hides the installation's line from the next visit on.
        context.CacheVaryByRules.VaryByValues["badge"] = await http.RequestServices.GetRequiredService<ShopBadge>().OfAsync(store!.TenantId, cancellation) is null ? "0" : "1";
        context.ResponseExpirationTimeSpan = TimeSpan.FromMinutes(10);
        context.Tags.Add($"store:{store!.StoreId}");
        http.Items[Began] = cache.Evictions;
    }

    /// <inheritdoc/>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var evictions = http.RequestServices.GetRequiredService<ShopCache>().Evictions;
        if (http.Response.StatusCode != StatusCodes.Status200OK || !IsPlainlyNamed(http) || !StringValues.IsNullOrEmpty(http.Response.Headers.SetCookie) || http.Items[Began] is long began && began != evictions)
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    // A page is kept under the names it gives itself alone. Anything a stranger can make up without end (a variant that does not exist, a cursor,
    // another casing of the path or of an id) is drawn and forgotten, or one visitor could push every kept page of every shop out.
    private static bool IsPlainlyNamed(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && path.Any(char.IsAsciiLetterUpper)) return false;
        return QueryKeys.All(key => !http.Request.Query.TryGetValue(key, out var sent) || sent.Count == 1 && http.Items[(typeof(ShopPagePolicy), key)] is string known && known == sent[0]);
    }
}

/// <summary>Tags of the page being drawn.</summary>
public static class ShopPageTags
{
    /// <summary>The page may be kept under this value of a query key: one that the shop's own links write.</summary>
    public static void KeepsUnder(this HttpContext http, string key, string value) => http.Items[(typeof(ShopPagePolicy), key)] = value;

    /// <summary>The page is old at this moment, because a block of it begins or ceases to show; null when time changes nothing. Without effect on pages that are not kept.</summary>
    public static void KeepUntil(this HttpContext http, DateTimeOffset? end, DateTimeOffset now)
    {
        if (end is not { } at || http.Features.Get<IOutputCacheFeature>()?.Context is not { } context) return;
        if (context.ResponseExpirationTimeSpan is not { } kept || at - now < kept) context.ResponseExpirationTimeSpan = at - now;
    }

    /// <summary>The page is old when this changes. Without effect on pages that are not kept.</summary>
    public static void TagPage(this HttpContext http, string tag) => http.Features.Get<IOutputCacheFeature>()?.Context.Tags.Add(tag);
}
