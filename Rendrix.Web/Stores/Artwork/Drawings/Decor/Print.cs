using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "print", "#B98A5A", "#3F5F73", "#C8703F")]
internal sealed class Print : Drawing
{
    private const string Paper = "#F4EFE3";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var oak = c[0];

        // It stands on the floor and leans; the shadow opens towards the foot.
        art.Path("M900 220L1010 300L1020 960L900 990Z", Dark(art.Wall, .7), opacity: .3, blur: 26);
        art.Shadow(610, 992, 310, .9, 24);
        art.Path("M892 212L914 222V990L892 996Z", Dark(oak, .5));

        Frame(art, oak);
        art.Rect(324, 232, 552, 740, 0, art.Flat(Paper, .5));
        Sheet(art, c[1], c[2]);

        // Glass, and the frame's own shade on the paper.
        art.Path("M324 232H876V252H346V972H324Z", Dark(oak, .7), opacity: .3, blur: 5);
        art.Path("M324 700L700 232H800L324 830Z", "#fff", opacity: .17).Path("M324 900L860 232H876V244L324 934Z", "#fff", opacity: .1);
    }

    /// <summary>Four mitred pieces, each with its own light.</summary>
    private static void Frame(Sketch art, string oak)
    {
        art.Path("M284 192H900L876 232H324Z", art.Linear(Axis.Down, (0, Light(oak, .55)), (1, oak)));
        art.Path("M284 192L324 232V972L284 1004Z", art.Linear(Axis.Across, (0, Light(oak, .4)), (1, Dark(oak, .1))));
        art.Path("M900 192V1004L876 972V232Z", art.Linear(Axis.Across, (0, Dark(oak, .3)), (1, Dark(oak, .12))));
        art.Path("M284 1004L324 972H876L900 1004Z", art.Linear(Axis.Down, (0, Dark(oak, .34)), (1, Dark(oak, .1))));
        art.Line("M300 204C460 200 700 210 886 204M310 218C500 214 700 222 880 218M296 240C292 460 302 760 296 980M310 250C306 460 316 760 310 970", Dark(oak, .4), 2.2, opacity: .35);
        art.Line("M286 194H898M286 196V1000", Light(oak, .8), 3, opacity: .7);
    }

    /// <summary>Low water: sandbanks, the sea drawn back, one evening sun. Two colours, as a stone prints them.</summary>
    private static void Sheet(Sketch art, string sea, string sun)
    {
        const string image = "M384 304H816V848H384Z";
        art.Path(image, Light(sea, .82));
        art.Clip(image, () =>
        {
            art.Ellipse(668, 470, 96, 96, art.Linear(Axis.Down, (0, sun), (1, Light(sun, .3))));
            art.Path("M384 560C470 540 540 566 620 556S760 536 816 548V848H384Z", Light(sea, .45));
            art.Path("M384 640C450 610 540 640 600 622C680 600 760 640 816 614V848H384Z", sea, opacity: .9);
            art.Path("M384 706C470 680 560 730 640 700C720 676 770 708 816 694V740C740 752 700 726 620 752C540 776 460 738 384 758Z", Light(sun, .55));
            art.Path("M384 800C460 772 560 812 660 784C730 766 780 790 816 780V848H384Z", Light(sun, .35)).Path("M384 826C480 806 600 838 816 812V848H384Z", Dark(sea, .25));
            art.Line("M600 574H740M620 588H716M640 602H700", Light(sun, .3), 5, opacity: .9).Line("M420 660H520M560 672H660M690 654H770M440 776H560", Light(sea, .7), 4, opacity: .6);
            art.Path("M470 552l6 -70 4 70ZM478 486l26 54h-24Z", Dark(sea, .3));
            Grain(art, sea);
        });

        // Number and signature in pencil.
        art.Line("M388 880h40M436 876l-6 12M442 880h22", "#6A665C", 3, opacity: .6).Line("M716 884c10 -16 18 10 28 -4s14 8 24 -2 20 8 44 -4", "#6A665C", 3, opacity: .65);
        art.Path("M376 296H824V856H376Z", "none", stroke: Dark(Paper, .16), strokeWidth: 2.5, opacity: .6);
    }

    private static void Grain(Sketch art, string sea)
    {
        var stone = art.Pattern(23, 19, $"<path d=\"M3 4h1M12 2h1M18 9h1.5M7 12h1M14 16h1M2 17h1\" stroke=\"{Light(sea, .9)}\" stroke-width=\"1.8\"/>");
        art.Rect(384, 304, 432, 544, 0, stone, opacity: .6);
    }
}
