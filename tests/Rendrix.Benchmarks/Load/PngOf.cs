using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Rendrix.Benchmarks.Load;

/// <summary>A small true picture that weighs as much as one of a phone: its pixels are few, the rest is a part that viewers pass over.</summary>
internal static class PngOf
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => { var c = (uint)n; for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1; return c; })];

    /// <summary>A picture of 8 by 8 pixels, no two alike.</summary>
    /// <param name="weight">Its bytes, about.</param>
    public static byte[] Weight(int weight)
    {
        var random = new byte[weight];
        Random.Shared.NextBytes(random);
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(new byte[8 * (1 + 8 * 3)]);
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Add("IHDR", [0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
        Add("juNk", random);
        Add("IDAT", pixels.ToArray());
        Add("IEND", []);
        return png.ToArray();

        void Add(string type, byte[] data)
        {
            Span<byte> number = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)data.Length);
            png.Write(number);
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            png.Write(body);
            var crc = uint.MaxValue;
            foreach (var b in body) crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
            BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
            png.Write(number);
        }
    }
}
