using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "tee", "#F4F3EF")]
internal sealed class Tee : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string shirt = "M440 250C400 268 330 296 290 322L170 520L300 590L346 530C350 680 350 830 342 968C440 984 760 984 858 968C850 830 850 680 854 530L900 590L1030 520L910 322C870 296 800 268 760 250C700 300 500 300 440 250Z";
        art.Group(() => art.Path(shirt, Dark(art.Wall, .75)), opacity: .28, blur: 24, transform: "translate(26 32)");
        art.Path(shirt, art.Linear((.1, 0, .9, 1), (0, Light(c, .5)), (.5, c), (1, Dark(c, .14))));
        art.Clip(shirt, () =>
        {
            foreach (var (fold, width, opacity) in new (string, double, double)[]
            {
                ("M350 520C360 680 352 820 350 980", 30, .3),
                ("M850 520C842 680 850 820 850 980", 40, .34),
                ("M300 590L380 420", 20, .25),
                ("M900 590L820 420", 24, .3),
                ("M460 420C440 600 470 800 450 980", 26, .16),
                ("M740 400C770 600 730 800 760 980", 30, .2),
                ("M560 600C580 740 550 860 570 980", 18, .12),
            })
            {
                art.Line(fold, Dark(c, .55), width, opacity: opacity, blur: 12);
            }
        });

        art.Line("M176 508L304 578M1024 508L896 578", Dark(c, .35), 3, opacity: .7, dash: "8 5");
        art.Line("M344 944C440 960 760 960 856 944", Dark(c, .35), 3, opacity: .7, dash: "8 5");
        art.Path("M452 244C500 306 700 306 748 244C700 228 500 228 452 244Z", art.Linear(Axis.Down, (0, Dark(c, .5)), (1, Dark(c, .3))));
        art.Line("M446 248C500 316 700 316 754 248", Light(c, .3), 20);
        art.Line("M440 254C500 332 700 332 760 254", Dark(c, .35), 3, opacity: .6);
        art.Rect(576, 246, 48, 22, 2, "#111", opacity: .8);
    }
}
