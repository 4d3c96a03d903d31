using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "shoe", "#D0F23A", "#12181A", "#F4F5EF")]
internal sealed class Shoe : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(610, 905, 440, 1.1, 64);
        var (volt, rubber, foam) = (c[0], c[1], c[2]);
        var upper = Mix(foam, "#C9D2D0", .35);

        // Outsole.
        art.Path(
            "M170 838C240 884 320 892 420 892H860C960 890 1040 862 1080 806C1092 830 1060 874 990 896C940 910 880 914 820 914H400C300 914 200 900 170 838Z",
            rubber);
        for (var i = 0; i < 13; i++)
        {
            art.Rect(330 + (i * 48), 903, 30, 14, 4, Dark(rubber, .4));
        }

        // Midsole foam.
        const string midsole = "M134 792C118 730 140 690 190 676C330 716 470 736 620 740C790 744 900 738 1010 716C1066 708 1102 742 1092 790C1078 850 1000 886 900 892H400C270 892 160 872 134 792Z";
        art.Path(midsole, art.Linear((.2, 0, .35, 1), (0, "#ffffff"), (.4, foam), (1, Dark(foam, .24))));
        art.Clip(midsole, () =>
        {
            art.Path("M100 800C300 800 420 846 620 836S960 800 1110 770V920H100Z", volt);
            art.Path("M100 800C300 800 420 846 620 836S960 800 1110 770V786C960 816 820 840 620 852S300 816 100 816Z", Dark(volt, .25), opacity: .5);
            art.Ellipse(600, 910, 520, 50, Dark(volt, .6), opacity: .55, blur: 18);

            foreach (var x in new double[] { 210, 262, 314 })
            {
                art.Line($"M{x} 716q24 24 18 62", Dark(foam, .3), 5, opacity: .55);
            }

            art.Line("M150 700C330 740 470 756 620 760S900 756 1060 724", Dark(foam, .4), 16, opacity: .35, blur: 8);
        });

        // Tongue and inside.
        art.Path("M470 452C484 380 540 338 590 352C604 380 600 404 596 430L640 540L520 560Z", art.Flat(Dark(upper, .06)));
        art.Path("M250 470C320 520 420 520 470 452C430 440 330 430 262 446Z", Dark(rubber, .1));

        // Upper.
        const string vamp = "M190 684C166 620 160 520 184 428C190 400 222 396 244 414C256 452 310 486 372 486C424 486 458 470 480 448C494 436 506 436 520 446C560 496 630 548 730 584C830 618 940 624 1020 664C1060 686 1078 712 1080 736C1000 748 800 756 620 750C470 744 320 722 190 684Z";
        art.Path(vamp, art.Linear((.1, 0, .55, 1), (0, Light(upper, .5)), (.45, upper), (1, Dark(upper, .26))));
        var mesh = art.Pattern(14, 12,
            $"<ellipse cx=\"4\" cy=\"3\" rx=\"3.2\" ry=\"1.7\" fill=\"{Dark(upper, .4)}\"/><ellipse cx=\"11\" cy=\"9\" rx=\"3.2\" ry=\"1.7\" fill=\"{Dark(upper, .4)}\"/>",
            "rotate(18)");
        art.Clip(vamp, () =>
        {
            art.Rect(560, 520, 540, 240, 0, mesh, opacity: .42);
            art.Path("M150 700V380H250C240 470 268 560 350 716Z", art.Linear(Axis.Diagonal, (0, Light(rubber, .24)), (.5, rubber), (1, Dark(rubber, .3))));
            art.Line("M262 440C262 540 292 630 356 712", Light(rubber, .5), 3, opacity: .7, dash: "8 5");
            art.Path("M800 770C870 716 960 690 1040 690L1100 760Z", art.Linear(Axis.Across, (0, Light(rubber, .3)), (1, rubber)));
            art.Line("M806 752C870 706 950 684 1020 684", Light(upper, .6), 3, opacity: .8, dash: "8 5");
            art.Path("M420 744L520 560L560 560L470 748ZM500 750L596 576L626 590L548 752Z", volt);
            art.Path("M420 744L520 560L530 560L432 745Z", "#fff", opacity: .4);
            art.Line("M190 690C470 760 800 770 1080 742", Dark(upper, .6), 30, opacity: .45, blur: 12);
            art.Ellipse(760, 640, 170, 40, "#fff", opacity: .35, blur: 16, transform: "rotate(22 760 640)");
        });

        // Collar and heel tab.
        art.Line("M246 416C262 456 312 484 372 484C424 484 456 470 480 448", Dark(rubber, .1), 20);
        art.Line("M246 410C264 448 314 474 372 474C420 474 452 462 476 440", Light(rubber, .4), 4, opacity: .6);
        art.Path("M186 424C190 392 224 384 250 402C262 412 262 440 250 452C232 440 210 440 190 462Z", art.Flat(volt));

        // Eyestay and laces.
        art.Path("M486 452C500 436 512 440 524 452C566 508 630 566 724 606L704 652C610 612 530 548 486 452Z",
            art.Linear(Axis.Diagonal, (0, Light(rubber, .2)), (1, rubber)));
        for (var i = 0; i < 6; i++)
        {
            var x = 506 + (i * 37);
            var y = 486 + (i * 29);
            Markup d = $"M{x} {y}C{x + 10} {y - 22} {x + 26} {y - 40} {x + 50} {y - 46}";
            art.Line(d, Dark(upper, .6), 16, opacity: .45, transform: "translate(4 7)");
            art.Line(d, "#fff", 14);
            art.Line(d, Dark(foam, .28), 3, opacity: .7, transform: "translate(3 4)");
            art.Ellipse(x - 2, y + 6, 6, 6, volt);
        }

        art.Line("M556 362C574 356 592 362 594 384", volt, 9);
    }
}
