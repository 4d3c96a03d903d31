using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "rollon", "#E7B85C", "#B9566A", "#9DB07F", "#D98A9C")]
internal sealed class Rollon : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 962, 370, 1, 44);
        double[] tops = [330, 270, 300, 360];
        for (var i = 0; i < 4; i++)
        {
            Vial(art, 300 + (i * 200), i == 1 ? 0 : 1, tops[i], c[i]);
        }
    }

    /// <summary>A glass vial with a steel ball; the cap may be off.</summary>
    private static void Vial(Sketch art, double x, int capped, double top, string oil)
    {
        art.Ellipse(x + 50, 972, 80, 14, oil, opacity: .5, blur: 8);
        var neck = top + 240;
        if (capped == 1)
        {
            art.Lathe(x, [(top, 50), (top + 12, 58), (neck, 60)], .16, art.Metal("#D8B27A"));
            art.Ellipse(x, top, 50, 8, Light("#D8B27A", .5));
        }
        else
        {
            art.Ellipse(x, neck - 46, 32, 32, art.Radial(Focus.Lit, (0, "#fff"), (.5, "#C9D0D5"), (1, "#5F6A72")));
            art.Lathe(x, [(neck - 44, 42), (neck, 52)], .16, art.Cylinder("#FFF6F3", .9));
            art.Ellipse(x, neck - 44, 42, 7, "#E2CBC4").Ellipse(x, neck - 56, 30, 24, art.Radial(Focus.Lit, (0, "#fff"), (.5, "#C9D0D5"), (1, "#6F7A82")));
        }

        Markup glass = $"M{x - 58} {neck}C{x - 74} {neck + 20} {x - 76} {neck + 30} {x - 76} {neck + 60}V930C{x - 76} 956 {x - 60} 966 {x} 966S{x + 76} 956 {x + 76} 930V{neck + 60}C{x + 76} {neck + 30} {x + 74} {neck + 20} {x + 58} {neck}Z";
        art.Path(glass, art.Linear(Axis.Across, (0, "#fff", .95), (.1, Light(oil, .6)), (.5, Light(oil, .75), .8), (.9, Light(oil, .3)), (1, "#fff", .9)));
        art.Path($"M{x - 58} {neck + 70}C{x - 30} {neck + 80} {x + 30} {neck + 80} {x + 58} {neck + 70}V916C{x + 58} 940 {x - 58} 940 {x - 58} 916Z", art.Linear(Axis.Across, (0, Dark(oil, .2)), (.2, Light(oil, .35)), (.5, oil), (.86, Dark(oil, .28)), (1, oil)));
        art.Path($"M{x - 62} {neck + 60}L{x - 44} {neck + 50}V930L{x - 60} 920Z", "#fff", opacity: .6).Ellipse(x + 26, 890, 30, 30, Light(oil, .6), opacity: .55, blur: 12);
        art.Line($"M{x} {neck + 120}c-26 30 -26 70 0 100c26 -30 26 -70 0 -100v96", "#fff", 4.5, opacity: .85);
    }
}
