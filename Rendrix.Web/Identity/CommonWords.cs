using System.IO.Compression;
using System.Text;

namespace Rendrix.Web.Identity;

/// <summary>
/// The well-known passwords as bare lower-case letters, one sorted block of bytes and where each begins: a third of a megabyte for 35,000 words, where as many strings
/// in a set would take two and a half.
/// </summary>
internal sealed class CommonWords
{
    private readonly byte[] _text;
    private readonly int[] _starts;

    private CommonWords(byte[] text)
    {
        _text = text;
        var starts = new List<int>();
        for (var at = 0; at < text.Length; at += text.AsSpan(at).IndexOf((byte)'\n') + 1)
            if (text[at] != (byte)'#') starts.Add(at);
        _starts = [.. starts];
    }

    /// <summary>How many there are.</summary>
    public int Count => _starts.Length;

    /// <summary>Reads the list that is built in. Each line ends with a line feed; lines that begin with # are notes.</summary>
    public static CommonWords Load()
    {
        using var packed = new GZipStream(typeof(CommonWords).Assembly.GetManifestResourceStream("CommonPasswords.gz")!, CompressionMode.Decompress);
        using var text = new MemoryStream();
        packed.CopyTo(text);
        return new CommonWords(text.ToArray());
    }

    /// <summary>Whether the word is one of them.</summary>
    public bool Contains(string word)
    {
        if (word.Length is 0 or > 32 || !word.All(char.IsAsciiLetterLower)) return false;
        Span<byte> wanted = stackalloc byte[word.Length];
        Encoding.ASCII.GetBytes(word, wanted);
        var (low, high) = (0, _starts.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var rest = _text.AsSpan(_starts[middle]);
            var order = rest[..rest.IndexOf((byte)'\n')].SequenceCompareTo(wanted);
            if (order == 0) return true;
            if (order < 0) low = middle + 1; else high = middle - 1;
        }
        return false;
    }
}
