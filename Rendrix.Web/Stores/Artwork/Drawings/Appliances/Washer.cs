using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "washer", "#F4F6F6")]
internal sealed class Washer : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 984, 360, 1, 40);
        art.Path("M900 262L966 236V940L900 978Z", art.Linear(Axis.Across, (0, Dark(c, .24)), (1, Dark(c, .42)))).Path("M250 262L322 236H966L900 262Z", art.Linear(Axis.Across, (0, "#fff"), (1, Dark(c, .06))));
        art.Rect(276, 968, 60, 22, 6, "#2b3438").Rect(820, 968, 60, 22, 6, "#2b3438");
        art.Rect(240, 256, 664, 720, 22, art.Linear((.1, 0, .8, 1), (0, "#fff"), (.5, c), (1, Dark(c, .14))));
        art.Line("M242 384H902", Dark(c, .3), 4, opacity: .6).Line("M242 389H902", "#fff", 3);

        // Drawer, dial, display.
        art.Rect(276, 290, 180, 66, 12, art.Linear(Axis.Down, (0, Dark(c, .04)), (1, Dark(c, .12)))).Rect(290, 334, 152, 14, 7, Dark(c, .3), opacity: .5).Line("M296 308H360", "#0B5E73", 6, opacity: .6);
        art.Ellipse(576, 330, 46, 46, Dark(c, .5), opacity: .35, blur: 6).Ellipse(572, 323, 44, 44, art.Metal("#C6CCD0")).Ellipse(572, 323, 34, 34, art.Flat(c)).Line("M572 314V296", "#0B5E73", 7);
        art.Rect(664, 292, 206, 64, 14, "#10262d").Line("M690 312H726V326M690 312V326H726V340H690", "#59D4E6", 6, roundJoin: true).Line("M748 312H776V340H748Z", "#59D4E6", 6, roundJoin: true).Ellipse(806, 324, 5, 5, "#59D4E6").Ellipse(830, 324, 5, 5, "#2f6a76").Ellipse(852, 324, 5, 5, "#2f6a76");

        Door(art, c);
        art.Rect(760, 904, 110, 44, 8, art.Linear(Axis.Down, (0, Dark(c, .1)), (1, Dark(c, .02)))).Ellipse(300, 926, 8, 8, Dark(c, .3));
    }

    private static void Door(Sketch art, string c)
    {
        art.Ellipse(586, 662, 236, 236, Dark(c, .6), opacity: .3, blur: 10).Ellipse(574, 650, 234, 234, art.Metal("#C6CCD0", .8)).Ellipse(574, 650, 212, 212, art.Linear(Axis.Diagonal, (0, Dark("#22343a", .2)), (1, Light("#22343a", .3))));
        const string glass = "M400 650a174 174 0 1 0 348 0a174 174 0 1 0 -348 0Z";
        art.Path(glass, art.Radial((.5, .4, .62), (0, "#8fa6ad"), (.6, "#48626b"), (1, "#1a2b31")));
        art.Clip(glass, () =>
        {
            for (var i = 0; i < 5; i++)
            {
                art.Ellipse(450 + (i * 62), 560 + (i % 2 * 40), 7, 7, "#1a2b31", opacity: .6);
            }

            // A wash: three cloths under water and foam.
            art.Path("M380 720C430 640 500 690 560 660S690 640 770 700V860H380Z", art.Flat("#F2C14E")).Path("M380 760C450 700 520 770 600 730S720 730 770 760V860H380Z", art.Flat("#0F6277")).Path("M420 830C480 770 600 800 720 790V860H420Z", art.Flat("#E9EFF0"));
            art.Path("M390 640C450 664 520 620 590 644S710 650 760 630V860H390Z", "#BFE6EE", opacity: .3);
            foreach (var (x, y, r) in new (double, double, double)[] { (430, 656, 17), (470, 644, 12), (540, 646, 18), (600, 654, 13), (660, 650, 18), (706, 646, 11), (570, 700, 8), (490, 720, 10) })
            {
                art.Ellipse(x, y, r, r, "#fff", opacity: .7);
            }
        });
        art.Path("M428 600C450 530 510 492 570 492C520 520 476 566 456 626Z", "#fff", opacity: .55).Line("M700 720A160 160 0 0 1 640 788", "#fff", 8, opacity: .45);
        art.Rect(776, 616, 34, 84, 14, art.Metal("#C6CCD0"));
    }
}
