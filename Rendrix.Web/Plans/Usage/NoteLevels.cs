using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans.Usage;

/// <summary>Notes how many products and stores there are. What is noted last on a day is the day's.</summary>
public sealed class NoteLevels(PlatformAccess platform, TimeProvider clock)
{
    /// <summary>Notes it for today (UTC).</summary>
    public Task RunAsync(CancellationToken ct) => platform.NoteLevelsAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct);
}
