using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "iron", "#3E6E9A")]
internal sealed class Iron : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        const string white = "#F2F6F7";
        art.Shadow(590, 944, 400, 1, 46);

        // Cord, then handle.
        art.Line("M900 470C1000 420 1030 560 980 640C940 720 1000 800 1030 880", "#22343a", 20).Line("M898 464C996 416 1022 556 974 636", "#5d757b", 5, opacity: .8);
        art.Path("M420 560C480 430 640 380 800 384C900 388 950 440 940 540C936 620 900 700 890 760H760C800 680 820 600 810 540C806 504 780 490 740 492C640 494 560 530 500 610Z", art.Linear((.1, 0, .7, 1), (0, Light(c, .4)), (.5, c), (1, Dark(c, .36))));
        art.Path("M440 556C500 448 640 404 790 404C860 404 900 430 912 470C880 440 840 430 780 432C650 434 540 480 480 580Z", "#fff", opacity: .34);
        art.Path("M560 452C620 424 700 412 780 414L784 440C710 438 640 450 580 476Z", "#22343a", opacity: .85).Ellipse(640, 412, 30, 15, art.Ball("#F2C14E"), transform: "rotate(-14 640 412)");

        // Body with the water tank.
        const string body = "M180 860C220 740 330 620 480 580C560 560 760 560 880 600C930 640 960 760 964 868H186Z";
        art.Path(body, art.Linear((.1, 0, .6, 1), (0, "#fff"), (.5, white), (1, Dark(white, .2))));
        art.Clip(body, () =>
        {
            art.Path("M260 790C320 690 420 630 520 616C540 680 470 760 400 800Z", art.Linear(Axis.Diagonal, (0, "#BFE6EE", .9), (1, "#5FA9BC", .9))).Path("M290 776C340 700 420 650 500 636L492 660C430 676 360 720 316 780Z", "#fff", opacity: .6);
            art.Path("M180 830C400 800 760 800 970 830V880H180Z", c).Line("M180 830C400 800 760 800 970 830", Light(c, .6), 4, opacity: .7);
            art.Ellipse(720, 700, 82, 76, Dark(white, .4), opacity: .4, blur: 6).Ellipse(714, 690, 78, 74, art.Metal("#C6CCD0")).Ellipse(714, 690, 60, 56, art.Flat(white)).Line("M714 678V646", c, 8);
            for (var i = -3; i <= 3; i++)
            {
                var angle = ((i * 30) - 90) * Math.PI / 180;
                art.Ellipse(714 + (Math.Cos(angle) * 98), 690 + (Math.Sin(angle) * 92), 5, 5, "#22343a", opacity: .6);
            }
        });

        // Sole of steel, a hand's breadth of steam in front.
        art.Path("M150 890C160 866 180 858 210 858H960C976 858 984 870 984 886V920H170C154 920 146 906 150 890Z", art.Linear(Axis.Down, (0, "#F4F7F8"), (.35, "#A9B3B9"), (.6, "#E6EBED"), (1, "#5F6A70")));
        art.Line("M200 940H940", Dark(art.Wall, .6), 12, opacity: .4, blur: 4);
        art.Group(() => art.Line("M230 760C190 700 260 650 220 590S250 500 216 440M300 700C270 640 330 600 296 540", "#fff", 22, opacity: .9), opacity: .7, blur: 11);
    }
}
