using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "desklight", "#EFEDE6", "#FF5A1F")]
internal sealed class DeskLight : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (shell, accent) = (c[0], c[1]);
        art.Path("M590 392L860 300L1060 960H330Z", art.Linear((.3, 0, .5, 1), (0, "#FFF3D0", .75), (.6, "#FFF3D0", .25), (1, "#FFF3D0", 0)));
        art.Ellipse(700, 976, 330, 46, "#FFF1C4", opacity: .8, blur: 22);
        art.Shadow(420, 970, 200);

        // Foot, two arms, joints with a mark on them.
        art.Lathe(400, [(930, 170), (968, 176)], .2, art.Cylinder(shell));
        art.Ellipse(400, 930, 170, 34, art.Linear(Axis.Diagonal, (0, Light(shell, .7)), (1, Dark(shell, .08)))).Ellipse(470, 936, 22, 8, accent);
        art.Line("M400 930L330 600", Dark(shell, .46), 28).Line("M397 930L327 600", shell, 20).Line("M392 926L323 604", "#fff", 5, opacity: .9);
        art.Line("M330 600L640 300", Dark(shell, .5), 26).Line("M328 597L638 297", Dark(shell, .06), 18).Line("M326 592L634 294", "#fff", 5, opacity: .9);
        art.Line("M350 720C300 700 300 640 320 600", "#1b1c1e", 8).Line("M350 720C380 800 392 860 396 924", "#1b1c1e", 5, opacity: .5);
        foreach (var (x, y, r) in new (double, double, double)[] { (330, 600, 40), (640, 300, 34) })
        {
            art.Ellipse(x + 5, y + 6, r, r, Dark(shell, .5)).Ellipse(x, y, r, r, art.Metal("#B9BEC1")).Ellipse(x, y, r * .6, r * .6, accent).Line($"M{x} {y}v-{r * .4}", "#fff", 6);
        }

        // Head, its mouth towards the desk.
        art.Group(() =>
        {
            art.Path("M-60 -80C-60 -110 60 -110 60 -80L150 90H-150Z", art.Linear(Axis.Across, (0, Dark(shell, .2)), (.26, "#fff"), (.5, shell), (.86, Dark(shell, .3)), (1, Dark(shell, .16))));
            art.Rect(-34, -130, 68, 44, 14, art.Cylinder(accent));
            art.Ellipse(0, 90, 150, 34, Dark(shell, .3)).Ellipse(0, 92, 138, 28, art.Radial(Focus.Centre, (0, "#fff"), (.6, "#FFF4CF"), (1, "#F2D78E"))).Ellipse(0, 94, 60, 16, "#fff", blur: 6);
            for (var i = -3; i <= 3; i++)
            {
                art.Line($"M{i * 14} -58l{i * 5} 44", Dark(shell, .5), 6, opacity: .55);
            }
        }, transform: "translate(720 340) rotate(-20)");

        // A pencil and a sheet in the light.
        art.Path("M620 990L860 968L930 1016L670 1040Z", "#fff", opacity: .85).Line("M690 1000L820 988M700 1014L840 1002", "#9aa0a4", 4, opacity: .6);
        art.Line("M800 1040L944 992", "#F2C14E", 15).Path("M944 985L974 980L950 1000Z", "#E6CDA0").Line("M800 1036L940 989", "#fff", 3, opacity: .6);
    }
}
