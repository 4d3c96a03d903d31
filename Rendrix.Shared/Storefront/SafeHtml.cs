using System.Collections.Frozen;
using System.Net;
using System.Text;
using Rendrix.Fields;

namespace Rendrix.Storefront;

/// <summary>
/// Writes a merchant's HTML anew from a small set of elements. Nothing of the source is copied as markup: known tags are written by us,
/// text is decoded and encoded again, everything else is left out. So whatever the source holds, the result cannot run script.
/// </summary>
public static class SafeHtml
{
    private static readonly FrozenSet<string> Kept = new[]
    {
        "p", "br", "ul", "ol", "li", "a", "strong", "b", "em", "i", "u", "s", "h2", "h3", "h4", "blockquote", "hr", "code", "sub", "sup",
        "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd",
    }.ToFrozenSet(StringComparer.Ordinal);

    // The content of these is not text for people.
    private static readonly FrozenSet<string> Dropped = new[] { "script", "style", "template", "iframe", "object", "noscript", "title", "textarea", "svg", "math" }.ToFrozenSet(StringComparer.Ordinal);

    // What custom HTML may hold besides. No forms, no frames, no media that play, and no element whose content is read as anything but text.
    private static readonly FrozenSet<string> Broad = Kept.Concat(
    [
        "div", "span", "section", "article", "figure", "figcaption", "img", "picture", "source", "details", "summary", "small", "mark", "time", "abbr", "cite", "q", "kbd", "del", "ins",
        "address", "h5", "h6", "caption", "tfoot", "wbr",
    ]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Void = new[] { "br", "hr", "img", "source", "wbr" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The safe form of a source; headings start at h2. Text without any tag becomes one paragraph per line.</summary>
    public static string Of(string? source) => Write(source, Kept, broad: false);

    /// <summary>
    /// The safe form of a merchant's own HTML: pictures, boxes, figures, folding parts, tables, and the attributes they need. Classes are kept, so that
    /// the shop's own styles can be used; ids, styles and everything that can act are not. Cleaning what is clean changes nothing.
    /// </summary>
    public static string Custom(string? source) => Write(source, Broad, broad: true);

    private static string Write(string? source, FrozenSet<string> kept, bool broad)
    {
        if (string.IsNullOrWhiteSpace(source)) return "";
        var result = new StringBuilder(source.Length + 64);
        if (!source.Contains('<', StringComparison.Ordinal))
        {
            foreach (var line in source.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                result.Append("<p>").Append(Text(line)).Append("</p>");
            return result.ToString();
        }

        var open = new Stack<string>();
        var at = 0;
        while (at < source.Length)
        {
            var tag = source.IndexOf('<', at);
            if (tag < 0) { result.Append(Text(source[at..])); break; }
            result.Append(Text(source[at..tag]));
            if (string.CompareOrdinal(source, tag, "<!--", 0, 4) == 0)
            {
                var done = source.IndexOf("-->", tag + 4, StringComparison.Ordinal);
                at = done < 0 ? source.Length : done + 3;
                continue;
            }
            var end = EndOfTag(source, tag);
            if (end < 0) { result.Append(Text(source[tag..])); break; }
            var inside = source[(tag + 1)..end];
            at = end + 1;
            var closing = inside.StartsWith('/');
            var name = NameOf(closing ? inside[1..] : inside);
            if (name.Length == 0) { if (!closing && inside is not ['!' or '?', ..]) result.Append(Text(source[tag..at])); continue; }
            if (!closing && Dropped.Contains(name))
            {
                var done = source.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
                at = done < 0 ? source.Length : done;
                continue;
            }
            if (name == "h1") name = "h2";
            if (!kept.Contains(name)) continue;
            if (Void.Contains(name))
            {
                if (closing) continue;
                result.Append('<').Append(name);
                if (broad) WriteAttributes(result, name, inside);
                result.Append('>');
                continue;
            }
            if (closing)
            {
                if (!open.Contains(name)) continue;
                while (open.Pop() is var last) { result.Append("</").Append(last).Append('>'); if (last == name) break; }
            }
            else if (open.Count < 40)
            {
                open.Push(name);
                result.Append('<').Append(name);
                if (broad) WriteAttributes(result, name, inside);
                else if (name == "a" && Href(inside) is { } href) result.Append(" href=\"").Append(Encoded(href)).Append("\" rel=\"nofollow noopener\"");
                result.Append('>');
            }
        }
        while (open.TryPop(out var left)) result.Append("</").Append(left).Append('>');
        var html = result.ToString();
        // Text of which no element is left becomes a paragraph, as text without any would.
        return !broad || html.Contains('<', StringComparison.Ordinal) ? html : string.IsNullOrWhiteSpace(html) ? "" : "<p>" + html + "</p>";
    }

    private static string Text(string source) => Encoded(WebUtility.HtmlDecode(source));

    // Only what markup is made of: letters stay letters, so that a text can be searched and exported. Halves of surrogate pairs become U+FFFD.
    private static string Encoded(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => rune.ToString() });
        return result.ToString();
    }

    private static string NameOf(string inside)
    {
        var length = 0;
        while (length < inside.Length && char.IsAsciiLetterOrDigit(inside[length])) length++;
        return length > 0 && char.IsAsciiLetter(inside[0]) ? inside[..length].ToLowerInvariant() : "";
    }

    // A ">" inside a quoted attribute does not end the tag.
    private static int EndOfTag(string source, int start)
    {
        var quote = '\0';
        for (var i = start + 1; i < source.Length; i++)
        {
            var c = source[i];
            if (quote != '\0') { if (c == quote) quote = '\0'; }
            else if (c is '"' or '\'' && source[i - 1] is '=' or ' ') quote = c is '"' or '\'' ? c : '\0';
            else if (c == '>') return i;
        }
        return quote == '\0' ? -1 : source.IndexOf('>', start);
    }

    private static string? Href(string inside)
    {
        var at = inside.IndexOf("href", StringComparison.OrdinalIgnoreCase);
        if (at < 1) return null;
        at += 4;
        while (at < inside.Length && inside[at] == ' ') at++;
        if (at >= inside.Length || inside[at] != '=') return null;
        at++;
        while (at < inside.Length && inside[at] == ' ') at++;
        if (at >= inside.Length) return null;
        var end = inside[at] is '"' or '\'' ? inside.IndexOf(inside[at++], at) : inside.IndexOf(' ', at);
        var href = WebUtility.HtmlDecode(inside[at..(end < 0 ? inside.Length : end)]).Trim();
        return href.Length is > 0 and <= 2000 && FieldCheck.IsSafeLink(href) ? href : null;
    }

    // Reads the attributes as a browser splits them and writes those that are known, each value decoded, checked and encoded again.
    private static void WriteAttributes(StringBuilder result, string element, string inside)
    {
        // The first of two attributes of one name counts, as in a browser.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var written = new HashSet<string>(StringComparer.Ordinal);
        var at = element.Length;
        while (at < inside.Length)
        {
            while (at < inside.Length && (inside[at] is '/' or '=' || char.IsWhiteSpace(inside[at]))) at++;
            var start = at;
            while (at < inside.Length && inside[at] is not ('=' or '/' or '>') && !char.IsWhiteSpace(inside[at])) at++;
            if (at == start) break;
            var name = inside[start..at].ToLowerInvariant();
            while (at < inside.Length && char.IsWhiteSpace(inside[at])) at++;
            var value = "";
            if (at < inside.Length && inside[at] == '=')
            {
                at++;
                while (at < inside.Length && char.IsWhiteSpace(inside[at])) at++;
                var quote = at < inside.Length && inside[at] is '"' or '\'' ? inside[at++] : '\0';
                start = at;
                while (at < inside.Length && (quote != '\0' ? inside[at] != quote : !char.IsWhiteSpace(inside[at]))) at++;
                value = inside[start..at];
                if (quote != '\0') at++;
            }
            if (seen.Add(name) && Known(element, name, WebUtility.HtmlDecode(value).Trim()) is { } fit && written.Add(name)) result.Append(' ').Append(name).Append("=\"").Append(Encoded(fit)).Append('"');
        }
        if (element == "a" && written.Contains("href")) result.Append(" rel=\"noopener\"");
        if (element == "img" && !written.Contains("alt")) result.Append(" alt=\"\"");
        if (element == "img" && !written.Contains("loading")) result.Append(" loading=\"lazy\"");
    }

    // The value to write, or null to leave the attribute out.
    private static string? Known(string element, string name, string value) => (element, name) switch
    {
        (_, "class") => value.Length <= 200 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ' ') ? value : null,
        (_, "title" or "aria-label") => value.Length <= 300 ? value : null,
        (_, "lang") => value.Length <= 20 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? value : null,
        (_, "dir") => value is "ltr" or "rtl" or "auto" ? value : null,
        (_, "aria-hidden") => value is "true" or "false" ? value : null,
        ("a", "href") => Safe(value),
        ("img" or "source", "src") => Picture(value),
        ("source", "srcset") => !value.Contains(',', StringComparison.Ordinal) ? Picture(value) : null,
        ("source", "media") => value.Length <= 100 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ' ' or '(' or ')' or ':' or '.') ? value : null,
        ("source", "type") => value is "image/webp" or "image/avif" or "image/jpeg" or "image/png" ? value : null,
        ("img", "alt") => value.Length <= 500 ? value : null,
        ("img", "loading") => value is "lazy" or "eager" ? value : null,
        ("img" or "source", "width" or "height") => int.TryParse(value, out var n) && n is > 0 and <= 8000 ? value : null,
        ("td" or "th", "colspan" or "rowspan") => int.TryParse(value, out var n) && n is > 0 and <= 20 ? value : null,
        ("th", "scope") => value is "row" or "col" or "rowgroup" or "colgroup" ? value : null,
        ("time" or "del" or "ins", "datetime") => value.Length <= 40 ? value : null,
        ("details", "open") => "",
        _ => null,
    };

    private static string? Safe(string link) => link.Length is > 0 and <= 2000 && FieldCheck.IsSafeLink(link) ? link : null;

    // Pictures come from the shop itself or over https; no data addresses, which can hold whole documents.
    private static string? Picture(string link) => Safe(link) is { } safe && (safe[0] == '/' || safe.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) ? safe : null;
}
