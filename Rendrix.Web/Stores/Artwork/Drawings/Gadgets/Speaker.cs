using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "speaker", "#EDEBE4", "#FF5A1F")]
internal sealed class Speaker : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var shell = c[0];
        var accent = c[1];
        const string black = "#1b1c1e";
        art.Path("M330 1010H960L1130 1090H520Z", Dark(art.Wall, .75), opacity: .35, blur: 24);
        art.Ellipse(610, 1008, 330, 20, Dark(art.Wall, .8), opacity: .6, blur: 8);
        art.Path("M900 270L966 232C978 226 986 234 986 248V930C986 946 980 956 968 964L900 1000Z",
            art.Linear(Axis.Diagonal, (0, Dark(shell, .2)), (1, Dark(shell, .42))));
        art.Path("M300 262L372 216C380 211 388 210 398 210H950C966 210 976 220 968 232L900 270H310Z",
            art.Linear(Axis.Across, (0, Light(shell, .8)), (1, Dark(shell, .06))));
        art.Rect(280, 252, 640, 756, 34, art.Linear((.1, 0, .8, 1), (0, Light(shell, .55)), (.5, shell), (1, Dark(shell, .13))));
        art.Rect(283, 255, 634, 750, 31, "none", stroke: "#fff", strokeWidth: 4, opacity: .75);

        // Grille: holes on rings.
        art.Ellipse(600, 530, 240, 240, art.Linear(Axis.Diagonal, (0, Dark(shell, .2)), (1, Light(shell, .5))));
        art.Ellipse(600, 530, 234, 234, art.Linear(Axis.Diagonal, (0, Dark(shell, .08)), (1, Light(shell, .2))));
        Markup holes = "";

        for (var ring = 0; ring < 11; ring++)
        {
            var count = ring > 0 ? ring * 6 : 1;

            for (var i = 0; i < count; i++)
            {
                var angle = (i / (double)count * 6.2832) + (ring * .21);
                holes += $"M{Math.Round(594 + (Math.Cos(angle) * ring * 21))} {Math.Round(530 + (Math.Sin(angle) * ring * 21))}h0";
            }
        }

        art.Line(holes, black, 11, transform: "translate(6 0)");
        art.Ellipse(520, 440, 170, 120, "#fff", opacity: .13, blur: 24, transform: "rotate(-40 520 440)");

        // Controls.
        art.Ellipse(398, 904, 56, 56, Dark(shell, .5), opacity: .5, blur: 9);
        art.Ellipse(386, 886, 56, 56, Dark(accent, .3));
        art.Ellipse(384, 881, 55, 55, art.Linear(Axis.Diagonal, (0, Light(accent, .34)), (.5, accent), (1, Dark(accent, .14))));
        art.Line("M384 876L408 842", "#fff", 8);

        for (var i = -4; i <= 4; i++)
        {
            var angle = ((i * 30) - 90) * Math.PI / 180;
            art.Ellipse(384 + (Math.Cos(angle) * 78), 882 + (Math.Sin(angle) * 78), 4, 4, black, opacity: .75);
        }

        art.Rect(540, 858, 150, 48, 24, art.Linear(Axis.Down, (0, Dark(shell, .42)), (1, Dark(shell, .22))));
        art.Rect(545, 862, 70, 40, 20, art.Linear(Axis.Down, (0, Light(black, .4)), (1, black)));

        for (var i = 0; i < 3; i++)
        {
            art.Line($"M{572 + (i * 8)} 874v16", Light(black, .5), 2.5);
        }

        art.Ellipse(662, 882, 6, 6, accent);
        art.Rect(540, 924, 64, 7, 3.5, black, opacity: .7);
        art.Rect(612, 924, 30, 7, 3.5, black, opacity: .3);

        for (var i = 0; i < 4; i++)
        {
            art.Ellipse(770 + (i * 34), 882, 11, 11, i < 3 ? black : Dark(shell, .25));
        }

        art.Rect(760, 924, 96, 7, 3.5, black, opacity: .7);

        foreach (var (x, y) in new (double, double)[] { (318, 290), (882, 290), (318, 970), (882, 970) })
        {
            art.Ellipse(x, y, 9, 9, art.Ball("#B9BDBF"));
            art.Line($"M{x - 5} {y + 3}L{x + 5} {y - 3}", "#55595c", 2.5);
        }
    }
}
