namespace Rendrix.Amounts;

/// <summary>A rate such as a tax rate, held in basis points (8.25 % = 825) so that it is exact in the database.</summary>
public readonly record struct Percentage(int BasisPoints)
{
    /// <summary>The rate as a factor: 8.25 % → 0.0825.</summary>
    public decimal Factor => BasisPoints / 10_000m;

    /// <summary>The rate as people say it: 8.25.</summary>
    public decimal Percent => BasisPoints / 100m;

    /// <summary>From a percent number, rounded to hundredths of a percent.</summary>
    public static Percentage Of(decimal percent) => new((int)Math.Round(percent * 100, MidpointRounding.AwayFromZero));

    /// <summary>The tax that is added to a net amount, rounded once.</summary>
    public Money On(Money net) => Money.Round(net.Amount * Factor, net.Currency);

    /// <summary>The tax that a gross amount already holds, rounded once.</summary>
    public Money Within(Money gross) => Money.Round(gross.Amount - gross.Amount / (1 + Factor), gross.Currency);
}
