using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Decor;

[Drawing("decor", "stone", "#6E746C")]
internal sealed class Stone : Drawing
{
    private const string Kraft = "#B58A5C";
    private const string Cedar = "#7A4A2E";

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        Smoke(art);
        art.Shadow(540, 974, 320, 1, 54);
        Sleeve(art);
        Pebble(art, c);

        // The stick leans as the smoke does not.
        art.Ellipse(474, 748, 20, 7, Dark(c, .7));
        art.Line("M474 748L672 338", Dark(Cedar, .35), 12).Line("M473 744L668 340", Cedar, 8).Line("M470 742L640 390", Light(Cedar, .5), 2.6, opacity: .7);
        art.Line("M660 364L672 338", "#C9C3BA", 13).Ellipse(674, 334, 22, 22, art.Radial(Focus.Centre, (0, "#FFB35C", .95), (.4, "#F0702C", .5), (1, "#F0702C", 0))).Ellipse(673, 336, 6.5, 6.5, "#FFD9A0");

        // What has burnt already.
        art.Line("M560 792l26 10M600 780l14 4M528 806l12 3", "#D9D4CB", 7, opacity: .85);
    }

    private static void Smoke(Sketch art) => art.Group(() =>
    {
        art.Line("M674 326C690 290 640 262 664 220S740 170 706 120", "#fff", 16, opacity: .8);
        art.Line("M672 320C650 280 712 250 690 200S620 150 650 96", "#fff", 9, opacity: .7);
    }, opacity: .6, blur: 9);

    /// <summary>A river stone, flattened on top, polished where hands hold it.</summary>
    private static void Pebble(Sketch art, string c)
    {
        const string body = "M206 850C200 774 300 710 500 704C700 698 830 760 842 838C852 914 760 968 520 972C310 974 212 926 206 850Z";
        art.Path(body, art.Radial((.34, .2, .86), (0, Light(c, .5)), (.36, Light(c, .08)), (.8, Dark(c, .34)), (1, Dark(c, .42))));
        art.Clip(body, () =>
        {
            art.Line("M190 880C320 840 420 940 560 900S780 840 860 880", Light(c, .6), 6, opacity: .35, blur: 2).Line("M200 900C330 870 440 960 580 916S780 870 850 900M620 700C680 760 760 780 860 790", Light(c, .7), 3, opacity: .4);
            art.Line("M240 790C300 840 330 900 420 980", Dark(c, .5), 5, opacity: .3, blur: 2);
            foreach (var (x, y) in new (double, double)[] { (270, 850), (420, 900), (600, 860), (720, 900), (680, 780) })
            {
                art.Stamp("fleck", () => art.Ellipse(0, 0, 3.4, 2.6, Light(c, .75)).Ellipse(44, 18, 2.4, 2, Dark(c, .6)).Ellipse(22, -20, 2, 2, Light(c, .75)).Ellipse(66, -8, 2.8, 2, Dark(c, .6)), $"translate({x} {y})");
            }

            art.FootShade(540, 990, 330, 50, c, 18);
        });

        // The hollow that catches the ash.
        art.Ellipse(520, 766, 216, 44, art.Linear((.1, 0, .8, 1), (0, Dark(c, .5)), (.6, Dark(c, .2)), (1, Light(c, .2))));
        art.Line("M306 774C330 812 440 812 520 811S716 806 735 770", Light(c, .7), 4, opacity: .65);
        art.Ellipse(330, 800, 70, 28, "#fff", opacity: .35, blur: 12, transform: "rotate(-24 330 800)");
    }

    /// <summary>The paper sleeve with the other sticks, half slid out.</summary>
    private static void Sleeve(Sketch art)
    {
        art.Group(() =>
        {
            art.Rect(40, 10, 150, 540, 8, Dark(art.Wall, .7), opacity: .26, blur: 18);
            for (var i = 0; i < 5; i++)
            {
                art.Line($"M{26 + (i * 26)} 30V{-96 - (i * 37 % 50)}", Dark(Cedar, .25), 11).Line($"M{24 + (i * 26)} 30V{-96 - (i * 37 % 50)}", Light(Cedar, .14), 5);
            }

            art.Path("M0 0H156V556C156 562 150 566 144 566H12C6 566 0 562 0 556Z", art.Linear(Axis.Across, (0, Light(Kraft, .35)), (.3, Light(Kraft, .1)), (.8, Dark(Kraft, .12)), (1, Dark(Kraft, .3))));
            art.Path("M0 0C40 26 116 26 156 0V10C116 38 40 38 0 10Z", Dark(Kraft, .4), opacity: .5);
            art.Rect(24, 150, 108, 200, 3, art.Flat(Light(Kraft, .75), .5));
            art.Line("M48 196H108M60 218H96M56 306H100M64 324H92", "#3C3226", 6, opacity: .75);
            art.Path("M78 250c22 -8 26 18 8 26c-20 6 -30 -14 -8 -26Z", "none", stroke: "#3C3226", strokeWidth: 4, opacity: .7);
        }, transform: "translate(812 390)");
    }
}
