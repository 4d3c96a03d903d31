using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Nails;

[Drawing("nails", "file", "#B9CBE6")]
internal sealed class File : Drawing
{
    public override Action<Sketch>? OwnBackdrop => Backdrops.Plain;

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Group(() => art.Path("M300 1000L860 260L910 300L370 1020Z", Dark(art.Wall, .7)), opacity: .3, blur: 18, transform: "translate(40 24)");
        Sleeve(art);
        art.Group(() =>
        {
            const string blade = "M-46 -430C-46 -470 -20 -500 0 -512C20 -500 46 -470 46 -430V380C46 420 30 440 0 440S-46 420 -46 380Z";
            art.Path(blade, art.Linear(Axis.Across, (0, "#fff", .9), (.12, c, .75), (.5, Light(c, .5), .7), (.88, c, .85), (1, "#fff", .95)));
            art.Clip(blade, () =>
            {
                // Etched, except the last third, which is the handle.
                var etch = art.Pattern(7, 7, $"<circle cx=\"2\" cy=\"2\" r=\"1.2\" fill=\"#fff\"/><circle cx=\"5\" cy=\"5.4\" r=\"1\" fill=\"{Dark(c, .35)}\"/>");
                art.Rect(-50, -520, 100, 620, 0, "#fff", opacity: .3).Rect(-50, -520, 100, 620, 0, etch, opacity: .9);
                art.Rect(-50, 100, 100, 360, 0, art.Linear(Axis.Down, (0, c, .5), (1, Dark(c, .3), .95)));
                art.Path("M-30 120H-12V420H-24Z", "#fff", opacity: .7).Path("M20 120H26V400H20Z", "#fff", opacity: .5).Line("M-46 100H46", "#fff", 4, opacity: .8);
                art.Path("M-60 -300L60 -420V-340L-60 -220Z", "#fff", opacity: .35);
            });
            art.Path(blade, "none", .8, stroke: "#fff", strokeWidth: 3.5);
            for (var i = 0; i < 10; i++)
            {
                art.Ellipse(-16 + (i % 5 * 8), 340 + (i > 4 ? 9 : 0), 2.6, 2.6, "#fff");
            }
        }, transform: "translate(612 600) rotate(36)");

        // The light it throws on the table.
        art.Path("M430 1000L500 910L560 950L470 1020Z", Light(c, .6), opacity: .45, blur: 12);
    }

    private static void Sleeve(Sketch art)
    {
        art.Group(() =>
        {
            art.Rect(-60, -250, 130, 560, 20, Dark(art.Wall, .7), opacity: .35, blur: 14, transform: "translate(16 22)");
            art.Rect(-66, -260, 132, 560, 20, art.Linear(Axis.Across, (0, Light("#C0104A", .25)), (.4, "#C0104A"), (1, Dark("#C0104A", .3))));
            art.Path("M-66 -240C-66 -254 -58 -260 -46 -260H46C58 -260 66 -254 66 -240C30 -214 -30 -214 -66 -240Z", Dark("#C0104A", .5));
            art.Line("M-52 -210V280H52V-210", Light("#C0104A", .5), 2.6, opacity: .7, dash: "8 6").Line("M-20 40H20M-10 60H10", "#FFE1E8", 5, opacity: .9);
        }, transform: "translate(800 800) rotate(14)");
    }
}
