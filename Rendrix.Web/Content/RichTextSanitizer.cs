using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Rendrix.Fields;

namespace Rendrix.Web.Content;

/// <summary>
/// Reads a merchant's HTML as a browser does and keeps a short list of elements and attributes; everything else goes, text stays.
/// Runs on every rich text before it enters a document, and again before publishing. Cleaning what is clean changes nothing.
/// </summary>
public static class RichTextSanitizer
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Allowed = new Dictionary<string, string[]>
    {
        ["p"] = [], ["br"] = [], ["hr"] = [], ["h2"] = [], ["h3"] = [], ["h4"] = [], ["blockquote"] = [],
        ["ul"] = [], ["ol"] = [], ["li"] = [], ["dl"] = [], ["dt"] = [], ["dd"] = [],
        ["strong"] = [], ["b"] = [], ["em"] = [], ["i"] = [], ["u"] = [], ["s"] = [], ["sub"] = [], ["sup"] = [], ["code"] = [],
        ["a"] = ["href"], ["table"] = [], ["thead"] = [], ["tbody"] = [], ["tr"] = [], ["th"] = ["colspan", "rowspan"], ["td"] = ["colspan", "rowspan"],
    }.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    // What stands inside these is not text for people, and some of it is parsed differently the second time.
    private static readonly FrozenSet<string> Dropped = new[]
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea", "select", "xmp", "noembed", "noframes", "plaintext", "head", "frameset",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly HtmlParser Parser = new();

    /// <summary>The allowed part of a fragment of HTML.</summary>
    public static string Clean(string html)
    {
        if (html.Length == 0 || !html.Contains('<', StringComparison.Ordinal)) return html;
        var document = Parser.ParseDocument("<!doctype html><body>");
        var body = document.Body!;
        body.InnerHtml = html;
        foreach (var node in body.ChildNodes.ToArray()) Clean(node);
        return body.InnerHtml;
    }

    private static void Clean(INode node)
    {
        if (node is IText) return;
        if (node is not IElement element || Dropped.Contains(element.LocalName) || element.NamespaceUri != NamespaceNames.HtmlUri)
        {
            node.Parent!.RemoveChild(node);
            return;
        }
        foreach (var child in element.ChildNodes.ToArray()) Clean(child);
        if (element.LocalName is "h1" or "div") Rename(element, element.LocalName == "h1" ? "h2" : "p");
        else if (Allowed.TryGetValue(element.LocalName, out var attributes)) Trim(element, attributes);
        else Unwrap(element);
    }

    private static void Trim(IElement element, FrozenSet<string> attributes)
    {
        foreach (var attribute in element.Attributes.Select(a => a.Name).ToArray())
            if (!attributes.Contains(attribute)) element.RemoveAttribute(attribute);
        if (element.GetAttribute("href") is { } href && (href.Trim().Length == 0 || !FieldCheck.IsSafeLink(href.Trim()))) element.RemoveAttribute("href");
        foreach (var span in new[] { "colspan", "rowspan" })
            if (element.GetAttribute(span) is { } count && !(int.TryParse(count, out var n) && n is > 0 and <= 20)) element.RemoveAttribute(span);
    }

    private static void Rename(IElement element, string name)
    {
        // A paragraph cannot hold paragraphs; a container that does simply dissolves.
        if (name == "p" && element.Children.Any(c => c.LocalName is not ("a" or "strong" or "b" or "em" or "i" or "u" or "s" or "sub" or "sup" or "code" or "br"))) { Unwrap(element); return; }
        var better = element.Owner!.CreateElement(name);
        foreach (var child in element.ChildNodes.ToArray()) better.AppendChild(child);
        element.Parent!.ReplaceChild(better, element);
    }

    private static void Unwrap(IElement element)
    {
        foreach (var child in element.ChildNodes.ToArray()) element.Parent!.InsertBefore(child, element);
        element.Parent!.RemoveChild(element);
    }
}
