using Rendrix.Web.Stores.Artwork.ArtKit;
using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.Drawings.Beauty;

[Drawing("beauty", "giftbox", "#8A4A3A", "#F4E9DA")]
internal sealed class Giftbox : Drawing
{
    public override void Draw(Sketch art, IReadOnlyList<string> c)
    {
        var (card, lining) = (c[0], c[1]);
        art.Shadow(600, 976, 370, 1, 50);

        // Lid behind, leaning on the box.
        art.Path("M300 330H900L930 640H270Z", art.Linear((.1, 0, .8, 1), (0, Light(card, .32)), (.5, card), (1, Dark(card, .3)))).Path("M300 330L316 312H916L900 330Z", Light(card, .4)).Path("M900 330L916 312L950 640H930Z", Dark(card, .4));
        art.Line("M500 430H700M548 466H652", lining, 8, opacity: .9).Path("M600 400c14 -22 -8 -26 0 -46c10 20 -14 24 0 46Z", lining);
        art.Path("M250 640H950V760H250Z", Dark(lining, .34));

        // Four in shredded paper.
        Bottle(art, 340, 520, 66, "#E9DDC9", "#C79B66");
        Bottle(art, 500, 470, 70, "#A2571F", "#2E211B");
        Bottle(art, 690, 500, 68, "#D9B8A6", "#C79B66");
        art.Lathe(846, [(600, 76), (612, 80), (660, 80)], .16, art.Cylinder("#33211A"));
        art.Ellipse(846, 600, 76, 13, "#5A4134");
        art.Lathe(846, [(658, 78), (800, 78)], .16, art.Cylinder("#EFE3D6"), straight: true);
        Markup straw = "";
        for (var i = 0; i < 26; i++)
        {
            straw += $"M{252 + (i * 27)} {748 - (i * 13 % 22)}q{10 + (i * 7 % 18)} -{20 + (i * 5 % 24)} {30 + (i * 11 % 26)} {(i * 3 % 14) - 4}";
        }

        art.Line(straw, Dark(lining, .3), 9).Line(straw, lining, 5);

        art.Path("M232 736H968L960 950C960 966 950 976 934 976H266C250 976 240 966 240 950Z", art.Linear((.1, 0, .8, 1), (0, Light(card, .36)), (.5, card), (1, Dark(card, .28))));
        art.Path("M232 736H968V750H232Z", Light(card, .5)).Line("M234 754H966", Dark(card, .6), 4, opacity: .5);
        art.Path("M232 836H965L963 888H236Z", art.Linear(Axis.Across, (0, Light(lining, .5)), (.4, lining), (1, Dark(lining, .24)))).Ellipse(600, 862, 46, 46, Dark(card, .6), opacity: .4, blur: 5).Ellipse(600, 860, 42, 42, art.Ball("#A8392E")).Path("M600 886c14 -22 -8 -26 0 -46c10 20 -14 24 0 46Z", Light("#A8392E", .4));
    }

    private static void Bottle(Sketch art, double x, double y, double radius, string body, string cap)
    {
        art.Lathe(x, [(y - 140, radius * .44), (y - 132, radius * .5), (y - 20, radius * .52)], .16, art.Cylinder(cap));
        art.Lathe(x, [(y - 24, radius * .56), (y + 20, radius), (y + 290, radius)], .14, art.Cylinder(body));
        art.Line($"M{x - (radius * .6)} {y + 40}V{y + 240}", "#fff", 9, opacity: .5, blur: 2).Line($"M{x - 24} {y + 110}H{x + 24}M{x - 14} {y + 126}H{x + 14}", body == "#A2571F" ? "#F4E9DA" : "#4A291E", 5, opacity: .8);
    }
}
