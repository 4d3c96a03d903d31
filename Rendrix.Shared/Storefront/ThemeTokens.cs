using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Rendrix.Storefront;

/// <summary>
/// The design of one shop as tokens: names with short texts. Every value is checked against the pattern of its kind when it is read, and falls back
/// to the plain theme when it does not fit. So what is written into the page's style element holds no character that could end it.
/// Immutable; a change makes a new theme.
/// </summary>
public sealed class ThemeTokens
{
    /// <summary>Largest stored size: the tokens and the custom CSS.</summary>
    public const int MaxBytes = 90_000;

    // Colors had these names before there were schemes; they still read and write the same places.
    private static readonly FrozenDictionary<string, string> Earlier = new Dictionary<string, string>
    {
        ["bg"] = "scheme.page.bg", ["ink"] = "scheme.page.text", ["surface"] = "scheme.page.card", ["accent"] = "scheme.page.accent", ["onAccent"] = "scheme.page.onAccent",
        ["contrastBg"] = "scheme.contrast.bg", ["contrastInk"] = "scheme.contrast.text",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Plain = new(ThemeCatalog.All.Where(t => t.Default.Length > 0).Select(t => KeyValuePair.Create(t.Name, t.Default)), StringComparer.Ordinal)
    {
        ["scheme.page.bg"] = "#FFFFFF", ["scheme.page.text"] = "#1A1A1A", ["scheme.page.card"] = "#F0EFEC", ["scheme.page.accent"] = "#1A1A1A", ["scheme.page.onAccent"] = "#FFFFFF",
        ["scheme.contrast.bg"] = "#1A1A1A", ["scheme.contrast.text"] = "#F5F4F1",
    };

    private static readonly (string, string)[] OutlineWords = [("buttonWeight", "400"), ("buttonTrack", "0.1em"), ("buttonCase", "uppercase")], UnderlineWords = [("buttonWeight", "400")];

    private readonly Dictionary<string, string> _values;
    private IReadOnlyList<ColorScheme>? _light, _dark;
    private string? _css, _deviceCss;
    private IReadOnlyDictionary<string, object?>? _attributes;

    private ThemeTokens(Dictionary<string, string> values) => _values = values;

    /// <summary>The quiet theme of a store that chose none.</summary>
    public static ThemeTokens Default { get; } = new(Plain);

    /// <summary>The value of a token; empty for an unknown name, or for one that follows from others.</summary>
    public string this[string name] => _values.GetValueOrDefault(Earlier.GetValueOrDefault(name, name), "");

    /// <summary>Names and values that are set, in a fixed order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => _values.OrderBy(v => v.Key, StringComparer.Ordinal);

    /// <summary>Families the installation serves at <c>/fonts/dist/{family}-latin.woff2</c>.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. ThemeFonts.All.Select(f => f.Family)];

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
    /// <summary>Whether visitors with a dark device see dark colors.</summary>
    public bool HasDark => this["appearance"] == "auto";
    /// <summary>The merchant's own rules; checked, may be empty.</summary>
    public string CustomCss => this["css"];

    /// <summary>What the design writes on the html element. A switch that is off is null, so that the attribute is left out.</summary>
    public IReadOnlyDictionary<string, object?> Attributes => _attributes ??= ThemeCatalog.All.Where(t => t.Attribute.Length > 0)
        .ToDictionary(t => t.Attribute, t => t.Kind == TokenKind.Switch ? this[t.Name] == "true" ? (object?)"" : null : this[t.Name], StringComparer.Ordinal);

    /// <summary>Whether a value may be stored for a token; false for an unknown token.</summary>
    public static bool Accepts(string name, string value) => ThemeCatalog.Find(Earlier.GetValueOrDefault(name, name)) is { } token && token.Accepts(value);

    /// <summary>These tokens with one changed; unchanged when the value does not fit.</summary>
    public ThemeTokens With(string name, string value) => Accepts(name, value) ? With([KeyValuePair.Create(name, (string?)value)]) : this;

    /// <summary>These tokens with some changed; null takes one back to what it follows from. The caller has checked them.</summary>
    public ThemeTokens With(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var values = new Dictionary<string, string>(_values, StringComparer.Ordinal);
        foreach (var (given, value) in changes)
        {
            var name = Earlier.GetValueOrDefault(given, given);
            if (value is not null && value.Length > 0) values[name] = value;
            else if (Plain.TryGetValue(name, out var plain)) values[name] = plain;
            else values.Remove(name);
        }
        return new ThemeTokens(values);
    }

    // ---- Schemes ------------------------------------------------------------------------------------------------------------------------

    /// <summary>Every scheme with its colors by day, those all themes have first.</summary>
    public IReadOnlyList<ColorScheme> Schemes => _light ??= [.. Codes().Select(code => Light(code))];

    /// <summary>Every scheme with its colors on a dark device.</summary>
    public IReadOnlyList<ColorScheme> DarkSchemes => _dark ??= [.. Schemes.Select(DarkOf)];

    /// <summary>The scheme that a block's code leads to: a deleted one to its replacement, an unknown one to the page's.</summary>
    public ColorScheme Scheme(string code)
    {
        code = Resolve(code);
        return Schemes.FirstOrDefault(s => s.Code == code) ?? Schemes[0];
    }

    /// <summary>The code a block's code stands for now: deleted schemes lead to what replaced them.</summary>
    public string Resolve(string code)
    {
        for (var hops = 0; hops < ColorScheme.Most && this["alias." + code] is { Length: > 0 } next; hops++) code = next;
        return HasScheme(code) ? code : "page";
    }

    /// <summary>Whether the theme has a scheme of that code.</summary>
    public bool HasScheme(string code) => ColorScheme.IsBuiltIn(code) || _values.ContainsKey($"scheme.{code}.bg");

    /// <summary>Codes of deleted schemes that pages may still name.</summary>
    public IEnumerable<string> Aliases => _values.Keys.Where(k => k.StartsWith("alias.", StringComparison.Ordinal)).Select(k => k[6..]).Where(code => !HasScheme(code)).Order(StringComparer.Ordinal);

    private IEnumerable<string> Codes() => ColorScheme.BuiltIn.Select(b => b.Code).Concat(_values.Keys
        .Where(k => k.StartsWith("scheme.", StringComparison.Ordinal) && k.EndsWith(".bg", StringComparison.Ordinal) && k.Count(c => c == '.') == 2)
        .Select(k => k[7..^3]).Where(code => !ColorScheme.IsBuiltIn(code)).Order(StringComparer.Ordinal));

    private Rgb? Set(string code, string part) => Rgb.TryParse(this[$"scheme.{code}.{part}"], out var color) ? color : null;

    // What is not set follows: a tint is the color of the page's cards and its cards that of the page, an accent section the color of its buttons. So a new brand color is one change.
    private ColorScheme Light(string code)
    {
        var (page, words) = (code == "page" ? null : Light("page"), ColorScheme.BuiltIn.FirstOrDefault(b => b.Code == code).Name ?? code);
        var bg = Set(code, "bg") ?? (code switch { "tint" => page!.Card, "accent" => page!.Accent, _ => Rgb.White });
        var text = Set(code, "text") ?? (code switch { "tint" => page!.Text, "accent" => page!.OnAccent, _ => ColorScheme.Best(bg, page?.Text ?? Rgb.Black) });
        var inverse = code is "contrast" or "accent";
        var accent = Set(code, "accent") ?? (inverse ? text : page?.Accent ?? text);
        var onAccent = Set(code, "onAccent") ?? (inverse ? bg : page is not null && accent == page.Accent ? page.OnAccent : ColorScheme.Best(accent, bg));
        var card = Set(code, "card") ?? (code == "tint" ? page!.Bg : ColorScheme.CardOf(text, bg, inverse ? 0.12 : 0.06));
        var (sale, ok) = (Rgb.Of(this["sale"]), Rgb.Of(this["ok"]));
        return new ColorScheme(code, this[$"scheme.{code}.name"] is { Length: > 0 } named ? named : words, bg, text, Set(code, "muted") ?? ColorScheme.MutedOf(text, bg), accent, onAccent,
            Set(code, "border") ?? text.MixedInto(bg, 0.17), card, Rgb.Contrast(sale, bg) >= 4.5 ? sale : text, Rgb.Contrast(ok, bg) >= 3 ? ok : text);
    }

    private ColorScheme DarkOf(ColorScheme light)
    {
        var dark = light.Dark();
        Rgb Part(string part, Rgb derived) => Set(light.Code, "dark." + part) ?? derived;
        var (bg, text, accent) = (Part("bg", dark.Bg), Part("text", dark.Text), Part("accent", dark.Accent));
        if (bg != dark.Bg || text != dark.Text) dark = dark with { Muted = ColorScheme.MutedOf(text, bg), Border = text.MixedInto(bg, 0.2), Card = ColorScheme.CardOf(text, bg, 0.09), Sale = dark.Sale.Nearest(4.5, bg), Ok = dark.Ok.Nearest(3, bg) };
        return dark with { Bg = bg, Text = text, Accent = accent, Muted = Part("muted", dark.Muted), OnAccent = Part("onAccent", accent == dark.Accent ? dark.OnAccent : ColorScheme.Best(accent, dark.OnAccent, bg)), Border = Part("border", dark.Border), Card = Part("card", dark.Card) };
    }

    // ---- Stored form --------------------------------------------------------------------------------------------------------------------

    /// <summary>Reads stored JSON of this or an earlier form; whatever is missing or does not fit its kind has its default.</summary>
    public static ThemeTokens Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json) || json.Length > MaxBytes) return Default;
        try
        {
            var values = new Dictionary<string, string>(Plain, StringComparer.Ordinal);
            var given = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, value) in ThemeFile.Entries(json))
                if (Accepts(name, value)) { values[Earlier.GetValueOrDefault(name, name)] = value; given.Add(name); }
            // Earlier the style of a button said how its words are set; now tokens of their own do.
            if (!given.Contains("buttonWeight"))
                foreach (var (name, value) in values["button"] switch { "outline" => OutlineWords, "underline" => UnderlineWords, _ => [] }) values[name] = value;
            return new ThemeTokens(values);
        }
        catch (JsonException) { return Default; }
    }

    /// <summary>The stored form, which is also the file people take with them (docs/theme.md). Equal themes are equal texts.</summary>
    public string ToJson() => ThemeFile.Write(this);

    /// <summary>Content of the page's style element: font faces, the variables of the page and of each scheme.</summary>
    public string Css => _css ??= ThemeCss.Write(this, forced: null);

    /// <summary>The schemes again for narrower screens. Only pages need it that have a container with other colors there.</summary>
    public string DeviceCss => _deviceCss ??= ThemeCss.WriteDevices(this, forced: null);

    /// <summary>Both with one appearance whatever the device: what the editor shows, where any block may get other colors on a phone.</summary>
    public string CssShown(bool dark) => HasDark ? ThemeCss.Write(this, dark) + ThemeCss.WriteDevices(this, dark) : Css + DeviceCss;

    /// <summary>Faces the first screen needs: the latin files of display and body.</summary>
    public IEnumerable<string> PreloadedFonts => new[] { this["display"], this["body"] }.Distinct().Select(f => $"/fonts/dist/{f}-latin.woff2");
}
