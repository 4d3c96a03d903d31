namespace Rendrix.Webhooks;

/// <summary>What an answer means for a delivery.</summary>
public enum AnswerMeans
{
    /// <summary>It arrived.</summary>
    Done,
    /// <summary>It may arrive later.</summary>
    Later,
    /// <summary>Sent again it would be refused again.</summary>
    Never,
    /// <summary>Nothing will ever arrive there.</summary>
    Gone,
}

/// <summary>How often and when a delivery is tried: ten times in three days.</summary>
public static class WebhookRetry
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(20)];

    /// <summary>From the first try to the last at least.</summary>
    public static TimeSpan Span { get; } = Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);

    /// <summary>Tries in all.</summary>
    public static int Tries => Waits.Length + 1;

    /// <summary>How long to wait after so many tries; null when that was the last. Up to a tenth longer, so that what failed together does not come back together.</summary>
    /// <param name="tries">Tries so far.</param>
    /// <param name="spread">From 0 to 1.</param>
    /// <param name="asked">What the receiver asked for with Retry-After; a day at most.</param>
    public static TimeSpan? WaitAfter(int tries, double spread, TimeSpan? asked = null)
    {
        if (tries < 1 || tries > Waits.Length) return null;
        var wait = Waits[tries - 1] * (1 + spread / 10);
        var wanted = TimeSpan.FromTicks(Math.Min((asked ?? TimeSpan.Zero).Ticks, TimeSpan.TicksPerDay));
        return wanted > wait ? wanted : wait;
    }

    /// <summary>What an HTTP status means; null is no answer. Redirects are not followed, and what a receiver refuses it refuses again.</summary>
    public static AnswerMeans Judge(int? status) => status switch
    {
        >= 200 and < 300 => AnswerMeans.Done,
        null or >= 500 or 408 or 409 or 425 or 429 => AnswerMeans.Later,
        410 => AnswerMeans.Gone,
        _ => AnswerMeans.Never,
    };
}
