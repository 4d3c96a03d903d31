using Rendrix.Storefront;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Tests.Storefront;

public sealed class ThemeTokensTests
{
    [Fact]
    public void All_nine_themes_load_and_stay_below_two_kilobytes()
    {
        Assert.Equal(["appliances", "beauty", "decor", "gadgets", "garments", "kitchen", "nails", "sports", "toys"], ThemeLibrary.Codes);
        foreach (var code in ThemeLibrary.Codes)
        {
            var theme = ThemeLibrary.Find(code);
            Assert.Equal(code, theme["name"]);
            Assert.InRange(theme.Css.Length, 500, 2048);
            Assert.Equal(theme.Css, ThemeTokens.Parse(theme.ToJson()).Css);
        }
    }

    [Theory]
    [InlineData("bg", "red</style><script>")]
    [InlineData("bg", "#FFF;}body{display:none")]
    [InlineData("display", "x\";}</style>")]
    [InlineData("section", "clamp(1px, 2vw, 3px);}</style>")]
    [InlineData("max", "100%\n")]
    [InlineData("cardRatio", "1 / 1; }")]
    [InlineData("labelTrack", "expression(1)")]
    [InlineData("hero", "full\" onload=\"x")]
    [InlineData("--x", "1")]
    public void A_value_that_is_not_of_its_kind_is_not_taken(string token, string value)
    {
        Assert.False(ThemeTokens.Accepts(token, value));
        var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [token] = value });
        Assert.Equal(ThemeTokens.Default.Css, ThemeTokens.Parse(json).Css);
        Assert.DoesNotContain('<', ThemeTokens.Parse(json).Css);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    public void Anything_else_is_the_plain_theme(string json) => Assert.Same(ThemeTokens.Default, ThemeTokens.Parse(json));
}
