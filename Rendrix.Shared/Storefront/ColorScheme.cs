namespace Rendrix.Storefront;

/// <summary>
/// The colors of one scheme, all of them known: what the theme does not set follows from what it does, so that contrast can be told for each pair.
/// Sections pick a scheme by its code and never name a color.
/// </summary>
public sealed record ColorScheme(string Code, string Name, Rgb Bg, Rgb Text, Rgb Muted, Rgb Accent, Rgb OnAccent, Rgb Border, Rgb Card, Rgb Sale, Rgb Ok)
{
    /// <summary>Schemes every theme has, because blocks begin with them.</summary>
    public static IReadOnlyList<(string Code, string Name)> BuiltIn { get; } = [("page", "Page"), ("tint", "Tint"), ("contrast", "Contrast"), ("accent", "Accent")];

    /// <summary>Most schemes of one theme.</summary>
    public const int Most = 24;

    /// <summary>Whether every theme has this scheme.</summary>
    public static bool IsBuiltIn(string code) => code is "page" or "tint" or "contrast" or "accent";

    /// <summary>The color of a part: bg, text, muted, accent, onAccent, border, card.</summary>
    public Rgb this[string part] => part switch { "bg" => Bg, "text" => Text, "muted" => Muted, "accent" => Accent, "onAccent" => OnAccent, "border" => Border, "card" => Card, _ => Text };

    /// <summary>The pairs that must be readable, with the least ratio each needs.</summary>
    public IReadOnlyList<SchemePair> Pairs =>
    [
        new("text", "bg", "Text on background", Text, Bg, 4.5), new("text", "card", "Text on cards", Text, Card, 4.5),
        new("muted", "bg", "Quiet text on background", Muted, Bg, 4.5), new("onAccent", "accent", "Button text on button", OnAccent, Accent, 4.5),
        new("accent", "bg", "Button on background", Accent, Bg, 3),
    ];

    /// <summary>The scheme when the visitor's device is dark: dark grounds are kept, light ones turned over, and text follows until it can be read.</summary>
    public ColorScheme Dark()
    {
        if (Bg.Lightness < 0.62) return this with { Border = Text.MixedInto(Bg, 0.2), Card = CardOf(Text, Bg, 0.1) };
        // White becomes nearly black; tints stay a step above it, as they stood a step below white.
        var bg = Bg.WithLightness(Math.Clamp(0.19 + (1 - Bg.Lightness) * 0.9, 0.19, 0.34), 0.6);
        var text = Text.WithLightness(0.95, 0.35).Nearest(7, bg);
        var accent = Accent.Nearest(3, bg);
        return this with
        {
            Bg = bg,
            Text = text,
            Muted = MutedOf(text, bg),
            Accent = accent,
            OnAccent = Best(accent, OnAccent, bg),
            Border = text.MixedInto(bg, 0.2),
            Card = CardOf(text, bg, 0.09),
            Sale = Sale.Nearest(4.5, bg),
            Ok = Ok.Nearest(3, bg),
        };
    }

    /// <summary>Text made quiet, as far as it can still be read.</summary>
    public static Rgb MutedOf(Rgb text, Rgb bg)
    {
        foreach (var share in (ReadOnlySpan<double>)[0.7, 0.78, 0.86, 0.94])
            if (text.MixedInto(bg, share) is var muted && Rgb.Contrast(muted, bg) >= 4.5) return muted;
        return text;
    }

    /// <summary>A ground a step towards the text; where text could not be read on that any more, a step away from it.</summary>
    public static Rgb CardOf(Rgb text, Rgb bg, double share)
    {
        var card = text.MixedInto(bg, share);
        if (Rgb.Contrast(text, card) >= 4.5 || Rgb.Contrast(text, bg) < 4.5) return card;
        return bg.WithLightness(Math.Clamp(bg.Lightness + (text.Lightness > bg.Lightness ? -0.06 : 0.06), 0, 1));
    }

    /// <summary>The first of these that can be read on a ground, else the better of black and white.</summary>
    public static Rgb Best(Rgb ground, params ReadOnlySpan<Rgb> wanted)
    {
        foreach (var color in wanted)
            if (Rgb.Contrast(color, ground) >= 4.5) return color;
        return Rgb.Contrast(Rgb.White, ground) >= Rgb.Contrast(Rgb.Black, ground) ? Rgb.White : Rgb.Black;
    }
}

/// <summary>Two colors of a scheme that stand on each other.</summary>
/// <param name="Part">Part that gives way when they are too close.</param>
/// <param name="On">Part it stands on.</param>
/// <param name="Label">What people read.</param>
/// <param name="Color">Color of the part.</param>
/// <param name="Ground">Color it stands on.</param>
/// <param name="Least">Ratio WCAG's level AA asks for.</param>
public sealed record SchemePair(string Part, string On, string Label, Rgb Color, Rgb Ground, double Least)
{
    /// <summary>Contrast ratio.</summary>
    public double Ratio => Rgb.Contrast(Color, Ground);

    /// <summary>Whether it reaches level AA. A ratio that reads 4.5 but is below is not rounded up.</summary>
    public bool Passes => Ratio >= Least;

    /// <summary>AAA, AA or a plain word that it fails.</summary>
    public string Level => Least > 3 && Ratio >= 7 ? "AAA" : Passes ? "AA" : "Low";

    /// <summary>Where the part stands, when it is plain which part is meant.</summary>
    public string Where => On switch { "bg" => "On background", "card" => "On cards", _ => "On the button" };
}
