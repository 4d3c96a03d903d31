using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "serum", "#A2571F")]
internal sealed class Serum : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> colours)
    {
        var c = colours[0];

        // Plinth.
        var stone = Mix(art.Wall, "#ffffff", .3);
        art.Ellipse(760, 1090, 420, 60, Dark(art.Wall, .6), opacity: .28, blur: 22);
        art.Lathe(600, [(940, 300), (1070, 300)], .17, art.Cylinder(stone, .7), straight: true);
        art.Ellipse(600, 940, 300, 51, art.Linear(Axis.Diagonal, (0, Light(stone, .6)), (1, Light(stone, .1))));
        art.Ellipse(720, 950, 200, 30, Dark(art.Wall, .6), opacity: .5, blur: 12);
        art.Ellipse(790, 948, 90, 16, "#E69A45", opacity: .6, blur: 12);
        const string rubber = "#2E211B";
        art.Lathe(600, [(168, 10), (180, 34), (230, 50), (300, 52), (336, 50)], .16,
            art.Linear(Axis.Across, (0, Dark(rubber, .2)), (.2, Light(rubber, .2)), (.3, Light(rubber, .5)), (.42, Light(rubber, .1)), (.8, Dark(rubber, .3)), (1, Light(rubber, .12))));
        art.Lathe(600, [(334, 64), (430, 66)], .16, art.Metal("#C79B66"), straight: true);

        for (var i = -5; i <= 5; i++)
        {
            art.Line($"M{600 + (i * 11.5)} {346 - (Math.Abs(i) * .5)}V{434 - (Math.Abs(i) * .8)}", "#5a3b1c", 2, opacity: .35);
        }

        art.Ellipse(600, 334, 64, 10, Light("#C79B66", .4));
        art.Ellipse(600, 332, 50, 8, Dark(rubber, .1));
        art.Lathe(600, [(432, 58), (462, 60), (500, 96), (548, 150), (600, 166), (900, 166), (934, 154)], .13,
            art.Linear(Axis.Across, (0, Dark(c, .5)), (.07, c), (.16, Light(c, .35)), (.3, Dark(c, .05)), (.55, Dark(c, .3)), (.84, Dark(c, .5)), (.93, Light(c, .2)), (1, Dark(c, .35))),
            inside: () =>
        {
            art.Path("M420 620C500 640 700 640 780 620V980H420Z", Dark(c, .5), opacity: .5);
            art.Ellipse(600, 622, 166, 18, Light(c, .25), opacity: .55);
            art.Rect(588, 430, 24, 430, 12, Light(c, .5), opacity: .3);
            art.Ellipse(690, 900, 80, 70, "#F2A24C", opacity: .6, blur: 26);
            art.Ellipse(600, 970, 180, 40, Dark(c, .7), opacity: .6, blur: 12);
        }, tension: 7);

        // Label.
        const string label = "M434 664C500 686 700 686 766 664V866C700 888 500 888 434 866Z";
        art.Path(label, art.Linear(Axis.Across, (0, Dark("#F4E9DA", .2)), (.28, "#FFFAF1"), (.55, "#F4E9DA"), (1, Dark("#F4E9DA", .28))));
        art.Line("M520 722C560 727 640 727 680 722", "#3a251b", 7);
        art.Line("M548 748C580 751 620 751 652 748M556 800C590 803 616 803 644 800M540 820C580 824 620 824 660 820M566 840C590 842 610 842 634 840",
            "#3a251b", 3.5, opacity: .6);
        art.Path("M600 690c10 -16 -6 -18 0 -32c6 14 -10 16 0 32Z", "#3a251b", opacity: .8);
        art.Path("M452 640C450 610 462 570 500 530C512 520 520 530 514 542C492 570 482 600 480 644Z", "#fff", opacity: .6);
        art.Path("M456 878L476 884L478 916C470 914 460 908 457 900Z", "#fff", opacity: .45);
        art.Line("M746 612V640", "#fff", 7, opacity: .5);

        // Fern.
        void Fern(double x, double y, double s, double r, string green) => art.Group(() =>
        {
            art.Line("M0 0C20 -100 30 -220 10 -330", Dark(green, .3), 6);
            Markup fronds = "";

            for (var i = 0; i < 11; i++)
            {
                var at = -40 - (i * 26);
                var length = 90 - (i * 7);
                fronds += $"M{8 + i} {at}q{length * .5} -{length * .5} {length} -{length * .28}q-{length * .3} {length * .42} -{length} {length * .28}ZM{6 + i} {at}q-{length * .5} -{length * .5} -{length} -{length * .28}q{length * .3} {length * .42} {length} {length * .28}Z";
            }

            art.Path(fronds, art.Linear(Axis.Diagonal, (0, Light(green, .25)), (1, Dark(green, .2))));
        }, transform: $"translate({x} {y}) rotate({r}) scale({s:0.##})");

        Fern(330, 975, .9, -22, "#7E8A63");
        Fern(352, 990, .6, -62, "#949C76");
    }
}
