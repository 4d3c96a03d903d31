using System.Collections.Frozen;
using Rendrix.Places;

namespace Rendrix.Web.Stores;

/// <summary>
/// What a store of a country begins with: tax, time zone, locale. A starting point that the merchant changes in the settings, never tax advice:
/// reduced rates, thresholds and sales tax by state are theirs to know.
/// </summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TaxBasisPoints">Standard rate in hundredths of a percent; 0 where prices stand without tax or we do not know.</param>
/// <param name="PricesIncludeTax">Whether shop prices hold the tax, as the law asks of shops in most of the world.</param>
/// <param name="TimeZone">IANA name of its most peopled zone.</param>
public sealed record Region(string Country, int TaxBasisPoints, bool PricesIncludeTax, string TimeZone)
{
    // Standard VAT and GST rates as of January 2026; the states of North America add theirs at checkout, so stores there begin without.
    private static readonly FrozenDictionary<string, Region> Known = new Region[]
    {
        new("US", 0, false, "America/New_York"), new("CA", 0, false, "America/Toronto"),
        new("GB", 2000, true, "Europe/London"), new("AT", 2000, true, "Europe/Vienna"), new("BE", 2100, true, "Europe/Brussels"), new("BG", 2000, true, "Europe/Sofia"), new("HR", 2500, true, "Europe/Zagreb"),
        new("CY", 1900, true, "Asia/Nicosia"), new("CZ", 2100, true, "Europe/Prague"), new("DK", 2500, true, "Europe/Copenhagen"), new("EE", 2400, true, "Europe/Tallinn"), new("FI", 2550, true, "Europe/Helsinki"),
        new("FR", 2000, true, "Europe/Paris"), new("DE", 1900, true, "Europe/Berlin"), new("GR", 2400, true, "Europe/Athens"), new("HU", 2700, true, "Europe/Budapest"), new("IE", 2300, true, "Europe/Dublin"),
        new("IT", 2200, true, "Europe/Rome"), new("LV", 2100, true, "Europe/Riga"), new("LT", 2100, true, "Europe/Vilnius"), new("LU", 1700, true, "Europe/Luxembourg"), new("MT", 1800, true, "Europe/Malta"),
        new("NL", 2100, true, "Europe/Amsterdam"), new("PL", 2300, true, "Europe/Warsaw"), new("PT", 2300, true, "Europe/Lisbon"), new("RO", 2100, true, "Europe/Bucharest"), new("SK", 2300, true, "Europe/Bratislava"),
        new("SI", 2200, true, "Europe/Ljubljana"), new("ES", 2100, true, "Europe/Madrid"), new("SE", 2500, true, "Europe/Stockholm"), new("NO", 2500, true, "Europe/Oslo"), new("CH", 810, true, "Europe/Zurich"),
        new("IS", 2400, true, "Atlantic/Reykjavik"), new("AU", 1000, true, "Australia/Sydney"), new("NZ", 1500, true, "Pacific/Auckland"), new("JP", 1000, true, "Asia/Tokyo"), new("KR", 1000, true, "Asia/Seoul"),
        new("IN", 1800, true, "Asia/Kolkata"), new("SG", 900, true, "Asia/Singapore"), new("ZA", 1500, true, "Africa/Johannesburg"), new("AE", 500, true, "Asia/Dubai"),
        new("BR", 0, true, "America/Sao_Paulo"), new("MX", 1600, true, "America/Mexico_City"),
    }.ToFrozenDictionary(r => r.Country, StringComparer.Ordinal);

    // A currency that several countries share means the largest of them.
    private static readonly FrozenDictionary<string, string> CountryOfCurrency = new Dictionary<string, string>
    {
        ["USD"] = "US", ["EUR"] = "DE", ["GBP"] = "GB", ["CAD"] = "CA", ["AUD"] = "AU", ["NZD"] = "NZ", ["JPY"] = "JP", ["KRW"] = "KR", ["INR"] = "IN", ["SGD"] = "SG", ["ZAR"] = "ZA", ["AED"] = "AE", ["BRL"] = "BR", ["MXN"] = "MX",
        ["CHF"] = "CH", ["SEK"] = "SE", ["NOK"] = "NO", ["DKK"] = "DK", ["PLN"] = "PL", ["CZK"] = "CZ", ["HUF"] = "HU", ["RON"] = "RO", ["ISK"] = "IS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // How many units of a currency make about one dollar, rounded so that starter prices read like prices.
    private static readonly FrozenDictionary<string, int> UnitsPerDollar = new Dictionary<string, int>
    {
        ["JPY"] = 100, ["KRW"] = 1000, ["INR"] = 50, ["CZK"] = 20, ["HUF"] = 300, ["ISK"] = 100, ["SEK"] = 10, ["NOK"] = 10, ["DKK"] = 7, ["PLN"] = 4, ["RON"] = 4, ["MXN"] = 20, ["BRL"] = 5, ["ZAR"] = 15, ["AED"] = 4, ["CNY"] = 7, ["HKD"] = 8,
        ["TWD"] = 30, ["THB"] = 30, ["PHP"] = 50, ["TRY"] = 40, ["ILS"] = 4, ["UAH"] = 40, ["CLP"] = 1000, ["COP"] = 4000, ["ARS"] = 1000, ["IDR"] = 15_000, ["VND"] = 25_000, ["NGN"] = 1500, ["EGP"] = 50, ["KES"] = 100, ["RSD"] = 100,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The region of a country, or of the currency where no country was said.</summary>
    public static Region Of(string? country, string currency)
    {
        var code = country is { Length: 2 } ? country.ToUpperInvariant() : CountryOfCurrency.GetValueOrDefault(currency, "US");
        return Known.TryGetValue(code, out var region) ? region : new Region(Places.Country.Exists(code) ? code : "US", 0, false, "UTC");
    }

    /// <summary>English as the country writes its numbers and dates: the starter texts are English.</summary>
    public string Locale => "en-" + Country;

    /// <summary>How many units of a currency stand for one of the starter catalog's, which is priced in dollars.</summary>
    public static int ScaleOf(string currency) => UnitsPerDollar.GetValueOrDefault(currency, 1);
}
