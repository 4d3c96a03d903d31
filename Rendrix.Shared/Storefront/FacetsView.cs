namespace Rendrix.Storefront;

/// <summary>A product as filters see it.</summary>
public sealed record FacetRow(long PriceMinor, long PriceMaxMinor, bool Available, IReadOnlyList<OptionPick> Options, IReadOnlyDictionary<string, string> Swatches)
{
    /// <summary>Brand or maker; empty for none.</summary>
    public string Vendor { get; init; } = "";
    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Slugs of the categories it counts for, those above its own among them.</summary>
    public IReadOnlyCollection<string> Categories { get; init; } = [];
}

/// <summary>A value one can filter by, and how many products there are with it and with what is picked of everything else.</summary>
public sealed record FacetValue(string Name, string? Swatch, int Count)
{
    /// <summary>As the address says it, where that is not the name.</summary>
    public string Key { get; init; } = Name;
}

/// <summary>An option one can filter by.</summary>
public sealed record FacetOption(string Name, IReadOnlyList<FacetValue> Values);

/// <summary>What a list can be filtered by. A number says how many products there are with it and with everything else that is picked.</summary>
/// <param name="LowestMinor">Lowest price of the whole list.</param>
/// <param name="HighestMinor">Highest price of the whole list.</param>
/// <param name="InStock">Products that can be bought.</param>
/// <param name="Options">Options that two products or more come in, with two values or more; those of most products first. Values in the order of the products: sizes are read from small to large.</param>
/// <param name="All">Products of the list before filtering.</param>
/// <param name="Left">Products left by the filter.</param>
/// <param name="Counted">Whether the numbers are of the whole list; very long ones are not counted.</param>
public sealed record FacetsView(long LowestMinor, long HighestMinor, int InStock, IReadOnlyList<FacetOption> Options, int All, int Left, bool Counted)
{
    /// <summary>Values of a facet that are seen at once, and those offered at all. What is picked is offered beyond that, or nobody could take it off again.</summary>
    public const int MostAtOnce = 20, MostValues = 200;
    private const int MostOptions = 6;

    /// <summary>Categories, those of most products first.</summary>
    public IReadOnlyList<FacetValue> Categories { get; init; } = [];
    /// <summary>Brands or makers, likewise.</summary>
    public IReadOnlyList<FacetValue> Vendors { get; init; } = [];
    /// <summary>Tags, likewise.</summary>
    public IReadOnlyList<FacetValue> Tags { get; init; } = [];

    /// <summary>Whether there is anything to choose: a handful of products is seen at a glance.</summary>
    public bool Worth => All >= 6 && (Options.Count + Categories.Count + Vendors.Count + Tags.Count > 0 || LowestMinor < HighestMinor || InStock < All);

    /// <summary>The values of a facet by its key in the address.</summary>
    /// <param name="key">category, vendor, tag, or opt with the option's name behind a colon.</param>
    public IReadOnlyList<FacetValue> Of(string key) => key switch
    {
        "category" => Categories,
        "vendor" => Vendors,
        "tag" => Tags,
        _ => key.StartsWith("opt:", StringComparison.Ordinal) && Options.FirstOrDefault(o => o.Name == key[4..]) is { } option ? option.Values : [],
    };

    /// <summary>Counts. Each facet is counted as if nothing of it were picked, so that a second value can be added.</summary>
    /// <param name="rows">The products of the list.</param>
    /// <param name="filter">What is picked.</param>
    /// <param name="counted">Whether these are all products of the list.</param>
    /// <param name="categories">Names of the categories that are offered, by slug.</param>
    public static FacetsView Of(IReadOnlyList<FacetRow> rows, ListFilter filter, bool counted, IReadOnlyDictionary<string, string>? categories = null)
    {
        var options = filter.ByOption.ToDictionary(g => g.Key, g => new Tally(counted, g.Select(o => o.Value)), StringComparer.Ordinal);
        var (category, vendor, tag) = (new Tally(counted, filter.Categories), new Tally(counted, filter.Vendors), new Tally(counted, filter.Tags));
        var products = new Dictionary<string, int>(StringComparer.Ordinal);
        var (left, inStock) = (0, 0);
        foreach (var row in rows)
        {
            var values = row.Options.ToLookup(o => o.Name, o => o.Value, StringComparer.Ordinal);
            string[] maker = row.Vendor.Length > 0 ? [row.Vendor] : [];
            var price = (filter.MinMinor is not { } min || row.PriceMaxMinor >= min) && (filter.MaxMinor is not { } max || row.PriceMinor <= max);
            var stock = !filter.InStock || row.Available;
            // The facets that leave the product out. With one of them it counts for that one's values, with two for none.
            var outBy = options.Where(o => !o.Value.Fits(values[o.Key])).Select(o => (object)o.Value).ToList();
            foreach (var (facet, has) in new (Tally, IEnumerable<string>)[] { (category, row.Categories), (vendor, maker), (tag, row.Tags) }) if (!facet.Fits(has)) outBy.Add(facet);
            if (price && outBy.Count == 0) (left, inStock) = (left + (stock ? 1 : 0), inStock + (row.Available ? 1 : 0));
            foreach (var option in values)
            {
                products[option.Key] = products.GetValueOrDefault(option.Key) + 1;
                if (!options.TryGetValue(option.Key, out var tally)) options[option.Key] = tally = new Tally(counted, []);
                tally.Add(option.Distinct(StringComparer.Ordinal), Counts(tally), row.Swatches);
            }
            category.Add(row.Categories, Counts(category));
            vendor.Add(maker, Counts(vendor));
            tag.Add(row.Tags.Distinct(StringComparer.Ordinal), Counts(tag));

            bool Counts(Tally facet) => price && stock && outBy.All(f => f == facet);
        }
        return new FacetsView(
            rows.Count == 0 ? 0 : rows.Min(r => r.PriceMinor), rows.Count == 0 ? 0 : rows.Max(r => r.PriceMaxMinor), inStock,
            [.. products.Keys.Union(options.Keys, StringComparer.Ordinal).Where(name => options[name].Picked || options[name].Known > 1 && products[name] > 1).OrderByDescending(name => products.GetValueOrDefault(name))
                .Where((name, n) => n < MostOptions || options[name].Picked).Select(name => new FacetOption(name, options[name].InOrder())).Where(o => o.Values.Count > 0)],
            rows.Count, left, counted)
        {
            Categories = category.MostFirst(categories), Vendors = vendor.MostFirst(), Tags = tag.MostFirst(),
        };
    }

    /// <summary>The values of one facet while they are counted, in the order they were met.</summary>
    private sealed class Tally(bool counted, IEnumerable<string> picked)
    {
        private readonly HashSet<string> _picked = [.. picked];
        private readonly List<string> _values = [];
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _swatches = new(StringComparer.Ordinal);

        public bool Picked => _picked.Count > 0;
        public int Known => _values.Count;

        public bool Fits(IEnumerable<string> values) => _picked.Count == 0 || values.Any(_picked.Contains);

        public void Add(IEnumerable<string> values, bool counts, IReadOnlyDictionary<string, string>? swatches = null)
        {
            foreach (var value in values)
            {
                if (_counts.TryAdd(value, 0)) _values.Add(value);
                if (counts) _counts[value]++;
                if (swatches?.TryGetValue(value, out var swatch) == true) _swatches.TryAdd(value, swatch);
            }
        }

        public IReadOnlyList<FacetValue> InOrder() => Shown(_values, null);

        // One value of all products divides nothing.
        public IReadOnlyList<FacetValue> MostFirst(IReadOnlyDictionary<string, string>? names = null) =>
            Known < 2 && !Picked ? [] : Shown([.. _values.OrderByDescending(v => _counts[v]).ThenBy(v => names?.GetValueOrDefault(v) ?? v, StringComparer.OrdinalIgnoreCase).ThenBy(v => v, StringComparer.Ordinal)], names);

        // What would leave nothing is not offered, unless it is picked. In a list that is not counted to its end nobody knows.
        private IReadOnlyList<FacetValue> Shown(IReadOnlyList<string> values, IReadOnlyDictionary<string, string>? names)
        {
            var shown = values.Where(v => _counts[v] > 0 || !counted || _picked.Contains(v)).ToList();
            return [.. shown.Take(MostValues).Concat(shown.Skip(MostValues).Where(_picked.Contains)).Concat(_picked.Where(p => !_counts.ContainsKey(p)).Order(StringComparer.Ordinal))
                .Select(v => new FacetValue(names?.GetValueOrDefault(v) ?? v, _swatches.GetValueOrDefault(v), _counts.GetValueOrDefault(v)) { Key = v })];
        }
    }
}
