using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "whisk", "#C08A57")]
internal sealed class Whisk : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var oak = colours[0];
        art.Shadow(600, 966, 150);

        // It stands on its handle; the wires behind are darker and thinner.
        foreach (var (spread, shade, width) in new (double, double, double)[] { (196, .5, 9), (128, .55, 9), (56, .55, 9), (-56, .2, 10), (-128, .12, 10), (-196, 0, 11) })
        {
            var reach = Math.Abs(spread);
            Markup loop = $"M{600 - (reach * .12)} 600C{600 - reach} 480 {600 - (reach * 1.12)} 200 600 {186 - (reach * .12)}C{600 + (reach * 1.12)} 200 {600 + reach} 480 {600 + (reach * .12)} 600";
            art.Line(loop, Dark("#C3C9CE", .3 + shade), width);
            if (spread < 0)
            {
                art.Line(loop, "#F4F7F9", 3.5, opacity: .9, transform: "translate(-2 0)");
            }
        }

        art.Lathe(600, [(576, 34), (600, 40), (640, 40)], .2, art.Metal("#C9CDD2"));
        art.Lathe(600, [(634, 40), (700, 46), (800, 58), (890, 56), (944, 44), (962, 36)], .2, art.Cylinder(oak, 1.05), inside: () =>
        {
            art.Line("M566 630C560 740 556 840 566 980M590 630C586 740 590 860 586 980M616 630C622 740 612 860 620 980M636 630C646 740 640 860 644 980", Dark(oak, .4), 3, opacity: .32);
            art.FootShade(600, 980, 70, 30, oak, 10);
        });
        art.Line("M560 760C554 820 554 870 562 910", "#fff", 8, opacity: .45, blur: 3);
        art.Line("M562 660A40 8 0 0 0 638 660", Dark(oak, .5), 4, opacity: .45);

        // A spoonful of cream on the worktop.
        art.Ellipse(872, 990, 96, 24, Dark(art.Wall, .6), opacity: .3, blur: 10);
        art.Path("M780 980C790 946 830 950 846 930C858 912 880 880 890 872C888 900 916 910 928 934C960 944 972 968 956 984C920 1006 820 1006 780 980Z", art.Linear(Axis.Diagonal, (0, "#fff"), (.6, "#F8F1E2"), (1, "#DDCFB6")));
        art.Line("M826 966C860 950 900 954 926 968M858 934C874 926 892 928 904 936", "#D6C7AB", 4, opacity: .7);
    }
}
