using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "oil", "#D9A441")]
internal sealed class Oil : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 980, 210);
        art.Ellipse(790, 996, 150, 22, c, opacity: .55, blur: 12);
        art.Lathe(600, [(180, 62), (192, 68), (318, 70)], .15, art.Cylinder("#3A2A22"), inside: () => art.Line("M540 210V330M580 210V334M620 210V334M660 210V330", Light("#3A2A22", .3), 3, opacity: .4));
        art.Ellipse(600, 180, 62, 9, Light("#3A2A22", .3));
        art.Lathe(600, [(316, 52), (350, 52)], .15, art.Metal("#C79B66"));

        // Flat shoulders, thick foot.
        const string glass = "M548 350C548 380 440 384 410 420C396 440 392 460 392 500V930C392 964 410 980 450 984C550 992 650 992 750 984C790 980 808 964 808 930V500C808 460 804 440 790 420C760 384 652 380 652 350Z";
        art.Path(glass, art.Linear(Axis.Across, (0, "#fff", .9), (.08, Light(c, .5)), (.5, Light(c, .7), .85), (.92, Dark(c, .05)), (1, Light(c, .8))));
        const string oil = "M420 520C500 536 700 536 780 520V900C780 930 766 940 736 942C650 948 550 948 464 942C434 940 420 930 420 900Z";
        art.Path(oil, art.Linear(Axis.Across, (0, Dark(c, .34)), (.12, c), (.28, Light(c, .45)), (.5, c), (.84, Dark(c, .36)), (1, Dark(c, .1))));
        art.Clip(oil, () =>
        {
            art.Ellipse(600, 520, 180, 18, Light(c, .6)).Ellipse(690, 880, 110, 80, Light(c, .5), opacity: .6, blur: 28);

            // A sprig of fig inside.
            art.Line("M600 920C590 800 620 700 596 590", Dark(c, .6), 6, opacity: .7);
            foreach (var (x, y, turn) in new (double, double, double)[] { (598, 860, -50), (602, 800, -130), (608, 740, -40), (604, 680, -140), (598, 620, -70) })
            {
                art.Stamp("leaf", () => art.Path("M0 0C20 -26 60 -28 84 -4C62 18 24 20 0 0Z", Mix(c, "#4C5A2C", .7), opacity: .8), $"translate({x} {y}) rotate({turn})");
            }
        });
        art.Path("M404 460C404 440 414 430 430 422L446 920L414 914Z", "#fff", opacity: .6).Path("M772 470H784V900L770 908Z", "#fff", opacity: .4);
        art.Path("M470 620H730V820H470Z", "#FFFAF1", opacity: .88).Line("M530 676H670M556 704H644", "#3A251B", 7).Line("M550 760H650M566 780H634", "#3A251B", 4, opacity: .6);

        // Half a fig.
        art.Shadow(290, 1020, 70, .8);
        art.Path("M290 900C300 930 366 950 360 1000C354 1044 226 1044 220 1000C214 950 280 930 290 900Z", art.Ball("#5E3A54")).Ellipse(292, 994, 50, 36, art.Flat("#F0D9BE")).Ellipse(292, 996, 38, 26, art.Ball("#C25A5A")).Line("M270 990h.1M284 1000h.1M300 988h.1M312 1000h.1M292 1010h.1M276 1006h.1", "#F6D79A", 6);
    }
}
