using System.Globalization;
using System.Runtime.InteropServices;

namespace Rendrix.Web.Media.Pictures;

/// <summary>What a look at a picture's pixels tells.</summary>
/// <param name="Tint">Its average color as six hexadecimal digits; empty when parts are transparent, so that nothing shines through.</param>
/// <param name="Frames">More than one moves.</param>
internal sealed record PictureLook(string Tint, int Frames);

/// <summary>What we do with the pixels of a picture that <see cref="ImageFacts"/> has let in. Every method throws <see cref="VipsException"/> for one that is torn.</summary>
internal static class PictureDarkroom
{
    // Wider and higher than any picture we take in: "as large as it is".
    private const string AsItIs = "width=100000,height=100000,size=down";

    // Said to the loader itself: the thumbnail's own option of that name does not reach it.
    private const string Strict = "fail_on=error";

    /// <summary>Most pixels of all frames of a moving picture together.</summary>
    public const long MostMovingPixels = 100_000_000;

    /// <summary>Reads the whole file once and says how it looks; torn files throw here, before anything of them is kept.</summary>
    public static PictureLook Look(byte[] file) => Pinned(file, data =>
    {
        using var thumbnail = new VipsOperation("thumbnail_buffer", "width=16,height=16,size=down").With("buffer", data, file.Length).With("option_string", Strict);
        using var small = thumbnail.Picture();
        return new PictureLook(small.HasAlpha ? "" : Average(small), small.Frames);
    });

    /// <summary>The picture as WebP, so wide; never wider than it is.</summary>
    public static byte[] WebP(byte[] file, int width, int frames) => Pinned(file, data =>
    {
        using var thumbnail = new VipsOperation("thumbnail_buffer", $"width={N(width)},height=100000,size=down{Profile(file)}").With("buffer", data, file.Length);
        if (frames > 1) thumbnail.With("option_string", "n=-1");
        using var scaled = thumbnail.Picture();
        // Effort 4 is libwebp's own choice; moving pictures cost that for every frame, so they get less.
        using var save = new VipsOperation("webpsave_buffer", $"Q=78,effort={(frames > 1 ? 2 : 4)},keep=none").With("in", scaled);
        return save.Bytes();
    });

    /// <summary>The middle of the picture as a square PNG, which every browser and phone takes for an icon.</summary>
    public static byte[] Icon(byte[] file, int side) => Pinned(file, data =>
    {
        using var thumbnail = new VipsOperation("thumbnail_buffer", $"width={N(side)},height={N(side)},crop=centre{Profile(file)}").With("buffer", data, file.Length);
        using var square = thumbnail.Picture();
        return Write(square, "image/png");
    });

    /// <summary>The picture upright and in sRGB, as the type it has.</summary>
    public static byte[] Upright(byte[] file, string contentType) => Pinned(file, data =>
    {
        using var load = new VipsOperation("thumbnail_buffer", AsItIs + Profile(file)).With("buffer", data, file.Length).With("option_string", Strict);
        using var upright = load.Picture();
        return Write(upright, contentType);
    });

    /// <summary>A part of the picture, as the type it has.</summary>
    public static byte[] Cut(byte[] file, string contentType, int left, int top, int width, int height) => Pinned(file, data =>
    {
        using var load = new VipsOperation("thumbnail_buffer", AsItIs + Profile(file)).With("buffer", data, file.Length);
        using var whole = load.Picture();
        using var cut = new VipsOperation("extract_area", $"left={N(left)},top={N(top)},width={N(width)},height={N(height)}").With("input", whole);
        using var part = cut.Picture();
        return Write(part, contentType);
    });

    // High quality: this is what every smaller one is made of.
    private static byte[] Write(VipsPicture picture, string contentType)
    {
        using var save = contentType switch
        {
            "image/png" => new VipsOperation("pngsave_buffer", "compression=7,keep=none"),
            "image/jpeg" => new VipsOperation("jpegsave_buffer", "Q=92,keep=none"),
            _ => new VipsOperation("webpsave_buffer", "Q=92,keep=none"),
        };
        return save.With("in", picture).Bytes();
    }

    // Colors of a wide screen or a printer are brought to those of the web. Asked for where there is no profile, it would cost a second for nothing.
    private static string Profile(byte[] file) => ImageFacts.Of(file) is { HasProfile: true } or { NeedsRedrawing: true } ? ",output_profile=srgb" : "";

    private static string Average(VipsPicture picture)
    {
        var pixels = picture.Pixels();
        var bands = pixels.Length / (picture.Width * picture.Height);
        Span<long> sums = stackalloc long[3];
        for (var i = 0; i + bands <= pixels.Length; i += bands)
            for (var band = 0; band < 3; band++) sums[band] += pixels[i + Math.Min(band, bands - 1)];
        var count = pixels.Length / bands;
        return string.Concat(Hex(sums[0] / count), Hex(sums[1] / count), Hex(sums[2] / count));

        static string Hex(long value) => ((int)value).ToString("x2", CultureInfo.InvariantCulture);
    }

    private static T Pinned<T>(byte[] file, Func<nint, T> act)
    {
        var pin = GCHandle.Alloc(file, GCHandleType.Pinned);
        try { return act(pin.AddrOfPinnedObject()); }
        finally { pin.Free(); }
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
