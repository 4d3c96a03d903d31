using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "shirt", "#DCE3EA")]
internal sealed class Shirt : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var oxford = art.Pattern(7, 7, $"<path d=\"M0 2H4M3 5.5H7\" stroke=\"{Dark(c, .3)}\" stroke-width=\"1.6\"/><path d=\"M2 0V3M5 4V7\" stroke=\"{Light(c, .8)}\" stroke-width=\"1.2\"/>");
        Cloth.Shadow(art, Cloth.Torso + Cloth.LeftSleeve + Cloth.RightSleeve);
        Cloth.Sleeves(art, c, oxford);
        Cloth.Seam(art, "M184 796L322 816M1016 796L878 816", c);
        Cloth.Stitch(art, "M182 806L320 826M1018 806L880 826", Dark(c, .5));
        art.Ellipse(296, 856, 8, 8, art.Ball("#F6F3EA")).Ellipse(904, 856, 8, 8, art.Ball("#F6F3EA"));

        // A curved tail instead of a straight hem.
        const string body = "M462 236C420 262 366 280 330 302C336 500 338 700 336 880C360 930 420 972 520 980C600 984 640 984 690 980C780 972 840 930 864 880C862 700 864 500 870 302C834 280 780 262 738 236C700 300 500 300 462 236Z";
        Cloth.Piece(art, body, c, oxford, "M430 330C410 520 440 720 400 940M760 340C800 520 750 760 790 940M340 302L352 900M862 302L850 900M520 420C540 560 500 760 520 960", "M480 420C470 600 490 760 480 940M700 420C690 600 716 760 700 940");
        Cloth.Seam(art, "M352 340C440 372 520 380 572 380M848 340C760 372 690 380 632 380", c, 3);
        Cloth.Stitch(art, "M346 872C370 918 430 956 522 964C600 970 640 970 688 964C772 956 830 918 854 872", Dark(c, .5));

        art.Path("M570 290H634V982C610 984 590 984 570 982Z", art.Linear(Axis.Across, (0, Light(c, .5)), (.5, c), (1, Dark(c, .12))));
        Cloth.Seam(art, "M635 300V980M570 300V980", c, 3);
        Cloth.Stitch(art, "M580 300V978M624 300V978", Dark(c, .5));
        art.Path("M676 440h122v112l-61 34l-61 -34Z", Dark(c, .6), opacity: .3, blur: 5, transform: "translate(4 7)").Path("M676 440h122v112l-61 34l-61 -34Z", art.Linear(Axis.Diagonal, (0, Light(c, .5)), (1, Dark(c, .06))));
        Cloth.Stitch(art, "M684 462h106M684 448v100l53 29l53 -29v-100", Dark(c, .5));
        for (var i = 0; i < 6; i++)
        {
            art.Ellipse(604, 374 + (i * 104), 10, 10, Dark(c, .6), opacity: .4).Ellipse(602, 370 + (i * 104), 10, 10, art.Ball("#F6F3EA"));
        }

        // Collar, buttoned down.
        art.Path("M462 240C520 312 680 312 738 240C716 206 684 192 600 192S484 206 470 228Z", art.Linear(Axis.Down, (0, Dark(c, .5)), (1, Dark(c, .26)))).Rect(572, 214, 56, 24, 2, "#2E3440").Line("M584 226H616", "#EFEDE6", 3);
        foreach (var (d, colour) in new (string, string)[] { ("M470 222C446 236 430 258 426 276L494 372L602 266C552 264 500 250 470 222Z", Light(c, .3)), ("M730 222C754 236 770 258 774 276L706 372L602 266C650 264 700 250 730 222Z", c) })
        {
            art.Path(d, Dark(c, .6), opacity: .35, blur: 6, transform: "translate(4 9)").Path(d, art.Linear((0, 0, .8, 1), (0, Light(colour, .4)), (1, Dark(colour, .08))));
        }

        Cloth.Stitch(art, "M438 278L496 356L586 268M762 278L704 356L618 268", Dark(c, .5));
        art.Ellipse(490, 346, 7, 7, art.Ball("#F6F3EA")).Ellipse(710, 346, 7, 7, art.Ball("#F6F3EA"));
    }
}
