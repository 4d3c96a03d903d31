using System.Buffers.Binary;
using System.Globalization;

namespace Rendrix.Web.Media.Pictures;

/// <summary>
/// What the first bytes of a picture say: its type and its size in pixels. Nothing is decoded, so a picture of a billion pixels costs nothing
/// to refuse, and the name and declared type of a file mean nothing.
/// </summary>
public readonly record struct ImageFacts(string ContentType, int Width, int Height)
{
    /// <summary>Most pixels of an uploaded picture.</summary>
    public const long MaxPixels = 50_000_000;

    /// <summary>Whether it has to be drawn anew to look right everywhere: turned by its camera, or in the colors of a printer.</summary>
    public bool NeedsRedrawing { get; init; }

    /// <summary>Whether it carries a color profile.</summary>
    public bool HasProfile { get; init; }

    /// <summary>Whether the picture is larger than we keep.</summary>
    public bool IsTooLarge => (long)Width * Height > MaxPixels;

    /// <summary>Reads the facts of a PNG, JPEG, WebP or GIF; null when it is none of them or cut off.</summary>
    public static ImageFacts? Of(ReadOnlySpan<byte> file)
    {
        var facts = Png(file) ?? Gif(file) ?? WebP(file) ?? Jpeg(file);
        return facts is { Width: > 0, Height: > 0 } ? facts : null;
    }

    /// <summary>Size an SVG written by us names, in its width and height or in its view box; 0 by 0 when it names none.</summary>
    public static ImageFacts OfOurSvg(ReadOnlySpan<byte> file)
    {
        var head = System.Text.Encoding.UTF8.GetString(file[..Math.Min(file.Length, 1000)]);
        var svg = head[..(head.IndexOf('>', StringComparison.Ordinal) is > 0 and var end ? end : head.Length)];
        var (width, height) = (Number(svg, " width=\""), Number(svg, " height=\""));
        if (width > 0 && height > 0 || svg.IndexOf(" viewBox=\"", StringComparison.Ordinal) is not (>= 0 and var box)) return new ImageFacts("image/svg+xml", width, height);
        var numbers = svg[(box + 10)..].Split('"')[0].Split(' ');
        return numbers is [_, _, var wide, var high] && int.TryParse(wide, NumberStyles.None, CultureInfo.InvariantCulture, out width) && int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out height)
            ? new ImageFacts("image/svg+xml", width, height) : new ImageFacts("image/svg+xml", 0, 0);
    }

    private static ImageFacts? Png(ReadOnlySpan<byte> f) =>
        f.Length >= 33 && f[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && f[12..16].SequenceEqual("IHDR"u8)
            ? new ImageFacts("image/png", Positive(BinaryPrimitives.ReadUInt32BigEndian(f[16..])), Positive(BinaryPrimitives.ReadUInt32BigEndian(f[20..]))) { HasProfile = f[..Math.Min(f.Length, 4096)].IndexOf("iCCP"u8) > 0 } : null;

    private static ImageFacts? Gif(ReadOnlySpan<byte> f) =>
        f.Length >= 13 && (f.StartsWith("GIF87a"u8) || f.StartsWith("GIF89a"u8)) ? new ImageFacts("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(f[6..]), BinaryPrimitives.ReadUInt16LittleEndian(f[8..])) : null;

    private static ImageFacts? WebP(ReadOnlySpan<byte> f)
    {
        if (f.Length < 30 || !f.StartsWith("RIFF"u8) || !f[8..12].SequenceEqual("WEBP"u8)) return null;
        var kind = f[12..16];
        if (kind.SequenceEqual("VP8 "u8) && f[23..26].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return new ImageFacts("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(f[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(f[28..]) & 0x3FFF);
        if (kind.SequenceEqual("VP8L"u8) && f[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(f[21..]);
            return new ImageFacts("image/webp", (int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
        }
        return kind.SequenceEqual("VP8X"u8) ? new ImageFacts("image/webp", (f[24] | f[25] << 8 | f[26] << 16) + 1, (f[27] | f[28] << 8 | f[29] << 16) + 1) { HasProfile = (f[20] & 0x20) != 0 } : null;
    }

    // Walks the segments up to the frame header, which holds the size; on its way it meets the camera's note and the color profile.
    private static ImageFacts? Jpeg(ReadOnlySpan<byte> f)
    {
        if (f.Length < 4 || f[0] != 0xFF || f[1] != 0xD8) return null;
        var at = 2;
        var (turned, profile) = (false, false);
        while (at + 9 < f.Length)
        {
            if (f[at] != 0xFF) return null;
            var marker = f[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new ImageFacts("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(f[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(f[(at + 5)..])) { NeedsRedrawing = turned || f[at + 9] == 4, HasProfile = profile };
            if (marker is 0xD8 or 0x01 or >= 0xD0 and <= 0xD7) { at += 2; continue; }
            if (marker is 0xD9 or 0xDA) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(f[(at + 2)..]);
            if (at + 2 + length <= f.Length)
            {
                if (marker == 0xE1) turned |= Orientation(f.Slice(at + 4, Math.Max(0, length - 2))) > 1;
                if (marker == 0xE2) profile |= f[(at + 4)..].StartsWith("ICC_PROFILE"u8);
            }
            at += 2 + length;
        }
        return null;
    }

    // The tag 0x0112 in the first directory of an Exif segment.
    private static int Orientation(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 22 || !exif.StartsWith("Exif\0\0"u8)) return 1;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var at = Long(tiff, 4, little);
        if (at < 8 || at > tiff.Length - 2) return 1;
        var entries = Short(tiff, (int)at, little);
        for (var i = 0; i < entries; i++)
        {
            var entry = (int)at + 2 + i * 12;
            if (entry + 12 > tiff.Length) return 1;
            if (Short(tiff, entry, little) == 0x0112) return Short(tiff, entry + 8, little);
        }
        return 1;
    }

    private static int Short(ReadOnlySpan<byte> f, int at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(f[at..]) : BinaryPrimitives.ReadUInt16BigEndian(f[at..]);

    private static uint Long(ReadOnlySpan<byte> f, int at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(f[at..]) : BinaryPrimitives.ReadUInt32BigEndian(f[at..]);

    private static int Positive(uint value) => value <= int.MaxValue ? (int)value : int.MaxValue;

    private static int Number(string text, string after)
    {
        var at = text.IndexOf(after, StringComparison.Ordinal);
        if (at < 0) return 0;
        at += after.Length;
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return int.TryParse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
