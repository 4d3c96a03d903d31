using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

/// <summary>Contrast as WCAG 2.2 defines it, and the search for a color that can be read.</summary>
public sealed class RgbTests
{
    // Ratios of the WCAG understanding documents and of public checkers, cut to two decimals.
    [Theory]
    [InlineData("#000000", "#FFFFFF", 21.00)]
    [InlineData("#FFFFFF", "#FFFFFF", 1.00)]
    [InlineData("#767676", "#FFFFFF", 4.54)]
    [InlineData("#777777", "#FFFFFF", 4.47)]
    [InlineData("#949494", "#FFFFFF", 3.03)]
    [InlineData("#959595", "#FFFFFF", 2.99)]
    [InlineData("#FF0000", "#FFFFFF", 3.99)]
    [InlineData("#0000FF", "#FFFFFF", 8.59)]
    [InlineData("#008000", "#FFFFFF", 5.13)]
    [InlineData("#FFFF00", "#000000", 19.55)]
    public void The_contrast_ratio_is_that_of_the_guidelines(string a, string b, double ratio)
    {
        Assert.Equal(ratio, Math.Floor(Rgb.Contrast(Rgb.Of(a), Rgb.Of(b)) * 100 + 1e-9) / 100, 2);
        Assert.Equal(Rgb.Contrast(Rgb.Of(a), Rgb.Of(b)), Rgb.Contrast(Rgb.Of(b), Rgb.Of(a)));
    }

    [Fact]
    public void The_proposed_color_passes_on_every_ground_and_is_the_nearest_that_does()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var color = Any(random);
            Rgb[] grounds = [Any(random), .. i % 3 == 0 ? [Any(random)] : Array.Empty<Rgb>()];
            var better = color.Nearest(4.5, grounds);
            double Least(Rgb c) => grounds.Min(g => Rgb.Contrast(c, g));
            if (Least(color) >= 4.5) { Assert.Equal(color, better); continue; }
            // Between two grounds of the middle nothing reaches it; then black or white comes closest.
            if (Least(Rgb.Black) < 4.5 && Least(Rgb.White) < 4.5) { Assert.True(better == Rgb.Black || better == Rgb.White); continue; }
            Assert.True(Least(better) >= 4.5, $"{color} on {string.Join(" and ", grounds)} became {better}, which is {Least(better):0.00}");
        }
    }

    [Fact]
    public void Mixing_is_what_browsers_do()
    {
        // Chromium: color-mix(in oklab, #2A1F3D 70%, #FFF9EF) and color-mix(in oklab, #1A1A1A 17%, #FFFFFF) and so on, painted and read back.
        Assert.Equal("#635A6F", Near("#635A6F", Rgb.Of("#2A1F3D").MixedInto(Rgb.Of("#FFF9EF"), 0.7)));
        Assert.Equal("#93695C", Near("#93695C", Rgb.Of("#CF3A20").MixedInto(Rgb.Of("#2F7F86"), 0.5)));
        Assert.Equal("#D3D3D3", Near("#D3D3D3", Rgb.Of("#1A1A1A").MixedInto(Rgb.White, 0.17)));
    }

    [Theory]
    [InlineData("#abc", "#AABBCC")]
    [InlineData("1a2b3c", "#1A2B3C")]
    [InlineData(" #1A2b3C ", "#1A2B3C")]
    public void Colors_are_read_as_people_type_them(string typed, string stored)
    {
        Assert.True(Rgb.TryParse(typed, out var color));
        Assert.Equal(stored, color.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("#12345")]
    [InlineData("red")]
    [InlineData("#GGGGGG")]
    [InlineData("#1234567")]
    public void Anything_else_is_no_color(string typed) => Assert.False(Rgb.TryParse(typed, out _));

    private static Rgb Any(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));

    // Rounding may differ by one step of a channel.
    private static string Near(string expected, Rgb actual)
    {
        var e = Rgb.Of(expected);
        return Math.Abs(e.R - actual.R) <= 1 && Math.Abs(e.G - actual.G) <= 1 && Math.Abs(e.B - actual.B) <= 1 ? expected : actual.ToString();
    }
}
