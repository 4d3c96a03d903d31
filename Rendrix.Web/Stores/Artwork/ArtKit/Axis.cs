namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>The line a linear gradient runs along, in parts of the painted shape's box.</summary>
internal readonly record struct Axis(double X1, double Y1, double X2, double Y2)
{
    public static readonly Axis Across = (0, 0, 1, 0);
    public static readonly Axis Down = (0, 0, 0, 1);
    public static readonly Axis Up = (0, 1, 0, 0);
    public static readonly Axis Diagonal = (0, 0, 1, 1);

    public static implicit operator Axis((double X1, double Y1, double X2, double Y2) axis) => new(axis.X1, axis.Y1, axis.X2, axis.Y2);
}
