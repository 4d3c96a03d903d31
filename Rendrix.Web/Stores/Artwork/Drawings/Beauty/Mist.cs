using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "mist", "#D9B8A6")]
internal sealed class Mist : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];
        art.Shadow(600, 985, 170);
        art.Lathe(600, [(180, 56), (190, 60), (330, 60)], .15, art.Metal("#C79B66"));
        art.Lathe(600, [(328, 70), (380, 74)], .15, art.Metal("#C79B66"), straight: true);
        art.Lathe(600, [(380, 70), (420, 120), (470, 146), (950, 146), (976, 136)], .14,
            art.Linear(Axis.Across, (0, Dark(c, .24)), (.1, Light(c, .5)), (.26, Light(c, .8)), (.5, c), (.85, Dark(c, .22)), (1, Light(c, .3))),
            inside: () =>
        {
            art.Path("M440 560C500 580 700 580 760 560V1000H440Z", Dark(c, .16), opacity: .45);
            art.Ellipse(600, 562, 146, 18, Light(c, .5), opacity: .7);
            art.Rect(594, 420, 12, 500, 6, Light(c, .7), opacity: .6);
        }, tension: 8);

        art.Line("M560 700C585 703 615 703 640 700", "#4A291E", 6);
        art.Line("M575 726C590 728 610 728 625 726M570 800C590 803 610 803 630 800", "#4A291E", 3, opacity: .7);
        art.Path("M476 500C480 480 500 460 512 456L508 930L478 924Z", "#fff", opacity: .4);
    }
}
