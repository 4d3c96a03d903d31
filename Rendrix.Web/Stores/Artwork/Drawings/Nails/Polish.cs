using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "polish", "#8E1227")]
internal sealed class Polish : Drawing
{
    /// <summary>A smear of the colour in front; a row of bottles does without.</summary>
    public bool Swatch { get; init; } = true;

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];

        if (Swatch)
        {
            art.Path("M168 1016C230 974 420 1000 560 985C640 978 700 1010 640 1040C540 1078 300 1064 220 1070C150 1072 120 1044 168 1016Z",
                art.Linear((0, 0, .3, 1), (0, Light(c, .16)), (.5, c), (1, Dark(c, .2))));
            art.Path("M196 1020C290 990 430 1016 570 1000C480 1024 320 1012 196 1020Z", "#fff", opacity: .45);
            art.Line("M214 1052C330 1046 450 1058 560 1044", Dark(c, .3), 4, opacity: .4);
        }

        art.Shadow(650, 960, 210, 1.1);
        art.Ellipse(850, 985, 170, 26, c, opacity: .35, blur: 14);
        const string cap = "#241016";
        art.Lathe(650, [(150, 60), (162, 76), (300, 80), (470, 92), (500, 94)], .12,
            art.Linear(Axis.Across, (0, Dark(cap, .3)), (.12, Light(cap, .12)), (.24, Light(cap, .62)), (.32, Light(cap, .14)), (.6, cap), (.86, Dark(cap, .4)), (.94, Light(cap, .2)), (1, Dark(cap, .3))));
        art.Ellipse(650, 151, 60, 7, Light(cap, .35));
        art.Lathe(650, [(498, 70), (528, 70)], .12, art.Metal("#D8B27A"));

        // Glass: outer, then colour inside.
        const string glass = "M560 528C600 516 700 516 740 528C800 548 850 590 852 660L846 900C844 944 820 962 780 966C700 974 600 974 520 966C480 962 456 944 454 900L448 660C450 590 500 548 560 528Z";
        art.Path(glass,
            art.Linear(Axis.Across, (0, Light(c, .75), .95), (.1, Light(c, .35)), (.5, Light(c, .5), .9), (.9, Dark(c, .1)), (1, Light(c, .6))));
        const string lacquer = "M580 556C620 546 680 546 720 556C780 574 816 610 818 668L812 872C810 900 796 910 768 914C696 920 604 920 532 914C504 910 490 900 488 872L482 668C484 610 520 574 580 556Z";
        art.Path(lacquer, art.Linear(Axis.Across, (0, Dark(c, .35)), (.14, c), (.3, Light(c, .2)), (.5, c), (.85, Dark(c, .35)), (1, Dark(c, .12))));
        art.Clip(lacquer, () =>
        {
            art.Ellipse(650, 930, 190, 60, Light(c, .3), opacity: .5, blur: 18);
            art.Line("M650 540V880", Dark(c, .5), 18, opacity: .35);
        });

        art.Path("M510 640C512 606 534 588 560 580L552 880C530 880 514 874 513 850Z", "#fff", opacity: .55);
        art.Path("M576 576L592 573L586 884L572 883Z", "#fff", opacity: .3);
        art.Path("M792 680L800 680L796 850L786 852Z", "#fff", opacity: .45);
        art.Path("M470 918C520 938 780 938 830 918C824 944 806 954 780 956C700 964 600 964 520 956C494 954 476 944 470 918Z", "#fff", opacity: .4);

        // Brand mark: ten dots.
        for (var i = 0; i < 10; i++)
        {
            art.Ellipse(612 + (i % 5 * 19), 732 + (i > 4 ? 19 : 0), 5.5, 5.5, "#fff", opacity: .9);
        }
    }
}
