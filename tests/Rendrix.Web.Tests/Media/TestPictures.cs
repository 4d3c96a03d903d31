using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Rendrix.Web.Media.Pictures;

namespace Rendrix.Web.Tests.Media;

/// <summary>Pictures that can be decoded, made here, so that no test needs a file.</summary>
internal static class TestPictures
{
    /// <summary>A PNG of that size whose left half is red and right half blue; the seed makes it a picture of its own.</summary>
    public static byte[] Png(int width, int height, int seed = 0)
    {
        var raw = new byte[(width * 3 + 1) * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                (x < width / 2 ? (byte[])[200, 30, (byte)(seed + y)] : [30, (byte)(seed * 7), 200]).CopyTo(raw, y * (width * 3 + 1) + 1 + x * 3);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(raw);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", Header(width, height)), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>The same with a chunk before its end.</summary>
    public static byte[] PngWith(byte[] png, string name, byte[] content) => [.. png.AsSpan(0, png.Length - 12), .. Chunk(name, content), .. png.AsSpan(png.Length - 12)];

    /// <summary>Nothing but a header, which is enough to be refused by.</summary>
    public static byte[] PngHeader(uint width, uint height) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", Header((int)width, (int)height))];

    /// <summary>A JPEG of that size.</summary>
    public static byte[] Jpeg(int width, int height, int seed = 0) => Encoded(Png(width, height, seed), "jpegsave_buffer");

    /// <summary>A JPEG in the colors of a printer.</summary>
    public static byte[] CmykJpeg(int width, int height) => Encoded(Png(width, height), "jpegsave_buffer", "space=cmyk");

    /// <summary>A JPEG whose camera was held upright, with the place where it was taken.</summary>
    public static byte[] TurnedJpegWithPlace(int width, int height, string place)
    {
        var jpeg = Jpeg(width, height);
        byte[] tiff = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(place)];
        byte[] content = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg.AsSpan(2)];
    }

    /// <summary>A GIF of one pixel that blinks.</summary>
    public static byte[] MovingGif()
    {
        byte[] frame = [0x21, 0xF9, 4, 0, 50, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        byte[] other = [0x21, 0xF9, 4, 0, 50, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0];
        return [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 200, 30, 30, 30, 30, 200, 0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0, 0x21, 0xFE, 6, .. "secret"u8, 0, .. frame, .. other, 0x3B];
    }

    private static byte[] Encoded(byte[] png, string save, string? colorspace = null)
    {
        var pin = GCHandle.Alloc(png, GCHandleType.Pinned);
        try
        {
            using var load = new VipsOperation("thumbnail_buffer", "width=100000,height=100000,size=down").With("buffer", pin.AddrOfPinnedObject(), png.Length);
            using var picture = load.Picture();
            using var colors = colorspace is null ? null : new VipsOperation("colourspace", colorspace).With("in", picture);
            using var other = colors?.Picture();
            using var saved = new VipsOperation(save).With("in", other ?? picture);
            return saved.Bytes();
        }
        finally { pin.Free(); }
    }

    private static byte[] Header(int width, int height)
    {
        byte[] header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return header;
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(named));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
        return ~crc;
    }
}
