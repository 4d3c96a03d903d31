using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "coffee", "#2C3236")]
internal sealed class Coffee : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string steel = "#C6CCD0";
        art.Shadow(600, 974, 330, 1, 46);
        art.Path("M850 300L920 272V930L850 966Z", art.Linear(Axis.Across, (0, Dark(c, .3)), (1, Dark(c, .5)))).Path("M310 300L390 270H920L850 300Z", art.Linear(Axis.Across, (0, Light(c, .55)), (1, Light(c, .12))));

        // Beans under a clear lid.
        art.Path("M440 286L460 196H800L830 286Z", art.Linear(Axis.Across, (0, "#fff", .9), (.1, "#B9C9CC", .8), (.5, "#DCE6E7", .7), (.9, "#9FB2B5", .85), (1, "#fff", .9))).Path("M450 286L462 236C540 216 720 216 806 236L820 286Z", "#4A2A18");
        foreach (var (x, y, turn) in new (double, double, double)[] { (480, 262, 20), (530, 246, -30), (580, 264, 50), (630, 244, 10), (680, 262, -40), (730, 248, 30), (780, 264, -10), (556, 228, 70), (704, 228, 60) })
        {
            art.Stamp("bean", () => art.Ellipse(0, 0, 24, 15, art.Ball("#7A4A2C")).Line("M-20 2C-8 -6 8 6 20 -2", "#2d170c", 3.5), $"translate({x} {y}) rotate({turn})");
        }

        art.Path("M446 180H818L812 206H452Z", art.Rolled(c)).Path("M470 206L486 280H520L500 206Z", "#fff", opacity: .4);

        // Cabinet with its bay.
        art.Rect(300, 292, 560, 676, 28, art.Linear((.1, 0, .8, 1), (0, Light(c, .4)), (.5, c), (1, Dark(c, .26))));
        art.Rect(350, 480, 460, 400, 18, art.Linear(Axis.Down, (0, Dark(c, .66)), (1, Dark(c, .36)))).Path("M350 860H810L830 900H330Z", art.Metal(steel, .7));
        for (var i = 0; i < 8; i++)
        {
            art.Rect(372 + (i * 54), 872, 38, 8, 4, "#2a3338");
        }

        art.Rect(346, 330, 220, 96, 14, "#10262d").Line("M376 360h70M376 384h110", "#59D4E6", 6, opacity: .9).Ellipse(530, 372, 8, 8, "#F2C14E");
        foreach (var (x, r) in new (double, double)[] { (640, 38), (750, 48) })
        {
            art.Ellipse(x + 4, 384, r, r, Dark(c, .7), opacity: .5).Ellipse(x, 378, r, r, art.Metal(steel)).Ellipse(x, 378, r - 10, r - 10, art.Flat(Light(c, .1))).Line($"M{x} 370V{378 - r + 16}", "#F4F6F6", 6);
        }

        art.Rect(316, 306, 528, 8, 4, "#fff", opacity: .3);

        // Spout, two threads of coffee, a cup.
        art.Path("M500 480H660V530C660 560 640 572 620 572H540C520 572 500 560 500 530Z", art.Metal(steel)).Rect(548, 566, 16, 30, 4, Dark(steel, .5)).Rect(596, 566, 16, 30, 4, Dark(steel, .5));
        art.Line("M556 600V720M604 600V720", "#6B3A1E", 8).Line("M554 600V720M602 600V720", "#B5713A", 2.5);
        art.Line("M662 742C720 736 720 820 652 814", "#E3E0D8", 18);
        art.Lathe(580, [(700, 92), (760, 90), (830, 62), (852, 50)], .2, art.Cylinder("#F4F1EA"));
        art.Ellipse(580, 700, 92, 18, "#fff").Ellipse(580, 702, 80, 14, art.Radial(Focus.Centre, (0, "#D9A765"), (.7, "#A96A34"), (1, "#5A3018")));
        art.Group(() => art.Line("M500 680C470 640 520 610 496 560M660 670C690 630 640 610 664 570", "#fff", 12, opacity: .9), opacity: .4, blur: 8);
    }
}
