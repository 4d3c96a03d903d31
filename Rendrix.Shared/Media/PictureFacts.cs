using System.Globalization;

namespace Rendrix.Media;

/// <summary>The widths pictures are made in. No other width is ever made, whatever an address asks for.</summary>
public static class PictureWidths
{
    /// <summary>Pixels, ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [320, 480, 640, 960, 1280, 1600, 1920];

    /// <summary>Sides of the squares that a store's icon is made in: for a browser's tab, and for a phone's home screen.</summary>
    public static IReadOnlyList<int> Icons { get; } = [32, 180];

    /// <summary>Those of a picture that is so wide: the smaller ones and its own, never larger.</summary>
    public static IEnumerable<int> Of(int width) => [.. All.Where(w => w < width), .. width <= All[^1] ? [width] : Array.Empty<int>()];
}

/// <summary>What a page needs to know of a picture to draw it: where it lies, how large it is, what must stay in sight.</summary>
/// <param name="Path">Address of the file itself.</param>
/// <param name="Width">Pixels; 0 when unknown.</param>
/// <param name="Height">Pixels; 0 when unknown.</param>
/// <param name="FocalX">Per cent from the left.</param>
/// <param name="FocalY">Per cent from the top.</param>
/// <param name="Tint">Average color; empty for none.</param>
/// <param name="Alt">Alt text of places without one.</param>
/// <param name="HasSizes">Whether it is made in the widths of <see cref="PictureWidths"/>; drawings are not, they fit every width.</param>
public sealed record PictureFacts(string Path, int Width, int Height, int FocalX, int FocalY, string Tint, string Alt, bool HasSizes)
{
    /// <summary>A file that is not there any more.</summary>
    public static PictureFacts Missing { get; } = new("", 0, 0, 50, 50, "", "", false);

    /// <summary>From the stored file.</summary>
    public static PictureFacts Of(MediaFile f) => new(
        $"/media/{f.Blob:N}{MediaFile.Extension(f.ContentType)}", f.Width, f.Height, f.FocalX, f.FocalY, f.Tint, f.Alt,
        // A moving PNG would stand still.
        f.ContentType is "image/jpeg" or "image/webp" or "image/gif" || f.ContentType == "image/png" && f.Frames == 1);

    /// <summary>Address of the picture in a width of <see cref="PictureWidths.Of"/>.</summary>
    public string Sized(int width) => string.Create(CultureInfo.InvariantCulture, $"{Path[..39]}/{width}.webp");

    /// <summary>Address of the picture as a square of <see cref="PictureWidths.Icons"/>; a drawing fits every size as it is.</summary>
    public string Icon(int side) => HasSizes ? string.Create(CultureInfo.InvariantCulture, $"{Path[..39]}/icon-{side}.png") : Path;
}

/// <summary>
/// The facts of the pictures one page shows. Drawing is synchronous, so what is not known is noted and left plain; whoever draws looks afterwards
/// whether anything was wanted, learns it and draws once more. Mostly everything is known.
/// </summary>
/// <param name="known">Facts from memory; null when they have to be read.</param>
/// <param name="generation">Grows when any picture changes.</param>
public sealed class PictureBook(Func<Guid, PictureFacts?> known, Func<long> generation)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _wanted = [];

    /// <summary>Grows when any picture changes: what was drawn before may look otherwise now.</summary>
    public long Generation => generation();

    /// <summary>The facts of an address; null for one that is not ours or not known yet.</summary>
    public PictureFacts? Find(string url)
    {
        if (MediaFile.IdIn(url) is not { } id) return null;
        if (known(id) is { } facts) return facts;
        lock (_gate) _wanted.Add(id);
        return null;
    }

    /// <summary>What was asked for and not known since the last call.</summary>
    public IReadOnlyCollection<Guid> TakeWanted()
    {
        lock (_gate)
        {
            if (_wanted.Count == 0) return [];
            Guid[] wanted = [.. _wanted];
            _wanted.Clear();
            return wanted;
        }
    }
}
