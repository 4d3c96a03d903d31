using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "kettlebell", "#20282A")]
internal sealed class Kettlebell : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 960, 280);
        art.Line("M448 600C400 420 440 300 600 300S800 420 752 600", Dark(c, .2), 88);
        art.Line("M440 590C394 420 436 292 600 290S790 400 750 560",
            art.Linear(Axis.Across, (0, Light(c, .35)), (.5, Light(c, .12)), (1, Dark(c, .2))), 66);
        art.Line("M424 540C404 400 460 296 590 276", Light(c, .7), 10, opacity: .7, blur: 3);
        art.Path("M600 520C770 520 880 630 880 750C880 840 830 910 760 952H440C370 910 320 840 320 750C320 630 430 520 600 520Z",
            art.Radial(Focus.Lit, (0, Light(c, .42)), (.45, Light(c, .1)), (1, Dark(c, .3))));
        art.Ellipse(600, 752, 124, 124, "none", stroke: "#D0F23A", strokeWidth: 14);
        art.Group(() => art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", "#D0F23A"), transform: "translate(600 758) scale(1.05)");
    }
}
