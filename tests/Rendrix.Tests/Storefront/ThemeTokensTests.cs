using System.Text.Json;
using Rendrix.Storefront;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Tests.Storefront;

public sealed class ThemeTokensTests
{
    [Fact]
    public void All_nine_themes_load_stay_small_and_can_be_read()
    {
        Assert.Equal(["appliances", "beauty", "decor", "gadgets", "garments", "kitchen", "nails", "sports", "toys"], ThemeLibrary.Codes);
        foreach (var code in ThemeLibrary.Codes)
        {
            var theme = ThemeLibrary.Find(code);
            Assert.Equal(code, theme["name"]);
            Assert.InRange(theme.Css.Length, 1_000, 4_200);
            Assert.Equal(theme.Css, ThemeTokens.Parse(theme.ToJson()).Css);
            Assert.Equal(theme.ToJson(), ThemeTokens.Parse(theme.ToJson()).ToJson());
            foreach (var scheme in theme.Schemes)
                foreach (var pair in scheme.Pairs.Where(p => p.Part is "text" or "onAccent"))
                    Assert.True(pair.Passes, $"{code}, {scheme.Name}: {pair.Label} has {pair.Ratio:0.00}");
        }
    }

    [Fact]
    public void Dark_colors_that_nobody_chose_can_be_read_in_every_theme()
    {
        foreach (var code in ThemeLibrary.Codes)
        {
            var theme = ThemeLibrary.Find(code).With("appearance", "auto");
            Assert.Contains("@media(prefers-color-scheme:dark)", theme.Css, StringComparison.Ordinal);
            foreach (var scheme in theme.DarkSchemes)
                foreach (var pair in scheme.Pairs)
                    Assert.True(pair.Passes, $"{code}, {scheme.Name} by night: {pair.Label} has {pair.Ratio:0.00}, {scheme.Bg} {scheme.Text} {scheme.Accent} {scheme.OnAccent}");
        }
        var chosen = ThemeTokens.Default.With("appearance", "auto").With("scheme.page.dark.bg", "#001122");
        Assert.Equal("#001122", chosen.DarkSchemes[0].Bg.ToString());
        Assert.Contains("color-scheme:dark", chosen.CssShown(dark: true), StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", chosen.CssShown(dark: false), StringComparison.Ordinal);
        // What a container wears on a phone comes last, in the colors of the night after those of the day.
        Assert.DoesNotContain("data-scheme-p", chosen.Css, StringComparison.Ordinal);
        Assert.Equal(2, chosen.DeviceCss.Split("[data-scheme-p=tint]{--bg:").Length - 1);
        Assert.Contains("@media(max-width:639.98px){[data-scheme-p=page]{--bg:#001122", chosen.CssShown(dark: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bg", "red</style><script>")]
    [InlineData("bg", "#FFF;}body{display:none")]
    [InlineData("scheme.page.bg", "#FFFFFF;}")]
    [InlineData("scheme.night.bg", "url(//x)")]
    [InlineData("scheme.night.name", "</style>")]
    [InlineData("scheme.night.name", "a\"b")]
    [InlineData("scheme.a]{}.bg", "#FFFFFF")]
    [InlineData("scheme.A.bg", "#FFFFFF")]
    [InlineData("scheme.page.dark.bg", "black")]
    [InlineData("scheme.page.paper", "#FFFFFF")]
    [InlineData("alias.page", "tint")]
    [InlineData("alias.night", "a]{}")]
    [InlineData("display", "x\";}</style>")]
    [InlineData("display", "comic-sans")]
    [InlineData("section", "clamp(1px, 2vw, 3px);}</style>")]
    [InlineData("max", "100%\n")]
    [InlineData("cardRatio", "1 / 1; }")]
    [InlineData("labelTrack", "expression(1)")]
    [InlineData("hero", "full\" onload=\"x")]
    [InlineData("motion", "fast")]
    [InlineData("displayWeight", "-")]
    [InlineData("displayWeight", "9000")]
    [InlineData("border", "px")]
    [InlineData("columns", "99")]
    [InlineData("headerFixed", "yes")]
    [InlineData("--x", "1")]
    public void A_value_that_is_not_of_its_kind_is_not_taken(string token, string value)
    {
        Assert.False(ThemeTokens.Accepts(token, value));
        Assert.Same(ThemeTokens.Default, ThemeTokens.Default.With(token, value));
        var json = JsonSerializer.Serialize(new Dictionary<string, string> { [token] = value });
        Assert.Equal(ThemeTokens.Default.Css, ThemeTokens.Parse(json).Css);
        Assert.DoesNotContain('<', ThemeTokens.Parse(json).Css);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"tokens\":[],\"schemes\":\"x\",\"replaced\":4}")]
    [InlineData("{\"schemes\":{\"page\":[],\"x\":{\"dark\":3}}}")]
    public void Anything_else_is_the_plain_theme(string json) => Assert.Equal(ThemeTokens.Default.ToJson(), ThemeTokens.Parse(json).ToJson());

    [Fact]
    public void A_theme_stored_before_there_were_schemes_keeps_its_colors()
    {
        const string Old = """
            {"name":"sports","bg":"#F2F3EF","surface":"#DFE2DB","ink":"#0D1210","accent":"#D0F23A","onAccent":"#0D1210","accent2":"#FF5A1F","contrastBg":"#0D1210","contrastInk":"#F2F3EF",
             "sale":"#B93606","ok":"#1E6A3C","display":"big-shoulders-display","body":"archivo","label":"archivo","displayWeight":"850","button":"outline","buttonRadius":"4px","track":"-0.01em"}
            """;
        var theme = ThemeTokens.Parse(Old);
        Assert.Equal(("#F2F3EF", "#DFE2DB", "#D0F23A"), (theme["bg"], theme["surface"], theme["accent"]));
        Assert.Equal(["page", "tint", "contrast", "accent"], theme.Schemes.Select(s => s.Code));
        Assert.Equal(("#DFE2DB", "#0D1210"), (theme.Scheme("tint").Bg.ToString(), theme.Scheme("tint").Text.ToString()));
        Assert.Equal(("#0D1210", "#F2F3EF", "#F2F3EF", "#0D1210"), (theme.Scheme("contrast").Bg.ToString(), theme.Scheme("contrast").Text.ToString(), theme.Scheme("contrast").Accent.ToString(), theme.Scheme("contrast").OnAccent.ToString()));
        Assert.Equal(("#D0F23A", "#0D1210", "#0D1210"), (theme.Scheme("accent").Bg.ToString(), theme.Scheme("accent").Text.ToString(), theme.Scheme("accent").Accent.ToString()));
        // The words of outlined buttons were set by the stylesheet before they were tokens.
        Assert.Equal(("400", "uppercase", "0.1em"), (theme["buttonWeight"], theme["buttonCase"], theme["buttonTrack"]));
        Assert.Equal(theme.ToJson(), ThemeTokens.Parse(theme.ToJson()).ToJson());
    }

    [Fact]
    public void One_new_brand_color_reaches_every_scheme_that_follows_it()
    {
        var theme = ThemeTokens.Default.With("scheme.page.accent", "#0B5E73");
        Assert.Equal("#0B5E73", theme.Scheme("accent").Bg.ToString());
        Assert.Equal("#0B5E73", theme.Scheme("tint").Accent.ToString());
        Assert.Equal("#CC0000", theme.With("scheme.accent.bg", "#CC0000").Scheme("accent").Bg.ToString());
        Assert.Contains("[data-scheme=accent]{--bg:#0B5E73", theme.Css, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_scheme_leads_to_its_replacement_and_never_in_a_circle()
    {
        var theme = ThemeTokens.Default.With("scheme.night.bg", "#101820").With("alias.sale", "night");
        Assert.Equal("night", theme.Resolve("sale"));
        Assert.Contains("[data-scheme=night],[data-scheme=sale]{--bg:#101820", theme.Css, StringComparison.Ordinal);
        Assert.Equal("page", theme.Resolve("never-there"));
        var circle = theme.With("alias.a", "b").With("alias.b", "a");
        Assert.Equal("page", circle.Resolve("a"));
        Assert.NotEmpty(circle.Css);
    }

    [Fact]
    public void There_are_faces_enough_and_each_has_its_stand_in()
    {
        Assert.InRange(ThemeFonts.All.Count, 40, 80);
        Assert.All(ThemeFonts.All, f => Assert.InRange(f.SizeAdjust, 50, 150));
        Assert.All(ThemeFonts.Pairs, p => Assert.True(ThemeFonts.Find(p.Display) is not null && ThemeFonts.Find(p.Body) is not null, p.Title));
        var css = ThemeTokens.Default.With("display", "fraunces").Css;
        Assert.Contains("@font-face{font-family:fraunces-f;src:local(Times New Roman)", css, StringComparison.Ordinal);
        Assert.Contains("--f-display:fraunces,fraunces-f,serif", css, StringComparison.Ordinal);
        Assert.Contains("fraunces-latin-ext.woff2", css, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_says_which_token_is_wrong()
    {
        var good = ThemeFile.Read(ThemeLibrary.Find("toys").With("scheme.night.bg", "#101820").With("css", ".a{color:red}").ToJson());
        Assert.Empty(good.Problems);
        Assert.Equal("#101820", good.Theme!.Scheme("night").Bg.ToString());

        var bad = ThemeFile.Read("""{"format":"rendrix-theme","schema":2,"tokens":{"display":"papyrus","columns":"4","later":"x"},"schemes":{"page":{"bg":"white","dark":{"text":"#GGG"}},"night":{"text":"#FFFFFF"},"x":4},"css":"@import 'x';"}""");
        Assert.Null(bad.Theme);
        Assert.Equal(["display", "schemes.page.bg", "schemes.page.dark.text", "schemes.x.bg", "css", "schemes.night.bg"], bad.Problems.Select(p => p.Token));
        Assert.Equal(["later"], bad.Notes);
        Assert.All(bad.Problems, p => Assert.True(p.Message.Length > 5));

        Assert.Equal("file", ThemeFile.Read("hello").Problems.Single().Token);
        Assert.Equal("file", ThemeFile.Read("[]").Problems.Single().Token);
        Assert.Equal("file", ThemeFile.Read("{}").Problems.Single().Token);
        Assert.Equal("schema", ThemeFile.Read("{\"schema\":9}").Problems.Single().Token);
        Assert.Equal("format", ThemeFile.Read("{\"format\":\"other\"}").Problems.Single().Token);
        Assert.Equal("file", ThemeFile.Read(new string(' ', 100_000)).Problems.Single().Token);
        // The form before this one is a theme too.
        Assert.Equal("#112233", ThemeFile.Read("{\"bg\":\"#112233\",\"display\":\"inter\"}").Theme!["bg"]);
    }
}
