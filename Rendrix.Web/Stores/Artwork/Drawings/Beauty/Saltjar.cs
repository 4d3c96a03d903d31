using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "saltjar", "#E9E4DC", "#B98A5A")]
internal sealed class Saltjar : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (salt, cork) = (c[0], c[1]);
        art.Shadow(590, 980, 250);
        art.Lathe(590, [(300, 150), (316, 156), (420, 144)], .16, art.Cylinder(cork), inside: () =>
        {
            foreach (var (x, y) in new (double, double)[] { (480, 350), (540, 390), (600, 350), (660, 392), (700, 350) })
            {
                art.Ellipse(x, y, 9, 5, Dark(cork, .45), opacity: .5);
            }
        });
        art.Ellipse(590, 300, 150, 24, Light(cork, .4));
        const string glass = "M440 410C436 440 380 450 366 500C356 540 354 600 354 680V920C354 960 374 976 420 980C530 990 650 990 760 980C806 976 826 960 826 920V680C826 600 824 540 814 500C800 450 744 440 740 410Z";
        art.Path(glass, art.Linear(Axis.Across, (0, "#fff", .95), (.1, "#DCE6E4", .7), (.5, "#F2F6F5", .55), (.9, "#B9C9C7", .75), (1, "#fff", .95)));
        const string fill = "M382 590C440 570 520 606 600 588S740 570 798 596V916C798 944 782 954 752 956C650 964 530 964 428 956C398 954 382 944 382 916Z";
        art.Path(fill, art.Linear(Axis.Across, (0, Dark(salt, .22)), (.2, Light(salt, .7)), (.5, salt), (.85, Dark(salt, .22)), (1, Dark(salt, .1))));
        art.Clip(fill, () =>
        {
            var grain = art.Pattern(34, 30, $"<path d=\"M4 4l7 -2 3 6 -6 4ZM20 10l6 -3 5 5 -6 5ZM8 20l6 -3 4 6 -7 3Z\" fill=\"#fff\"/><path d=\"M4 8l4 5 6 -4M20 14l5 4 6 -5M24 24l5 2\" stroke=\"{Dark(salt, .4)}\" stroke-width=\"1.6\"/>");
            art.Rect(370, 560, 440, 420, 0, grain, opacity: .8);

            // A few needles of cedar.
            art.Line("M430 680l40 -18M520 740l34 22M640 690l44 -8M720 760l30 -28M460 860l36 20M600 900l42 -16M700 880l30 22", "#6E7A4C", 6, opacity: .8);
        });
        art.Path("M376 540C384 500 410 480 436 468C420 560 420 800 430 940L392 930C376 800 372 640 376 540Z", "#fff", opacity: .5).Path("M794 560H806V900L792 908Z", "#fff", opacity: .5);
        art.Line("M440 416C480 440 700 440 740 416", "#fff", 7, opacity: .8);

        // A tag on a string, a scoop in front.
        art.Line("M436 440C480 470 700 470 744 440M600 464L640 560", "#8A6A4C", 5).Path("M600 560L690 544L706 660L616 676Z", art.Flat("#F4E9DA")).Line("M630 604L676 596M634 626L668 620", "#3A251B", 5, opacity: .8).Ellipse(648, 566, 6, 6, "#8A6A4C");
        art.Ellipse(900, 1016, 110, 20, Dark(art.Wall, .7), opacity: .3, blur: 8);
        art.Line("M930 1004L1020 960", Dark(cork, .2), 20).Line("M930 1000L1018 957", Light(cork, .4), 6);
        art.Path("M800 986C810 960 900 950 944 980C950 1012 920 1030 876 1030C830 1030 800 1016 800 986Z", art.Cylinder(cork)).Ellipse(872, 984, 70, 22, Dark(cork, .4)).Path("M812 984C840 960 900 958 932 984C900 1002 846 1002 812 984Z", art.Flat(Light(salt, .5)));
    }
}
