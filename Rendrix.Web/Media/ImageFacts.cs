using System.Buffers.Binary;

namespace Rendrix.Web.Media;

/// <summary>
/// What the first bytes of a picture say: its type and its size in pixels. Nothing is decoded, so a picture of a billion pixels costs nothing
/// to refuse, and the name and declared type of a file mean nothing.
/// </summary>
public readonly record struct ImageFacts(string ContentType, int Width, int Height)
{
    /// <summary>Most pixels of an uploaded picture.</summary>
    public const long MaxPixels = 50_000_000;

    /// <summary>Whether the picture is larger than we keep.</summary>
    public bool IsTooLarge => (long)Width * Height > MaxPixels;

    /// <summary>Reads the facts of a PNG, JPEG, WebP or GIF; null when it is none of them or cut off.</summary>
    public static ImageFacts? Of(ReadOnlySpan<byte> file)
    {
        var facts = Png(file) ?? Gif(file) ?? WebP(file) ?? Jpeg(file);
        return facts is { Width: > 0, Height: > 0 } ? facts : null;
    }

    /// <summary>Size an SVG of ours names in its width and height attributes; 0 by 0 when it names none.</summary>
    public static ImageFacts OfOurSvg(ReadOnlySpan<byte> file)
    {
        var head = System.Text.Encoding.UTF8.GetString(file[..Math.Min(file.Length, 1000)]);
        return new ImageFacts("image/svg+xml", Number(head, " width=\""), Number(head, " height=\""));
    }

    private static ImageFacts? Png(ReadOnlySpan<byte> f) =>
        f.Length >= 33 && f[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && f[12..16].SequenceEqual("IHDR"u8)
            ? new ImageFacts("image/png", Positive(BinaryPrimitives.ReadUInt32BigEndian(f[16..])), Positive(BinaryPrimitives.ReadUInt32BigEndian(f[20..]))) : null;

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
        return kind.SequenceEqual("VP8X"u8) ? new ImageFacts("image/webp", (f[24] | f[25] << 8 | f[26] << 16) + 1, (f[27] | f[28] << 8 | f[29] << 16) + 1) : null;
    }

    // Walks the segments up to the frame header, which holds the size.
    private static ImageFacts? Jpeg(ReadOnlySpan<byte> f)
    {
        if (f.Length < 4 || f[0] != 0xFF || f[1] != 0xD8) return null;
        var at = 2;
        while (at + 9 < f.Length)
        {
            if (f[at] != 0xFF) return null;
            var marker = f[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new ImageFacts("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(f[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(f[(at + 5)..]));
            if (marker is 0xD8 or 0x01 or >= 0xD0 and <= 0xD7) { at += 2; continue; }
            if (marker is 0xD9 or 0xDA) return null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(f[(at + 2)..]);
        }
        return null;
    }

    private static int Positive(uint value) => value <= int.MaxValue ? (int)value : int.MaxValue;

    private static int Number(string text, string after)
    {
        var at = text.IndexOf(after, StringComparison.Ordinal);
        if (at < 0) return 0;
        at += after.Length;
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return int.TryParse(text.AsSpan(at, end - at), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
