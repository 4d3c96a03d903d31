using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "jean", "#2F4159")]
internal sealed class Jean : Drawing
{
    private const string Thread = "#C98A45";
    private const string Legs = "M398 216C520 230 680 230 802 216C830 300 856 420 862 560C868 720 866 860 862 984C800 998 700 998 640 986C636 820 624 640 606 480H594C576 640 564 820 560 986C500 998 400 998 338 984C334 860 332 720 338 560C344 420 370 300 398 216Z";

    /// <summary>Drawn wide for the details' sake, shown as long as it is.</summary>
    public override void Draw(Sketch art, IReadOnlyList<string> colours) =>
        art.Group(() => Laid(art, colours[0]), transform: "translate(102 -36) scale(.83 1.05)");

    private static void Laid(Sketch art, string c)
    {
        Cloth.Shadow(art, Legs);
        Cloth.Piece(art, Legs, c, Cloth.Twill(art, c), "M590 480C560 540 460 580 380 600M610 480C640 540 740 580 820 600M380 700C390 800 376 900 390 980M820 700C812 800 826 900 812 980", "", .26);
        art.Clip(Legs, () =>
        {
            // Worn at the thighs and along the hems.
            art.Ellipse(450, 560, 62, 190, Light(c, .7), opacity: .26, blur: 34).Ellipse(752, 560, 58, 180, Light(c, .7), opacity: .2, blur: 34);
        });

        // Turned hems show the selvedge.
        foreach (var d in new[] { "M336 918C400 932 500 932 561 920V988C500 999 400 999 337 986Z", "M639 920C700 932 800 932 864 918L863 986C800 999 700 999 640 988Z" })
        {
            art.Path(d, art.Linear(Axis.Down, (0, Light(c, .5)), (1, Light(c, .28))));
        }

        art.Line("M548 924V990M652 924V990", "#F2EFE6", 12).Line("M553 924V990M647 924V990", "#B4303A", 3);
        Cloth.Seam(art, "M600 300V480M594 480C576 640 564 820 560 986M606 480C624 640 636 820 640 986M336 920C400 934 500 934 561 922M639 922C700 934 800 934 864 920", c, 5);
        art.Line("M612 300V420C612 444 604 458 594 468M626 300V424C626 450 616 468 600 484M352 960C410 972 500 972 546 962M654 962C700 972 790 972 848 960", Thread, 3, opacity: .9, dash: "9 5");

        // Waistband, loops, coin pocket, rivets, button.
        const string band = "M396 214C520 229 680 229 804 214L820 284C690 300 510 300 380 284Z";
        art.Path(band, art.Linear(Axis.Across, (0, Light(c, .28)), (.5, c), (1, Dark(c, .16)))).Path("M402 214C520 229 680 229 798 214C700 204 500 204 402 214Z", Dark(c, .55));
        art.Line("M394 226C520 241 680 241 806 226M384 274C510 290 690 290 816 274", Thread, 3, opacity: .9, dash: "9 5");
        foreach (var x in new double[] { 452, 734 })
        {
            art.Rect(x, 212, 18, 88, 4, art.Flat(Light(c, .1))).Line($"M{x + 5} 218v76M{x + 13} 218v76", Thread, 2.4, opacity: .8, dash: "7 4");
        }

        art.Line("M404 288C416 380 470 412 372 424M796 288C784 380 730 412 828 424", Dark(c, .6), 6, opacity: .5).Line("M416 290C428 372 470 398 374 412M784 290C772 372 730 398 826 412", Thread, 3, opacity: .9, dash: "9 5");
        art.Path("M724 330H792V392C772 402 744 402 724 392Z", art.Flat(c)).Line("M730 336H786V388C770 396 746 396 730 388Z", Thread, 2.6, opacity: .85, dash: "8 4");
        foreach (var (x, y) in new (double, double)[] { (416, 300), (378, 416), (784, 300), (822, 416), (726, 332), (790, 332) })
        {
            art.Stamp("rivet", () => art.Ellipse(0, 0, 7, 7, art.Ball("#C9965A")), $"translate({x} {y})");
        }

        art.Ellipse(603, 258, 17, 17, Dark(c, .6), opacity: .5).Ellipse(600, 254, 16, 16, art.Ball("#C9965A")).Ellipse(600, 254, 8, 8, "none", .6, stroke: "#6E4A20", strokeWidth: 2.5);
        art.Rect(488, 236, 62, 34, 2, "#A86F3E").Line("M500 253H538", "#5A3418", 4, opacity: .8);
    }
}
