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

    /// <summary>The safe form of a source; headings start at h2. Text without any tag becomes one paragraph per line.</summary>
    public static string Of(string? source)
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
            if (!Kept.Contains(name)) continue;
            if (name is "br" or "hr") { if (!closing) result.Append('<').Append(name).Append('>'); continue; }
            if (closing)
            {
                if (!open.Contains(name)) continue;
                while (open.Pop() is var last) { result.Append("</").Append(last).Append('>'); if (last == name) break; }
            }
            else if (open.Count < 40)
            {
                open.Push(name);
                result.Append('<').Append(name);
                if (name == "a" && Href(inside) is { } href) result.Append(" href=\"").Append(WebUtility.HtmlEncode(href)).Append("\" rel=\"nofollow noopener\"");
                result.Append('>');
            }
        }
        while (open.TryPop(out var left)) result.Append("</").Append(left).Append('>');
        return result.ToString();
    }

    private static string Text(string source) => WebUtility.HtmlEncode(WebUtility.HtmlDecode(source));

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
}
