using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "tin", "#7E8A63")]
internal sealed class Tin : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(560, 976, 300, 1, 54);

        // The lid leans behind, its printed side to us.
        art.Ellipse(796, 770, 214, 222, Dark(art.Wall, .7), opacity: .35, blur: 18, transform: "translate(20 14)");
        art.Ellipse(790, 760, 214, 222, art.Metal("#C79B66")).Ellipse(784, 756, 204, 213, art.Linear(Axis.Diagonal, (0, Light(c, .35)), (.5, c), (1, Dark(c, .3))));
        art.Ellipse(784, 756, 176, 184, "none", .7, stroke: Light(c, .6), strokeWidth: 3);
        for (var i = 0; i < 8; i++)
        {
            art.Stamp("frond", () => art.Path("M0 -40C20 -70 20 -110 0 -140C-20 -110 -20 -70 0 -40Z", Light(c, .55)), $"translate(784 750) rotate({i * 45}) scale(.9)");
        }

        art.Ellipse(784, 750, 22, 22, Light(c, .6)).Line("M714 888H854M744 910H824", Light(c, .6), 5, opacity: .8);
        art.Path("M600 690C620 610 680 560 750 548C700 580 650 640 640 720Z", "#fff", opacity: .35);

        // The tin: a ring of brass round the balm.
        art.Lathe(450, [(846, 252), (950, 252), (976, 240)], .26, art.Metal("#C79B66"), straight: true);
        art.Line("M200 900C280 982 620 982 700 900", Dark("#C79B66", .5), 4, opacity: .5);
        art.Ellipse(450, 846, 252, 66, art.Linear(Axis.Across, (0, Dark("#C79B66", .2)), (.3, Light("#C79B66", .7)), (.6, "#C79B66"), (1, Dark("#C79B66", .4))));
        art.Ellipse(450, 850, 234, 57, Dark("#C79B66", .55)).Ellipse(450, 856, 228, 52, art.Linear(Axis.Diagonal, (0, "#FFF8E6"), (.5, "#F2E3BE"), (1, "#D9C08C")));

        // A fingertip has been here.
        art.Path("M330 850C380 826 470 830 520 850C560 866 540 886 490 884C430 882 360 880 330 850Z", art.Linear(Axis.Diagonal, (0, "#C9AE78"), (1, "#F6EACB"))).Ellipse(320, 838, 70, 12, "#fff", opacity: .7, blur: 5);
    }
}
