namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>One stop of a gradient, written as a tuple: (.4, colour) or (.4, colour, opacity).</summary>
internal readonly record struct Stop(double Offset, string Colour, double? Opacity)
{
    public static implicit operator Stop((double Offset, string Colour) stop) => new(stop.Offset, stop.Colour, null);

    public static implicit operator Stop((double Offset, string Colour, double Opacity) stop) => new(stop.Offset, stop.Colour, stop.Opacity);
}
