using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Garments;

[Drawing("garments", "socks", "#E0D6C0", "#B4532E")]
internal sealed class Socks : Drawing
{
    private const string Sock = "M-92 -360C-40 -350 60 -350 112 -360C116 -220 112 -60 120 40C140 96 260 150 330 200C386 244 380 330 300 340C200 350 60 330 -20 290C-90 250 -112 190 -104 100C-96 -60 -96 -220 -92 -360Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        Pair(art, c[0], c[1], "translate(640 540) rotate(9)");
        Pair(art, c[0], c[1], "translate(420 610) rotate(-5)");
    }

    private static void Pair(Sketch art, string wool, string toe, string place)
    {
        art.Group(() => art.Path(Sock, Dark(art.Wall, .75), transform: place), opacity: .34, blur: 22, transform: "translate(24 32)");
        art.Stamp("sock", () =>
        {
            art.Path(Sock, art.Linear((.1, 0, .9, .8), (0, Light(wool, .3)), (.45, wool), (1, Dark(wool, .2))));
            art.Clip(Sock, () =>
            {
                art.Rect(-130, -220, 560, 600, 0, Cloth.Knit(art, wool), opacity: .42);
                Cloth.Ribs(art, -92, 130, -240, 40, 22, wool, 2);
                art.Path("M-120 60C-60 70 -10 110 30 170C60 230 20 290 -40 310L-140 240Z", toe).Path("M230 120C270 180 270 280 220 360H420V100Z", toe);
                art.Rect(-130, 40, 560, 340, 0, Cloth.Knit(art, toe), opacity: .3);
                art.Line("M-100 70C-50 80 0 120 36 176M238 124C276 190 272 280 228 350", Dark(toe, .5), 5, opacity: .45);
                art.Line("M118 40C90 90 60 130 30 170M-90 -180C-70 -60 -90 20 -80 100", Dark(wool, .55), 26, opacity: .3, blur: 12);
                art.Line("M-40 -330C-30 -160 -44 0 -30 90M60 240C140 280 220 290 300 280", Light(wool, .8), 18, opacity: .4, blur: 9);
            });

            // The cuff is folded once.
            const string cuff = "M-98 -372C-40 -356 62 -356 118 -372C124 -330 124 -280 120 -238C60 -224 -40 -224 -98 -238C-104 -280 -104 -330 -98 -372Z";
            art.Path(cuff, Dark(wool, .6), opacity: .35, blur: 6, transform: "translate(3 9)").Path(cuff, art.Linear(Axis.Across, (0, Light(wool, .2)), (.35, Light(wool, .35)), (1, Dark(wool, .18))));
            art.Clip(cuff, () =>
            {
                Cloth.Ribs(art, -100, 124, -376, -220, 16, wool);
                art.Line("M-110 -280C-40 -266 60 -266 130 -280", toe, 18, opacity: .9);
            });
        }, place);
    }
}
