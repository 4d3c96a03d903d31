using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "clock", "#EFEDE6")]
internal sealed class Clock : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string black = "#1b1c1e";
        art.Shadow(600, 905, 430, .9, 50);
        art.Path("M940 420l70 -40V840l-70 60Z", Dark(c, .34));
        art.Path("M200 420l80 -44h730l-70 44Z", Light(c, .7));
        art.Rect(190, 410, 760, 486, 40, art.Linear((.1, 0, .8, 1), (0, Light(c, .6)), (.5, c), (1, Dark(c, .14))));

        foreach (var (x, d) in new (double, string)[] { (244, "M-52 -90H52V0H-52V90H52"), (580, "M-52 -90H52V90M-40 0H52") })
        {
            art.Rect(x, 478, 300, 300, 16, black);
            art.Rect(x + 10, 488, 280, 138, 10, art.Linear(Axis.Down, (0, "#3a3c3f"), (1, "#26282a")));
            art.Rect(x + 10, 630, 280, 138, 10, art.Linear(Axis.Down, (0, "#2e3033"), (1, "#1d1e20")));
            art.Line(d, "#EFEDE6", 34, transform: $"translate({x + 150} 628)", roundJoin: true);
            art.Rect(x + 10, 624, 280, 7, 0, "#0c0d0e");
            art.Rect(x - 4, 610, 14, 36, 4, "#85898c").Rect(x + 290, 610, 14, 36, 4, "#85898c");
        }

        art.Ellipse(290, 836, 20, 20, art.Ball("#FF5A1F"));

        for (var i = 0; i < 3; i++)
        {
            art.Ellipse(350 + (i * 40), 836, 9, 9, black, opacity: .7);
        }

        art.Rect(760, 830, 120, 8, 4, black, opacity: .6);
    }
}
