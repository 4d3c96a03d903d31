using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "tote", "#7A5F45")]
internal sealed class Tote : Drawing
{
    private const string Leather = "#5A3620";
    private const string Bag = "M262 430C400 446 800 446 938 430C948 580 952 760 944 930C940 962 926 976 892 980C700 994 500 994 308 980C274 976 260 962 256 930C248 760 252 580 262 430Z";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        Cloth.Shadow(art, Bag);
        art.Path("M420 460C400 200 800 200 780 460", "none", .25, blur: 14, stroke: Dark(art.Wall, .75), strokeWidth: 40, transform: "translate(22 26)");
        Handle(art, "M446 440C440 250 760 250 754 440", Dark(c, .22));
        Cloth.Piece(art, Bag, c, Cloth.Twill(art, c), "M300 560C420 600 380 760 300 840M900 560C800 620 820 760 910 840M600 470C620 560 590 680 612 780", "M440 500C452 620 430 720 446 800M700 500C690 620 716 700 700 800");
        art.Path("M258 850C400 870 800 870 948 850L944 930C940 962 926 976 892 980C700 994 500 994 308 980C274 976 260 962 256 930Z", art.Linear((.1, 0, .9, 1), (0, Light(Leather, .3)), (.4, Leather), (1, Dark(Leather, .3))));
        art.Line("M258 852C400 872 800 872 948 852", Dark(Leather, .6), 5, opacity: .6);
        art.Line("M262 866C400 886 800 886 944 866", Light(Leather, .5), 3, opacity: .85, dash: "10 6");
        Cloth.Seam(art, "M262 470C400 486 800 486 938 470", c);
        Cloth.Stitch(art, "M262 460C400 476 800 476 938 460", c);
        art.Line("M264 434C400 450 800 450 936 434", Light(c, .6), 5, opacity: .6);

        // Handles of leather, sewn on with a cross.
        Handle(art, "M408 640V450C400 170 800 170 792 450V640", Leather);
        foreach (var x in new double[] { 386, 770 })
        {
            art.Path($"M{x} 560H{x + 44}V650H{x}Z", art.Flat(Leather)).Line($"M{x + 7} 568H{x + 37}V642H{x + 7}ZM{x + 8} 570L{x + 36} 640M{x + 36} 570L{x + 8} 640", Light(Leather, .5), 2.6, opacity: .85, dash: "7 4");
            art.Ellipse(x + 22, 540, 8, 8, art.Ball("#C9965A"));
        }

        art.Rect(556, 720, 88, 60, 3, art.Flat(Leather)).Line("M576 742H624M588 760H612", Light(Leather, .55), 4, opacity: .8);
    }

    private static void Handle(Sketch art, string d, string colour) =>
        art.Line(d, Dark(colour, .5), 46).Line(d, colour, 38).Line(d, Light(colour, .5), 3, opacity: .6, dash: "9 6", transform: "translate(-10 0)");
}
