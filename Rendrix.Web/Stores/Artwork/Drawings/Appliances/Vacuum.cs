using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "vacuum", "#F4F6F6")]
internal sealed class Vacuum : Drawing
{
    public override Action<Sketch>? OwnBackdrop => Backdrops.Plain;

    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var wall = art.Wall;
        const string rubber = "#20343b";
        const string petrol = "#0B5E73";

        // Floor boards with cleaned swath.
        art.Path("M0 520H1200V1200H0Z", art.Linear(Axis.Down, (0, Dark("#D9B98B", .1)), (1, Light("#D9B98B", .2))));

        for (var i = -9; i < 10; i++)
        {
            art.Line($"M{600 + (i * 84)} 520L{600 + (i * 230)} 1200", Dark("#D9B98B", .3), 3, opacity: .35);
        }

        foreach (var (y, i) in new (double, double)[] { (600, -2), (600, 3), (690, 0), (690, -5), (800, 4), (820, -3), (980, 1), (960, -6) })
        {
            var depth = (y - 520) / 680;
            double Joint(double j) => 600 + (j * (84 + (146 * depth)));
            art.Line($"M{Joint(i)} {y}H{Joint(i + 1)}", Dark("#D9B98B", .3), 3, opacity: .4);
        }

        art.Rect(0, 470, 1200, 52, 0, art.Linear(Axis.Down, (0, "#fff"), (.7, Light(wall, .6)), (1, Dark(wall, .2))));
        art.Rect(0, 520, 1200, 60, 0, art.Fade(Dark("#D9B98B", .6), .3));

        // Rug.
        art.Path("M700 600L1260 560V840L900 860Z", art.Linear(Axis.Diagonal, (0, Light("#7FA3A8", .3)), (1, "#7FA3A8")));
        art.Path("M740 622L1260 586V812L912 832Z", "none", stroke: "#F4F1E6", strokeWidth: 7, opacity: .8);

        // Swath.
        art.Path("M640 545C420 600 240 800 250 1210H950C950 1000 900 900 860 830Z", "#fff", opacity: .22, blur: 8);
        art.Ellipse(660, 900, 440, 130, Dark("#8a6a3f", .55), opacity: .5, blur: 26);

        // Side brush.
        art.Group(() =>
        {
            for (var i = 0; i < 3; i++)
            {
                art.Group(() =>
                {
                    for (var j = -2; j < 3; j++)
                    {
                        art.Line($"M0 0L-104 {j * 10}", "#39474c", 4, opacity: .8);
                    }
                }, transform: $"scale(1 .5) rotate({(i * 120) + 20})");
            }
        }, transform: "translate(268 896)");

        // Body: skirt, bumper, top.
        const int centre = 600;
        const int radius = 380;
        const double flatness = .43;
        art.Lathe(centre, [(800, radius - 4), (868, radius - 14)], flatness, art.Linear(Axis.Across, (0, Dark(rubber, .2)), (.25, Light(rubber, .3)), (.6, rubber), (1, Dark(rubber, .4))),
            straight: true);
        art.Lathe(centre, [(744, radius), (790, radius + 3), (824, radius - 2)], flatness,
            art.Linear(Axis.Across, (0, Dark(c, .3)), (.12, c), (.3, "#ffffff"), (.55, Dark(c, .08)), (.85, Dark(c, .3)), (1, Dark(c, .42))));
        art.Line($"M{centre - radius} 800A{radius} {radius * flatness} 0 0 0 {centre + radius} 800", Dark(c, .5), 4, opacity: .55);
        art.Ellipse(centre, 744, radius, radius * flatness, art.Linear((.1, 0, .85, 1), (0, "#ffffff"), (.45, c), (1, Dark(c, .16))));
        art.Ellipse(centre, 742, radius - 8, (radius - 8) * flatness, "none", stroke: "#fff", strokeWidth: 5, opacity: .9);
        art.Ellipse(centre, 744, radius - 62, (radius - 62) * flatness, "none", stroke: Dark(c, .25), strokeWidth: 3, opacity: .6);
        art.Path("M262 700C330 620 470 585 590 588C480 606 380 650 330 730C300 750 250 730 262 700Z", "#fff", opacity: .8);

        // Lidar turret.
        art.Ellipse(632, 720, 128, 52, Dark(c, .5), opacity: .45, blur: 12);
        art.Lathe(600, [(632, 112), (690, 118)], flatness, art.Linear(Axis.Across, (0, Dark(rubber, .2)), (.25, Light(rubber, .45)), (.5, rubber), (1, Dark(rubber, .5))),
            straight: true);
        art.Lathe(600, [(612, 114), (636, 116)], flatness, art.Cylinder(c), straight: true);
        art.Ellipse(600, 612, 114, 114 * flatness, art.Linear(Axis.Diagonal, (0, "#fff"), (1, Dark(c, .18))));
        art.Ellipse(600, 612, 40, 40 * flatness, "none", stroke: petrol, strokeWidth: 6);

        // Buttons and light.
        art.Ellipse(600, 838, 40, 17, art.Linear(Axis.Down, (0, Dark(c, .16)), (1, "#fff")));
        art.Ellipse(600, 836, 32, 13, c);
        art.Ellipse(600, 836, 12, 5, petrol);
        art.Line("M540 890A300 130 0 0 0 660 890", "#59D4E6", 6, opacity: .9);
        art.Ellipse(600, 902, 90, 12, "#59D4E6", opacity: .35, blur: 8);
    }
}
