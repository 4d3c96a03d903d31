using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "cap", "#D0F23A", "#12181A")]
internal sealed class Cap : Drawing
{
    private const string Crown = "M300 760C280 520 420 350 630 346S950 500 944 770C860 720 760 700 640 704S400 724 300 760Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (cloth, dark) = (c[0], c[1]);
        art.Shadow(580, 928, 390, 1, 62);
        art.Path("M306 744C400 700 840 690 940 760C944 810 930 850 900 876C760 900 500 900 350 860C322 830 308 790 306 744Z", Dark(dark, .2));
        art.Path(Crown, art.Radial((.36, .26, .86), (0, Light(cloth, .5)), (.45, cloth), (.86, Dark(cloth, .26)), (1, Dark(cloth, .34))));
        art.Clip(Crown, () =>
        {
            var weave = art.Pattern(6, 6, $"<path d=\"M0 3H6M3 0V6\" stroke=\"{Dark(cloth, .4)}\"/>");
            art.Rect(260, 320, 720, 480, 0, weave, opacity: .3);
            art.Path("M780 360C900 430 960 560 950 780H810C830 620 830 480 780 360Z", Dark(cloth, .3), opacity: .35);
            art.Line("M470 390C420 500 400 620 410 740M780 366C830 480 840 600 826 716", Dark(cloth, .5), 4, opacity: .6).Line("M482 392C432 502 412 622 422 740M768 366C818 480 828 600 814 716", Light(cloth, .7), 3, opacity: .7, dash: "8 6");
            art.Ellipse(460, 470, 70, 110, "#fff", opacity: .35, blur: 26, transform: "rotate(26 460 470)");
            art.Line("M290 748C400 706 840 690 950 764", Dark(cloth, .7), 26, opacity: .4, blur: 10);
        });

        // Five panels, one button, two eyelets, a mesh at the side.
        art.Ellipse(632, 348, 30, 14, art.Ball(Dark(cloth, .12)));
        art.Ellipse(540, 456, 8, 9, Dark(cloth, .6)).Ellipse(716, 450, 8, 9, Dark(cloth, .6));
        art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", dark, transform: "translate(624 590) scale(1.05)");

        // Brim, curved towards us, dark below.
        art.Path("M296 756C220 790 170 850 168 900C168 930 190 934 220 918C340 850 620 820 800 850C830 856 846 850 842 836C800 760 560 700 296 756Z", Dark(dark, .1), transform: "translate(4 20)");
        art.Path("M296 756C220 790 170 850 168 896C168 924 190 928 220 912C340 842 620 812 800 842C830 848 846 842 842 828C800 752 560 700 296 756Z", art.Linear((.1, 0, .7, 1), (0, Light(cloth, .45)), (.5, cloth), (1, Dark(cloth, .24))));
        art.Line("M300 776C240 804 200 846 190 886M330 774C420 748 640 752 780 818", Light(cloth, .7), 3, opacity: .7, dash: "8 6").Line("M310 796C260 820 224 852 214 884M350 794C460 772 640 776 750 826", Dark(cloth, .5), 3, opacity: .45, dash: "8 6");
    }
}
