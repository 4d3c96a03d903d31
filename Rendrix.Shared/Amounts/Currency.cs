using System.Collections.Frozen;

namespace Rendrix.Amounts;

/// <summary>An ISO 4217 currency: its code and how many decimals its minor unit has (JPY 0, USD 2, KWD 3).</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, int> Exponents = Build();

    private Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    /// <summary>Three upper-case letters, for example <c>EUR</c>.</summary>
    public string Code { get; }

    /// <summary>Digits after the decimal point: 0, 2 or 3 (ISO 4217, column "minor unit").</summary>
    public int Decimals { get; }

    /// <summary>How many minor units make one major unit: 1, 100 or 1000.</summary>
    public long MinorPerMajor => Decimals switch { 0 => 1, 2 => 100, 3 => 1000, _ => throw new InvalidOperationException("A currency has 0, 2 or 3 decimals.") };

    /// <summary>Every currency a store may choose, by code.</summary>
    public static IEnumerable<string> Codes => Exponents.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds the currency; throws <see cref="ArgumentException"/> when the code is unknown.</summary>
    public static Currency Of(string code) =>
        TryOf(code, out var currency) ? currency : throw new ArgumentException($"{code} is not a currency code of ISO 4217.", nameof(code));

    /// <summary>Finds the currency without throwing; case does not matter.</summary>
    public static bool TryOf(string? code, out Currency currency)
    {
        var upper = code?.ToUpperInvariant() ?? "";
        if (Exponents.TryGetValue(upper, out var decimals)) { currency = new Currency(upper, decimals); return true; }
        currency = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;

    private static FrozenDictionary<string, int> Build()
    {
        const string two = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW";
        const string none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        const string three = "BHD IQD JOD KWD LYD OMR TND";
        return two.Split(' ').Select(c => (c, 2)).Concat(none.Split(' ').Select(c => (c, 0))).Concat(three.Split(' ').Select(c => (c, 3)))
            .ToFrozenDictionary(p => p.c, p => p.Item2, StringComparer.Ordinal);
    }
}
