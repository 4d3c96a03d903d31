using Rendrix.Amounts;
using Rendrix.Refusals;

namespace Rendrix.Plans;

/// <summary>A plan as a person of the platform fills it in: amounts as text, empty for "agreed" and "without limit".</summary>
public sealed record PlanDraft
{
    /// <summary>Stable name; only for a new plan.</summary>
    public string Code { get; set; } = "";
    /// <summary>What people read.</summary>
    public string Name { get; set; } = "";
    /// <summary>For whom it is.</summary>
    public string Tagline { get; set; } = "";
    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "USD";
    /// <summary>Price of a month: 29.00; empty when agreed.</summary>
    public string Monthly { get; set; } = "";
    /// <summary>Price of a year; empty when agreed.</summary>
    public string Yearly { get; set; } = "";
    /// <summary>Stores; empty is without limit.</summary>
    public string Stores { get; set; } = "";
    /// <summary>Products; empty is without limit.</summary>
    public string Products { get; set; } = "";
    /// <summary>Traffic of a month in GB of 1,000,000,000 bytes; empty is without limit.</summary>
    public string BandwidthGb { get; set; } = "";
    /// <summary>Calls in fifteen minutes; empty is the installation's limit alone.</summary>
    public string ApiCalls { get; set; } = "";
    /// <summary>Calls in one minute; empty is the installation's limit alone.</summary>
    public string ApiBurst { get; set; } = "";
    /// <summary>Codes of features.</summary>
    public HashSet<string> Features { get; set; } = [];
    /// <summary>Place in the list.</summary>
    public string Sort { get; set; } = "0";
    /// <summary>Whether it can be chosen.</summary>
    public bool Active { get; set; } = true;
    /// <summary>Id of the monthly price at Stripe.</summary>
    public string StripeMonthlyPrice { get; set; } = "";
    /// <summary>Id of the yearly price at Stripe.</summary>
    public string StripeYearlyPrice { get; set; } = "";

    /// <summary>The draft of a stored plan.</summary>
    public static PlanDraft From(Plan plan) => new()
    {
        Code = plan.Code, Name = plan.Name, Tagline = plan.Tagline, Currency = plan.Currency, Monthly = Wire(plan.MonthlyMinor, plan.Currency), Yearly = Wire(plan.YearlyMinor, plan.Currency),
        Stores = Text(plan.Stores), Products = Text(plan.Products), BandwidthGb = plan.BandwidthBytes is { } bytes ? (bytes / 1_000_000_000m).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : "", ApiCalls = Text(plan.ApiCalls), ApiBurst = Text(plan.ApiBurst),
        Features = [.. plan.Features], Sort = Text(plan.Sort), Active = plan.Active, StripeMonthlyPrice = plan.StripeMonthlyPrice ?? "", StripeYearlyPrice = plan.StripeYearlyPrice ?? "",
    };

    /// <summary>Writes the draft into a plan; refuses with every field that is wrong.</summary>
    public void ApplyTo(Plan plan)
    {
        var errors = new FieldErrors();
        Words(errors, "name", Name, 1, 60);
        Words(errors, "tagline", Tagline, 0, 200);
        if (!Amounts.Currency.TryOf(Currency, out var currency)) { errors.Add("currency", "Choose a currency of ISO 4217, such as USD"); currency = Amounts.Currency.Of("USD"); }
        var monthly = Price(errors, "monthly", Monthly, currency);
        var yearly = Price(errors, "yearly", Yearly, currency);
        errors.Require(monthly is null == yearly is null, "yearly", "Set both prices, or neither when the price is agreed with people");
        var (stores, products, calls, burst, sort) = (Whole(errors, "stores", Stores, 1_000_000), Whole(errors, "products", Products, 100_000_000), Whole(errors, "apiCalls", ApiCalls, 100_000_000), Whole(errors, "apiBurst", ApiBurst, 10_000_000), Whole(errors, "sort", Sort, 1000));
        long? bandwidth = null;
        if (BandwidthGb.Trim().Length > 0)
        {
            if (decimal.TryParse(BandwidthGb.Trim(), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var gb) && gb is > 0 and <= 1_000_000_000) bandwidth = (long)(gb * 1_000_000_000m);
            else errors.Add("bandwidthGb", "Enter gigabytes above 0, such as 10, or leave it empty for no limit");
        }
        errors.Require(Features.All(code => PlanFeature.Find(code) is not null), "features", "Choose features of the list only");
        foreach (var (field, id) in new[] { ("stripeMonthlyPrice", StripeMonthlyPrice), ("stripeYearlyPrice", StripeYearlyPrice) })
            errors.Require(id.Trim().Length == 0 || id.Trim().StartsWith("price_", StringComparison.Ordinal) && id.Trim().Length <= 100 && id.Trim().All(c => char.IsAsciiLetterOrDigit(c) || c == '_'), field, "Enter the id of a price at Stripe, which begins with price_");
        errors.ThrowIfAny();
        (plan.Name, plan.Tagline, plan.Currency, plan.MonthlyMinor, plan.YearlyMinor) = (Name.Trim(), Tagline.Trim(), currency.Code, monthly?.Minor, yearly?.Minor);
        (plan.Stores, plan.Products, plan.BandwidthBytes, plan.ApiCalls, plan.ApiBurst, plan.Sort, plan.Active) = (stores, products, bandwidth, (int?)calls, (int?)burst, (int)(sort ?? 0), Active);
        // In the registry's order, so that the same choice is the same value.
        plan.Features = [.. PlanFeature.All.Select(feature => feature.Code).Where(Features.Contains)];
        (plan.StripeMonthlyPrice, plan.StripeYearlyPrice) = (Id(StripeMonthlyPrice), Id(StripeYearlyPrice));
    }

    private static string? Id(string text) => text.Trim() is { Length: > 0 } id ? id : null;

    private static string Wire(long? minor, string currency) => minor is { } amount ? Money.FromMinor(amount, currency).ToWire() : "";

    private static string Text(long? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static void Words(FieldErrors errors, string field, string text, int least, int most) =>
        errors.Require(text.Trim().Length >= least && text.Trim().Length <= most && !text.Any(char.IsControl), field, least > 0 ? $"Enter {least} to {most} characters" : $"Use {most} characters or fewer");

    private static Money? Price(FieldErrors errors, string field, string text, Currency currency)
    {
        if (text.Trim().Length == 0) return null;
        // Above it a year's proration would leave what a decimal computes exactly.
        if (Money.TryParse(text.Trim(), currency, out var money) && money.Amount <= 10_000_000) return money;
        errors.Add(field, "Enter an amount such as 29.00, or leave it empty when the price is agreed with people");
        return null;
    }

    private static long? Whole(FieldErrors errors, string field, string text, long most)
    {
        if (text.Trim().Length == 0) return null;
        if (long.TryParse(text.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        errors.Add(field, $"Enter a whole number of up to {most:N0}, or leave it empty for no limit");
        return null;
    }
}
