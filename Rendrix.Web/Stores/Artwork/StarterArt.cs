using System.Globalization;
using Rendrix.Web.Stores.Artwork.ArtKit;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>Pictures that our own code draws, for the products and the hero of a new shop.</summary>
public static class StarterArt
{
    /// <summary>The codes drawn for an industry; any other code is answered by its nearest kin.</summary>
    public static IReadOnlyCollection<string> Drawings(string industry)
    {
        ArgumentNullException.ThrowIfNull(industry);
        return [.. Catalogue.All.Where(entry => entry.Industry == industry).Select(entry => entry.Code).Order(StringComparer.Ordinal)];
    }

    /// <summary>A product picture as SVG text, 1200 by 1200.</summary>
    /// <param name="industry">A starter theme's code, such as toys or decor.</param>
    /// <param name="drawing">A code of <see cref="Drawings"/>, or any other: then its nearest kin is drawn.</param>
    /// <param name="backdrop">0, 1 or 2: which of the industry's three wall colours stands behind.</param>
    /// <param name="colours">Six-digit hex values in place of the drawing's own base colours; anything else is passed over.</param>
    /// <param name="label">What the picture says to those who cannot see it.</param>
    public static string Product(string industry, string drawing, int backdrop, IReadOnlyList<string>? colours, string label)
    {
        ArgumentNullException.ThrowIfNull(industry);
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(label);
        var (entry, kinColours) = Kin.Nearest(industry, drawing);
        var worn = entry.Wear(colours is { Count: > 0 } ? colours : kinColours);
        var stage = Stage.Of(industry);
        var wall = stage.Wall(backdrop);
        var art = new Sketch(Prefix(entry.Code, wall, worn), wall);
        (entry.Drawing.OwnBackdrop ?? stage.Backdrop)(art);
        entry.Drawing.Draw(art, worn);
        return art.Finish().ToSvg(label);
    }

    /// <summary>The industry's wide scene for the hero as SVG text, 1920 by 1080.</summary>
    public static string Scene(string industry, string label)
    {
        ArgumentNullException.ThrowIfNull(industry);
        ArgumentNullException.ThrowIfNull(label);
        var stage = Stage.Of(industry);
        var scene = new Scene($"{Short(industry)}s", stage.SceneWall ?? stage.Walls[0]);
        stage.Compose(scene);
        return scene.Set.FinishScene().ToSvg(label, fillsItsFrame: true);
    }

    /// <summary>
    /// Two pictures may be set into one page, so what their ids start with tells apart all that makes them differ:
    /// the drawing, the wall and the colours. Four digits, always, so that what follows cannot be taken for one.
    /// </summary>
    private static string Prefix(string code, string wall, IReadOnlyList<string> colours)
    {
        var hash = 2166136261u;
        foreach (var letter in code + wall + string.Concat(colours))
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{code[0]}{(hash ^ (hash >> 16)) & 0xFFFF:x4}");
    }

    /// <summary>Letters only: the text ends up in an attribute.</summary>
    private static string Short(string code) => string.Concat(code.Where(char.IsAsciiLetter).Take(3));
}
