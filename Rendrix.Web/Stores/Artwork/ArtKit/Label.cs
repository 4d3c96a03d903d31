using System.Text;

namespace Rendrix.Web.Stores.Artwork.ArtKit;

/// <summary>A shop's own words inside an attribute.</summary>
internal static class Label
{
    /// <summary>Escapes markup and drops what XML cannot hold at all: control characters, broken surrogates.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                < 0x20 => safe.Append(' '),
                0xFFFD or 0xFFFE or 0xFFFF => safe,
                var other => safe.Append(new Rune(other)),
            };
        }

        return safe.ToString();
    }
}
