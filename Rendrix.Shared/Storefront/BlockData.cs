using Rendrix.Blocks;

namespace Rendrix.Storefront;

/// <summary>What the loaders found for the blocks of one document, by block id.</summary>
public sealed class BlockData(IReadOnlyDictionary<string, object> byBlock)
{
    /// <summary>Nothing was loaded.</summary>
    public static BlockData None { get; } = new(new Dictionary<string, object>());

    /// <summary>What was loaded, by block id.</summary>
    public IReadOnlyDictionary<string, object> ByBlock { get; } = byBlock;

    /// <summary>Stock of the products that conditions of blocks name, by slug.</summary>
    public IReadOnlyDictionary<string, StockFacts> Stock { get; init; } = new Dictionary<string, StockFacts>();

    /// <summary>What was loaded for the block, or null.</summary>
    public object? For(string blockId) => ByBlock.GetValueOrDefault(blockId);
}
