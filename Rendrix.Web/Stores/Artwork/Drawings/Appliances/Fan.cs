using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Appliances;

[Drawing("appliances", "fan", "#F3F5F5")]
internal sealed class Fan : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        var light = art.Linear(Axis.Across, (0, Dark(c, .26)), (.12, c), (.28, "#fff"), (.5, c), (.85, Dark(c, .22)), (1, Dark(c, .32)));
        art.Shadow(600, 976, 200);
        art.Lathe(600, [(936, 170), (976, 178)], .17, art.Cylinder("#22343a", .7));
        art.Ellipse(600, 936, 170, 29, "#3a5058");

        // A tall loop without blades; the wall is seen through it.
        const string loop = "M600 130C690 130 716 190 716 300V600C716 700 690 744 600 744S484 700 484 600V300C484 190 510 130 600 130ZM600 206C566 206 552 232 552 300V592C552 644 566 668 600 668S648 644 648 592V300C648 232 634 206 600 206Z";
        art.Path(loop, Dark(art.Wall, .7), opacity: .22, blur: 20, transform: "translate(50 20)");
        art.Path(loop, light);
        art.Path("M552 300C552 232 566 206 600 206S648 232 648 300V592C648 644 634 668 600 668S552 644 552 592Z", art.Linear(Axis.Across, (0, Dark(c, .5)), (.3, Light(art.Wall, .2)), (.8, Light(art.Wall, .6)), (1, Dark(c, .1))));
        art.Path("M564 300C564 240 576 218 604 218S640 240 640 300V592C640 636 630 656 604 656S564 636 564 592Z", art.Linear(Axis.Down, (0, Light(art.Wall, .4)), (1, Light(art.Wall, .1))));
        art.Line("M508 300V590", "#fff", 12, opacity: .8, blur: 3).Line("M548 300V594", "#59D4E6", 4, opacity: .7);

        art.Lathe(600, [(724, 104), (760, 128), (900, 138), (944, 138)], .14, light, inside: () =>
        {
            for (var i = 0; i < 9; i++)
            {
                art.Line($"M450 {806 + (i * 14)}A150 20 0 0 0 750 {806 + (i * 14)}", Dark(c, .4), 4, opacity: .6);
            }

            art.FootShade(600, 960, 140, 30, c, 12);
        });
        art.Rect(566, 752, 68, 28, 14, "#10262d").Line("M582 766h10M600 766h6M614 766h6", "#59D4E6", 5);
        art.Group(() => art.Line("M740 260C800 240 840 280 900 256M744 400C820 380 850 424 930 396M740 540C800 520 840 560 900 536", "#fff", 9, opacity: .9), opacity: .7, blur: 3);
    }
}
