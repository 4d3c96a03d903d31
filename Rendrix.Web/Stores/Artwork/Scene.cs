using System.Globalization;
using Rendrix.Web.Stores.Artwork.ArtKit;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>Several objects on one wide set, lit once.</summary>
internal sealed class Scene(string prefix, string wall)
{
    public const int Width = 1920;
    public const int Height = 1080;

    private int _placed;

    public Sketch Set { get; } = new(prefix, wall, Width, Height);

    public string Wall { get; } = wall;

    /// <summary>Stands an object of the 1200 unit canvas at a corner and scale of the scene.</summary>
    public Scene Place(Drawing drawing, double x, double y, double scale, params string[] colours)
    {
        var item = new Sketch(string.Create(CultureInfo.InvariantCulture, $"{prefix}{_placed++}-"), Wall);
        drawing.Draw(item, colours);
        Set.Place(item, x, y, scale);
        return this;
    }

    public Scene Place(string industry, string code, double x, double y, double scale, params string[] colours)
    {
        var entry = Catalogue.Get(industry, code);
        return entry is null ? this : Place(entry.Drawing, x, y, scale, [.. entry.Wear(colours)]);
    }
}
