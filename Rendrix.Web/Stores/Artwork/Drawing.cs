using Rendrix.Web.Stores.Artwork.ArtKit;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>
/// One object that can be drawn in any colourway. A new drawing is a new file: derive, name it with
/// <see cref="DrawingAttribute"/>, and the catalogue finds it.
/// </summary>
internal abstract class Drawing
{
    /// <summary>For things that need their own floor or table instead of the industry's backdrop.</summary>
    public virtual Action<Sketch>? OwnBackdrop => null;

    /// <summary>Draws the object with its shadow; the colours are as many as the attribute names.</summary>
    public abstract void Draw(Sketch art, IReadOnlyList<string> colours);
}
