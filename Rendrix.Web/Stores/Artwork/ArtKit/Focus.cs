namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>Centre and reach of a radial gradient, in parts of the painted shape's box.</summary>
internal readonly record struct Focus(double X, double Y, double Reach)
{
    /// <summary>Where the key light meets a ball: above and left of its middle.</summary>
    public static readonly Focus Lit = (.36, .3, .78);
    public static readonly Focus Centre = (.5, .5, .5);

    public static implicit operator Focus((double X, double Y, double Reach) focus) => new(focus.X, focus.Y, focus.Reach);
}
