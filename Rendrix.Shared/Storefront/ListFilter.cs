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
/// <c>opt=Color:Red</c>, <c>category=shirts</c>, <c>vendor=Halden</c> and <c>tag=wool</c> as often as wished. Values of one facet are alternatives, different facets must all fit.
/// What means nothing is left out.
/// </summary>
public sealed record ListFilter(long? MinMinor, long? MaxMinor, bool InStock, IReadOnlyList<OptionPick> Options, Currency Currency)
{
    /// <summary>Values of one facet that count at most, and characters of each.</summary>
    public const int MostPicks = 20, Longest = 200;

    /// <summary>Keys of the address.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["min", "max", "stock", "category", "vendor", "tag", "opt"];

    /// <summary>Slugs of categories, with all below them.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
    /// <summary>Brands or makers.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];
    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>The categories picked and all below them, once somebody has looked them up; products know ids and no slugs.</summary>
    public IReadOnlyList<Guid> Branches { get; init; } = [];

    /// <summary>Nothing is left out.</summary>
    public static ListFilter None { get; } = new(null, null, false, [], Currency.Of("USD"));

    /// <summary>Whether everything is shown.</summary>
    public bool IsEmpty => MinMinor is null && MaxMinor is null && !InStock && Options.Count + Categories.Count + Vendors.Count + Tags.Count == 0;

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
            foreach (var category in Categories) yield return new("category", category);
            foreach (var vendor in Vendors) yield return new("vendor", vendor);
            foreach (var tag in Tags) yield return new("tag", tag);
            foreach (var option in Options) yield return new("opt", option.Text);
        }
    }

    /// <summary>Reads what an address says.</summary>
    public static ListFilter Read(Func<string, IReadOnlyList<string>> values, Currency currency)
    {
        var (min, max) = (Minor(values("min"), currency), Minor(values("max"), currency));
        if (min > max) (min, max) = (max, min);
        return new ListFilter(min, max, values("stock") is ["in"], [.. values("opt").Take(MostPicks).Select(OptionPick.Read).OfType<OptionPick>().Distinct()], currency)
        {
            Categories = Words(values("category")), Vendors = Words(values("vendor")), Tags = Words(values("tag")),
        };
    }

    /// <summary>Whether a value is picked.</summary>
    public bool Has(string option, string value) => Options.Any(o => o.Name == option && o.Value == value);

    /// <summary>The same without one value.</summary>
    public ListFilter Without(OptionPick pick) => this with { Options = [.. Options.Where(o => o != pick)] };

    /// <summary>The same without one value of a facet.</summary>
    /// <param name="key">Its key in the address: category, vendor or tag.</param>
    /// <param name="value">The value.</param>
    public ListFilter Without(string key, string value) => key switch
    {
        "category" => this with { Categories = [.. Categories.Where(c => c != value)] },
        "vendor" => this with { Vendors = [.. Vendors.Where(v => v != value)] },
        "tag" => this with { Tags = [.. Tags.Where(t => t != value)] },
        _ => this,
    };

    /// <summary>An amount as people type it: whole amounts without decimals.</summary>
    public string Major(long minor) => minor % Currency.MinorPerMajor == 0 ? (minor / Currency.MinorPerMajor).ToString(CultureInfo.InvariantCulture)
        : (minor / (decimal)Currency.MinorPerMajor).ToString("F" + Currency.Decimals, CultureInfo.InvariantCulture);

    // In one order, so that one choice has one address whatever was ticked first.
    private static IReadOnlyList<string> Words(IReadOnlyList<string> texts) =>
        [.. texts.Take(MostPicks).Where(t => t.Length is > 0 and <= Longest && !t.Contains('\0', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static long? Minor(IReadOnlyList<string> texts, Currency currency) =>
        texts is [{ Length: > 0 and <= 12 } text] && decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major) && major <= 1_000_000_000
            ? (long)(major * currency.MinorPerMajor) : null;
}
