using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using static System.StringComparison;

namespace Rendrix.Web.Media.Pictures;

/// <summary>
/// Writes a merchant's SVG anew from the elements and attributes of plain drawings. Script, handlers, links, embedded pages and pictures, and
/// everything that asks another server are left out; so is what draws itself without end. The drawing is served under a policy that lets it run nothing as well.
/// </summary>
internal static class SvgCleaner
{
    /// <summary>Largest drawing in bytes (1 MB).</summary>
    public const int MaxBytes = 1024 * 1024;
    private const int MostElements = 20_000, Deepest = 100;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    private static readonly HashSet<string> Elements = [.. "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc linearGradient radialGradient stop clipPath mask pattern style".Split(' ')];

    private static readonly HashSet<string> Attributes =
    [
        .. ("id class style d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox preserveAspectRatio points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap "
            + "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color clip-path clip-rule mask offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod patternUnits "
            + "patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits font-family font-size font-weight font-style text-anchor letter-spacing dominant-baseline visibility display version "
            + "paint-order vector-effect shape-rendering rotate textLength lengthAdjust role aria-label").Split(' '),
    ];

    /// <summary>Whether the bytes may be a drawing: markup with an svg element near its beginning.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> file)
    {
        var head = Encoding.UTF8.GetString(file[..Math.Min(file.Length, 4096)]).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        return head.StartsWith('<') && head.Contains("<svg", OrdinalIgnoreCase);
    }

    /// <summary>The clean drawing with its size in its attributes; null when it cannot be read as one.</summary>
    public static byte[]? Clean(byte[] file)
    {
        if (file.Length > MaxBytes || Read(file) is not { } root || root.Name != Svg + "svg") return null;
        var count = 0;
        if (Copy(root, 0, ref count) is not { } clean) return null;
        DropEndlessUses(clean);
        // A size of its own, so that pages know its shape before it has loaded.
        if (SizeOf(clean) is var (width, height) && width > 0 && height > 0)
        {
            if (clean.Attribute("viewBox") is null) clean.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
            clean.SetAttributeValue("width", width.ToString(CultureInfo.InvariantCulture));
            clean.SetAttributeValue("height", height.ToString(CultureInfo.InvariantCulture));
        }
        return Encoding.UTF8.GetBytes(clean.ToString(SaveOptions.DisableFormatting));
    }

    // No document type, so no entities that grow; no resolver, so nothing is fetched.
    private static XElement? Read(byte[] file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file, writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MaxBytes * 2, IgnoreComments = true, IgnoreProcessingInstructions = true });
            // The tree is built without recursion and measured before anything walks it.
            return XDocument.Load(reader).Root;
        }
        catch (XmlException) { return null; }
    }

    private static XElement? Copy(XElement source, int depth, ref int count)
    {
        if (++count > MostElements || depth > Deepest) return null;
        if (source.Name.Namespace != Svg || !Elements.Contains(source.Name.LocalName)) return null;
        var copy = new XElement(source.Name);
        foreach (var attribute in source.Attributes())
        {
            if (attribute.IsNamespaceDeclaration) continue;
            var name = attribute.Name;
            var isLink = (name == "href" || name == Link + "href") && attribute.Value.StartsWith('#');
            if (isLink) copy.SetAttributeValue("href", attribute.Value);
            else if (name.NamespaceName.Length == 0 && Attributes.Contains(name.LocalName) && IsTame(attribute.Value)) copy.SetAttributeValue(name.LocalName, attribute.Value);
        }
        if (source.Name.LocalName == "style") return IsTame(source.Value) ? new XElement(Svg + "style", source.Value) : null;
        foreach (var node in source.Nodes())
        {
            if (node is XText words) { if (source.Name.LocalName is "text" or "tspan" or "title" or "desc") copy.Add(new XText(words.Value)); }
            else if (node is XElement child && Copy(child, depth + 1, ref count) is { } kept) copy.Add(kept);
        }
        return copy;
    }

    // References inside the drawing alone; backslashes hide words from us that CSS reads.
    private static bool IsTame(string value)
    {
        if (value.Contains('\\', Ordinal) || value.Contains('<', Ordinal) || value.Contains("@import", OrdinalIgnoreCase) || value.Contains("expression", OrdinalIgnoreCase) || value.Contains("javascript:", OrdinalIgnoreCase) || value.Contains("image-set", OrdinalIgnoreCase)) return false;
        for (var at = value.IndexOf("url(", OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, OrdinalIgnoreCase))
            if (!value.AsSpan(at + 4).TrimStart(" '\"").StartsWith("#")) return false;
        return true;
    }

    // A use of something that holds a use multiplies: ten levels of ten draw ten billion shapes.
    private static void DropEndlessUses(XElement root)
    {
        var uses = root.Descendants(Svg + "use").ToList();
        var byId = root.DescendantsAndSelf().Where(e => e.Attribute("id") is not null).GroupBy(e => e.Attribute("id")!.Value).ToDictionary(g => g.Key, g => g.First());
        // All are judged before the first is taken out, or every second level would pass.
        var endless = uses.Where(use => byId.GetValueOrDefault(use.Attribute("href")?.Value.TrimStart('#') ?? "") is not { } target || target.DescendantsAndSelf(Svg + "use").Any()).ToList();
        foreach (var use in endless) use.Remove();
    }

    private static (int Width, int Height) SizeOf(XElement svg)
    {
        var box = (svg.Attribute("viewBox")?.Value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var (width, height) = (Pixels(svg.Attribute("width")?.Value), Pixels(svg.Attribute("height")?.Value));
        if (width > 0 && height > 0) return (width, height);
        return box.Length == 4 ? (Pixels(box[2]), Pixels(box[3])) : (0, 0);
    }

    private static int Pixels(string? length)
    {
        if (string.IsNullOrEmpty(length) || length.EndsWith('%')) return 0;
        var digits = length.EndsWith("px", OrdinalIgnoreCase) ? length[..^2] : length;
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 20_000 ? Math.Max(1, (int)Math.Round(number)) : 0;
    }
}
