using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "shell", "#4B5763", "#E8622C")]
internal sealed class Shell : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (cloth, signal) = (c[0], c[1]);
        const string hood = "M452 268C420 190 480 120 600 116S780 190 748 268C700 320 500 320 452 268Z";
        Cloth.Shadow(art, Cloth.Torso + Cloth.LeftSleeve + Cloth.RightSleeve + hood);
        Cloth.Sleeves(art, cloth, null);
        art.Path("M176 850L236 858L240 896L206 890C184 886 173 876 176 850Z", Dark(cloth, .3)).Rect(198, 838, 70, 26, 6, Dark(cloth, .4), transform: "rotate(8 232 850)").Rect(932, 838, 70, 26, 6, Dark(cloth, .45), transform: "rotate(-8 968 850)");
        Cloth.Piece(art, Cloth.Torso, cloth, null, "M430 330C400 520 450 640 390 960M770 340C820 520 740 700 800 960M340 302L352 960M862 302L850 960M520 640C540 760 490 840 530 960", "M470 380C452 540 484 700 462 940M700 420C724 560 690 760 716 940");

        // A crisp shell breaks the light in flat planes.
        art.Path("M380 420L470 380L450 560L392 620Z", "#fff", opacity: .12).Path("M690 640L770 600L760 820L700 860Z", "#fff", opacity: .08);
        art.Path("M334 302C420 380 520 404 572 408V440C510 436 410 410 338 356Z", Dark(cloth, .24), opacity: .8).Path("M866 302C780 380 680 404 632 408V440C690 436 790 410 862 356Z", Dark(cloth, .3), opacity: .8);
        Cloth.Seam(art, "M334 304C420 382 520 406 572 410M866 304C780 382 680 406 632 410M338 356C410 410 510 436 572 440M862 356C790 410 690 436 632 440", cloth, 3);

        // Hood with a stiff peak and one cord.
        art.Path(hood, art.Linear((.1, 0, .9, 1), (0, Light(cloth, .3)), (.5, cloth), (1, Dark(cloth, .3))));
        art.Path("M488 262C470 196 520 164 600 162S730 196 712 262C680 296 520 296 488 262Z", art.Linear(Axis.Down, (0, Dark(cloth, .68)), (1, Dark(cloth, .46)))).Rect(572, 258, 56, 22, 2, "#EFEDE6").Line("M584 269H616", "#16181a", 3);
        art.Path("M470 214C480 160 530 136 600 134S720 160 730 214C700 184 660 172 600 172S500 184 470 214Z", art.Linear(Axis.Down, (0, Light(cloth, .34)), (1, cloth)));
        art.Path("M452 268C500 330 560 350 572 352V290C530 286 490 276 470 240ZM748 268C700 330 640 350 632 352V290C670 286 710 276 730 240Z", art.Linear((0, 0, .8, 1), (0, Light(cloth, .3)), (1, Dark(cloth, .1))));

        // The one zip, taped and sealed.
        art.Rect(572, 290, 60, 690, 6, Dark(cloth, .34)).Line("M602 296V976", "#14171a", 12).Line("M602 296V976", signal, 5, dash: "5 6").Line("M575 296V978", Light(cloth, .5), 2.6, opacity: .6);
        art.Rect(590, 392, 24, 40, 6, art.Metal("#B9C0C6")).Line("M602 430V500", signal, 9);
        foreach (var (x, x2) in new (double, double)[] { (402, 492), (798, 708) })
        {
            art.Line($"M{x} 830L{x2} 660", Dark(cloth, .6), 16, opacity: .8).Line($"M{x} 830L{x2} 660", "#14171a", 5);
            art.Ellipse(x2, 662, 9, 9, signal);
        }

        Cloth.Stitch(art, "M338 936C440 957 760 957 862 936", cloth);
        art.Line("M508 300V400M696 300V400", signal, 6).Ellipse(508, 408, 9, 12, "#14171a").Ellipse(696, 408, 9, 12, "#14171a");
        art.Path("M400 500l14 -24 14 24h-9l-5 -9 -5 9Z", Light(cloth, .8), opacity: .9);
    }
}
