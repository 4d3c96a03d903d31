using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "camera", "#EFEDE6", "#FF5A1F")]
internal sealed class Camera : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent) = (c[0], c[1]);
        const string black = "#1b1c1e";
        art.Shadow(600, 900, 400, 1, 48);

        // Wrist strap.
        art.Line("M236 520C130 560 190 760 250 860S200 980 300 990", Dark(accent, .3), 24).Line("M234 516C132 558 190 756 248 856S202 974 300 984", accent, 15);
        art.Path("M930 400L1000 366V830L930 888Z", art.Linear(Axis.Across, (0, Dark(shell, .24)), (1, Dark(shell, .42)))).Path("M250 400L330 366H1000L930 400Z", art.Linear(Axis.Across, (0, Light(shell, .8)), (1, Dark(shell, .05))));

        // Shutter, counter, flash shoe on top.
        art.Lathe(410, [(330, 56), (382, 60)], .28, art.Metal("#AEB6BA"));
        art.Ellipse(410, 330, 56, 16, "#D9DEE1").Ellipse(410, 326, 36, 10, accent).Ellipse(400, 322, 14, 4, "#fff", opacity: .6);
        art.Lathe(800, [(346, 46), (386, 50)], .28, art.Cylinder(black));
        art.Ellipse(800, 346, 46, 13, "#3a3c3f");

        art.Rect(236, 390, 700, 500, 54, art.Linear((.1, 0, .8, 1), (0, Light(shell, .6)), (.5, shell), (1, Dark(shell, .15)))).Rect(239, 393, 694, 494, 51, "none", .75, stroke: "#fff", strokeWidth: 4);
        art.Path("M236 560H936V836C936 870 916 890 882 890H290C256 890 236 870 236 836Z", "#26282b");
        var leather = art.Pattern(16, 14, "<path d=\"M2 3l3 2M9 2l2 4M13 9l2 2M4 10l4 1\" stroke=\"#4a4d50\" stroke-width=\"2\"/>");
        art.Path("M236 560H936V836C936 870 916 890 882 890H290C256 890 236 870 236 836Z", leather).Line("M238 560H934", "#fff", 3, opacity: .5);
        art.Rect(690, 424, 190, 90, 20, black).Rect(702, 436, 166, 66, 12, art.Linear(Axis.Diagonal, (0, "#5d6c74"), (.5, "#25313a"), (1, "#0f1519"))).Path("M712 440H780L740 500H706Z", "#fff", opacity: .2);
        art.Ellipse(310, 470, 26, 26, black).Ellipse(310, 470, 17, 17, art.Radial(Focus.Lit, (0, "#8fb0c4"), (1, "#16222b")));
        Lens(art, shell, accent);
        foreach (var x in new double[] { 846, 872, 898 })
        {
            art.Ellipse(x, 846, 6, 6, x < 860 ? accent : "#6a6e72");
        }
    }

    private static void Lens(Sketch art, string shell, string accent)
    {
        art.Ellipse(590, 690, 212, 212, "#000", opacity: .45, blur: 12).Ellipse(574, 672, 206, 206, art.Metal("#AEB6BA")).Ellipse(574, 672, 190, 190, "#1b1c1e");
        for (var i = 0; i < 36; i++)
        {
            art.Stamp("notch", () => art.Rect(-3, -188, 6, 16, 2, "#55595c"), $"translate(574 672) rotate({i * 10})");
        }

        art.Ellipse(574, 672, 162, 162, "none", 1, stroke: accent, strokeWidth: 9).Ellipse(574, 672, 150, 150, art.Linear(Axis.Diagonal, (0, "#3a3c3f"), (1, "#0d0e0f")));
        art.Ellipse(574, 672, 112, 112, art.Radial((.4, .34, .74), (0, "#7FA6B8"), (.4, "#2E4A63"), (.75, "#1B1736"), (1, "#07080c")));
        art.Ellipse(574, 672, 60, 60, art.Radial((.5, .55, .6), (0, "#0a0a12"), (.7, "#1d1b3a"), (1, "#3C4E7A"))).Ellipse(536, 626, 34, 24, "#fff", opacity: .8, transform: "rotate(-36 536 626)").Ellipse(626, 726, 24, 15, Light(shell, .5), opacity: .35, transform: "rotate(-36 626 726)");
        art.Line("M420 620A162 162 0 0 1 500 528", "#fff", 6, opacity: .6, blur: 2);
    }
}
