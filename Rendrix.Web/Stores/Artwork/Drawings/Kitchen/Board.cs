using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "board", "#B9854D")]
internal sealed class Board : Drawing
{
    private const string Outline = "M300 250C420 222 560 228 640 240C700 248 740 214 800 196C880 172 960 226 950 300C942 352 900 372 896 430C900 560 912 700 890 840C874 930 800 960 700 966C560 976 420 978 330 954C240 930 214 860 212 760C208 620 206 480 216 380C222 310 246 262 300 250Z";

    public override Action<Sketch>? OwnBackdrop => Backdrops.Plain;

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Path(Outline, Dark(art.Wall, .65), opacity: .4, blur: 24, transform: "translate(28 36)");
        art.Path(Outline, Dark(c, .4), transform: "translate(8 12)");
        art.Path(Outline, art.Linear((.1, 0, .8, 1), (0, Light(c, .42)), (.5, c), (1, Dark(c, .2))));
        art.Clip(Outline, () =>
        {
            // Olive grain swirls about a knot.
            foreach (var (d, width) in new (string, double)[]
            {
                ("M180 360C360 320 420 460 560 440S800 340 980 400", 9), ("M180 420C340 380 420 540 580 500S820 420 980 470", 5), ("M180 500C330 470 400 620 560 590S820 520 980 560", 12),
                ("M180 600C340 580 400 700 540 690S800 620 980 660", 6), ("M180 700C330 690 420 780 560 770S820 720 980 750", 10), ("M180 800C340 800 430 860 580 850S820 810 980 840", 5), ("M300 220C420 280 520 300 640 270S820 250 960 270", 6),
            })
            {
                art.Line(d, Dark(c, .45), width, opacity: .3);
            }

            art.Ellipse(560, 560, 60, 34, "none", .4, stroke: Dark(c, .5), strokeWidth: 7, transform: "rotate(-14 560 560)").Ellipse(560, 560, 30, 15, Dark(c, .4), opacity: .5, transform: "rotate(-14 560 560)");
        });
        art.Line("M300 262C420 236 560 240 640 252C700 258 740 226 804 208C870 190 936 230 938 290", Light(c, .85), 6, opacity: .7);

        // The groove for the juices.
        art.Path("M320 330C440 312 680 312 790 330C830 338 838 360 838 420C844 560 846 700 832 820C824 880 800 894 720 900C580 912 440 912 350 896C286 884 272 850 270 760C266 620 264 500 272 400C276 350 290 336 320 330Z", "none", stroke: Dark(c, .38), strokeWidth: 13, opacity: .6);
        art.Path("M320 330C440 312 680 312 790 330C830 338 838 360 838 420C844 560 846 700 832 820C824 880 800 894 720 900C580 912 440 912 350 896C286 884 272 850 270 760C266 620 264 500 272 400C276 350 290 336 320 330Z", "none", stroke: Light(c, .6), strokeWidth: 4, opacity: .7, transform: "translate(5 6)");
        art.Ellipse(872, 286, 30, 30, Dark(c, .55)).Ellipse(875, 290, 26, 26, Dark(art.Wall, .12));
        Tomatoes(art);
    }

    private static void Tomatoes(Sketch art)
    {
        foreach (var (x, y, scale) in new (double, double, double)[] { (430, 730, 1), (580, 790, .86), (520, 640, .8) })
        {
            art.Stamp("tomato", () =>
            {
                art.Ellipse(16, 24, 84, 80, "#3A1E10", opacity: .4, blur: 10);
                art.Ellipse(0, 0, 82, 80, art.Ball("#C8361F"));
                art.Path("M0 -16L-30 -34L-14 -10L-44 4L-10 4L-8 36L6 8L34 20L14 -4L36 -30L6 -14L4 -44Z", art.Flat("#5F8A4A"));
                art.Ellipse(-38, -36, 20, 12, "#fff", opacity: .6, transform: "rotate(-36 -38 -36)");
            }, $"translate({x} {y}) scale({scale:0.##})");
        }

        foreach (var (x, y, turn) in new (double, double, double)[] { (690, 690, -30), (720, 760, 40), (660, 850, 10) })
        {
            art.Stamp("basil", () => art.Path("M6 8C30 -22 70 -22 90 8C66 34 32 34 6 8Z", "#3A1E10", opacity: .35, blur: 4).Path("M0 0C24 -30 64 -30 84 0C60 26 26 26 0 0Z", art.Flat("#5F8A4A")).Line("M4 0H76", "#3C6432", 2.5, opacity: .6), $"translate({x} {y}) rotate({turn})");
        }
    }
}
