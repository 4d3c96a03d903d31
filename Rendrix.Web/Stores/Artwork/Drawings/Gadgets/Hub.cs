using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Gadgets;

[Drawing("gadgets", "hub", "#B9BEC1", "#FF5A1F")]
internal sealed class Hub : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (metal, accent) = (c[0], c[1]);
        const string black = "#0c0d0e";
        art.Shadow(600, 820, 430, 1, 50);

        // Cable to the computer, braided.
        art.Line("M250 690C120 690 150 520 260 500S430 420 400 300", "#1b1c1e", 34).Line("M250 690C120 690 150 520 260 500S430 420 400 300", "#55595c", 24, dash: "3 30");
        art.Rect(368, 236, 64, 90, 16, art.Metal(metal)).Rect(382, 190, 36, 50, 14, art.Metal("#E1E4E6"));

        art.Path("M960 600L1034 566V760L960 808Z", art.Linear(Axis.Across, (0, Dark(metal, .24)), (1, Dark(metal, .46)))).Path("M240 600L330 560H1034L960 600Z", art.Linear(Axis.Across, (0, Light(metal, .75)), (.5, Light(metal, .3)), (1, Dark(metal, .02))));
        art.Rect(230, 592, 734, 218, 30, art.Linear(Axis.Down, (0, Light(metal, .7)), (.1, Light(metal, .2)), (.5, metal), (1, Dark(metal, .3)))).Rect(233, 595, 728, 212, 27, "none", .8, stroke: "#fff", strokeWidth: 3);

        // Seven ports, from the left: three square, two oval, a card, a picture.
        foreach (var x in new double[] { 274, 376 })
        {
            art.Rect(x, 660, 86, 50, 6, black).Rect(x + 10, 664, 66, 20, 3, accent);
        }

        foreach (var x in new double[] { 490, 576 })
        {
            art.Rect(x, 668, 66, 32, 16, black).Rect(x + 12, 680, 42, 8, 4, "#8d949b");
        }

        art.Path("M672 662H776V694L762 708H686L672 694Z", black).Rect(688, 678, 72, 10, 3, "#8d949b");
        art.Rect(804, 674, 60, 14, 4, black).Ellipse(906, 682, 20, 20, black).Ellipse(906, 682, 10, 10, "#3a3c3f");
        art.Line("M300 744h34M402 744h34M506 744h34M592 744h34M706 744h36M816 744h34M892 744h28", Dark(metal, .5), 6, opacity: .8).Ellipse(900, 632, 6, 6, "#9CF27C").Ellipse(900, 632, 16, 12, "#9CF27C", opacity: .5, blur: 5);
        art.Line("M270 618H420", "#fff", 7, opacity: .6, blur: 2);

        // A plug, half a hand away from its port.
        art.Line("M404 1000C420 940 420 920 420 900", "#1b1c1e", 22);
        art.Rect(386, 826, 68, 90, 12, art.Cylinder("#EFEDE6")).Rect(394, 776, 52, 54, 4, art.Metal("#D9DEE1")).Rect(404, 790, 12, 12, 2, "#55595c").Rect(424, 790, 12, 12, 2, "#55595c").Line("M410 860h20", accent, 7);
    }
}
