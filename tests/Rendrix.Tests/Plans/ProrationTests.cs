using System.Numerics;
using Rendrix.Amounts;
using Rendrix.Plans;

namespace Rendrix.Tests.Plans;

public sealed class ProrationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shares_agree_with_whole_numbers_of_any_size_and_every_rounding_is_half_away_from_zero()
    {
        var random = new Random(20260301);
        foreach (var code in new[] { "USD", "JPY", "KWD" })
            for (var i = 0; i < 4000; i++)
            {
                var price = Money.FromMinor(random.NextInt64(0, 1_000_000_000), code);
                var whole = random.Next(1, 366 * 86_400);
                var from = random.Next(-10, whole + 10);
                var rest = Proration.Rest(price, Start, Start.AddSeconds(whole), Start.AddSeconds(from));
                // The oracle: minor * left / whole in whole numbers, rounded by doubling.
                var left = Math.Clamp(whole - from, 0, whole);
                var expected = (2 * new BigInteger(price.Minor) * left + whole) / (2 * new BigInteger(whole));
                Assert.Equal((long)expected, rest.Minor);
            }
    }

    [Fact]
    public void A_change_gives_back_no_more_than_was_paid_and_costs_no_more_than_the_price_and_there_and_back_in_one_moment_costs_nothing()
    {
        var random = new Random(7);
        for (var i = 0; i < 4000; i++)
        {
            var (from, to) = (Money.FromMinor(random.NextInt64(1, 1_000_000), "USD"), Money.FromMinor(random.NextInt64(1, 1_000_000), "USD"));
            var subscription = Begin(from, BillingInterval.Month, Start.AddDays(random.Next(0, 60)));
            var now = subscription.PeriodStart.AddSeconds(random.Next(0, (int)(subscription.PeriodEnd - subscription.PeriodStart).TotalSeconds));
            var change = Proration.Of(subscription, to, BillingInterval.Month, now);
            Assert.True(change.Credit <= from && change.Charge <= to && change.Credit >= Money.Zero(from.Currency));
            Assert.Equal(change.Charge - change.Credit, change.Due - change.Kept);
            subscription.PriceMinor = to.Minor;
            var back = Proration.Of(subscription, from, BillingInterval.Month, now);
            Assert.Equal((change.Credit, change.Charge), (back.Charge, back.Credit));
        }
    }

    [Fact]
    public void A_change_at_the_middle_of_a_month_of_thirty_days_is_half_of_both_prices()
    {
        var subscription = Begin(Money.FromMinor(2900, "USD"), BillingInterval.Month, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var change = Proration.Of(subscription, Money.FromMinor(7900, "USD"), BillingInterval.Month, new(2026, 4, 16, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((1450, 3950, 2500, 0), (change.Credit.Minor, change.Charge.Minor, change.Due.Minor, change.Kept.Minor));
        Assert.Equal(subscription.PeriodEnd, change.PeriodEnd);
    }

    [Fact]
    public void Another_interval_begins_a_period_now_and_is_paid_in_full_and_a_trial_costs_nothing()
    {
        var subscription = Begin(Money.FromMinor(2900, "USD"), BillingInterval.Month, new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        var now = new DateTimeOffset(2026, 4, 16, 0, 0, 0, TimeSpan.Zero);
        var yearly = Proration.Of(subscription, Money.FromMinor(29000, "USD"), BillingInterval.Year, now);
        Assert.Equal((1450, 29000, now, now.AddYears(1)), (yearly.Credit.Minor, yearly.Charge.Minor, yearly.PeriodStart, yearly.PeriodEnd));
        var trial = Subscription.Begin(Guid.NewGuid(), "pro", BillingInterval.Month, Money.FromMinor(2900, "USD"), now.AddDays(14), now);
        Assert.True(Proration.Of(trial, Money.FromMinor(7900, "USD"), BillingInterval.Year, now.AddDays(3)) is { Due.IsZero: true, Kept.IsZero: true });
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")]
    [InlineData("2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30", "2028-05-30")]
    [InlineData("2026-12-15", "2027-01-15", "2027-02-15", "2027-03-15", "2027-04-15")]
    public void Months_are_counted_from_the_day_it_began_and_the_31st_comes_back(string began, params string[] ends)
    {
        var subscription = Begin(Money.FromMinor(2900, "USD"), BillingInterval.Month, At(began));
        foreach (var end in ends)
        {
            Assert.Equal(At(end), subscription.PeriodEnd);
            Assert.True(subscription.Advance(subscription.PeriodEnd));
        }
    }

    [Fact]
    public void Every_boundary_is_the_first_of_the_anchor_behind_the_moment()
    {
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var anchor = Start.AddSeconds(random.Next(0, 4 * 366 * 86_400));
            var moment = anchor.AddSeconds(random.Next(0, 3 * 366 * 86_400));
            foreach (var interval in Enum.GetValues<BillingInterval>())
            {
                // The oracle walks from the anchor step by step.
                var steps = 0;
                DateTimeOffset end;
                do { steps++; end = interval == BillingInterval.Month ? anchor.AddMonths(steps) : anchor.AddYears(steps); } while (end <= moment);
                Assert.Equal(end, BillingPeriod.EndAfter(anchor, interval, moment));
            }
        }
    }

    [Fact]
    public void A_canceled_one_ends_and_one_taken_back_goes_on()
    {
        var subscription = Begin(Money.FromMinor(2900, "USD"), BillingInterval.Month, Start);
        subscription.CancelAtPeriodEnd(Start.AddDays(3));
        Assert.Equal(subscription.PeriodEnd, subscription.CancelAt);
        subscription.Resume();
        Assert.True(subscription.Advance(subscription.PeriodEnd));
        subscription.CancelAtPeriodEnd(Start.AddDays(40));
        Assert.False(subscription.Advance(subscription.PeriodEnd));
        Assert.Equal((SubscriptionStatus.Canceled, SubscriptionEnd.Canceled, null), (subscription.Status, subscription.EndReason, subscription.DueAt));
    }

    private static DateTimeOffset At(string day) => DateTimeOffset.Parse(day + "T09:30:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static Subscription Begin(Money price, BillingInterval interval, DateTimeOffset at) => Subscription.Begin(Guid.NewGuid(), "pro", interval, price, null, at);
}
