using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Sports;

[Drawing("sports", "ball", "#F4F5EF", "#12181A", "#D0F23A")]
internal sealed class Ball : Drawing
{
    private const string Disc = "M250 610a350 350 0 1 0 700 0a350 350 0 1 0 -700 0Z";

    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (white, dark, volt) = (c[0], c[1], c[2]);
        art.Shadow(600, 956, 300, 1.1, 52);
        art.Path(Disc, art.Radial((.36, .3, .8), (0, Light(white, .7)), (.45, white), (.84, Dark(white, .26)), (1, Dark(white, .18))));
        art.Clip(Disc, () =>
        {
            // One panel towards us, five about it, bent over the edge of the ball.
            const string near = "M600 470L726 560L680 706L520 706L474 560Z";
            art.Path(near, dark);
            art.Path("M600 300L500 240C560 210 640 210 700 240ZM880 510L950 470C976 540 976 620 956 690L866 640ZM772 862L800 950C740 990 690 1000 640 1000L664 900ZM428 862L400 950C460 990 510 1000 560 1000L536 900ZM320 510L250 470C224 540 224 620 244 690L334 640Z", dark);
            art.Line("M600 470V300M726 560L880 510M680 706L772 862M520 706L428 862M474 560L320 510M600 300L470 250M600 300L730 250M880 510L836 410M866 640L820 780M772 862L664 900M428 862L536 900M334 640L380 780M320 510L364 410M364 410L500 240M836 410L700 240M820 780L772 862M380 780L428 862", Dark(white, .5), 5, opacity: .75);
            art.Line("M606 470V304M730 566L884 516M686 706L778 862", "#fff", 3, opacity: .7);
            art.Path("M600 470L726 560L716 592L600 508L484 592L474 560Z", volt).Path("M880 510L950 470L956 500L878 545Z", volt, opacity: .9).Path("M320 510L250 470L244 500L322 545Z", volt, opacity: .9);
            art.Path("M-52 44L0 -58L52 44H20L0 2L-20 44Z", volt, transform: "translate(600 648) scale(.7)");
            var grain = art.Pattern(9, 9, $"<circle cx=\"3\" cy=\"3\" r=\"1.3\" fill=\"{Dark(white, .5)}\"/><circle cx=\"7.5\" cy=\"7.5\" r=\"1.1\" fill=\"#fff\"/>");
            art.Rect(240, 250, 720, 720, 0, grain, opacity: .28);
            art.Path(Disc, art.Radial((.34, .28, .82), (0, "#fff", .4), (.4, "#fff", 0), (.7, "#0b1012", 0), (1, "#0b1012", .55)));
            art.Ellipse(600, 990, 260, 70, Dark(art.Wall, .5), opacity: .5, blur: 26).Ellipse(450, 430, 110, 64, "#fff", opacity: .55, blur: 26, transform: "rotate(-38 450 430)");
        });
    }
}
