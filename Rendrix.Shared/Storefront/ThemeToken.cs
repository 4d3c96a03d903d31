using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Rendrix.Fields;

namespace Rendrix.Storefront;

/// <summary>What a token holds, and so how it is checked and which control edits it.</summary>
public enum TokenKind
{
    /// <summary>A color: <c>#1A2B3C</c>.</summary>
    Color,
    /// <summary>A plain number between Min and Max.</summary>
    Number,
    /// <summary>A length, or up to four of them.</summary>
    Length,
    /// <summary>A length that follows the width of the page: <c>clamp(56px, 8vw, 104px)</c>, or a plain one.</summary>
    Flow,
    /// <summary>The shape of pictures: <c>4 / 5</c>.</summary>
    Ratio,
    /// <summary>One of Options.</summary>
    Choice,
    /// <summary>One of the faces the installation serves.</summary>
    Font,
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Switch,
    /// <summary>A code: small letters, digits and hyphens.</summary>
    Code,
    /// <summary>Words people read: the name of a scheme.</summary>
    Words,
    /// <summary>The merchant's own rules, see <see cref="CustomCss"/>.</summary>
    Css,
}

/// <summary>One token of a theme: what it is called, how it is checked, how a panel edits it.</summary>
/// <param name="Name">Key in the stored JSON: <c>cardRadius</c>, or <c>scheme.page.bg</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Default">Value of the plain theme; empty when it follows from others.</param>
/// <param name="Label">What people read.</param>
public sealed partial record ThemeToken(string Name, TokenKind Kind, string Default, string Label)
{
    /// <summary>CSS variable it becomes; empty when it becomes something else.</summary>
    public string Css { get; init; } = "";
    /// <summary>Attribute of the html element it becomes; empty when it is none.</summary>
    public string Attribute { get; init; } = "";
    /// <summary>Part of the panel: type, shape, parts, header; empty when the panel has a place of its own for it.</summary>
    public string Group { get; init; } = "";
    /// <summary>Least number or pixels of the control.</summary>
    public double Min { get; init; }
    /// <summary>Greatest number or pixels of the control.</summary>
    public double Max { get; init; }
    /// <summary>Step of the control.</summary>
    public double Step { get; init; } = 1;
    /// <summary>Unit a length is written in.</summary>
    public string Unit { get; init; } = "";
    /// <summary>Value and label of each choice.</summary>
    public (string Value, string Label)[] Options { get; init; } = [];

    /// <summary>Whether a text may be the token's value. Nothing that is accepted holds a character that could end a style element or an attribute.</summary>
    public bool Accepts(string value) => Kind == TokenKind.Css ? CustomCss.Problems(value).Count == 0 : value.Length is > 0 and <= 60 && Kind switch
    {
        TokenKind.Color => Color().IsMatch(value),
        TokenKind.Number => Number().IsMatch(value) && (Max <= Min || double.Parse(value, CultureInfo.InvariantCulture) is var n && n >= Min && n <= Max),
        TokenKind.Length => Length().IsMatch(value),
        TokenKind.Flow => Flow().IsMatch(value),
        TokenKind.Ratio => Ratio().IsMatch(value),
        TokenKind.Choice => Options.Any(o => o.Value == value),
        TokenKind.Font => ThemeFonts.Find(value) is not null,
        TokenKind.Switch => value is "true" or "false",
        TokenKind.Code => Code().IsMatch(value),
        TokenKind.Words => value.Trim().Length > 0 && !value.Any(c => char.IsControl(c) || c is '<' or '>' or '"' or '\\' or '{' or '}'),
        _ => false,
    };

    /// <summary>What to enter instead of a value that was not accepted.</summary>
    public string Problem(string value) => Kind switch
    {
        TokenKind.Color => "Use a color such as #1A2B3C",
        TokenKind.Number => Max > Min ? string.Create(CultureInfo.InvariantCulture, $"Use a number from {Min} to {Max}") : "Use a number",
        TokenKind.Length => "Use a length such as 12px or 0.5rem",
        TokenKind.Flow => "Use a length such as 24px, or one that follows the page such as clamp(16px, 2vw, 28px)",
        TokenKind.Ratio => "Use two whole numbers such as 4 / 5",
        TokenKind.Choice => "Use one of " + string.Join(", ", Options.Select(o => o.Value)),
        TokenKind.Font => "Use one of the faces listed in docs/theme.md, such as inter or fraunces",
        TokenKind.Switch => "Use true or false",
        TokenKind.Words => "Use 1 to 60 characters without < > \" \\ { }",
        TokenKind.Css => CustomCss.Problems(value) is [var first, ..] ? first.ToString() : "",
        _ => "Use small letters, digits and hyphens",
    };

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z")] private static partial Regex Color();
    [GeneratedRegex(@"^-?([0-9]{1,4}(\.[0-9]{1,4})?|\.[0-9]{1,4})\z")] private static partial Regex Number();
    [GeneratedRegex(@"^-?(0|([0-9]{1,4}(\.[0-9]{1,4})?|\.[0-9]{1,4})(px|em|rem|%))( -?(0|([0-9]{1,4}(\.[0-9]{1,4})?|\.[0-9]{1,4})(px|em|rem|%))){0,3}\z")] private static partial Regex Length();
    [GeneratedRegex(@"^(clamp\([0-9]{1,4}(px|rem), ?[0-9]{1,3}(\.[0-9]{1,3})?(vw|cqi), ?[0-9]{1,4}(px|rem)\)|[0-9]{1,4}px)\z")] private static partial Regex Flow();
    [GeneratedRegex(@"^[0-9]{1,3} ?/ ?[0-9]{1,3}\z")] private static partial Regex Ratio();
    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z")] private static partial Regex Code();
}

/// <summary>Every token there is, apart from those of the color schemes, which have names of the merchant's making.</summary>
public static class ThemeCatalog
{
    private static readonly (string, string)[] Shadows = [("none", "None"), ("soft", "Soft"), ("lifted", "Lifted"), ("hard", "Hard")];
    private static readonly (string, string)[] Cases = [("none", "As typed"), ("uppercase", "Capitals"), ("lowercase", "Small")];

    /// <summary>The tokens in the order they are stored.</summary>
    public static IReadOnlyList<ThemeToken> All { get; } =
    [
        new("name", TokenKind.Code, "plain", "Theme"),
        new("appearance", TokenKind.Choice, "light", "Appearance") { Options = [("light", "Light"), ("auto", "By device")] },
        new("accent2", TokenKind.Color, "#8A7A5C", "Decoration") { Css = "--accent-2" },
        new("sale", TokenKind.Color, "#A8201A", "Sale prices and errors"),
        new("ok", TokenKind.Color, "#2C5E3F", "In stock and done"),

        new("display", TokenKind.Font, "inter-tight", "Headings"),
        new("body", TokenKind.Font, "inter-tight", "Text"),
        new("label", TokenKind.Font, "inter-tight", "Labels"),
        new("displayWeight", TokenKind.Number, "500", "Weight of headings") { Css = "--w-display", Group = "headings", Min = 100, Max = 1000, Step = 10 },
        new("lead", TokenKind.Number, "1.04", "Line height of headings") { Css = "--lead", Group = "headings", Min = 0.8, Max = 1.6, Step = 0.01 },
        new("track", TokenKind.Length, "-0.02em", "Letter spacing of headings") { Css = "--track", Group = "headings", Min = -0.08, Max = 0.2, Step = 0.005, Unit = "em" },
        new("case", TokenKind.Choice, "none", "Case of headings") { Css = "--case", Group = "headings", Options = Cases },
        new("scale", TokenKind.Number, "1.333", "Size of headings") { Css = "--scale", Group = "headings", Min = 1.1, Max = 1.7, Step = 0.01 },
        new("size", TokenKind.Length, "16px", "Text size") { Css = "--size", Group = "text", Min = 14, Max = 20, Unit = "px" },
        new("bodyWeight", TokenKind.Number, "400", "Weight of text") { Css = "--w-body", Group = "text", Min = 100, Max = 1000, Step = 10 },
        new("bodyLead", TokenKind.Number, "1.55", "Line height of text") { Css = "--body-lead", Group = "text", Min = 1.2, Max = 2, Step = 0.05 },
        new("bodyTrack", TokenKind.Length, "0", "Letter spacing of text") { Css = "--body-track", Group = "text", Min = -0.03, Max = 0.08, Step = 0.005, Unit = "em" },
        new("labelCase", TokenKind.Choice, "none", "Case of labels") { Css = "--label-case", Group = "labels", Options = Cases },
        new("labelTrack", TokenKind.Length, "0", "Letter spacing of labels") { Css = "--label-track", Group = "labels", Min = -0.02, Max = 0.2, Step = 0.005, Unit = "em" },

        new("space", TokenKind.Number, "1", "Density") { Css = "--space", Group = "space", Min = 0.6, Max = 1.5, Step = 0.05 },
        new("section", TokenKind.Flow, "clamp(56px, 8vw, 104px)", "Room between sections") { Group = "space", Min = 24, Max = 200, Step = 4, Unit = "px" },
        new("gap", TokenKind.Flow, "clamp(12px, 2vw, 28px)", "Gap between cards") { Group = "space", Min = 0, Max = 64, Step = 2, Unit = "px" },
        new("max", TokenKind.Length, "1320px", "Width of the page") { Css = "--max", Group = "space", Min = 960, Max = 1920, Step = 20, Unit = "px" },
        new("mediaRadius", TokenKind.Length, "4px", "Corners of pictures") { Css = "--r-media", Group = "shape", Min = 0, Max = 48, Unit = "px" },
        new("tileRadius", TokenKind.Length, "4px", "Corners of category tiles") { Css = "--tile-r", Group = "shape", Min = 0, Max = 48, Unit = "px" },
        new("controlRadius", TokenKind.Length, "4px", "Corners of fields") { Css = "--r-control", Group = "shape", Min = 0, Max = 30, Unit = "px" },
        new("border", TokenKind.Length, "1px", "Lines") { Css = "--bw", Group = "shape", Min = 0, Max = 4, Step = 0.5, Unit = "px" },
        new("heroRatio", TokenKind.Ratio, "16 / 10", "Shape of hero pictures") { Css = "--ratio-hero", Group = "shape" },
        new("storyRatio", TokenKind.Ratio, "4 / 3", "Shape of story pictures") { Css = "--ratio-story", Group = "shape" },
        new("tileRatio", TokenKind.Ratio, "1 / 1", "Shape of category tiles") { Css = "--tile-ratio", Group = "shape" },
        new("motion", TokenKind.Choice, "calm", "Motion") { Group = "shape", Options = [("none", "None"), ("calm", "Calm"), ("lively", "Lively")] },
        new("hero", TokenKind.Choice, "split", "Hero") { Attribute = "data-hero", Group = "hero", Options = [("split", "Text beside picture"), ("full", "Text on picture"), ("inset", "Picture above text"), ("banner", "Text above picture")] },
        new("heroText", TokenKind.Choice, "bottom", "Text on the picture stands at the") { Group = "hero", Options = [("top", "Top"), ("bottom", "Bottom")] },
        new("heroOver", TokenKind.Switch, "false", "Text stays on the picture on phones") { Group = "hero" },

        new("button", TokenKind.Choice, "solid", "Style") { Attribute = "data-button", Group = "buttons", Options = [("solid", "Solid"), ("pill", "Pill"), ("chunky", "Chunky"), ("outline", "Outline"), ("underline", "Underline")] },
        new("buttonRadius", TokenKind.Length, "4px", "Corners") { Css = "--r-btn", Group = "buttons", Min = 0, Max = 30, Unit = "px" },
        new("buttonHeight", TokenKind.Length, "50px", "Height") { Css = "--btn-h", Group = "buttons", Min = 44, Max = 64, Unit = "px" },
        new("buttonWeight", TokenKind.Number, "600", "Weight") { Css = "--btn-w", Group = "buttons", Min = 300, Max = 900, Step = 10 },
        new("buttonCase", TokenKind.Choice, "none", "Case") { Css = "--btn-case", Group = "buttons", Options = Cases },
        new("buttonTrack", TokenKind.Length, "0", "Letter spacing") { Css = "--btn-track", Group = "buttons", Min = -0.02, Max = 0.2, Step = 0.005, Unit = "em" },
        new("card", TokenKind.Choice, "plain", "Product cards") { Attribute = "data-card", Group = "cards", Options = [("plain", "Plain"), ("tile", "Tile"), ("frame", "Frame"), ("edge", "Edge to edge"), ("overlay", "Text on picture"), ("cell", "Ruled cells")] },
        new("cardRadius", TokenKind.Length, "4px", "Corners") { Css = "--r-card", Group = "cards", Min = 0, Max = 40, Unit = "px" },
        new("cardRatio", TokenKind.Ratio, "1 / 1", "Shape of product pictures") { Css = "--ratio-card", Group = "cards" },
        new("cardAlign", TokenKind.Choice, "start", "Text") { Css = "--card-align", Group = "cards", Options = [("start", "Left"), ("center", "Center")] },
        new("cardShadow", TokenKind.Choice, "none", "Shadow") { Group = "cards", Options = Shadows },
        new("cardHover", TokenKind.Choice, "zoom", "Under the pointer") { Attribute = "data-hover", Group = "cards", Options = [("none", "Nothing"), ("zoom", "Zoom"), ("lift", "Lift")] },
        new("columns", TokenKind.Number, "4", "Columns on wide screens") { Css = "--cols", Group = "cards", Min = 2, Max = 6 },

        new("header", TokenKind.Choice, "left", "Layout") { Attribute = "data-header", Group = "header", Options = [("left", "Logo left"), ("center", "Logo in the middle"), ("split", "Over the hero"), ("bar", "Ruled bar")] },
        new("headerFixed", TokenKind.Switch, "false", "Stays while scrolling") { Attribute = "data-fixed", Group = "header" },
        new("headerLine", TokenKind.Switch, "false", "Line below") { Attribute = "data-line", Group = "header" },
        new("logoScale", TokenKind.Number, "1", "Size of the shop's name") { Css = "--logo", Group = "header", Min = 0.6, Max = 2, Step = 0.05 },
        new("filters", TokenKind.Choice, "left", "Filters and side columns") { Attribute = "data-filters", Group = "header", Options = [("left", "Left"), ("right", "Right")] },

        new("css", TokenKind.Css, "", "Custom CSS"),
    ];

    /// <summary>What a color scheme is made of.</summary>
    public static IReadOnlyList<(string Part, string Label)> SchemeParts { get; } =
    [
        ("bg", "Background"), ("text", "Text"), ("muted", "Quiet text"), ("accent", "Button"), ("onAccent", "Button text"), ("border", "Lines"), ("card", "Cards and tiles"),
    ];

    private static readonly FrozenDictionary<string, ThemeToken> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, ThemeToken> PartTokens = SchemeParts.ToFrozenDictionary(p => p.Part, p => new ThemeToken(p.Part, TokenKind.Color, "", p.Label), StringComparer.Ordinal);
    private static readonly ThemeToken SchemeName = new("name", TokenKind.Words, "", "Name"), Alias = new("alias", TokenKind.Code, "", "Replaced by");

    /// <summary>The token of that name, those of schemes included: <c>scheme.night.bg</c>, <c>scheme.night.dark.bg</c>, <c>alias.night</c>. Null when there is none.</summary>
    public static ThemeToken? Find(string name)
    {
        if (ByName.TryGetValue(name, out var token)) return token;
        return name.Split('.') switch
        {
            ["scheme", var code, "name"] when FieldCheck.IsSchemeCode(code) => SchemeName,
            ["scheme", var code, var part] when FieldCheck.IsSchemeCode(code) => PartTokens.GetValueOrDefault(part),
            ["scheme", var code, "dark", var part] when FieldCheck.IsSchemeCode(code) => PartTokens.GetValueOrDefault(part),
            ["alias", var code] when FieldCheck.IsSchemeCode(code) && !ColorScheme.IsBuiltIn(code) => Alias,
            _ => null,
        };
    }

    /// <summary>What people call a token, with its scheme when it belongs to one.</summary>
    public static string LabelOf(string name) => Find(name) is { } token ? token.Label : name;
}
