using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "sweater", "#CDB999")]
internal sealed class Sweater : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var knit = Cloth.Knit(art, c);
        Cloth.Shadow(art, Cloth.Torso + Cloth.LeftSleeve + Cloth.RightSleeve);
        Cloth.Sleeves(art, c, knit);
        Cuff(art, c, "M178 838L318 858L314 880C310 900 304 904 286 902L206 890C184 886 174 876 176 850Z", 190, 300, 846, 886, -6);
        Cuff(art, Dark(c, .08), "M1022 838L882 858L886 880C890 900 896 904 914 902L994 890C1016 886 1026 876 1024 850Z", 900, 1010, 848, 886, 6);
        Cloth.Piece(art, Cloth.Torso, c, knit, "M430 330C410 520 440 720 400 900M760 340C800 520 750 760 790 900M340 302L352 900M862 302L850 900M600 480C612 600 588 760 606 880", "M500 400C480 560 500 760 488 900M690 400C704 560 680 760 694 900");

        // The saddle shoulder: a strip of knit from collar to sleeve.
        Cloth.Seam(art, "M452 262C420 300 372 324 334 334M488 286C450 330 392 362 338 376M748 262C780 300 828 324 866 334M712 286C750 330 808 362 862 376", c, 5);
        Cuff(art, c, "M336 900C440 922 760 922 864 900L866 962C760 984 440 984 334 962Z", 346, 858, 910, 974, 0);

        // Collar.
        art.Path("M470 232C520 300 680 300 730 232C690 214 510 214 470 232Z", art.Linear(Axis.Down, (0, Dark(c, .62)), (1, Dark(c, .4)))).Rect(574, 228, 52, 26, 2, "#EFEDE6").Line("M586 241H614", "#16181a", 3);
        const string collar = "M452 240C456 226 462 220 472 214C510 288 690 288 728 214C738 220 744 226 748 240C700 336 500 336 452 240Z";
        art.Path(collar, art.Linear(Axis.Across, (0, Light(c, .26)), (.5, Light(c, .1)), (1, Dark(c, .18))));
        art.Clip(collar, () => Cloth.Ribs(art, 446, 760, 200, 340, 14, c));
        Cloth.Seam(art, "M452 242C500 338 700 338 748 242", c);
    }

    private static void Cuff(Sketch art, string colour, string d, double x, double x2, double y, double y2, double lean)
    {
        art.Path(d, art.Linear(Axis.Across, (0, Light(colour, .2)), (.4, colour), (1, Dark(colour, .2))));
        art.Clip(d, () => Cloth.Ribs(art, x - 20, x2 + 20, y - 20, y2 + 30, 14, colour, lean));
    }
}
