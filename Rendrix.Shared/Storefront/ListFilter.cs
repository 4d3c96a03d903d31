using System.Globalization;
using Rendrix.Amounts;

namespace Rendrix.Storefront;

/// <summary>A value of an option that shoppers filter by: Color, Red.</summary>
public sealed record OptionPick(string Name, string Value)
{
    /// <summary>As an address writes it: the name up to the first colon, then the value.</summary>
    public string Text => Name + ":" + Value;

    /// <summary>Reads <see cref="Text"/>; null when it is none.</summary>
    public static OptionPick? Read(string text) => text.Length <= 200 && !text.Contains('\0', StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is var at and > 0 && at < text.Length - 1
        ? new OptionPick(text[..at], text[(at + 1)..]) : null;
}

/// <summary>
/// What a shopper wants to see of a list, as the address says it: <c>min</c> and <c>max</c> in the store's currency, <c>stock=in</c>, and
/// <c>opt=Color:Red</c> as often as wished. Values of one option are alternatives, different options must all fit. What means nothing is left out.
/// </summary>
public sealed record ListFilter(long? MinMinor, long? MaxMinor, bool InStock, IReadOnlyList<OptionPick> Options, Currency Currency)
{
    private const int MostPicks = 20;

    /// <summary>Keys of the address.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["min", "max", "stock", "opt"];

    /// <summary>Nothing is left out.</summary>
    public static ListFilter None { get; } = new(null, null, false, [], Currency.Of("USD"));

    /// <summary>Whether everything is shown.</summary>
    public bool IsEmpty => MinMinor is null && MaxMinor is null && !InStock && Options.Count == 0;

    /// <summary>Options with what was picked of each.</summary>
    public IEnumerable<IGrouping<string, OptionPick>> ByOption => Options.GroupBy(o => o.Name, StringComparer.Ordinal);

    /// <summary>The parts of an address that say the same, in one order whoever wrote them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parts
    {
        get
        {
            if (MinMinor is { } min) yield return new("min", Major(min));
            if (MaxMinor is { } max) yield return new("max", Major(max));
            if (InStock) yield return new("stock", "in");
            foreach (var option in Options) yield return new("opt", option.Text);
        }
    }

    /// <summary>Reads what an address says.</summary>
    public static ListFilter Read(Func<string, IReadOnlyList<string>> values, Currency currency)
    {
        var (min, max) = (Minor(values("min"), currency), Minor(values("max"), currency));
        if (min > max) (min, max) = (max, min);
        return new ListFilter(min, max, values("stock") is ["in"], [.. values("opt").Take(MostPicks).Select(OptionPick.Read).OfType<OptionPick>().Distinct()], currency);
    }

    /// <summary>Whether a value is picked.</summary>
    public bool Has(string option, string value) => Options.Any(o => o.Name == option && o.Value == value);

    /// <summary>The same without one value.</summary>
    public ListFilter Without(OptionPick pick) => this with { Options = [.. Options.Where(o => o != pick)] };

    /// <summary>An amount as people type it: whole amounts without decimals.</summary>
    public string Major(long minor) => minor % Currency.MinorPerMajor == 0 ? (minor / Currency.MinorPerMajor).ToString(CultureInfo.InvariantCulture)
        : (minor / (decimal)Currency.MinorPerMajor).ToString("F" + Currency.Decimals, CultureInfo.InvariantCulture);

    private static long? Minor(IReadOnlyList<string> texts, Currency currency) =>
        texts is [{ Length: > 0 and <= 12 } text] && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) && major <= 1_000_000_000
            ? (long)(major * currency.MinorPerMajor) : null;
}

/// <summary>A product as filters see it.</summary>
public sealed record FacetRow(long PriceMinor, long PriceMaxMinor, bool Available, IReadOnlyList<OptionPick> Options, IReadOnlyDictionary<string, string> Swatches);

/// <summary>A value one can filter by, and how many products are left with it.</summary>
public sealed record FacetValue(string Name, string? Swatch, int Count);

/// <summary>An option one can filter by.</summary>
public sealed record FacetOption(string Name, IReadOnlyList<FacetValue> Values);

/// <summary>What a list can be filtered by. A number says how many products there are with it and with everything else that is picked.</summary>
/// <param name="LowestMinor">Lowest price of the whole list.</param>
/// <param name="HighestMinor">Highest price of the whole list.</param>
/// <param name="InStock">Products that can be bought.</param>
/// <param name="Options">Options that two products or more come in, with two values or more; those of most products first.</param>
/// <param name="All">Products of the list before filtering.</param>
/// <param name="Left">Products left by the filter.</param>
/// <param name="Counted">Whether the numbers are of the whole list; very long ones are not counted.</param>
public sealed record FacetsView(long LowestMinor, long HighestMinor, int InStock, IReadOnlyList<FacetOption> Options, int All, int Left, bool Counted)
{
    private const int MostOptions = 6, MostValues = 12;

    /// <summary>Whether there is anything to choose: a handful of products is seen at a glance.</summary>
    public bool Worth => All >= 6 && (Options.Count > 0 || LowestMinor < HighestMinor || InStock < All);

    /// <summary>Counts. Each option is counted as if nothing of it were picked, so that a second value can be added.</summary>
    public static FacetsView Of(IReadOnlyList<FacetRow> rows, ListFilter filter, bool counted)
    {
        var picks = filter.ByOption.ToDictionary(g => g.Key, g => g.Select(o => o.Value).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var names = new List<string>();
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var swatches = new Dictionary<OptionPick, string>();
        var counts = new Dictionary<OptionPick, int>();
        var products = new Dictionary<string, int>(StringComparer.Ordinal);
        var (left, inStock) = (0, 0);
        foreach (var row in rows)
        {
            var price = (filter.MinMinor is not { } min || row.PriceMaxMinor >= min) && (filter.MaxMinor is not { } max || row.PriceMinor <= max);
            var stock = !filter.InStock || row.Available;
            var missing = picks.Where(p => !row.Options.Any(o => o.Name == p.Key && p.Value.Contains(o.Value))).Select(p => p.Key).Take(2).ToList();
            if (price && stock && missing.Count == 0) left++;
            if (price && row.Available && missing.Count == 0) inStock++;
            foreach (var name in row.Options.Select(o => o.Name).Distinct()) products[name] = products.GetValueOrDefault(name) + 1;
            foreach (var option in row.Options)
            {
                if (!values.TryGetValue(option.Name, out var known)) { names.Add(option.Name); values[option.Name] = known = []; }
                if (counts.TryAdd(option, 0)) known.Add(option.Value);
                if (row.Swatches.TryGetValue(option.Value, out var swatch)) swatches.TryAdd(option, swatch);
                if (price && stock && missing.All(m => m == option.Name)) counts[option]++;
            }
        }
        return new FacetsView(
            rows.Count == 0 ? 0 : rows.Min(r => r.PriceMinor), rows.Count == 0 ? 0 : rows.Max(r => r.PriceMaxMinor), inStock,
            [.. names.Where(n => values[n].Count > 1 && products[n] > 1).OrderByDescending(n => products[n]).Take(MostOptions).Select(n => new FacetOption(n, [.. values[n].Take(MostValues)
                .Select(v => new OptionPick(n, v)).Select(o => new FacetValue(o.Value, swatches.GetValueOrDefault(o), counts[o]))]))],
            rows.Count, left, counted);
    }
}
