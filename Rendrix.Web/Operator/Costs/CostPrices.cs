using Rendrix.Amounts;

namespace Rendrix.Web.Operator.Costs;

/// <summary>What things cost the operator, as their own provider bills them: <c>Rendrix:Platform:Costs:*</c>. What has no price is counted and not priced.</summary>
public sealed class CostPrices
{
    /// <summary>Reads the configuration; a price that cannot be stops the start.</summary>
    public CostPrices(IConfiguration configuration)
    {
        var costs = configuration.GetSection("Rendrix:Platform:Costs");
        Currency = Currency.TryOf(costs["Currency"] ?? "USD", out var currency) ? currency : throw new Platform.StartupProblem($"Rendrix__Platform__Costs__Currency is {costs["Currency"]}. Use a currency of ISO 4217, such as USD.");
        (Traffic, Storage, Database) = (Price("TrafficPerGb"), Price("StoragePerGb"), Price("DatabasePerGb"));

        decimal? Price(string name)
        {
            if (costs[name] is not { Length: > 0 } text) return null;
            return decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var price) && price <= 1000 ? price
                : throw new Platform.StartupProblem($"Rendrix__Platform__Costs__{name} is {text}. Write the price of a GB as a number, such as 0.09.");
        }
    }

    /// <summary>In which currency prices are.</summary>
    public Currency Currency { get; }
    /// <summary>A GB (1,000,000,000 bytes) sent to shoppers.</summary>
    public decimal? Traffic { get; }
    /// <summary>A GB of files kept for a month.</summary>
    public decimal? Storage { get; }
    /// <summary>A GB of the database kept for a month.</summary>
    public decimal? Database { get; }

    /// <summary>What so many bytes cost; null where there is no price. Exact: it is rounded when it is shown.</summary>
    public static decimal? Of(decimal? perGb, long bytes) => perGb is { } price ? price * bytes / 1_000_000_000m : null;
}
