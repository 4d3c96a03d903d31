using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.ApiKeys;

/// <summary>What is true of a key right now.</summary>
/// <param name="TenantId">The organization.</param>
/// <param name="Id">The key.</param>
/// <param name="UserId">The person it acts for.</param>
/// <param name="StoreId">The one store it opens, or null.</param>
/// <param name="Name">What people call it.</param>
/// <param name="SecretHash">Hash of its secret.</param>
/// <param name="Permissions">Codes of the rights written on it.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
public sealed record ApiKeyState(Guid TenantId, Guid Id, Guid UserId, Guid? StoreId, string Name, string SecretHash, IReadOnlyList<string> Permissions, DateTimeOffset? ExpiresAt)
{
    /// <summary>The program as the rest of the house sees it: the person's id, the key's name. What it may do is read with each call.</summary>
    public ClaimsPrincipal Person(string scheme) => new(new ClaimsIdentity(
    [
        new(Claims.User, UserId.ToString()), new(Claims.Name, Name), new(Claims.Organization, TenantId.ToString()), new(Claims.Role, nameof(Role.Custom)),
        new(Claims.Session, Id.ToString()), new(Claims.Verified, "true"), new(Claims.ApiKey, Id.ToString()), new(Claims.ApiKeyStore, StoreId?.ToString() ?? ""),
        .. Permissions.Select(code => new Claim(Claims.ApiKeyRight, code)),
    ], scheme, Claims.Name, Claims.Role));
}

/// <summary>
/// Finds the key that a program sent and remembers it for three seconds, so a key that was taken back is refused everywhere within three, and in this
/// process at once. Whether the secret is right is asked each time.
/// </summary>
public sealed class ApiKeyWatch(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int MostEntries = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(3), UsedWithin = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Key), (ApiKeyState? State, DateTimeOffset Until)> _known = new();

    /// <summary>The key as it is now; null when it is none of ours, taken back, or its time is over.</summary>
    public async Task<ApiKeyState?> FindAsync(ApiKeyToken token, CancellationToken ct)
    {
        var (place, now) = ((token.Organization, token.Key), clock.GetUtcNow());
        if (!_known.TryGetValue(place, out var known) || known.Until <= now)
        {
            known = (await LoadAsync(token, now, ct), now + Remembered);
            if (_known.Count >= MostEntries) _known.Clear();
            _known[place] = known;
        }
        return known.State is { } state && token.Matches(state.SecretHash) && (state.ExpiresAt is null || state.ExpiresAt > now) ? state : null;
    }

    /// <summary>Forgets what is remembered of a tenant's keys, so that this process sees a change at once.</summary>
    public void Forget(Guid tenant)
    {
        foreach (var place in _known.Keys) if (place.Tenant == tenant) _known.TryRemove(place, out _);
    }

    private async Task<ApiKeyState?> LoadAsync(ApiKeyToken token, DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(token.Organization, null, ct);
        if (await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == token.Key, ct) is not { } key || !key.WorksAt(now)) return null;
        if (token.Matches(key.SecretHash) && (key.LastUsedAt is null || key.LastUsedAt < now - UsedWithin))
        {
            await db.ApiKeys.Where(k => k.Id == token.Key).ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsedAt, now), ct);
            await db.CommitAsync(ct);
        }
        return new ApiKeyState(key.TenantId, key.Id, key.UserId, key.StoreId, key.Name, key.SecretHash, key.Permissions, key.ExpiresAt);
    }
}
