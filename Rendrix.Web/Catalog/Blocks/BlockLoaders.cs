using Rendrix.Blocks;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Library;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog.Blocks;

/// <summary>Finds the shop data of certain blocks. It sees all of its blocks at once, so that a page asks once and not once per block.</summary>
public interface IBlockLoader
{
    /// <summary>Codes of the blocks it serves.</summary>
    IReadOnlySet<string> Codes { get; }
    /// <summary>Puts what it found into <paramref name="found"/>, by block id. What the page itself is about is in <paramref name="page"/> already.</summary>
    Task LoadAsync(AppDb db, StoreInfo store, IReadOnlyList<BlockNode> blocks, PageContext page, IDictionary<string, object> found, CancellationToken ct);
}

/// <summary>Loads the data of every block of a document: the shop before it draws a page, the editor before it draws its canvas.</summary>
public sealed class BlockLoaders(IEnumerable<IBlockLoader> loaders)
{
    private const int MostProducts = 48;

    private readonly IBlockLoader[] _loaders = [.. loaders];

    /// <summary>Data for a block and everything below it.</summary>
    public Task<BlockData> LoadAsync(AppDb db, StoreInfo store, BlockNode root, PageContext page, CancellationToken ct) => LoadAsync(db, store, root.Walk(), page, ct);

    /// <summary>Data for a block and everything below it that stand on no page.</summary>
    public Task<BlockData> LoadAsync(AppDb db, StoreInfo store, BlockNode root, CancellationToken ct) => LoadAsync(db, store, root.Walk(), PageContext.None, ct);

    /// <summary>Data for exactly these blocks.</summary>
    public async Task<BlockData> LoadAsync(AppDb db, StoreInfo store, IEnumerable<BlockNode> blocks, PageContext page, CancellationToken ct)
    {
        // A block that differs between devices is drawn once for each, from data of its own.
        var all = Forms(blocks).ToList();
        Dictionary<string, object>? found = null;
        if (all.Any(b => b.Type == SyncedSections.Code))
        {
            found = new(StringComparer.Ordinal);
            all.AddRange(Forms(await SyncedSections.ExpandAsync(db, store.StoreId, all, found, ct)));
        }
        foreach (var loader in _loaders)
        {
            var mine = all.Where(b => loader.Codes.Contains(b.Type)).ToList();
            if (mine.Count > 0) await loader.LoadAsync(db, store, mine, page, found ??= new(StringComparer.Ordinal), ct);
        }
        // Read with the page's own blocks whatever they are, because any block may ask about the stock of a product it does not show.
        var asked = all.Select(BlockConditions.StockOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostProducts).ToList();
        var stock = asked.Count == 0 ? null : await db.StockOfAsync(store.StoreId, asked, ct);
        return found is null && stock is null ? BlockData.None : new BlockData(found ?? []) { Stock = stock ?? BlockData.None.Stock };
    }

    private static IEnumerable<BlockNode> Forms(IEnumerable<BlockNode> blocks) => blocks.SelectMany(b => BlockCatalog.Default.Find(b.Type)?.Forms(b) is { Count: > 0 } forms ? forms.Select(f => f.Node) : [b]);

    /// <summary>Whether a block is drawn from shop data, so that a changed setting means loading it again.</summary>
    public bool Serves(BlockNode block) => Serves(block.Type) || BlockConditions.StockOf(block) is not null;

    /// <summary>Whether every block of this type is drawn from shop data.</summary>
    public bool Serves(string type) => type == SyncedSections.Code || _loaders.Any(l => l.Codes.Contains(type));
}
