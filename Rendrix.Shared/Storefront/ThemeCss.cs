using System.Globalization;
using System.Text;

namespace Rendrix.Storefront;

/// <summary>Writes a theme as CSS. Everything it writes is a checked value or a text of its own.</summary>
internal static class ThemeCss
{
    /// <summary>The whole sheet; <paramref name="forced"/> shows dark or light whatever the device says.</summary>
    public static string Write(ThemeTokens theme, bool? forced)
    {
        var css = new StringBuilder(4096);
        foreach (var family in new[] { theme["display"], theme["body"], theme["label"] }.Distinct()) Faces(css, ThemeFonts.Find(family)!);
        css.Append(":root{");
        Face(css, "--f-display", theme["display"]);
        Face(css, "--f-body", theme["body"]);
        Face(css, "--f-label", theme["label"]);
        foreach (var token in ThemeCatalog.All)
            if (token.Css.Length > 0) css.Append(token.Css).Append(':').Append(theme[token.Name]).Append(';');
        css.Append("--section:").Append(Spaced(theme, "section")).Append(";--gap:").Append(Spaced(theme, "gap")).Append(';');
        css.Append("--shadow:").Append(Shadow(theme["cardShadow"])).Append(";--t:").Append(theme["motion"] switch { "none" => "0s", "lively" => ".3s", _ => ".16s" }).Append(';');
        css.Append('}');
        if (!theme.HasDark) { Schemes(css, theme, theme.Schemes); return css.ToString(); }
        if (forced is { } dark) { Schemes(css, theme, dark ? theme.DarkSchemes : theme.Schemes); css.Append(dark ? ":root{color-scheme:dark}" : ""); return css.ToString(); }
        Schemes(css, theme, theme.Schemes);
        css.Append("@media(prefers-color-scheme:dark){:root{color-scheme:dark}");
        Schemes(css, theme, theme.DarkSchemes);
        return css.Append('}').ToString();
    }

    /// <summary>The colors of each scheme again, for containers that wear another one on tablets and phones.</summary>
    public static string WriteDevices(ThemeTokens theme, bool? forced)
    {
        var css = new StringBuilder(4096);
        Devices(css, theme, theme.HasDark && forced == true ? theme.DarkSchemes : theme.Schemes);
        if (!theme.HasDark || forced is not null) return css.ToString();
        css.Append("@media(prefers-color-scheme:dark){");
        Devices(css, theme, theme.DarkSchemes);
        return css.Append('}').ToString();
    }

    private static void Devices(StringBuilder css, ThemeTokens theme, IReadOnlyList<ColorScheme> schemes)
    {
        css.Append("@media(max-width:1023.98px){");
        Schemes(css, theme, schemes, "-t");
        css.Append("}@media(max-width:639.98px){");
        Schemes(css, theme, schemes, "-p");
        css.Append('}');
    }

    private static void Faces(StringBuilder css, ThemeFont font)
    {
        var (name, weights) = (font.Family, string.Create(CultureInfo.InvariantCulture, $"{font.Lightest} {font.Boldest}"));
        // The second face wins for the letters it names, so the first needs no range.
        css.Append("@font-face{font-family:").Append(name).Append(";src:url(/fonts/dist/").Append(name).Append("-latin.woff2);font-weight:").Append(weights).Append(";font-display:swap}");
        css.Append("@font-face{font-family:").Append(name).Append(";src:url(/fonts/dist/").Append(name).Append("-latin-ext.woff2);font-weight:").Append(weights).Append(";font-display:swap;unicode-range:U+100-2BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0}");
        var local = font.Kind switch { FontKind.Serif => "local(Times New Roman),local(Liberation Serif),local(Noto Serif)", FontKind.Mono => "local(Courier New),local(Liberation Mono)", _ => "local(Arial),local(Liberation Sans),local(Roboto)" };
        css.Append("@font-face{font-family:").Append(name).Append("-f;src:").Append(local).Append(CultureInfo.InvariantCulture, $";size-adjust:{font.SizeAdjust}%;ascent-override:{font.Ascent}%;descent-override:{font.Descent}%;line-gap-override:0%}}");
    }

    private static void Face(StringBuilder css, string variable, string family) => css.Append(variable).Append(':').Append(family).Append(',').Append(family).Append("-f,").Append(ThemeFonts.Find(family)!.Generic).Append(';');

    private static string Spaced(ThemeTokens theme, string name) => theme["space"] == "1" ? theme[name] : $"calc({theme[name]}*{theme["space"]})";

    private static string Shadow(string kind) => kind switch
    {
        "soft" => "0 1px 2px rgb(0 0 0/.06),0 6px 20px -6px rgb(0 0 0/.12)",
        "lifted" => "0 2px 4px rgb(0 0 0/.06),0 18px 40px -14px rgb(0 0 0/.3)",
        "hard" => "5px 5px 0 var(--ink)",
        _ => "none",
    };

    private static void Schemes(StringBuilder css, ThemeTokens theme, IReadOnlyList<ColorScheme> schemes, string on = "")
    {
        var aliases = theme.Aliases.ToLookup(theme.Resolve);
        foreach (var scheme in schemes)
        {
            if (scheme.Code == "page" && on.Length == 0) css.Append(":root,");
            css.Append("[data-scheme").Append(on).Append('=').Append(scheme.Code).Append(']');
            // Pages may still name a scheme that was deleted; they wear what replaced it.
            foreach (var old in aliases[scheme.Code]) css.Append(",[data-scheme").Append(on).Append('=').Append(old).Append(']');
            css.Append("{--bg:").Append(scheme.Bg).Append(";--ink:").Append(scheme.Text).Append(";--muted:").Append(scheme.Muted).Append(";--accent:").Append(scheme.Accent).Append(";--on-accent:").Append(scheme.OnAccent)
                .Append(";--line:").Append(scheme.Border).Append(";--surface:").Append(scheme.Card).Append(";--sale:").Append(scheme.Sale).Append(";--ok:").Append(scheme.Ok).Append('}');
        }
    }
}
