using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "rope", "#12181A", "#D0F23A")]
internal sealed class Rope : Drawing
{
    public override Action<Sketch>? OwnBackdrop => Backdrops.Plain;

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (grip, cable) = (c[0], c[1]);
        const string d = "M380 620C300 500 340 300 600 290S920 480 860 640S620 860 460 820S300 640 420 520S760 420 800 560S700 760 780 640";
        art.Line(d, Dark(art.Wall, .75), 20, opacity: .3, blur: 8, transform: "translate(16 30)");
        art.Line(d, Dark(cable, .4), 17).Line(d, cable, 12).Line(d, Light(cable, .7), 4, opacity: .8, dash: "10 9", transform: "translate(-2 -2)");
        art.Line(d, Dark(cable, .6), 12, opacity: .14, dash: "2 20");

        Handle(art, "translate(386 610) rotate(-152)", grip, cable);
        Handle(art, "translate(776 648) rotate(-66)", grip, cable);
    }

    private static void Handle(Sketch art, string place, string grip, string cable)
    {
        art.Group(() => art.Rect(-20, -34, 360, 68, 34, Dark(art.Wall, .8), transform: place), opacity: .4, blur: 12, transform: "translate(16 34)");
        art.Group(() =>
        {
            art.Rect(-40, -15, 60, 30, 8, art.Linear(Axis.Down, (0, "#F5F8F9"), (.5, "#9AA3A8"), (1, "#4A5256")));
            art.Path("M10 -22C40 -34 90 -30 140 -28S280 -38 320 -34C346 -30 346 30 320 34C280 38 190 28 140 28S40 34 10 22Z", art.Rolled(grip, 1.1));
            for (var i = 0; i < 9; i++)
            {
                art.Line($"M{60 + (i * 24)} -27C{70 + (i * 24)} -10 {70 + (i * 24)} 10 {60 + (i * 24)} 27", Light(grip, .35), 4, opacity: .6);
            }

            art.Path("M300 -35C346 -34 346 34 300 35C310 20 310 -20 300 -35Z", art.Rolled(cable)).Line("M30 -20C90 -24 200 -26 290 -26", "#fff", 6, opacity: .35, blur: 2);
        }, transform: place);
    }
}
