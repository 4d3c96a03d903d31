using Rendrix.Amounts;

namespace Rendrix.Plans;

/// <summary>What a change of plan costs.</summary>
/// <param name="Credit">Given back for what was paid and is not used.</param>
/// <param name="Charge">To be paid for what comes, up to <paramref name="PeriodEnd"/>.</param>
/// <param name="PeriodStart">Begin of the period after the change.</param>
/// <param name="PeriodEnd">Its end.</param>
public sealed record PlanChange(Money Credit, Money Charge, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd)
{
    /// <summary>What is due now: the difference, or nothing.</summary>
    public Money Due => Charge > Credit ? Charge - Credit : Money.Zero(Charge.Currency);

    /// <summary>What is kept for later invoices, when more is given back than comes.</summary>
    public Money Kept => Credit > Charge ? Credit - Charge : Money.Zero(Charge.Currency);
}

/// <summary>Shares of a period's price by the second: computed exactly, rounded once for each line, half away from zero.</summary>
public static class Proration
{
    /// <summary>The part of a period's price for the time from a moment to the period's end.</summary>
    public static Money Rest(Money price, DateTimeOffset start, DateTimeOffset end, DateTimeOffset from)
    {
        var whole = (decimal)(end - start).Ticks / TimeSpan.TicksPerSecond;
        var left = (decimal)(end - from).Ticks / TimeSpan.TicksPerSecond;
        if (whole <= 0 || left <= 0) return Money.Zero(price.Currency);
        return left >= whole ? price : Money.Round(price.Amount * left / whole, price.Currency);
    }

    /// <summary>
    /// What another plan costs from now on. With the same interval the period stays, and of both prices the rest of it counts; with another one a new
    /// period begins now. In a trial nothing was paid and nothing is due.
    /// </summary>
    public static PlanChange Of(Subscription from, Money price, BillingInterval interval, DateTimeOffset now)
    {
        var none = Money.Zero(price.Currency);
        if (from.Status == SubscriptionStatus.Trialing) return new PlanChange(none, none, from.PeriodStart, from.PeriodEnd);
        // A free plan has no period worth keeping: what is bought begins now and is paid in full.
        if (from.PriceMinor > 0 && interval == from.Interval)
            return new PlanChange(Rest(from.Price, from.PeriodStart, from.PeriodEnd, now), Rest(price, from.PeriodStart, from.PeriodEnd, now), from.PeriodStart, from.PeriodEnd);
        return new PlanChange(Rest(from.Price, from.PeriodStart, from.PeriodEnd, now), price, now, BillingPeriod.EndAfter(now, interval, now));
    }
}
