using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>The one key light, top left, and what it leaves on the ground.</summary>
internal sealed partial class Sketch
{
    private const string KeyLight = "#fffaf0";

    /// <summary>Contact shadow and a wider cast one to the lower right: gradients only, no filter.</summary>
    public Sketch Shadow(double x, double y, double rx, double strength = 1, double? ry = null)
    {
        var colour = Dark(Wall, .72);
        var depth = ry ?? rx * .17;
        var cast = Radial(Focus.Centre, (0, colour, .5 * strength), (.55, colour, .2 * strength), (1, colour, 0));
        var contact = Radial(Focus.Centre, (0, colour, .75 * strength), (.7, colour, .42 * strength), (1, colour, 0));
        return Ellipse(x + (rx * .34), y + (depth * .2), rx * 1.65, depth * 1.7, cast)
            .Ellipse(x + (rx * .05), y, rx * 1.1, depth * .72, contact);
    }

    /// <summary>The darkest tone of a thing, gathered where it stands; call inside a clip of its body.</summary>
    public Sketch FootShade(double x, double y, double rx, double ry, string colour, double blur = 20) =>
        Ellipse(x, y, rx, ry, Dark(colour, .6), opacity: .5, blur: blur);

    /// <summary>Key light and lower-right falloff over everything; the last stroke of a picture.</summary>
    public Sketch Finish() => Rect(0, 0, width, height, 0, Radial((.26, .16, 1.1),
        (0, KeyLight, .26), (.5, KeyLight, .05), (1, Dark(Wall, .6), .14)));

    public Sketch FinishScene() => Rect(0, 0, width, height, 0, Radial((.22, .1, 1.05),
        (0, KeyLight, .3), (.5, KeyLight, .04), (1, Dark(Wall, .6), .16)));
}
