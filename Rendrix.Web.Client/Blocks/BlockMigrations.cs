using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Rendrix.Blocks;
using Rendrix.Content;

namespace Rendrix.Web.Client.Blocks;

/// <summary>Brings documents of any age to the versions of the blocks installed here. Blocks that are newer or unknown stay as they are.</summary>
public sealed class BlockMigrations
{
    private readonly FrozenDictionary<string, IBlockMigration[]> _steps;
    private readonly BlockCatalog _catalog;

    /// <summary>Takes the steps; throws when a block's version has a step missing, twice or beyond it.</summary>
    public BlockMigrations(BlockCatalog catalog, IEnumerable<IBlockMigration> steps)
    {
        _catalog = catalog;
        _steps = steps.GroupBy(s => s.Code, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.OrderBy(s => s.From).ToArray(), StringComparer.Ordinal);
        foreach (var kind in catalog.All)
        {
            var given = _steps.TryGetValue(kind.Code, out var list) ? list.Select(s => s.From) : [];
            if (!given.SequenceEqual(Enumerable.Range(1, kind.About.Version - 1)))
                throw new InvalidOperationException($"The block {kind.Code} has version {kind.About.Version} and needs one migration from each version before it; there are: {string.Join(", ", given)}.");
        }
    }

    /// <summary>The blocks and migrations that come with the product.</summary>
    public static BlockMigrations Default { get; } = new(BlockCatalog.Default,
        typeof(BlockMigrations).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IBlockMigration)))
            .Select(t => (IBlockMigration)Activator.CreateInstance(t)!));

    /// <summary>Reads stored JSON and brings it up to date. Throws <see cref="FormatException"/> as <see cref="PageDocument.Parse"/> does.</summary>
    public static PageDocument Read(string json) => Default.Upgrade(PageDocument.Parse(json));

    /// <summary>The document with every block at its newest version; the same object when all were.</summary>
    public PageDocument Upgrade(PageDocument document)
    {
        var root = Upgrade(document.Root);
        return ReferenceEquals(root, document.Root) ? document : new PageDocument(root);
    }

    /// <summary>A block and everything in it at the newest versions; the same object when all were.</summary>
    public BlockNode Upgrade(BlockNode node)
    {
        if (_catalog.Find(node.Type) is { About.Version: > 1 and var newest })
        {
            var version = VersionOf(node);
            foreach (var step in version < newest ? _steps[node.Type] : [])
                if (step.From >= version) node = step.Upgrade(node).With(BlockBasics.VersionKey, (step.From + 1).ToString(CultureInfo.InvariantCulture));
        }
        foreach (var (slot, children) in node.Slots)
        {
            ImmutableArray<BlockNode>.Builder? changed = null;
            for (var i = 0; i < children.Length; i++)
            {
                var child = Upgrade(children[i]);
                if (ReferenceEquals(child, children[i])) continue;
                if (changed is null) { changed = ImmutableArray.CreateBuilder<BlockNode>(children.Length); changed.AddRange(children); }
                changed[i] = child;
            }
            if (changed is not null) node = node.WithSlot(slot, changed.MoveToImmutable());
        }
        return node;
    }

    /// <summary>The version of a block's stored settings.</summary>
    public static int VersionOf(BlockNode node) => int.TryParse(node.Prop(BlockBasics.VersionKey), NumberStyles.None, CultureInfo.InvariantCulture, out var v) && v > 0 ? v : 1;
}
