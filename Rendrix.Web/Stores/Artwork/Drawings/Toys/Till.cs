using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Toys;

[Drawing("toys", "till", "#2F7F86", "#CF3A20", "#EDB23C")]
internal sealed class Till : Drawing
{
    private const string Wood = "#DDB07A";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        art.Shadow(600, 970, 400, 1, 58);
        var body = c[0];

        // Right side, in shade.
        art.Path("M868 360L930 330V540L1012 760V900L944 950Z", art.Linear(Axis.Across, (0, Dark(body, .36)), (1, Dark(body, .5))));
        Display(art, c);
        Keys(art, c);
        Drawer(art, c);
        Coins(art, c);
    }

    private static void Display(Sketch art, IReadOnlyList<string> c)
    {
        art.Path("M336 366L398 330H932L870 366Z", art.Linear(Axis.Across, (0, Light(c[0], .6)), (1, Light(c[0], .1))));
        art.Rect(328, 360, 544, 206, 26, art.Flat(c[0]));
        art.Rect(360, 392, 480, 140, 18, art.Flat(Light(Wood, .25))).Rect(376, 406, 448, 112, 12, art.Linear(Axis.Down, (0, "#2A2440"), (1, "#40385A")));

        // 3.50 in seven strokes each.
        art.Line("M520 428H560V462H528M560 462V496H520M640 428H604V460H640V496H600M684 428H722V496H684Z", "#FFD873", 11, roundJoin: true);
        art.Ellipse(580, 497, 6.5, 6.5, "#FFD873");
        art.Path("M388 412H560L500 512H388Z", "#fff", opacity: .1);

        // The bell on top has just rung.
        art.Rect(470, 318, 66, 18, 8, art.Metal("#C9A25A"));
        art.Path("M446 320C446 272 470 246 503 246S560 272 560 320Z", art.Cylinder(c[2])).Ellipse(503, 242, 12, 12, art.Ball(Wood));
        art.Line("M466 306C468 284 478 268 492 262", "#fff", 7, opacity: .6);
        art.Line("M424 266q-16 14 -18 36M582 266q16 14 18 36", Dark(art.Wall, .35), 6, opacity: .5);
    }

    /// <summary>A slanted board; the nearer rows are larger and lower.</summary>
    private static void Keys(Sketch art, IReadOnlyList<string> c)
    {
        art.Path("M316 556H884L956 780H244Z", art.Linear(Axis.Down, (0, Dark(c[0], .22)), (.12, c[0]), (1, Light(c[0], .3))));
        art.Line("M322 560H878", Dark(c[0], .6), 8, opacity: .4).Line("M250 774H950", Light(c[0], .7), 5, opacity: .6);
        for (var row = 0; row < 3; row++)
        {
            var (y, width, gap) = (588d + (row * 62), 84d + (row * 7), 102d + (row * 9));
            for (var i = 0; i < 4; i++)
            {
                var x = 346 - (row * 19) + (i * gap);
                Key(art, x, y, width, (row + i) % 3 == 1 ? Light(c[2], .1) : "#FFF3DC");
            }

            if (row < 2)
            {
                Key(art, 346 - (row * 19) + (4 * gap), y, width, Light(c[0], .45));
            }
        }

        // The one red key, which opens the drawer.
        Key(art, 308 + (4 * 120), 712, 98, c[1]);
    }

    private static void Key(Sketch art, double x, double y, double width, string colour) => art.Stamp("key" + colour, () =>
    {
        art.Rect(6, 12, 84, 40, 16, "#1E2A3A", opacity: .28);
        art.Rect(0, 8, 84, 40, 16, Dark(colour, .34)).Rect(0, -4, 84, 40, 16, art.Linear(Axis.Down, (0, Light(colour, .45)), (1, colour)));
        art.Ellipse(42, 15, 9, 7, Dark(colour, .45), opacity: .6);
    }, $"translate({x} {y}) scale({width / 84:0.##} 1)");

    private static void Drawer(Sketch art, IReadOnlyList<string> c)
    {
        art.Path("M244 778H956V880H244Z", art.Linear(Axis.Down, (0, Dark(c[0], .2)), (1, Dark(c[0], .5))));

        // Inside: three trays, seen over the drawer's front.
        art.Path("M262 806H938L960 850H240Z", art.Linear(Axis.Down, (0, Dark(Wood, .6)), (1, Dark(Wood, .35))));
        foreach (var (x, y, r, colour) in new (double, double, double, string)[]
        {
            (320, 838, 44, c[2]), (390, 844, 40, c[2]), (352, 830, 42, "#F4D27A"), (560, 842, 42, "#C9CDD2"), (628, 838, 42, "#DDE1E4"), (806, 842, 44, "#C98A5A"), (872, 846, 38, "#D79B6A"),
        })
        {
            art.Ellipse(x, y + 6, r, 17, Dark(colour, .4)).Ellipse(x, y, r, 17, art.Flat(colour));
        }

        art.Path("M470 806H484L478 850H460ZM716 806H730L740 850H722Z", Dark(Wood, .1));
        art.Path("M232 848H968V936C968 952 958 962 942 962H258C242 962 232 952 232 936Z", art.Flat(Wood));
        art.Path("M232 848H968V862H232Z", Light(Wood, .6), opacity: .8);
        art.Path("M968 848L1012 820V906C1012 918 1004 926 996 932L958 958C964 952 968 946 968 936Z", Dark(Wood, .42));
        for (var i = 0; i < 4; i++)
        {
            art.Line($"M246 {880 + (i * 20)}C420 {872 + (i * 24)} 700 {892 + (i * 15)} 954 {878 + (i * 20)}", Dark(Wood, .35), 2.5, opacity: .28);
        }

        art.Ellipse(604, 916, 40, 26, Dark(Wood, .6), opacity: .4).Ellipse(600, 906, 36, 28, art.Ball(c[1]));
    }

    private static void Coins(Sketch art, IReadOnlyList<string> c)
    {
        foreach (var (x, y) in new (double, double)[] { (268, 1016), (352, 1036) })
        {
            art.Ellipse(x + 12, y + 12, 46, 17, Dark(art.Wall, .7), opacity: .3);
            art.Ellipse(x, y + 8, 42, 17, Dark(c[2], .4)).Ellipse(x, y, 42, 17, art.Flat(c[2])).Ellipse(x, y, 30, 11, "none", stroke: Dark(c[2], .3), strokeWidth: 3, opacity: .6);
        }
    }
}
