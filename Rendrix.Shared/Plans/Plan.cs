using Rendrix.Amounts;

namespace Rendrix.Plans;

/// <summary>How often a subscription is paid.</summary>
public enum BillingInterval
{
    /// <summary>Every month.</summary>
    Month,
    /// <summary>Every year.</summary>
    Year,
}

/// <summary>What a plan limits.</summary>
public enum PlanLimit
{
    /// <summary>Stores of the organization.</summary>
    Stores,
    /// <summary>Products of all its stores; archived ones do not count.</summary>
    Products,
    /// <summary>Bytes that its shops send to shoppers in a calendar month (UTC). A soft limit: no shop is closed for being visited.</summary>
    Bandwidth,
}

/// <summary>What can be bought: prices, limits and features as data. Global: the platform's price list is everybody's.</summary>
public sealed class Plan
{
    /// <summary>Stable name, lower case: free, pro, premium, enterprise.</summary>
    public string Code { get; set; } = "";
    /// <summary>What people read.</summary>
    public string Name { get; set; } = "";
    /// <summary>For whom it is, in one line.</summary>
    public string Tagline { get; set; } = "";
    /// <summary>ISO 4217 of the prices.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Price of a month in minor units; null when it is agreed with people.</summary>
    public long? MonthlyMinor { get; set; }
    /// <summary>Price of a year in minor units; null when it is agreed with people.</summary>
    public long? YearlyMinor { get; set; }
    /// <summary>Stores; null is without limit.</summary>
    public long? Stores { get; set; }
    /// <summary>Products; null is without limit.</summary>
    public long? Products { get; set; }
    /// <summary>Bytes of traffic a month; null is without limit.</summary>
    public long? BandwidthBytes { get; set; }
    /// <summary>Calls of the HTTP API that a person or key may make in fifteen minutes; null is the installation's own limit alone.</summary>
    public int? ApiCalls { get; set; }
    /// <summary>Calls that a person or key may make in one minute; null is the installation's own limit alone.</summary>
    public int? ApiBurst { get; set; }
    /// <summary>Codes of what it opens, see <see cref="PlanFeature"/>; all of them, not only what it adds to the plan below.</summary>
    public List<string> Features { get; set; } = [];
    /// <summary>Place in the list, and what "more" means: from a plan up to the next.</summary>
    public int Sort { get; set; }
    /// <summary>Whether it can be chosen. Who has one that cannot be chosen any more keeps it.</summary>
    public bool Active { get; set; } = true;
    /// <summary>Id of the monthly price at Stripe, where Stripe bills.</summary>
    public string? StripeMonthlyPrice { get; set; }
    /// <summary>Id of the yearly price at Stripe.</summary>
    public string? StripeYearlyPrice { get; set; }
    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
    /// <summary>Grows with each save; guards against lost updates.</summary>
    public int Version { get; set; }

    /// <summary>Whether it costs nothing.</summary>
    public bool IsFree => MonthlyMinor == 0 && YearlyMinor is 0 or null;

    /// <summary>The price of an interval; null when it is agreed with people.</summary>
    public Money? PriceOf(BillingInterval interval) => (interval == BillingInterval.Month ? MonthlyMinor : YearlyMinor ?? (IsFree ? 0 : null)) is { } minor ? Money.FromMinor(minor, Currency) : null;

    /// <summary>A limit; null is none.</summary>
    public long? LimitOf(PlanLimit limit) => limit switch { PlanLimit.Stores => Stores, PlanLimit.Products => Products, _ => BandwidthBytes };

    /// <summary>Whether it opens a feature.</summary>
    public bool Has(PlanFeature feature) => Features.Contains(feature.Code);

    /// <summary>Id of the price at Stripe.</summary>
    public string? StripePriceOf(BillingInterval interval) => interval == BillingInterval.Month ? StripeMonthlyPrice : StripeYearlyPrice;
}
