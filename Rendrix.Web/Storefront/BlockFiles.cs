using System.Runtime.CompilerServices;
using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Library;

namespace Rendrix.Web.Storefront;

/// <summary>
/// The stylesheets and scripts that the blocks of a page bring (<see cref="BlockAttribute.Style"/>, <see cref="BlockAttribute.Script"/>). A page loads
/// what its blocks need and nothing else, so the shop's own stylesheet holds only what nearly every page has.
/// </summary>
public static class BlockFiles
{
    // Documents are immutable and kept: header and footer are the same object for every page of a shop.
    private static readonly ConditionalWeakTable<BlockNode, Files> Known = [];
    private static readonly string[] AllStyles = [.. BlockCatalog.Default.All.Select(kind => kind.About.Style).Where(style => style.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private sealed record Files(string[] Styles, string[] Scripts, bool DeviceSchemes);

    /// <summary>Whether a container of header, footer or page wears other colors on narrower screens. A synced section may hold one, and its blocks are not in the document.</summary>
    public static bool HasDeviceSchemes(BlockNode? site, BlockNode? body) => new[] { site, body }.OfType<BlockNode>().Any(root => Known.GetValue(root, Read).DeviceSchemes);

    /// <summary>Names of the files for header and footer and the page between them, each once, without folder and ending.</summary>
    /// <param name="site">Header and footer, or null.</param>
    /// <param name="body">The page, or null.</param>
    /// <param name="all">The stylesheets of every block and no script.</param>
    /// <param name="data">What was fetched for them: blocks of synced sections stand in it and not in the documents.</param>
    public static (IEnumerable<string> Styles, IEnumerable<string> Scripts) Of(BlockNode? site, BlockNode? body, bool all, params BlockData[] data)
    {
        if (all) return (AllStyles, []);
        var synced = data.SelectMany(d => d.ByBlock.Values.OfType<SyncedContent>()).SelectMany(section => section.Blocks);
        var files = new[] { site, body }.OfType<BlockNode>().Concat(synced).Select(root => Known.GetValue(root, Read)).ToList();
        return (files.SelectMany(f => f.Styles).Distinct(), files.SelectMany(f => f.Scripts).Distinct());
    }

    private static Files Read(BlockNode root)
    {
        var about = root.Walk().Select(node => node.Type).Distinct().Select(type => BlockCatalog.Default.Find(type)?.About).OfType<BlockAttribute>().ToList();
        return new Files(
            [.. about.Select(a => a.Style).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)],
            [.. about.Select(a => a.Script).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)],
            root.Walk().Any(node => node.Type == SyncedSections.Code || node.Props.Keys.Any(key => PropKey.Of(key) is { Name: "Scheme", Facet: PropKey.Tablet or PropKey.Phone })));
    }
}
