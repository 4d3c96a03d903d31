using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "overshirt", "#7A5F45")]
internal sealed class Overshirt : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var twill = art.Pattern(8, 8,
            $"<path d=\"M0 2H8M0 6H8\" stroke=\"{Dark(c, .4)}\" stroke-width=\"1.6\" opacity=\".5\"/><path d=\"M0 4H8\" stroke=\"{Light(c, .4)}\" stroke-width=\"1\" opacity=\".35\"/>",
            "rotate(28)");
        const string body = "M462 236C420 262 366 280 330 302C336 520 338 760 334 962C440 984 760 984 866 962C862 760 864 520 870 302C834 280 780 262 738 236C700 300 500 300 462 236Z";
        const string leftSleeve = "M334 298C276 326 250 380 238 450L176 850C173 876 184 886 206 890L286 902C304 904 312 896 315 876L352 560Z";
        const string rightSleeve = "M866 298C924 326 950 380 962 450L1024 850C1027 876 1016 886 994 890L914 902C896 904 888 896 885 876L848 560Z";
        art.Group(() => art.Path(body + leftSleeve + rightSleeve, Dark(art.Wall, .75)), opacity: .3, blur: 24, transform: "translate(26 34)");
        var thread = Light(c, .42);
        void Stitch(Markup d, double o = .8) => art.Line(d, thread, 2.6, opacity: o, dash: "8 5");
        void Part(string d, string fill, Action? folds = null)
        {
            art.Path(d, fill);
            art.Clip(d, () =>
            {
                art.Rect(0, 0, 1200, 1200, 0, twill, opacity: .55);
                folds?.Invoke();
            });
        }

        Part(leftSleeve, art.Linear((0, 0, 1, .2), (0, Light(c, .26)), (.5, c), (1, Dark(c, .24))), () =>
        {
            art.Line("M330 420C290 520 260 640 250 780", Dark(c, .5), 26, opacity: .35, blur: 12);
            art.Line("M262 520C250 600 236 700 228 800", Light(c, .6), 16, opacity: .35, blur: 8);
        });

        Part(rightSleeve, art.Linear((0, 0, 1, .1), (0, Dark(c, .2)), (.55, Dark(c, .03)), (1, Dark(c, .3))), () =>
        {
            art.Line("M880 420C916 520 940 640 952 780", Dark(c, .6), 26, opacity: .4, blur: 12);
        });

        art.Line("M180 822L318 842M1020 822L882 842", Dark(c, .5), 4, opacity: .6);
        Stitch("M181 812L319 832M1019 812L881 832");
        art.Ellipse(296, 866, 9, 9, art.Ball("#C9B08C")).Ellipse(904, 866, 9, 9, art.Ball("#C9B08C"));
        Part(body, art.Linear((.1, 0, .9, 1), (0, Light(c, .22)), (.35, c), (1, Dark(c, .2))), () =>
        {
            foreach (var (d, w, o, l) in new (string, double, double, bool)[]
            {
                ("M430 330C410 520 440 720 400 960", 34, .3, false),
                ("M760 340C800 520 750 760 790 960", 38, .36, false),
                ("M352 330C350 500 362 700 352 900", 20, .35, true),
                ("M690 500C700 640 670 800 690 950", 20, .18, true),
                ("M340 302L352 960", 14, .4, false),
                ("M862 302L850 960", 22, .5, false),
            })
            {
                art.Line(d, l ? Light(c, .6) : Dark(c, .55), w, opacity: o, blur: 12);
            }

            art.Line("M330 940C440 962 760 962 870 940", Dark(c, .5), 3, opacity: .5);
        });

        Stitch("M336 934C440 955 760 955 864 934");

        // Placket.
        art.Path("M572 290H632V976H572Z", art.Linear(Axis.Across, (0, Light(c, .2)), (.5, c), (1, Dark(c, .12))));
        art.Path("M572 290H632V976H572Z", twill, opacity: .5);
        art.Line("M633 296V974", Dark(c, .6), 5, opacity: .55);
        Stitch("M580 300V972M624 300V972");

        // Pockets.
        void Pocket(double x, double y, double w, double h, bool flap)
        {
            art.Path($"M{x + 5} {y + 8}h{w}v{h - 26}l-{w / 2} 26l-{w / 2} -26Z", Dark(c, .6), opacity: .45, blur: 6);
            Markup d = $"M{x} {y}h{w}v{h - 26}l-{w / 2} 26l-{w / 2} -26Z";
            art.Path(d, art.Linear(Axis.Diagonal, (0, Light(c, .2)), (1, Dark(c, .1))));
            art.Path(d, twill, opacity: .5);
            Stitch($"M{x + 8} {y + 8}v{h - 40}l{(w / 2) - 8} 23l{(w / 2) - 8} -23v-{h - 40}");
            if (flap)
            {
                art.Path($"M{x - 4} {y + 4}h{w + 8}v44l-{(w / 2) + 4} 24l-{(w / 2) + 4} -24Z", Dark(c, .6), opacity: .4, blur: 5,
                    transform: "translate(3 7)");
                art.Path($"M{x - 4} {y - 8}h{w + 8}v52l-{(w / 2) + 4} 24l-{(w / 2) + 4} -24Z",
                    art.Linear((0, 0, .6, 1), (0, Light(c, .3)), (1, Dark(c, .04))));
                Stitch($"M{x + 4} {y}v38l{(w / 2) - 4} 21l{(w / 2) - 4} -21v-38");
                art.Ellipse(x + (w / 2), y + 46, 10, 10, art.Ball("#C9B08C"));
            }
        }

        Pocket(400, 420, 136, 164, true);
        Pocket(668, 420, 136, 164, true);
        Pocket(376, 690, 160, 204, false);
        Pocket(668, 690, 160, 204, false);

        for (var i = 0; i < 6; i++)
        {
            var y = 352 + (i * 112);
            art.Ellipse(604, y + 4, 13, 13, Dark(c, .7), opacity: .4);
            art.Ellipse(602, y, 13, 13, art.Ball("#C9B08C"));
        }

        // Neck and collar.
        art.Path("M462 240C520 312 680 312 738 240C716 206 684 192 600 192S484 206 470 228Z",
            art.Linear(Axis.Down, (0, Dark(c, .6)), (1, Dark(c, .38))));
        art.Rect(572, 216, 56, 24, 2, "#EFEDE6");
        art.Line("M584 228H616", "#111", 3);
        art.Path("M470 222C446 236 430 258 424 276L502 350L602 262C552 262 500 250 470 222Z",
            art.Linear((0, 0, .8, 1), (0, Light(c, .36)), (1, Dark(c, .02))));
        art.Path("M730 222C754 236 770 258 776 276L698 350L602 262C650 262 700 250 730 222Z",
            art.Linear((0, 0, .8, 1), (0, Light(c, .1)), (1, Dark(c, .18))));
        Stitch("M436 276L502 337L588 264M764 276L698 337L616 264");
        art.Line("M502 354L596 270M698 354L608 270", Dark(c, .65), 6, opacity: .4);
    }
}
