using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Kitchen;

[Drawing("kitchen", "kettle", "#1F3F77")]
internal sealed class Kettle : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(580, 958, 320);
        const string beech = "#C58B53";
        const string rim = "#1b2233";

        // Handle (bail).
        art.Line("M330 560C320 280 450 196 580 196S840 280 830 560", Dark("#C9CDD2", .45), 22);
        art.Line("M328 556C318 280 448 192 578 192S836 280 826 556", Light("#C9CDD2", .3), 7, opacity: .8);
        art.Line("M455 226C530 186 632 186 706 226", Dark(beech, .25), 56);
        art.Line("M455 222C530 182 632 182 706 222", art.Linear(Axis.Across, (0, Light(beech, .3)), (.6, beech), (1, Dark(beech, .25))), 46);
        art.Line("M462 208C535 172 620 172 690 204", Light(beech, .6), 6, opacity: .6);

        // Spout.
        art.Path("M770 690C880 690 890 560 930 500C944 478 1004 478 1016 500C986 560 980 790 800 850Z",
            art.Linear((0, 0, 1, .35), (0, Light(c, .25)), (.45, c), (1, Dark(c, .4))));
        art.Ellipse(972, 496, 46, 15, rim, transform: "rotate(4 972 496)");
        art.Ellipse(972, 496, 34, 9, Dark(c, .6));
        art.Line("M868 668C912 630 914 570 938 522", "#fff", 9, opacity: .55, blur: 4);

        // Body.
        var profile = new (double, double)[]
        {
            (520, 186),
            (560, 250),
            (650, 300),
            (760, 316),
            (860, 296),
            (935, 258),
        };

        art.Lathe(580, profile, .14, art.Cylinder(c, 1.05), inside: () =>
        {
            art.Ellipse(580, 960, 330, 90, Dark(c, .6), opacity: .5, blur: 24);
            art.Ellipse(890, 720, 70, 260, Light(c, .5), opacity: .22, blur: 24);
            art.Path("M378 610C420 572 470 560 500 560L478 700C440 706 390 716 352 740C346 690 356 640 378 610Z", "#fff", opacity: .42);
            art.Path("M350 760C392 736 440 724 476 720L474 800C440 806 400 818 366 838Z", "#fff", opacity: .2);
        });

        art.Line("M325 940C420 986 740 986 835 940", rim, 12, opacity: .85);

        // Ears, lid, knob.
        foreach (var (x, shade) in new (double, double)[] { (334, .1), (826, -.25) })
        {
            art.Ellipse(x, 566, 26, 34, art.Flat(shade > 0 ? Light("#B9BFC6", .2) : Dark("#B9BFC6", .25)));
        }

        art.Lathe(580, [(486, 110), (506, 178), (526, 188)], .16, art.Cylinder(c, 1.05));
        art.Line("M394 528C460 562 700 562 766 528", rim, 8, opacity: .8);
        art.Ellipse(500, 498, 70, 10, "#fff", opacity: .35, transform: "rotate(-8 500 498)");
        art.Lathe(580, [(468, 22), (490, 30)], .2, art.Metal("#C9CDD2"));
        art.Ellipse(580, 440, 46, 40, art.Ball(beech));
        art.Line("M548 436q30 14 62 2M556 454q26 10 48 2", Dark(beech, .35), 2.5, opacity: .5);

        // Steam.
        art.Group(() => art.Line("M985 460C1010 400 950 370 985 300S960 210 990 150", "#fff", 20, opacity: .8), opacity: .5, blur: 10);
    }
}
