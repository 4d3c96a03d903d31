using System.Globalization;
using Rendrix.Amounts;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Operator;

/// <summary>Figures as the platform's pages write them.</summary>
public static class OperatorText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>One amount for each currency, the largest two: "€48,210 · $1,204"; an en dash for none.</summary>
    public static string Sales(IReadOnlyList<Money> sales) => sales.Count == 0 ? "–" : string.Join(" · ", sales.Take(2).Select(s => MoneyText.Brief(s, "en-US"))) + (sales.Count > 2 ? $" +{sales.Count - 2}" : "");

    /// <summary>"1.4 GB".</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < units.Length - 1) (value, unit) = (value / 1000, unit + 1);
        return value.ToString(unit == 0 || value >= 100 ? "0" : "0.#", English) + " " + units[unit];
    }

    /// <summary>"12 Mar 2024".</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", English);

    /// <summary>"1 store", "3 stores".</summary>
    public static string Count(long number, string one, string many) => number == 1 ? "1 " + one : $"{MoneyText.Count(number)} {many}";

    /// <summary>The organization's color, the same each time.</summary>
    public static string Letter(string name) => Dashboard.StoreLook.Letter(name);
}
