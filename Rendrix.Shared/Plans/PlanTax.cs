using System.Globalization;
using Rendrix.Amounts;

namespace Rendrix.Plans;

/// <summary>The tax of one of the platform's invoices.</summary>
/// <param name="Rate">What is added.</param>
/// <param name="IsReverse">Whether who receives the invoice owes the tax (Article 196 of Directive 2006/112/EC): it is then said and not added.</param>
public readonly record struct PlanTax(Percentage Rate, bool IsReverse)
{
    /// <summary>None.</summary>
    public static PlanTax None => default;

    /// <summary>The tax of a net amount, rounded once; of a credit it is below zero as the credit is.</summary>
    public Money On(Money net) => net.Minor < 0 ? Money.FromMinor(-Rate.On(Money.FromMinor(-net.Minor, net.Currency)).Minor, net.Currency) : Rate.On(net);
}

/// <summary>
/// What tax the platform's own invoices carry, by the country of who pays. A platform in the European Union charges nothing to a business of another member state that gives
/// a VAT number, because that business owes the tax at home. Countries without a rate pay none: the seller has no duty there.
/// </summary>
public sealed class PlanTaxRules
{
    private readonly Dictionary<string, Percentage> _rates;
    private readonly string _seller;

    private PlanTaxRules(string seller, Dictionary<string, Percentage> rates) => (_seller, _rates) = (seller, rates);

    /// <summary>Whether any tax is charged at all.</summary>
    public bool Any => _rates.Count > 0;

    /// <summary>Reads <c>DE</c> and <c>DE=19 FR=20 AT=20</c>; answers what is wrong with them, or null.</summary>
    public static string? Read(string seller, string rates, out PlanTaxRules rules)
    {
        var read = new Dictionary<string, Percentage>(StringComparer.Ordinal);
        rules = new PlanTaxRules(seller, read);
        foreach (var part in rates.Split([' ', ',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (country, percent) = part.Split('=') is [var code, var number] ? (code.ToUpperInvariant(), number) : (part, "");
            if (!Places.Country.Exists(country)) return $"{country} is no country of ISO 3166";
            if (!decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate > 50 || decimal.Round(rate, 2) != rate) return $"the rate of {country} is no percentage up to 50 with two places";
            if (!read.TryAdd(country, Percentage.Of(rate))) return $"{country} is there twice";
        }
        if (read.Count > 0 && !Places.Country.Exists(seller)) return "the seller's country (TaxCountry) is missing";
        return null;
    }

    /// <summary>The tax of an invoice for somebody; who names no country is taxed as in the seller's.</summary>
    public PlanTax Of(string country, string taxId)
    {
        if (country.Length == 0) country = _seller;
        if (!_rates.TryGetValue(country, out var rate)) return PlanTax.None;
        return country != _seller && VatNumber.IsMemberState(_seller) && VatNumber.IsOf(country, taxId) ? new PlanTax(default, true) : new PlanTax(rate, false);
    }
}
