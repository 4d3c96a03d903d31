using System.Buffers;
using System.IO.Compression;

namespace Rendrix.Web.Storefront;

/// <summary>
/// Compresses pages that are kept. They are packed once and given many times, and they say nothing about a visitor: what is compressed together with
/// a secret can give it away by its length, so pages with somebody's cart or address stay as they are.
/// </summary>
internal static class PagePacking
{
    private const string Brotli = "br", Gzip = "gzip";
    // Where more effort no longer makes a page noticeably shorter.
    private const int Effort = 5, Window = 18;
    private static readonly object Key = new();

    /// <summary>Decides how this page is packed, for the answer and for the key it is kept under: one of three, whatever a stranger's header names.</summary>
    public static string PackPage(this HttpContext http)
    {
        var packing = Takes(http.Request, Brotli) ? Brotli : Takes(http.Request, Gzip) ? Gzip : "";
        http.Items[Key] = packing;
        return packing;
    }

    /// <summary>How this page is packed, empty for not at all; null for a page that nobody keeps.</summary>
    public static string? Of(HttpContext http) => http.Items.TryGetValue(Key, out var packing) ? (string?)packing : null;

    /// <summary>The bytes as they are sent.</summary>
    public static byte[] Pack(byte[] page, string packing)
    {
        if (packing == Brotli)
        {
            var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(page.Length));
            try
            {
                if (BrotliEncoder.TryCompress(page, room, out var written, Effort, Window)) return room[..written];
                throw new InvalidOperationException("The page did not fit into the room that it needs at most.");
            }
            finally { ArrayPool<byte>.Shared.Return(room); }
        }
        using var sink = new MemoryStream(page.Length / 3);
        using (var gzip = new GZipStream(sink, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(page);
        return sink.ToArray();
    }

    // Read in place: it is asked for every page that is given from the cache.
    private static bool Takes(HttpRequest request, string name)
    {
        foreach (var value in request.Headers.AcceptEncoding)
            foreach (var range in value.AsSpan().Split(','))
            {
                var part = value.AsSpan()[range].Trim();
                var end = part.IndexOf(';');
                if (!(end < 0 ? part : part[..end].TrimEnd()).Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
                // A weight of nothing but zeros refuses it.
                return end < 0 || part[end..].ContainsAnyInRange('1', '9');
            }
        return false;
    }
}
