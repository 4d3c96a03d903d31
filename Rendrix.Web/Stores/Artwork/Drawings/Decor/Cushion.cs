using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "cushion", "#6F7A58")]
internal sealed class Cushion : Drawing
{
    private const string Body = "M232 318C240 296 268 298 300 312C410 352 530 362 600 390C670 362 790 352 900 312C932 298 960 296 968 318C974 344 952 384 944 430C924 560 924 720 950 850C960 900 980 930 968 954C956 974 920 968 884 970C700 986 500 986 316 970C280 968 244 974 232 954C220 930 240 900 250 850C276 720 276 560 256 430C248 384 226 344 232 318Z";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Group(() => art.Path(Body, Dark(art.Wall, .7)), opacity: .2, blur: 26, transform: "translate(60 14)");
        art.Shadow(600, 976, 350, 1, 34);
        art.Path(Body, art.Radial((.36, .34, .82), (0, Light(c, .26)), (.45, c), (.84, Dark(c, .24)), (1, Dark(c, .34))));
        art.Clip(Body, () =>
        {
            Linen(art, c);
            Folds(art, c);
        });

        // Piping round the edge, light where the window finds it.
        art.Path(Body, "none", stroke: Dark(c, .34), strokeWidth: 12, roundJoin: true).Path(Body, "none", stroke: Light(c, .14), strokeWidth: 7, roundJoin: true);
        art.Line("M238 316C246 302 272 304 300 316C410 356 530 366 598 394", Light(c, .7), 5, opacity: .7);

        // The sewn-in label at the seam.
        art.Path("M926 690C940 688 964 690 972 694L970 740C958 744 940 742 926 738Z", art.Linear(Axis.Across, (0, "#CFC6B4"), (1, "#F4EFE4"))).Line("M942 716H960", "#26261F", 4, opacity: .7);
    }

    private static void Linen(Sketch art, string c)
    {
        var cloth = art.Pattern(14, 14, $"<path d=\"M0 3H14M0 10H9\" stroke=\"{Dark(c, .45)}\" stroke-width=\"1.6\"/><path d=\"M4 0V14M11 0V14\" stroke=\"{Light(c, .6)}\" stroke-width=\"1.3\"/>", "rotate(2)");
        art.Rect(200, 280, 800, 720, 0, cloth, opacity: .36);

        // Slubs, the thick threads of real linen.
        art.Line("M330 520h90M520 470h64M700 560h110M400 700h70M610 650h90M760 780h80M480 850h110M330 820h54", Light(c, .5), 3, opacity: .26).Line("M430 560v60M660 470v70M560 760v70M800 640v60", Dark(c, .4), 3, opacity: .18);
    }

    /// <summary>Every corner pulls folds; the blow of a hand has left a valley from the top.</summary>
    private static void Folds(Sketch art, string c)
    {
        art.Path("M440 330C540 440 580 520 604 620C630 520 660 440 760 330Z", Dark(c, .5), opacity: .42, blur: 26);
        art.Line("M604 400C598 470 600 540 606 610", Dark(c, .6), 12, opacity: .4, blur: 6);
        foreach (var (d, width, opacity) in new (string, double, double)[]
        {
            ("M246 336C300 400 330 440 350 500M250 350C276 430 288 480 290 540", 20, .4), ("M954 336C900 400 870 440 850 500M950 350C924 430 912 480 910 540", 22, .45),
            ("M244 950C310 890 340 850 356 790M250 936C276 860 284 820 286 770", 22, .45), ("M956 950C890 890 860 850 844 790M950 936C924 860 916 820 914 770", 24, .5),
        })
        {
            art.Line(d, Dark(c, .55), width, opacity, blur: 9);
        }

        art.Line("M262 330C330 390 380 410 430 470M270 940C330 880 360 870 400 810", Light(c, .7), 14, opacity: .4, blur: 7);
        art.Ellipse(430, 560, 110, 130, "#fff", opacity: .12, blur: 36, transform: "rotate(-18 430 560)");
        art.Ellipse(620, 980, 380, 70, Dark(c, .65), opacity: .5, blur: 24);
    }
}
