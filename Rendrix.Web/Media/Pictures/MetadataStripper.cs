using System.Buffers.Binary;

namespace Rendrix.Web.Media.Pictures;

/// <summary>
/// Writes a picture anew from the parts that make up its pixels: where it was taken, with what, by whom, its thumbnails and comments, and
/// whatever hides behind its end stay out. The pixels are copied as they are, so nothing gets worse. Null for a file whose structure is torn.
/// </summary>
internal static class MetadataStripper
{
    /// <summary>The file without what is not picture.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> file, string contentType)
    {
        try
        {
            return contentType switch { "image/jpeg" => Jpeg(file), "image/png" => Png(file), "image/webp" => WebP(file), "image/gif" => Gif(file), _ => null };
        }
        // A length that leads past the end: the file is cut off or lies.
        catch (ArgumentOutOfRangeException) { return null; }
        catch (IndexOutOfRangeException) { return null; }
    }

    private static byte[]? Jpeg(ReadOnlySpan<byte> f)
    {
        using var kept = new MemoryStream(f.Length);
        kept.Write(f[..2]);
        var at = 2;
        while (true)
        {
            if (f[at] != 0xFF) return null;
            var marker = f[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker == 0xD9) { kept.Write(f.Slice(at, 2)); return kept.ToArray(); }
            if (marker is 0x01 or >= 0xD0 and <= 0xD7) { at += 2; continue; }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(f[(at + 2)..]);
            var segment = f.Slice(at, length);
            if (BelongsToJpeg(marker, segment[4..])) kept.Write(segment);
            at += length;
            if (marker != 0xDA) continue;
            // The scan: everything up to the next marker that is neither a stuffed byte nor a restart.
            var from = at;
            while (!(f[at] == 0xFF && f[at + 1] is not (0x00 or 0xFF or >= 0xD0 and <= 0xD7))) at++;
            kept.Write(f[from..at]);
        }
    }

    // APP0 is JFIF, APP2 may hold the color profile, APP14 says how Adobe turned the colors; the other notes and comments are about people.
    private static bool BelongsToJpeg(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => content.StartsWith("JFIF\0"u8),
        0xE2 => content.StartsWith("ICC_PROFILE\0"u8),
        0xEE => content.StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static byte[]? Png(ReadOnlySpan<byte> f)
    {
        using var kept = new MemoryStream(f.Length);
        kept.Write(f[..8]);
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(f[at..]);
            if (length > int.MaxValue - 12) return null;
            var chunk = f.Slice(at, (int)length + 12);
            var name = chunk.Slice(4, 4);
            if (name.SequenceEqual("IHDR"u8) || name.SequenceEqual("PLTE"u8) || name.SequenceEqual("IDAT"u8) || name.SequenceEqual("IEND"u8) || name.SequenceEqual("tRNS"u8) || name.SequenceEqual("gAMA"u8)
                || name.SequenceEqual("cHRM"u8) || name.SequenceEqual("sRGB"u8) || name.SequenceEqual("iCCP"u8) || name.SequenceEqual("sBIT"u8) || name.SequenceEqual("acTL"u8) || name.SequenceEqual("fcTL"u8) || name.SequenceEqual("fdAT"u8))
                kept.Write(chunk);
            if (name.SequenceEqual("IEND"u8)) return kept.ToArray();
            at += chunk.Length;
        }
    }

    private static byte[]? WebP(ReadOnlySpan<byte> f)
    {
        var end = (long)BinaryPrimitives.ReadUInt32LittleEndian(f[4..]) + 8;
        if (end > f.Length) return null;
        using var kept = new MemoryStream(f.Length);
        kept.Write(f[..12]);
        for (var at = 12; at + 8 <= end;)
        {
            var name = f.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(f[(at + 4)..]);
            if (length > end) return null;
            // Chunks have an even length; some writers leave the last padding out.
            var whole = (int)Math.Min(8 + length + (length & 1), end - at);
            if (whole < 8 + length) return null;
            if (name.SequenceEqual("VP8X"u8))
            {
                var header = f.Slice(at, whole).ToArray();
                // The flags of Exif and XMP, which do not come along.
                header[8] &= 0xF3;
                kept.Write(header);
            }
            else if (name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ALPH"u8) || name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8) || name.SequenceEqual("ICCP"u8))
                kept.Write(f.Slice(at, whole));
            at += whole;
        }
        var file = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)file.Length - 8);
        return file;
    }

    private static byte[]? Gif(ReadOnlySpan<byte> f)
    {
        using var kept = new MemoryStream(f.Length);
        var at = 13 + ColorTable(f[10]);
        kept.Write(f[..at]);
        while (true)
        {
            var from = at;
            switch (f[at])
            {
                case 0x3B:
                    kept.WriteByte(0x3B);
                    return kept.ToArray();
                case 0x2C:
                    at += 10 + ColorTable(f[at + 9]) + 1;
                    SkipBlocks(f, ref at);
                    kept.Write(f[from..at]);
                    break;
                case 0x21:
                    var label = f[at + 1];
                    at += 2;
                    SkipBlocks(f, ref at);
                    // How a picture is shown, and how often all of them: the rest are comments.
                    if (label == 0xF9 || label == 0xFF && f.Slice(from + 3, 11).SequenceEqual("NETSCAPE2.0"u8)) kept.Write(f[from..at]);
                    break;
                default:
                    return null;
            }
        }
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static void SkipBlocks(ReadOnlySpan<byte> f, ref int at)
    {
        while (f[at] != 0) at += f[at] + 1;
        at++;
    }
}
