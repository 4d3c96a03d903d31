using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "lipstick", "#9E3A34")]
internal sealed class Lipstick : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string gold = "#C08E5E";
        const string lacquer = "#33211A";
        art.Path("M300 1090C380 1040 520 1075 640 1052C720 1040 760 1070 700 1096C600 1130 420 1124 340 1130C280 1130 260 1112 300 1090Z",
            art.Linear((0, 0, .2, 1), (0, Light(c, .2)), (.5, c), (1, Dark(c, .2))));
        art.Path("M330 1092C420 1062 540 1092 650 1070C560 1094 440 1086 330 1092Z", "#fff", opacity: .3);
        art.Shadow(500, 1005, 140, 1.15, 34);
        art.Shadow(790, 1010, 130, 1.1, 32);

        // Cap.
        art.Lathe(790, [(560, 108), (572, 114), (996, 114)], .15,
            art.Linear(Axis.Across, (0, Dark(lacquer, .3)), (.1, Light(lacquer, .1)), (.22, Light(lacquer, .5)), (.32, Light(lacquer, .08)), (.62, lacquer), (.85, Dark(lacquer, .45)), (.94, Light(lacquer, .25)), (1, Dark(lacquer, .2))));
        art.Ellipse(790, 560, 108, 16, art.Linear(Axis.Across, (0, Light(lacquer, .5)), (1, Light(lacquer, .05))));
        art.Lathe(790, [(960, 115), (998, 115)], .15, art.Metal(gold), straight: true, hollowTop: true);
        art.Path("M790 760c16 -26 -10 -30 0 -54c10 24 -16 28 0 54Z", gold);

        // Base, tube, bullet.
        art.Lathe(500, [(730, 108), (990, 108)], .15,
            art.Linear(Axis.Across, (0, Dark(lacquer, .3)), (.1, Light(lacquer, .1)), (.22, Light(lacquer, .5)), (.32, Light(lacquer, .08)), (.62, lacquer), (.85, Dark(lacquer, .45)), (.94, Light(lacquer, .25)), (1, Dark(lacquer, .2))),
            straight: true);
        art.Ellipse(500, 730, 108, 16, Light(lacquer, .2));
        art.Lathe(500, [(520, 86), (728, 86)], .15, art.Metal(gold, .9), straight: true);
        art.Line("M414 690A86 13 0 0 0 586 690", Dark(gold, .5), 4, opacity: .6);
        art.Ellipse(500, 520, 86, 13, Dark(gold, .3));
        art.Ellipse(500, 522, 76, 11, Dark(c, .6));
        const string bullet = "M428 520V352C428 300 470 236 530 218C566 210 572 236 572 280V520A72 11 0 0 1 428 520Z";
        art.Path(bullet, art.Linear(Axis.Across, (0, Dark(c, .22)), (.12, c), (.3, Light(c, .3)), (.5, c), (.85, Dark(c, .3)), (1, Dark(c, .18))));
        art.Path("M434 356C434 304 474 242 530 226C560 220 566 240 560 276C546 330 500 372 456 380C440 382 434 374 434 356Z",
            art.Linear((0, 0, .8, 1), (0, Light(c, .5)), (.6, Light(c, .18)), (1, c)));
        art.Line("M458 420V500", "#fff", 9, opacity: .4, blur: 3);
        art.Line("M450 346C456 310 486 270 520 250", "#fff", 7, opacity: .6, blur: 2);
    }
}
