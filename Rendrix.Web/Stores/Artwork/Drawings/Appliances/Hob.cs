using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "hob", "#20282C")]
internal sealed class Hob : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 958, 420, 1, 50);

        // The glass plate from above, a hand thick.
        art.Path("M240 640H960L1040 900V926C1040 940 1030 948 1016 948H184C170 948 160 940 160 926V900Z", Dark(c, .45));
        art.Path("M254 628H946C956 628 962 632 966 642L1040 890C1042 900 1036 906 1026 906H174C164 906 158 900 160 890L234 642C238 632 244 628 254 628Z", art.Linear((.1, 0, .8, 1), (0, Light(c, .5)), (.35, Light(c, .1)), (1, Dark(c, .3))));
        art.Line("M176 910H1024", "#AEB6BA", 6, opacity: .8);
        foreach (var (x, k) in new (double, double)[] { (430, 1), (780, 1) })
        {
            art.Ellipse(x, 752, 138 * k, 68 * k, "none", .8, stroke: Light(c, .7), strokeWidth: 4).Ellipse(x, 752, 90 * k, 44 * k, "none", .4, stroke: Light(c, .7), strokeWidth: 3, dash: "12 10");
        }

        art.Path("M700 640H900L780 900H520Z", "#fff", opacity: .07);
        art.Ellipse(780, 752, 124, 60, art.Radial(Focus.Centre, (0, "#FF6A3A", .5), (.7, "#FF6A3A", .22), (1, "#FF6A3A", 0)));
        art.Line("M360 872h30M375 857v30M420 872h30", "#E9EFF0", 5, opacity: .8).Line("M500 872h150", "#59D4E6", 7).Ellipse(572, 872, 12, 8, "#fff").Line("M740 872h30M800 872h30M815 857v30", "#E9EFF0", 5, opacity: .8);

        // A pot of something good on the left zone.
        art.Ellipse(444, 770, 160, 50, "#000", opacity: .5, blur: 12);
        art.Line("M274 600C220 590 220 540 280 544M586 600C640 590 640 540 580 544", Dark("#0F6277", .4), 24).Line("M274 594C226 586 228 546 280 550M586 594C634 586 632 546 580 550", Light("#0F6277", .3), 7);
        art.Lathe(430, [(500, 164), (520, 160), (720, 158), (756, 146)], .22, art.Cylinder("#0F6277", 1.05), inside: () =>
        {
            art.FootShade(430, 780, 160, 40, "#0F6277", 14);
            art.Path("M306 560C326 570 346 574 362 576V720C342 716 324 710 310 704Z", "#fff", opacity: .3);
        });
        art.Ellipse(430, 496, 168, 37, "#22343a").Ellipse(430, 488, 166, 36, art.Linear(Axis.Across, (0, Light("#0F6277", .1)), (.3, Light("#0F6277", .55)), (1, Dark("#0F6277", .3))));
        art.Lathe(430, [(452, 20), (480, 28)], .25, art.Metal("#C6CCD0"));
        art.Ellipse(430, 446, 34, 18, art.Ball("#C58B53"));
        art.Group(() => art.Line("M520 440C560 380 490 340 530 270S500 180 536 130", "#fff", 18, opacity: .9), opacity: .6, blur: 10);
    }
}
