using System.Globalization;
using Rendrix.Blocks;
using Rendrix.Content;

namespace Rendrix.Benchmarks.Editor;

/// <summary>Pages of a certain size, made of what real pages are made of.</summary>
internal static class EditorPages
{
    /// <summary>A page of exactly so many blocks: heroes, texts, advantages, questions and voices in turn.</summary>
    public static PageDocument Of(int blocks)
    {
        var sections = new List<BlockNode>();
        for (var left = blocks; left > 0;)
        {
            var n = sections.Count;
            var section = left < 8 ? Text(n) : (n % 5) switch
            {
                0 => Block("hero", n, ("Title", $"Section {n}"), ("Level", "h2")),
                1 => List("faq", "faq_item", n, 13),
                2 => Text(n),
                3 => List("testimonials", "testimonial", n, 5),
                _ => Block("usp", n),
            };
            var size = section.Walk().Count();
            if (size > left) section = Text(n);
            sections.Add(section);
            left -= section.Walk().Count();
        }
        return PageDocument.Of([.. sections]);
    }

    private static BlockNode Text(int n) => Block("hero", n, ("Title", $"Part {n}"), ("Level", "h2"), ("Text", "Made in small numbers by people who take their time."));

    private static BlockNode List(string type, string item, int n, int count) =>
        BlockNode.Create(type, children: Enumerable.Range(0, count).Select(i => BlockNode.Create(item, id: Id(n) + "i" + i.ToString(CultureInfo.InvariantCulture))), id: Id(n));

    private static BlockNode Block(string type, int n, params (string Name, string Value)[] props) =>
        BlockNode.Create(type, props.Select(p => KeyValuePair.Create(p.Name, p.Value)), id: Id(n));

    private static string Id(int n) => "s" + n.ToString(CultureInfo.InvariantCulture);
}
