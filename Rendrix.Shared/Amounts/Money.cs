using System.Globalization;

namespace Rendrix.Amounts;

/// <summary>
/// An amount in one currency. In code a <see cref="decimal"/>, in the database whole minor units (<see cref="Minor"/>).
/// All rounding of the product happens here: half away from zero, to the currency's own decimals, once.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    private Money(decimal amount, Currency currency) => (Amount, Currency) = (amount, currency);

    /// <summary>The amount in major units, with no more decimals than the currency has.</summary>
    public decimal Amount { get; }

    /// <summary>The currency of the amount.</summary>
    public Currency Currency { get; }

    /// <summary>The amount in minor units (cents): what the database and payment gateways take.</summary>
    public long Minor => checked((long)(Amount * Currency.MinorPerMajor));

    /// <summary>Whether the amount is exactly zero.</summary>
    public bool IsZero => Amount == 0;

    /// <summary>From whole minor units, for example 4999 USD → 49.99.</summary>
    public static Money FromMinor(long minor, Currency currency) => new((decimal)minor / currency.MinorPerMajor, currency);

    /// <summary>From whole minor units and a currency code.</summary>
    public static Money FromMinor(long minor, string currency) => FromMinor(minor, Currency.Of(currency));

    /// <summary>Rounds a computed amount to the currency: half away from zero, the rule of most tax laws at the line.</summary>
    public static Money Round(decimal amount, Currency currency) => new(Math.Round(amount, currency.Decimals, MidpointRounding.AwayFromZero), currency);

    /// <summary>Nothing, in the currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>
    /// Reads a decimal string as the HTTP contract and import files write it: digits, optionally one point and no more decimals
    /// than the currency has; never negative, never above 999,999,999,999. Returns false otherwise.
    /// </summary>
    public static bool TryParse(string? text, Currency currency, out Money money)
    {
        money = default;
        if (string.IsNullOrEmpty(text) || text.Length > 20 || !text.All(c => c is >= '0' and <= '9' or '.')) return false;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return false;
        if (amount > 999_999_999_999m || decimal.Round(amount, currency.Decimals) != amount) return false;
        money = new Money(amount, currency);
        return true;
    }

    /// <summary>The sum; both amounts must be of one currency.</summary>
    public static Money operator +(Money a, Money b) => new(a.Amount + Same(a, b).Amount, a.Currency);

    /// <summary>The difference; both amounts must be of one currency.</summary>
    public static Money operator -(Money a, Money b) => new(a.Amount - Same(a, b).Amount, a.Currency);

    /// <summary>The amount a whole number of times: exact, nothing to round.</summary>
    public static Money operator *(Money a, int times) => new(a.Amount * times, a.Currency);

    /// <summary>Whether a is less than b.</summary>
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    /// <summary>Whether a is more than b.</summary>
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    /// <summary>Whether a is at most b.</summary>
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    /// <summary>Whether a is at least b.</summary>
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(Same(this, other).Amount);

    /// <summary>The decimal string of the HTTP contract: always the currency's own number of decimals, a point, no grouping.</summary>
    public string ToWire() => Amount.ToString("F" + Currency.Decimals, CultureInfo.InvariantCulture);

    /// <summary>For people: symbol and grouping of the locale, the currency's decimals. Minus before the sign.</summary>
    public string Format(string locale = "en-US") => MoneyFormat.Format(this, locale);

    /// <inheritdoc/>
    public override string ToString() => ToWire() + " " + Currency.Code;

    private static Money Same(Money a, Money b) =>
        a.Currency == b.Currency ? b : throw new InvalidOperationException($"{a.Currency} and {b.Currency} cannot be mixed in one sum.");
}
