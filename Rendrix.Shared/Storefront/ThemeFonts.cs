namespace Rendrix.Storefront;

/// <summary>What a face looks like, and so which system face stands in for it while it loads.</summary>
public enum FontKind
{
    /// <summary>Without serifs; Arial stands in.</summary>
    Sans,
    /// <summary>With serifs; Times New Roman stands in.</summary>
    Serif,
    /// <summary>All letters equally wide; Courier New stands in.</summary>
    Mono,
    /// <summary>Written by hand; Arial stands in.</summary>
    Hand,
}

/// <summary>
/// A face the installation serves itself, at <c>/fonts/dist/{family}-latin.woff2</c> and <c>-latin-ext.woff2</c>. The last three are percents by which
/// the system face is scaled and shifted to take the same room, so that nothing moves when the real one arrives.
/// </summary>
public sealed record ThemeFont(string Family, string Title, FontKind Kind, int Lightest, int Boldest, double SizeAdjust, double Ascent, double Descent)
{
    /// <summary>CSS generic family.</summary>
    public string Generic => Kind switch { FontKind.Serif => "serif", FontKind.Mono => "monospace", FontKind.Hand => "cursive", _ => "sans-serif" };
}

/// <summary>The faces themes choose from, all under the Open Font License. The table is printed by Rendrix.Web/Frontend/font-metrics.mjs.</summary>
public static class ThemeFonts
{
    /// <summary>All faces, by title.</summary>
    public static IReadOnlyList<ThemeFont> All { get; } =
    [
        new("archivo", "Archivo", FontKind.Sans, 100, 900, 102.4, 85.7, 20.5),
        new("big-shoulders-display", "Big Shoulders Display", FontKind.Sans, 100, 900, 54.5, 180.7, 39.1),
        new("bitter", "Bitter", FontKind.Serif, 100, 900, 113.6, 82.3, 23.3),
        new("bricolage-grotesque", "Bricolage Grotesque", FontKind.Sans, 200, 800, 101.1, 92, 26.7),
        new("caveat", "Caveat", FontKind.Hand, 400, 700, 75.6, 127, 39.7),
        new("cormorant", "Cormorant", FontKind.Serif, 300, 700, 96.7, 95.6, 29.7),
        new("crimson-pro", "Crimson Pro", FontKind.Serif, 200, 900, 99.3, 90.3, 21.6),
        new("dm-sans", "DM Sans", FontKind.Sans, 100, 1000, 106.5, 93.2, 29.1),
        new("eb-garamond", "EB Garamond", FontKind.Serif, 400, 800, 94.2, 106.9, 31.6),
        new("figtree", "Figtree", FontKind.Sans, 300, 900, 100, 95, 25),
        new("fraunces", "Fraunces", FontKind.Serif, 100, 900, 127.8, 76.5, 19.9),
        new("fredoka", "Fredoka", FontKind.Sans, 300, 700, 102, 95.5, 23.1),
        new("geist", "Geist", FontKind.Sans, 100, 900, 105.6, 95.1, 27.9),
        new("geist-mono", "Geist Mono", FontKind.Mono, 100, 900, 100, 100.5, 29.5),
        new("hanken-grotesk", "Hanken Grotesk", FontKind.Sans, 100, 900, 101.5, 98.5, 29.8),
        new("instrument-sans", "Instrument Sans", FontKind.Sans, 400, 700, 102.9, 94.3, 24.3),
        new("instrument-serif", "Instrument Serif", FontKind.Serif, 400, 400, 84.3, 117.4, 36.8),
        new("inter", "Inter", FontKind.Sans, 100, 900, 107.5, 90.2, 22.4),
        new("inter-tight", "Inter Tight", FontKind.Sans, 100, 900, 96.7, 100.2, 24.9),
        new("jetbrains-mono", "JetBrains Mono", FontKind.Mono, 100, 800, 100, 102, 30),
        new("josefin-sans", "Josefin Sans", FontKind.Sans, 100, 700, 91.7, 81.8, 27.3),
        new("jost", "Jost", FontKind.Sans, 100, 900, 95.9, 111.5, 39.1),
        new("lexend", "Lexend", FontKind.Sans, 100, 900, 110.5, 90.5, 22.6),
        new("literata", "Literata", FontKind.Serif, 200, 900, 118.8, 99.1, 25.9),
        new("lora", "Lora", FontKind.Serif, 400, 700, 116.2, 86.6, 23.6),
        new("manrope", "Manrope", FontKind.Sans, 200, 800, 100, 106.6, 30),
        new("montserrat", "Montserrat", FontKind.Sans, 100, 900, 110.7, 87.5, 22.7),
        new("newsreader", "Newsreader", FontKind.Serif, 200, 800, 100.3, 73.3, 26.4),
        new("nunito", "Nunito", FontKind.Sans, 200, 1000, 98, 103.2, 36),
        new("onest", "Onest", FontKind.Sans, 100, 900, 105.8, 91.7, 28.8),
        new("open-sans", "Open Sans", FontKind.Sans, 300, 800, 105.7, 101.2, 27.7),
        new("oswald", "Oswald", FontKind.Sans, 200, 700, 81.8, 145.9, 35.3),
        new("outfit", "Outfit", FontKind.Sans, 100, 900, 98.7, 101.3, 26.3),
        new("playfair-display", "Playfair Display", FontKind.Serif, 400, 900, 112.2, 96.4, 22.4),
        new("plus-jakarta-sans", "Plus Jakarta Sans", FontKind.Sans, 200, 800, 105.5, 98.4, 21.1),
        new("public-sans", "Public Sans", FontKind.Sans, 100, 900, 102.8, 92.4, 21.9),
        new("quicksand", "Quicksand", FontKind.Sans, 300, 700, 103.5, 96.6, 24.2),
        new("raleway", "Raleway", FontKind.Sans, 100, 900, 101.6, 92.5, 23),
        new("red-hat-display", "Red Hat Display", FontKind.Sans, 300, 900, 98.9, 102.9, 30.8),
        new("roboto-slab", "Roboto Slab", FontKind.Serif, 100, 900, 118.4, 88.5, 22.9),
        new("rubik", "Rubik", FontKind.Sans, 300, 900, 102.6, 91.2, 24.4),
        new("sora", "Sora", FontKind.Sans, 100, 800, 114.1, 85, 25.4),
        new("source-sans-3", "Source Sans 3", FontKind.Sans, 200, 900, 90, 113.8, 44.4),
        new("source-serif-4", "Source Serif 4", FontKind.Serif, 200, 900, 111.5, 92.9, 30),
        new("space-grotesk", "Space Grotesk", FontKind.Sans, 300, 700, 110.6, 89, 26.4),
        new("syne", "Syne", FontKind.Sans, 400, 800, 99.2, 93.2, 27.7),
        new("unbounded", "Unbounded", FontKind.Sans, 200, 900, 135.4, 73.5, 18.1),
        new("work-sans", "Work Sans", FontKind.Sans, 100, 900, 112.9, 82.4, 21.5),
    ];

    /// <summary>Pairs that go well together: headings and text.</summary>
    public static IReadOnlyList<(string Title, string Display, string Body)> Pairs { get; } =
    [
        ("Bookish", "fraunces", "instrument-sans"), ("Editorial", "playfair-display", "source-sans-3"), ("Gallery", "instrument-serif", "hanken-grotesk"), ("Apothecary", "cormorant", "jost"),
        ("Classic", "eb-garamond", "work-sans"), ("Literary", "newsreader", "inter"), ("Modern", "inter-tight", "inter-tight"), ("Technical", "geist", "geist-mono"),
        ("Studio", "space-grotesk", "dm-sans"), ("Friendly", "outfit", "figtree"), ("Playful", "fredoka", "nunito"), ("Sporty", "big-shoulders-display", "archivo"),
        ("Poster", "oswald", "public-sans"), ("Statement", "unbounded", "manrope"), ("Expressive", "bricolage-grotesque", "onest"), ("Workshop", "bitter", "open-sans"),
    ];

    private static readonly Dictionary<string, ThemeFont> ByFamily = All.ToDictionary(f => f.Family, StringComparer.Ordinal);

    /// <summary>The face of that family, or null.</summary>
    public static ThemeFont? Find(string family) => ByFamily.GetValueOrDefault(family);

    /// <summary>Name people read.</summary>
    public static string Title(string family) => Find(family)?.Title ?? family;
}
