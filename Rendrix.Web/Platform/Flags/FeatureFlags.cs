using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Flags;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Platform.Flags;

/// <summary>Whether a feature is on for an organization: its own switch first, then that for everybody, then what the code says. All switches are in memory; a change is told to every process.</summary>
public sealed class FeatureFlags : IDisposable
{
    private readonly IDbContextFactory<AppDb> _contexts;
    private readonly TimeProvider _clock;
    private readonly IDisposable _told;
    private volatile IReadOnlyList<FlagSetting>? _settings;
    private int _generation;

    /// <summary>Begins to listen for changes.</summary>
    public FeatureFlags(IDbContextFactory<AppDb> contexts, Notifications notifications, TimeProvider clock)
    {
        (_contexts, _clock) = (contexts, clock);
        _told = notifications.On(Notifications.PlatformChannel, _ => Forget());
    }

    /// <summary>Whether it is on.</summary>
    public async ValueTask<bool> IsOnAsync(FeatureFlag flag, Guid organization, CancellationToken ct) => Decide(flag, organization, _settings ?? await LoadAsync(ct), _clock.GetUtcNow());

    /// <summary>Refuses with 403 unless it is on.</summary>
    public async ValueTask DemandAsync(FeatureFlag flag, Guid organization, CancellationToken ct)
    {
        if (!await IsOnAsync(flag, organization, ct)) throw new RefusedException(new Refusal("FORBIDDEN", $"“{flag.Title}” is switched off right now. Ask the operator of this server when it comes back.", StatusCodes.Status403Forbidden));
    }

    /// <summary>The rule itself.</summary>
    public static bool Decide(FeatureFlag flag, Guid organization, IEnumerable<FlagSetting> settings, DateTimeOffset now)
    {
        var own = settings.Where(s => s.Flag == flag.Code && (s.ExpiresAt is null || s.ExpiresAt > now) && (s.OrganizationId is null || s.OrganizationId == organization)).OrderByDescending(s => s.OrganizationId.HasValue).FirstOrDefault();
        return own is null ? flag.Default : PlaceOf(flag, organization) < own.Percent;
    }

    /// <summary>0 to 99: always the same for a flag and an organization, so that raising the share only adds organizations, and another one for the next flag.</summary>
    public static int PlaceOf(FeatureFlag flag, Guid organization) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{flag.Code}:{organization:N}"))) % 100);

    /// <summary>Forgets what is remembered, so that this process sees a change at once.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _generation);
        _settings = null;
    }

    /// <inheritdoc/>
    public void Dispose() => _told.Dispose();

    private async Task<IReadOnlyList<FlagSetting>> LoadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var read = await db.FlagSettings.AsNoTracking().ToListAsync(ct);
        // A change that was told while we read wins.
        if (generation == Volatile.Read(ref _generation)) _settings = read;
        return read;
    }
}

/// <summary>Says in the changer's transaction that something of the platform changed that every process remembers.</summary>
public static class PlatformTold
{
    /// <summary>Every process forgets when the transaction commits.</summary>
    public static Task TellPlatformChangedAsync(this AppDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_notify({Notifications.PlatformChannel}, '')", ct);
}
