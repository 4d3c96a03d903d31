using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "jar", "#EFE3D6")]
internal sealed class Jar : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 985, 260);
        art.Lathe(600, [(640, 236), (960, 236), (980, 226)], .15,
            art.Linear(Axis.Across, (0, Dark(c, .24)), (.1, Light(c, .2)), (.26, "#fff"), (.5, c), (.84, Dark(c, .26)), (1, Dark(c, .12))),
            inside: () =>
        {
            art.Path("M440 720C500 740 700 740 760 720V880C700 900 500 900 440 880Z", "#4A291E", opacity: .9);
            art.Line("M540 790C580 794 620 794 660 790", "#F4E9DA", 6);
            art.Line("M560 822C590 825 612 825 640 822", "#F4E9DA", 3, opacity: .7);
        }, tension: 9);

        art.Lathe(600, [(500, 232), (516, 240), (636, 240)], .15,
            art.Linear(Axis.Across, (0, "#2b1a12"), (.12, "#5a4134"), (.24, "#a08a7c"), (.34, "#4a3125"), (.7, "#33211A"), (.93, "#5a4134"), (1, "#2b1a12")));
        art.Ellipse(600, 500, 232, 35, art.Linear(Axis.Diagonal, (0, "#8d7566"), (1, "#3f2a20")));
    }
}
