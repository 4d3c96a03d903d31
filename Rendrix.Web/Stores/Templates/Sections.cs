using Rendrix.Blocks;

namespace Rendrix.Web.Stores.Templates;

/// <summary>Words that templates share to write sections. Empty settings are left out, so that each block keeps its own defaults.</summary>
internal static class Sections
{
    public static BlockNode Hero(string eyebrow, string title, string text, string button, string buttonLink, string image, string alt, string link = "", string target = "/products", string kind = "theme", string scheme = "page") =>
        Block("hero", ("Kind", kind), ("Eyebrow", eyebrow), ("Title", title), ("Text", text), ("ButtonLabel", button), ("ButtonLink", buttonLink), ("LinkLabel", link), ("LinkTarget", target), ("Image", image), ("ImageAlt", alt), ("Scheme", scheme));

    public static BlockNode Usp(string one, string two, string three, string four = "") => Block("usp", ("Item1", one), ("Item2", two), ("Item3", three), ("Item4", four));

    public static BlockNode Tiles(string title, int count, string scheme = "page", string shape = "theme") =>
        Block("category_list", ("Title", title), ("Count", count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Scheme", scheme), ("Shape", shape));

    /// <summary>Products of a category.</summary>
    public static BlockNode Shelf(string title, string category, int count, string link, string target, string scheme = "page") =>
        Block("product_grid", ("Title", title), ("Source", "category"), ("Category", category), ("Count", count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("LinkLabel", link), ("LinkTarget", target), ("Scheme", scheme));

    /// <summary>The newest products.</summary>
    public static BlockNode Newest(string title, int count, string link, string scheme = "page") =>
        Block("product_grid", ("Title", title), ("Source", "newest"), ("Count", count.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("LinkLabel", link), ("LinkTarget", "/products"), ("Scheme", scheme));

    public static BlockNode Story(string title, string text, string button, string buttonLink, string image, string alt, string scheme = "tint", string side = "left") =>
        Block("image_text", ("Title", title), ("Text", text), ("ButtonLabel", button), ("ButtonLink", buttonLink), ("Image", image), ("ImageAlt", alt), ("Scheme", scheme), ("Side", side));

    public static BlockNode Text(string html, string align = "left", string scheme = "page") => Block("rich_text", ("Html", html), ("Align", align), ("Scheme", scheme));

    public static BlockNode Quotes(string title, string scheme, params (string Quote, string Name, string Detail, int Stars)[] quotes) =>
        Block("testimonials", [.. quotes.Select(q => Block("testimonial", ("Quote", q.Quote), ("Name", q.Name), ("Detail", q.Detail), ("Stars", q.Stars.ToString(System.Globalization.CultureInfo.InvariantCulture))))], ("Title", title), ("Scheme", scheme));

    public static BlockNode Faq(string title, params (string Question, string Answer)[] items) =>
        Block("faq", [.. items.Select(i => Block("faq_item", ("Question", i.Question), ("Answer", i.Answer)))], ("Title", title));

    public static BlockNode Newsletter(string scheme, string title = "One letter a month", string text = "New things, repairs, and nothing on a Monday. Leave with one click.", string button = "Sign up") =>
        Block("newsletter", ("Title", title), ("Text", text), ("ButtonLabel", button), ("Scheme", scheme));

    public static BlockNode Block(string type, params (string Name, string Value)[] props) => Block(type, [], props);

    public static BlockNode Block(string type, IReadOnlyList<BlockNode> children, params (string Name, string Value)[] props) =>
        BlockNode.Create(type, props.Where(p => p.Value.Length > 0 || p.Name is "LinkLabel" or "Item3" or "Title").Select(p => KeyValuePair.Create(p.Name, p.Value)), children.Count == 0 ? null : children);
}
