using System.Collections.Concurrent;
using System.Globalization;

namespace Rendrix.Amounts;

/// <summary>Writes money for people. The symbol is of the currency, the grouping and its place of the reader's locale.</summary>
internal static class MoneyFormat
{
    // Symbols that say which currency they mean to any reader; all others are written by code, as "CA$" or "48.00 CAD" would be.
    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩", ["PLN"] = "zł", ["CZK"] = "Kč",
        ["CAD"] = "CA$", ["AUD"] = "A$", ["NZD"] = "NZ$", ["MXN"] = "MX$", ["BRL"] = "R$", ["ILS"] = "₪", ["VND"] = "₫", ["UAH"] = "₴", ["HKD"] = "HK$", ["TWD"] = "NT$",
    };

    private static readonly ConcurrentDictionary<(string, string), NumberFormatInfo> Formats = new();

    public static string Format(Money money, string locale) =>
        money.Amount.ToString("C" + money.Currency.Decimals, Formats.GetOrAdd((locale, money.Currency.Code), static key => Build(key.Item1, key.Item2)));

    private static NumberFormatInfo Build(string locale, string code)
    {
        var format = (NumberFormatInfo)CultureOf(locale).NumberFormat.Clone();
        format.CurrencySymbol = Symbols.GetValueOrDefault(code, code + " ");
        if (code is "PLN" or "CZK" && format.CurrencyPositivePattern == 0) { format.CurrencyPositivePattern = 3; }
        format.CurrencyNegativePattern = format.CurrencyPositivePattern is 3 ? 8 : 1;
        format.NegativeSign = "−";
        return format;
    }

    internal static CultureInfo CultureOf(string locale)
    {
        try { return CultureInfo.GetCultureInfo(locale); }
        catch (CultureNotFoundException) { return CultureInfo.GetCultureInfo("en-US"); }
    }
}
