using System.Globalization;
using System.Text.RegularExpressions;
using Rendrix.Amounts;

namespace Rendrix.Web.Client.Kit;

/// <summary>Money as people type it into a field: digits with a point or a comma, no sign.</summary>
public static class MoneyText
{
    /// <summary>Minor units as the text of a field: 2800 EUR → "28.00"; null → "".</summary>
    public static string Of(long? minor, string currency) => minor is { } value ? Money.FromMinor(value, currency).ToWire() : "";

    /// <summary>Reads a field; an empty one gives null. False when it is not an amount of the currency.</summary>
    public static bool TryRead(string? text, string currency, out long? minor)
    {
        minor = null;
        var trimmed = (text ?? "").Trim().Replace(" ", "", StringComparison.Ordinal);
        if (trimmed.Length == 0) return true;
        if (trimmed.Contains(',', StringComparison.Ordinal))
            trimmed = trimmed.Contains('.', StringComparison.Ordinal) ? trimmed.Replace(",", "", StringComparison.Ordinal) : trimmed.Replace(',', '.');
        if (!Money.TryParse(trimmed, Currency.Of(currency), out var money)) return false;
        minor = money.Minor;
        return true;
    }

    /// <summary>Whole units from 10,000 on, as dashboards show: €48,210; else the full amount.</summary>
    public static string Brief(Money money, string locale)
    {
        if (Math.Abs(money.Amount) < 10_000 || money.Currency.Decimals == 0) return money.Format(locale);
        return Whole(money, locale);
    }

    /// <summary>Rounded to whole units: €48,210. For axes and brief figures only.</summary>
    public static string Whole(Money money, string locale)
    {
        var full = Money.Round(Math.Round(money.Amount, MidpointRounding.AwayFromZero), money.Currency).Format(locale);
        // Only the decimals at the end of the number go, never a group of thousands that looks like them.
        return money.Currency.Decimals == 0 ? full : Regex.Replace(full, "[.,]0{" + money.Currency.Decimals.ToString(CultureInfo.InvariantCulture) + @"}(?=\D*\z)", "");
    }

    /// <summary>The sign that stands in the field: "€", "$", "NOK".</summary>
    public static string Sign(string currency) => Money.Zero(Currency.Of(currency)).Format("en-US").TrimEnd('0', '.').TrimEnd().Trim('0') is { Length: > 0 } sign ? sign.Trim() : currency;

    /// <summary>A count with grouping: 1,240.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.GetCultureInfo("en-US"));
}
