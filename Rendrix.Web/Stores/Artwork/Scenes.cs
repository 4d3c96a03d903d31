using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>
/// The wide pictures: a hero, a companion at about 60 % of it and something small, in a triangle, with their feet
/// on one ground line. Objects placed earlier stand farther back.
/// </summary>
internal static class Scenes
{
    public static void Toys(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        Room(scene);
        art.Ellipse(960, 620, 780, 560, art.Linear((.2, 0, .8, 1), (0, Light(wall, .8)), (1, Light(wall, .2), .3)));
        art.Path("M0 820C420 760 1400 750 1920 820V1080H0Z",
            art.Linear(Axis.Down, (0, Mix(wall, "#7fb08a", .55)), (1, Mix(wall, "#7fb08a", .3))));
        scene.Place("toys", "arches", 150, 270, .66)
            .Place("toys", "rocket", 890, 80, .78)
            .Place("toys", "bear", 480, 130, .82)
            .Place("toys", "blocks", 1290, 530, .4);
    }

    public static void Kitchen(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        Room(scene);
        art.Rect(0, 0, 1920, 790, 0, Backdrops.Tiles(art, 220, 140), opacity: .6);
        art.Group(() =>
        {
            foreach (var x in new double[] { 1240, 1520 })
            {
                art.Path($"M{x} 40l230 60v420l-230 -60Z", Light(wall, .95));
            }
        }, opacity: .5, blur: 9);
        art.Rect(0, 640, 1920, 150, 0, art.Fade(Dark(wall, .5), .24, Axis.Up));
        art.Rect(0, 790, 1920, 290, 0, art.Linear(Axis.Down, (0, Light(wall, .9)), (1, Light(wall, .4))));
        scene.Place("kitchen", "mill", 1180, 150, .7)
            .Place("kitchen", "kettle", 620, 30, .92)
            .Place("kitchen", "bowls", 130, 220, .72);
    }

    /// <summary>Not a triangle but five bottles in an arc.</summary>
    public static void Nails(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        Room(scene);
        Table(scene, 860, .1);
        art.Path("M0 900V560C300 380 700 620 1050 470S1650 220 1920 380V900Z",
            art.Linear((0, 0, .3, 1), (0, Light(wall, .6), .8), (.8, wall, 0)));
        var bottle = new Drawings.Nails.Polish { Swatch = false };
        foreach (var (colour, x, scale) in new (string, double, double)[]
        {
            ("#F0643F", 300, .66), ("#E9CFC6", 620, .74), ("#8E1227", 980, .9), ("#7C56B8", 1330, .74), ("#C0104A", 1640, .66),
        })
        {
            scene.Place(bottle, x - (650 * scale), 960 - (966 * scale), scale, colour);
        }
    }

    public static void Decor(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        Room(scene);
        art.Group(() =>
        {
            foreach (var (x, y) in new (double, double)[] { (240, 60), (600, -6), (210, 470), (570, 404) })
            {
                art.Path($"M{x} {y}l330 -60l-30 360l-330 60Z", Light(wall, .95));
            }
        }, opacity: .5, blur: 9);
        art.Rect(0, 960, 1920, 120, 0, art.Linear(Axis.Down, (0, Dark(wall, .24)), (1, Dark(wall, .08))));
        art.Rect(0, 926, 1920, 36, 0, Light(wall, .35));
        scene.Place("decor", "floorlamp", 1000, -40, 1.02)
            .Place("decor", "vase", 470, 250, .74)
            .Place("decor", "candles", 140, 560, .4);
    }

    public static void Garments(Scene scene)
    {
        Room(scene);
        scene.Place("garments", "beanie", 700, 560, .36)
            .Place("garments", "overshirt", 880, 40, .86, "#4B5763")
            .Place("garments", "tee", 1420, 330, .46);
    }

    public static void Beauty(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        var clay = Mix(wall, "#B5714E", .42);
        Room(scene);
        Table(scene, 900, .06);
        art.Path("M520 940V500A440 440 0 0 1 1400 500V940Z",
            art.Linear((0, 0, .75, 1), (0, clay), (.5, Mix(clay, wall, .5)), (1, Light(wall, .3))));
        scene.Place("beauty", "jar", 330, 420, .55)
            .Place("beauty", "serum", 372, -60, .98)
            .Place("beauty", "lipstick", 900, 330, .62);
    }

    public static void Sports(Scene scene)
    {
        const string concrete = "#C9D0CC";
        Room(scene, concrete);
        Table(scene, 690, .22, concrete);
        scene.Set.Path(
            "M-200 1080L760 690H820L160 1080ZM900 1080L960 690H1010L1240 1080ZM1900 1080L1180 690H1220L2200 1080Z",
            Light(concrete, .85), opacity: .55);
        scene.Place("sports", "bottle", 1490, 300, .5)
            .Place("sports", "shoe", 720, 70, .98);
    }

    public static void Gadgets(Scene scene)
    {
        Room(scene);
        Table(scene, 880, .04);
        scene.Set.Rect(0, 0, 1920, 1080, 0, Backdrops.Dots(scene.Set), opacity: .4);
        scene.Place("gadgets", "clock", 170, 390, .56)
            .Place("gadgets", "headphones", 520, 120, .78)
            .Place("gadgets", "speaker", 1190, 300, .6);
    }

    public static void Appliances(Scene scene)
    {
        var (art, wall) = (scene.Set, scene.Wall);
        Room(scene);
        art.Ellipse(980, 560, 560, 480, art.Linear((.2, 0, .8, 1), (0, "#F7E3A8", .85), (1, "#F7E3A8", .1)));
        art.Rect(0, 850, 1920, 230, 0, art.Linear(Axis.Down, (0, "#fff"), (1, Light(wall, .3))));
        art.Rect(0, 844, 1920, 8, 0, "#fff");
        scene.Place("appliances", "ekettle", 290, 160, .8)
            .Place("appliances", "toaster", 840, 60, .9);
    }

    private static void Room(Scene scene, string? colour = null)
    {
        var wall = colour ?? scene.Wall;
        scene.Set.Rect(0, 0, Scene.Width, Scene.Height, 0,
            scene.Set.Radial((.25, .1, 1), (0, Light(wall, .6)), (.5, wall), (1, Dark(wall, .1))));
    }

    /// <summary>A surface from a height down, darkest where it meets the wall.</summary>
    private static void Table(Scene scene, double y, double depth, string? colour = null)
    {
        var wall = colour ?? scene.Wall;
        scene.Set.Rect(0, y, Scene.Width, Scene.Height - y, 0,
            scene.Set.Linear(Axis.Down, (0, Dark(wall, depth)), (.3, Light(wall, .1)), (1, Light(wall, .35))));
    }
}
