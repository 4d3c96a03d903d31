using static Rendrix.Web.Stores.Artwork.ArtKit.Tone;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>Fills that make a surface of one base colour. Strength below 1 is for pale or matt things.</summary>
internal sealed partial class Sketch
{
    /// <summary>A turned body lit from the left, with a core shadow and a bounce at the far edge.</summary>
    public string Cylinder(string colour, double strength = 1) => Linear(Axis.Across,
        (0, Dark(colour, .2 * strength)), (.1, Dark(colour, .05 * strength)), (.28, Light(colour, .32 * strength)), (.46, colour),
        (.8, Dark(colour, .3 * strength)), (.93, Dark(colour, .36 * strength)), (1, Dark(colour, .22 * strength)));

    /// <summary>As a cylinder, with two hard bands of light.</summary>
    public string Metal(string colour, double strength = 1) => Linear(Axis.Across,
        (0, Dark(colour, .45 * strength)), (.1, Light(colour, .1)), (.24, Light(colour, .75)), (.36, colour),
        (.55, Dark(colour, .28 * strength)), (.72, Dark(colour, .5 * strength)), (.86, Light(colour, .15)), (1, Dark(colour, .4 * strength)));

    /// <summary>A cylinder lying on its side: lit along the top.</summary>
    public string Rolled(string colour, double strength = 1) => Linear(Axis.Down,
        (0, Dark(colour, .06 * strength)), (.2, Light(colour, .36 * strength)), (.42, colour),
        (.82, Dark(colour, .34 * strength)), (1, Dark(colour, .2 * strength)));

    public string Ball(string colour, double strength = 1) => Radial(Focus.Lit,
        (0, Light(colour, .4 * strength)), (.4, colour), (.82, Dark(colour, .26 * strength)), (1, Dark(colour, .18 * strength)));

    public string Flat(string colour, double strength = 1) => Linear(Axis.Diagonal,
        (0, Light(colour, .22 * strength)), (.5, colour), (1, Dark(colour, .2 * strength)));

    /// <summary>From the colour to nothing.</summary>
    public string Fade(string colour, double opacity, Axis axis) => Linear(axis, (0, colour, opacity), (1, colour, 0));

    public string Fade(string colour, double opacity = 1) => Fade(colour, opacity, Axis.Down);
}
