using System.Globalization;
using Rendrix.Plans;

namespace Rendrix.Web.Plans;

/// <summary>How plans, limits and dates are said to people.</summary>
internal static class PlanWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Bytes in decimal units, as limits are sold: 1 GB is 1,000,000,000 bytes.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => (bytes / 1_000_000_000m).ToString("#,0.##", English) + " GB",
        >= 1_000_000 => (bytes / 1_000_000m).ToString("#,0.#", English) + " MB",
        >= 1000 => (bytes / 1000m).ToString("#,0", English) + " kB",
        _ => bytes.ToString("N0", English) + " bytes",
    };

    /// <summary>An amount of what a limit counts.</summary>
    public static string Amount(PlanLimit limit, long amount) => limit == PlanLimit.Bandwidth ? Bytes(amount) : amount.ToString("N0", English);

    /// <summary>What a plan holds: "3 stores", "Any number of products".</summary>
    public static string Holds(Plan plan, PlanLimit limit)
    {
        var what = limit switch { PlanLimit.Stores => "store", PlanLimit.Products => "product", _ => "" };
        return plan.LimitOf(limit) is not { } most ? limit == PlanLimit.Bandwidth ? "Traffic without limit" : $"Any number of {what}s"
            : limit == PlanLimit.Bandwidth ? $"{Bytes(most)} of traffic a month" : $"{most.ToString("N0", English)} {what}{(most == 1 ? "" : "s")}";
    }

    /// <summary>A heading for a limit.</summary>
    public static string Title(PlanLimit limit) => limit switch { PlanLimit.Stores => "Stores", PlanLimit.Products => "Products", _ => "Traffic this month" };

    /// <summary>A rate: "19 %", "8.1 %".</summary>
    public static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", English) + " %";

    /// <summary>A day, written out.</summary>
    public static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", English);

    /// <summary>A day without its year, as it stands at charts.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("d MMM", English);

    /// <summary>The month of a day: "March 2027".</summary>
    public static string Month(DateOnly day) => day.ToString("MMMM yyyy", English);

    /// <summary>An interval: "a month".</summary>
    public static string Every(BillingInterval interval) => interval == BillingInterval.Month ? "a month" : "a year";
}
