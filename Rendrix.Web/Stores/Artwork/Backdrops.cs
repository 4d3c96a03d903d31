using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>One set per industry. All of them start from the lit wall.</summary>
internal static class Backdrops
{
    /// <summary>A lit wall and nothing else, for things seen from above.</summary>
    public static void Plain(Sketch art)
    {
        var wall = art.Wall;
        art.Rect(0, 0, 1200, 1200, 0, art.Radial((.3, .2, 1.05), (0, Light(wall, .6)), (.55, wall), (1, Dark(wall, .1))));
    }

    /// <summary>A pale sun on the wall and one soft hill as table.</summary>
    public static void Toys(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Ellipse(600, 560, 430, 430, art.Linear((.2, 0, .8, 1), (0, Light(wall, .75), .9), (1, Light(wall, .3), .25)));
        art.Path("M0 900C260 850 900 840 1200 890V1200H0Z",
            art.Linear(Axis.Down, (0, Dark(wall, .1)), (.25, Dark(wall, .03)), (1, Light(wall, .18))));
    }

    /// <summary>Running-bond tiles over a pale worktop with a light edge.</summary>
    public static void Kitchen(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Rect(0, 0, 1200, 830, 0, Tiles(art, 200, 130, "translate(0 20)"), opacity: .55);
        art.Rect(0, 700, 1200, 130, 0, art.Fade(Dark(wall, .5), .22, Axis.Up));
        art.Rect(0, 830, 1200, 370, 0, art.Linear(Axis.Down, (0, Light(wall, .85)), (.12, Light(wall, .6)), (1, Light(wall, .3))));
        art.Rect(0, 826, 1200, 8, 0, Light(wall, .95));
    }

    /// <summary>Half a tile's offset in every second course; a light line under each dark one makes the joint.</summary>
    public static string Tiles(Sketch art, double width, double height, string transform = "")
    {
        var (half, middle) = (width / 2, height / 2);
        return art.Pattern(width, height,
            $"<path d=\"M0 1H{width}M{half} 1V{middle}M0 {middle}H{width}M0 {middle}V{height}\" stroke=\"{Dark(art.Wall, .13)}\" stroke-width=\"3\" fill=\"none\"/><path d=\"M0 5H{width}M{half + 4} 5V{middle}M0 {middle + 4}H{width}M4 {middle + 4}V{height}\" stroke=\"{Light(art.Wall, .7)}\" stroke-width=\"2\" fill=\"none\"/>",
            transform);
    }

    /// <summary>One glossy wave behind a table like a mirror.</summary>
    public static void Nails(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Path("M-20 1200V700C200 560 420 640 640 560S1040 380 1220 470V1200Z",
            art.Linear((0, 0, .3, 1), (0, Light(wall, .55), .75), (.7, wall, 0)));
        art.Rect(0, 880, 1200, 320, 0, art.Linear(Axis.Down, (0, Dark(wall, .06), .9), (.3, Light(wall, .2)), (1, Light(wall, .4))));
    }

    /// <summary>Plaster with window light in four panes, skirting and floor.</summary>
    public static void Decor(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Group(() =>
        {
            foreach (var (x, y) in new (double, double)[] { (560, 90), (850, 40), (540, 400), (830, 350) })
            {
                art.Path($"M{x} {y}l240 -42l-22 270l-240 42Z", Light(wall, .9));
            }
        }, opacity: .5, blur: 7);
        art.Rect(0, 950, 1200, 250, 0, art.Linear(Axis.Down, (0, Dark(wall, .2)), (.1, Dark(wall, .12)), (1, Dark(wall, .04))));
        art.Rect(0, 905, 1200, 46, 0, art.Linear(Axis.Down, (0, Light(wall, .5)), (.8, Light(wall, .2)), (1, Dark(wall, .15))));
    }

    /// <summary>An arched niche with an inner rim, and a ledge.</summary>
    public static void Beauty(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        var clay = Mix(wall, "#B5714E", .42);
        art.Path("M210 1000V560A390 390 0 0 1 990 560V1000Z",
            art.Linear((0, 0, .75, 1), (0, clay), (.4, Mix(clay, wall, .45)), (1, Light(wall, .3))));
        art.Path("M210 1000V560A390 390 0 0 1 990 560A390 372 0 0 0 236 580V1000Z", Dark(clay, .2), opacity: .38);
        art.Rect(0, 960, 1200, 240, 0, art.Linear(Axis.Down, (0, Dark(wall, .06)), (.2, Light(wall, .12)), (1, Light(wall, .4))));
    }

    /// <summary>Concrete with two lane lines in perspective.</summary>
    public static void Sports(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Rect(0, 690, 1200, 510, 0, art.Linear(Axis.Down, (0, Dark(wall, .2)), (.3, Dark(wall, .09)), (1, Light(wall, .1))));
        art.Path("M-100 1200L420 690H470L160 1200Z", Light(wall, .8), opacity: .6);
        art.Path("M1010 1200L760 690H790L1150 1200Z", Light(wall, .8), opacity: .35);
    }

    /// <summary>A dot grid with four registration corners.</summary>
    public static void Gadgets(Sketch art)
    {
        Plain(art);
        art.Rect(0, 0, 1200, 1200, 0, Dots(art), opacity: .45);
        art.Line("M60 90V60H90M1110 60H1140V90M60 1110V1140H90M1110 1140H1140V1110", Dark(art.Wall, .5), 3);
    }

    public static string Dots(Sketch art) =>
        art.Pattern(40, 40, $"<circle cx=\"20\" cy=\"20\" r=\"2\" fill=\"{Dark(art.Wall, .3)}\"/>");

    /// <summary>Wall and counter with a light edge.</summary>
    public static void Appliances(Sketch art)
    {
        var wall = art.Wall;
        Plain(art);
        art.Rect(0, 880, 1200, 320, 0, art.Linear(Axis.Down, (0, Light(wall, .7)), (.08, Light(wall, .5)), (1, Light(wall, .2))));
        art.Rect(0, 872, 1200, 10, 0, Light(wall, .95));
        art.Rect(0, 780, 1200, 92, 0, art.Fade(Dark(wall, .4), .16, Axis.Up));
    }
}
