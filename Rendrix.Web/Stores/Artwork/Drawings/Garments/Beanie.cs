using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "beanie", "#B4532E")]
internal sealed class Beanie : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 930, 360, .9, 70);
        var stitch = art.Pattern(22, 26,
            $"<path d=\"M1 2L11 14L21 2M1 15L11 27L21 15\" fill=\"none\" stroke=\"{Dark(c, .45)}\" stroke-width=\"3\" opacity=\".6\"/><path d=\"M2 6L11 18L20 6\" fill=\"none\" stroke=\"{Light(c, .5)}\" stroke-width=\"1.8\" opacity=\".5\"/>");
        const string dome = "M268 780C240 430 390 214 600 208C810 214 960 430 932 780Z";
        art.Path(dome, art.Radial((.36, .34, .8), (0, Light(c, .3)), (.45, c), (.85, Dark(c, .3)), (1, Dark(c, .38))));
        art.Clip(dome, () =>
        {
            art.Rect(200, 180, 800, 560, 0, stitch, opacity: .5);
            Markup furrows = "";
            Markup ridges = "";

            for (var i = -7; i <= 7; i++)
            {
                var bend = Math.Sin(i / 7.6 * 1.5);
                var x = 600 + (bend * 336);
                var middle = 600 + (bend * 268);
                furrows += $"M{600 + (i * 3)} 205C{600 + ((middle - 600) * .75)} 300 {middle} 420 {x} 780";
                ridges += $"M{596 + (i * 3)} 207C{586 + ((middle - 600) * .75)} 300 {middle - 14} 420 {x - 17} 780";
            }

            art.Line(furrows, Dark(c, .6), 11, opacity: .34).Line(ridges, Light(c, .6), 7, opacity: .26);
            art.Ellipse(600, 770, 380, 90, Dark(c, .7), opacity: .55, blur: 26);
            art.Ellipse(430, 420, 110, 170, "#fff", opacity: .16, blur: 36, transform: "rotate(22 430 420)");
        });

        const string cuff = "M250 706C262 690 300 694 330 702C480 734 720 734 870 702C900 694 938 690 950 706C964 760 966 850 952 900C946 922 922 926 880 934C700 966 500 966 320 934C278 926 254 922 248 900C234 850 236 760 250 706Z";
        art.Path(cuff, art.Linear(Axis.Across, (0, Dark(c, .16)), (.1, c), (.3, Light(c, .3)), (.5, c), (.82, Dark(c, .28)), (1, Dark(c, .38))));
        art.Clip(cuff, () =>
        {
            art.Rect(200, 660, 800, 320, 0, stitch, opacity: .45);
            Markup furrows = "";
            Markup ridges = "";

            for (var i = -11; i <= 11; i++)
            {
                var x = 600 + (Math.Sin(i / 11.6 * 1.5) * 368);
                furrows += $"M{x} 690q{i} 130 0 280";
                ridges += $"M{x - 14} 690q{i} 130 0 280";
            }

            art.Line(furrows, Dark(c, .6), 10, opacity: .4).Line(ridges, Light(c, .6), 6, opacity: .3);
            art.Line("M240 706C480 746 720 746 960 706", Light(c, .5), 14, opacity: .4, blur: 5);
            art.Line("M240 930C480 990 720 990 960 930", Dark(c, .7), 40, opacity: .45, blur: 16);
        });

        // Woven label.
        art.Path("M556 822C584 826 616 826 644 822V884C616 888 584 888 556 884Z", "#EFECE4");
        art.Line("M574 853H626", "#16181a", 5);
        art.Line("M558 824V882M642 824V882", "#9a958a", 2, dash: "4 4");
    }
}
