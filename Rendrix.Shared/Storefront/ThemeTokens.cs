using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rendrix.Storefront;

/// <summary>
/// The design of one shop as tokens. Stored as a flat JSON object of texts; every value is checked against the pattern of its kind
/// when it is read, and falls back to the default theme when it does not fit. So what is written into the page's style element
/// holds no character that could end it.
/// </summary>
public sealed partial class ThemeTokens
{
    private enum Kind { Colour, Number, Length, Flow, Ratio, Case, Font, Header, Card, Button, Hero, Place, Switch, Name }

    // Name in the JSON → css variable (empty: an attribute or a face), kind, default. The default theme is a quiet neutral one.
    private static readonly (string Name, string Css, Kind Kind, string Default)[] Known =
    [
        ("name", "", Kind.Name, "plain"),
        ("bg", "--bg", Kind.Colour, "#FFFFFF"), ("surface", "--surface", Kind.Colour, "#F0EFEC"), ("ink", "--ink", Kind.Colour, "#1A1A1A"),
        ("accent", "--accent", Kind.Colour, "#1A1A1A"), ("onAccent", "--on-accent", Kind.Colour, "#FFFFFF"), ("accent2", "--accent-2", Kind.Colour, "#8A7A5C"),
        ("contrastBg", "--contrast-bg", Kind.Colour, "#1A1A1A"), ("contrastInk", "--contrast-ink", Kind.Colour, "#F5F4F1"),
        ("sale", "--sale", Kind.Colour, "#A8201A"), ("ok", "--ok", Kind.Colour, "#2C5E3F"),
        ("display", "--f-display", Kind.Font, "inter-tight"), ("body", "--f-body", Kind.Font, "inter-tight"), ("label", "--f-label", Kind.Font, "inter-tight"),
        ("displayWeight", "--w-display", Kind.Number, "500"), ("bodyWeight", "--w-body", Kind.Number, "400"), ("track", "--track", Kind.Length, "-0.02em"),
        ("lead", "--lead", Kind.Number, "1.04"), ("case", "--case", Kind.Case, "none"), ("labelCase", "--label-case", Kind.Case, "none"), ("labelTrack", "--label-track", Kind.Length, "0"),
        ("size", "--size", Kind.Length, "16px"), ("scale", "--scale", Kind.Number, "1.333"),
        ("cardRadius", "--r-card", Kind.Length, "4px"), ("mediaRadius", "--r-media", Kind.Length, "4px"), ("controlRadius", "--r-control", Kind.Length, "4px"), ("buttonRadius", "--r-btn", Kind.Length, "4px"),
        ("border", "--bw", Kind.Length, "1px"), ("section", "--section", Kind.Flow, "clamp(56px, 8vw, 104px)"), ("gap", "--gap", Kind.Flow, "clamp(12px, 2vw, 28px)"), ("max", "--max", Kind.Length, "1320px"),
        ("cardRatio", "--ratio-card", Kind.Ratio, "1 / 1"), ("heroRatio", "--ratio-hero", Kind.Ratio, "16 / 10"), ("storyRatio", "--ratio-story", Kind.Ratio, "4 / 3"),
        ("tileRadius", "--tile-r", Kind.Length, "4px"), ("tileRatio", "--tile-ratio", Kind.Ratio, "1 / 1"), ("columns", "--cols", Kind.Number, "4"),
        ("header", "", Kind.Header, "left"), ("card", "", Kind.Card, "plain"), ("button", "", Kind.Button, "solid"), ("hero", "", Kind.Hero, "split"),
        ("heroText", "", Kind.Place, "bottom"), ("heroOver", "", Kind.Switch, "false"),
    ];

    private static readonly FrozenDictionary<string, (string Name, string Css, Kind Kind, string Default)> ByName = Known.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Families the installation serves at <c>/fonts/dist/{family}-latin.woff2</c>.</summary>
    public static IReadOnlyList<string> Families { get; } =
    [
        "archivo", "big-shoulders-display", "bricolage-grotesque", "cormorant", "dm-sans", "fraunces", "fredoka", "geist", "geist-mono", "hanken-grotesk",
        "instrument-sans", "instrument-serif", "inter", "inter-tight", "jost", "nunito", "onest", "red-hat-display",
    ];

    private readonly FrozenDictionary<string, string> _values;
    private string? _css;

    private ThemeTokens(Dictionary<string, string> values) => _values = values.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The quiet theme of a store that chose none.</summary>
    public static ThemeTokens Default { get; } = new(Known.ToDictionary(t => t.Name, t => t.Default));

    /// <summary>The value of a token; empty for an unknown name.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Names of all tokens.</summary>
    public static IEnumerable<string> Names => Known.Select(t => t.Name);

    /// <summary>Layout of the header: left, center, split or bar.</summary>
    public string Header => this["header"];
    /// <summary>Look of product cards: plain, tile, frame, edge, overlay or cell.</summary>
    public string Card => this["card"];
    /// <summary>Look of buttons: solid, pill, chunky, outline or underline.</summary>
    public string Button => this["button"];
    /// <summary>Kind of hero when a block leaves it to the theme: split, full, inset or banner.</summary>
    public string Hero => this["hero"];
    /// <summary>Where the text of a full hero stands: top or bottom.</summary>
    public string HeroText => this["heroText"];
    /// <summary>Whether the text of a full hero stays on the picture on phones.</summary>
    public bool HeroOver => this["heroOver"] == "true";

    /// <summary>Reads stored JSON; whatever is missing or does not fit its kind has its default.</summary>
    public static ThemeTokens Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json) || json.Length > 20_000) return Default;
        var values = Known.ToDictionary(t => t.Name, t => t.Default);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return Default;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var text = property.Value.ValueKind switch { JsonValueKind.String => property.Value.GetString()!, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(), _ => "" };
                if (ByName.TryGetValue(property.Name, out var token) && Fits(token.Kind, text)) values[property.Name] = text;
            }
        }
        catch (JsonException) { return Default; }
        return new ThemeTokens(values);
    }

    /// <summary>Whether a value may be stored for a token; false for an unknown token.</summary>
    public static bool Accepts(string name, string value) => ByName.TryGetValue(name, out var token) && Fits(token.Kind, value);

    /// <summary>These tokens with one changed; unchanged when the value does not fit.</summary>
    public ThemeTokens With(string name, string value) => Accepts(name, value) ? new ThemeTokens(new Dictionary<string, string>(_values) { [name] = value }) : this;

    /// <summary>The stored form: a flat object of texts in a fixed order.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var token in Known) json.WriteString(token.Name, this[token.Name]);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Content of the page's style element: font faces and the variables, at most 2 kB.</summary>
    public string Css => _css ??= Write();

    /// <summary>Faces the first screen needs: the latin files of display and body.</summary>
    public IEnumerable<string> PreloadedFonts => new[] { this["display"], this["body"] }.Distinct().Select(f => $"/fonts/dist/{f}-latin.woff2");

    private string Write()
    {
        var css = new StringBuilder(2048);
        foreach (var family in new[] { this["display"], this["body"], this["label"] }.Distinct())
        {
            // The second face wins for the letters it names, so the first needs no range.
            css.Append("@font-face{font-family:").Append(family).Append(";src:url(/fonts/dist/").Append(family).Append("-latin.woff2);font-weight:100 900;font-display:swap}");
            css.Append("@font-face{font-family:").Append(family).Append(";src:url(/fonts/dist/").Append(family).Append("-latin-ext.woff2);font-weight:100 900;font-display:swap;unicode-range:U+100-2BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0}");
        }
        css.Append(":root{");
        foreach (var token in Known)
            if (token.Css.Length > 0) css.Append(token.Css).Append(':').Append(this[token.Name]).Append(';');
        return css.Append('}').ToString();
    }

    private static bool Fits(Kind kind, string value) => value.Length is > 0 and <= 60 && kind switch
    {
        Kind.Colour => Colour().IsMatch(value),
        Kind.Number => Number().IsMatch(value),
        Kind.Length => Length().IsMatch(value),
        Kind.Flow => Flow().IsMatch(value),
        Kind.Ratio => Ratio().IsMatch(value),
        Kind.Case => value is "none" or "uppercase" or "lowercase",
        Kind.Font => Families.Contains(value),
        Kind.Header => value is "left" or "center" or "split" or "bar",
        Kind.Card => value is "plain" or "tile" or "frame" or "edge" or "overlay" or "cell",
        Kind.Button => value is "solid" or "pill" or "chunky" or "outline" or "underline",
        Kind.Hero => value is "split" or "full" or "inset" or "banner",
        Kind.Place => value is "top" or "bottom",
        Kind.Switch => value is "true" or "false",
        Kind.Name => NameLike().IsMatch(value),
        _ => false,
    };

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z")] private static partial Regex Colour();
    [GeneratedRegex(@"^-?[0-9]{0,4}(\.[0-9]{1,4})?\z")] private static partial Regex Number();
    [GeneratedRegex(@"^-?(0|[0-9]{0,4}(\.[0-9]{1,4})?(px|em|rem|%))( -?(0|[0-9]{0,4}(\.[0-9]{1,4})?(px|em|rem|%))){0,3}\z")] private static partial Regex Length();
    [GeneratedRegex(@"^(clamp\([0-9]{1,4}(px|rem), ?[0-9]{1,3}(\.[0-9]{1,3})?(vw|cqi), ?[0-9]{1,4}(px|rem)\)|[0-9]{1,4}px)\z")] private static partial Regex Flow();
    [GeneratedRegex(@"^[0-9]{1,3} ?/ ?[0-9]{1,3}\z")] private static partial Regex Ratio();
    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")] private static partial Regex NameLike();
}
