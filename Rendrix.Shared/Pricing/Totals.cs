using Rendrix.Amounts;

namespace Rendrix.Pricing;

/// <summary>One line to be priced: unit price and quantity.</summary>
public readonly record struct PricedLine(Money UnitPrice, int Quantity)
{
    /// <summary>Unit price times quantity; exact.</summary>
    public Money Total => UnitPrice * Quantity;
}

/// <summary>
/// What an order costs. Always: Total = Subtotal − Discount + Shipping + (tax on top, when prices do not include it).
/// When prices include tax, <see cref="Tax"/> says how much of the total it is.
/// </summary>
public sealed record Totals(Money Subtotal, Money Discount, Money Shipping, Money Tax, bool TaxIncluded, Money Total)
{
    /// <summary>
    /// Prices lines with one flat tax rate. Tax is rounded once per line and once for shipping (line rounding,
    /// half away from zero), then summed, so that what stands on each line adds up to what is charged.
    /// </summary>
    public static Totals Of(IReadOnlyList<PricedLine> lines, Money shipping, Percentage taxRate, bool pricesIncludeTax, Currency currency)
    {
        var subtotal = Money.Zero(currency);
        var tax = pricesIncludeTax ? taxRate.Within(shipping) : taxRate.On(shipping);
        foreach (var line in lines)
        {
            subtotal += line.Total;
            tax += pricesIncludeTax ? taxRate.Within(line.Total) : taxRate.On(line.Total);
        }
        var total = subtotal + shipping;
        if (!pricesIncludeTax) total += tax;
        return new Totals(subtotal, Money.Zero(currency), shipping, tax, pricesIncludeTax, total);
    }
}
