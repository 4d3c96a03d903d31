namespace Rendrix.Plans;

/// <summary>Where periods begin and end. They are counted from the anchor and never from each other: one begun on 31 January ends on 28 February and then on 31 March.</summary>
public static class BillingPeriod
{
    /// <summary>The first boundary after a moment.</summary>
    public static DateTimeOffset EndAfter(DateTimeOffset anchor, BillingInterval interval, DateTimeOffset moment)
    {
        var step = interval == BillingInterval.Month ? 1 : 12;
        var steps = Math.Max(0, ((moment.Year - anchor.Year) * 12 + moment.Month - anchor.Month) / step - 1);
        while (anchor.AddMonths(steps * step) <= moment) steps++;
        return anchor.AddMonths(steps * step);
    }

    /// <summary>To the whole second: what the database keeps, what the provider knows, and what is prorated are the same moment.</summary>
    public static DateTimeOffset ToSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
