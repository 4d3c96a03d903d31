using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Catalog;

namespace Rendrix.Content;

/// <summary>
/// "Gift cards use the template Gifts": which template shows the products or categories that meet all its conditions. Rules stand in an order and the
/// first that is met counts; whoever chose a template for one product by hand is not overruled.
/// </summary>
public sealed record TemplateRule
{
    /// <summary>Most rules of a kind.</summary>
    public const int Most = 50;
    /// <summary>Most values of one condition.</summary>
    public const int MostValues = 50;

    /// <summary>Id of the rule.</summary>
    public Guid Id { get; init; }
    /// <summary>Product or collection: what is shown.</summary>
    public PageType Kind { get; init; }
    /// <summary>The template.</summary>
    public Guid Template { get; init; }
    /// <summary>Types of product, one of which it must have; empty for any.</summary>
    public ImmutableArray<ProductType> Types { get; init; } = [];
    /// <summary>Categories, in or below one of which it must stand; empty for any. For a category: which it must be or stand below.</summary>
    public ImmutableArray<Guid> Categories { get; init; } = [];
    /// <summary>Tags, one of which it must have; empty for any.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
    /// <summary>Least price, minor units.</summary>
    public long? FromMinor { get; init; }
    /// <summary>Greatest price, minor units.</summary>
    public long? ToMinor { get; init; }

    /// <summary>Whether it asks for anything: a rule that does not would be the shop's own template.</summary>
    [JsonIgnore]
    public bool HasConditions => Types.Length > 0 || Categories.Length > 0 || Tags.Length > 0 || FromMinor is not null || ToMinor is not null;

    /// <summary>Whether something meets every condition.</summary>
    public bool Meets(TemplateFacts facts) =>
        HasConditions
        && (Types.Length == 0 || facts.Type is { } type && Types.Contains(type))
        && (Categories.Length == 0 || facts.Categories.Any(c => Categories.Contains(c)))
        && (Tags.Length == 0 || facts.Tags.Any(t => Tags.Contains(t)))
        && (FromMinor is not { } from || facts.PriceMinor >= from)
        && (ToMinor is not { } to || facts.PriceMinor <= to);
}

/// <summary>What rules may ask about a product or a category.</summary>
/// <param name="Type">Type of a product; null for a category.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="PriceMinor">Its lowest price, minor units; null for a category.</param>
/// <param name="Categories">The categories it stands in and all above them; for a category itself and all above it.</param>
public sealed record TemplateFacts(ProductType? Type, IReadOnlyCollection<string> Tags, long? PriceMinor, IReadOnlyCollection<Guid> Categories);

/// <summary>The rules of a store as they are kept: a list in one column of the store, so that a page of the shop asks nothing more to know them.</summary>
public static class TemplateRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The rules of a stored text, in their order; none when it is not one of ours.</summary>
    public static ImmutableArray<TemplateRule> Parse(string json)
    {
        if (json.Length <= 2) return [];
        try
        {
            return [.. (JsonSerializer.Deserialize<List<TemplateRule>>(json, Json) ?? []).Select(rule => rule with
            {
                Types = rule.Types.IsDefault ? [] : rule.Types, Categories = rule.Categories.IsDefault ? [] : rule.Categories, Tags = rule.Tags.IsDefault ? [] : rule.Tags,
            })];
        }
        // Written by a newer version of the program: the shop shows its own templates rather than nothing.
        catch (JsonException) { return []; }
    }

    /// <summary>The text to store.</summary>
    public static string Write(IEnumerable<TemplateRule> rules) => JsonSerializer.Serialize(rules.ToList(), Json);
}
