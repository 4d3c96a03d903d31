using System.Collections.Concurrent;

namespace Rendrix.Web.Platform.Http;

/// <summary>Counts in fixed windows, per key and in this process: requests of a caller, sign-in tries of an account, mails to an address.</summary>
public sealed class RateWindows(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private long _nextSweep;

    /// <summary>Counts one use of the key and says whether it was still within the limit.</summary>
    public RateDecision Take(string key, int limit, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        Sweep(now);
        var current = _windows.AddOrUpdate(key,
            static (_, state) => new Window(1, state.now + state.window),
            static (_, old, state) => old.EndsAt <= state.now ? new Window(1, state.now + state.window) : old with { Used = old.Used + 1 },
            (now, window));
        return new RateDecision(current.Used <= limit, limit, Math.Max(0, limit - current.Used), Math.Max(1, (int)Math.Ceiling((current.EndsAt - now).TotalSeconds)));
    }

    /// <summary>Gives one use back: what was counted beforehand turned out not to count, as a sign-in with the right password.</summary>
    public void GiveBack(string key)
    {
        while (_windows.TryGetValue(key, out var window) && window.Used > 0)
            if (_windows.TryUpdate(key, window with { Used = window.Used - 1 }, window)) return;
    }

    // Once a minute at most, by whichever request comes along; guests must not fill memory with keys.
    private void Sweep(DateTimeOffset now)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, now.AddMinutes(1).UtcTicks, due) != due) return;
        foreach (var (key, window) in _windows)
            if (window.EndsAt <= now) _windows.TryRemove(new KeyValuePair<string, Window>(key, window));
    }

    private sealed record Window(int Used, DateTimeOffset EndsAt);
}

/// <summary>The answer of a limiter.</summary>
/// <param name="Allowed">Whether this use is within the limit.</param>
/// <param name="Limit">Uses per window.</param>
/// <param name="Remaining">Uses left in this window.</param>
/// <param name="ResetSeconds">Seconds until the window ends, at least 1.</param>
public readonly record struct RateDecision(bool Allowed, int Limit, int Remaining, int ResetSeconds);
