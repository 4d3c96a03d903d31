namespace Rendrix.Blocks;

/// <summary>
/// Brings the stored settings of one kind of block from one version to the next. It stands beside the block, is found by itself, and never changes again:
/// documents of any age are replayed through all steps when they are read. Needs a constructor without parameters.
/// </summary>
public interface IBlockMigration
{
    /// <summary>Code of the block.</summary>
    string Code { get; }

    /// <summary>The version it starts from; it leads to the next.</summary>
    int From { get; }

    /// <summary>The block with the settings of the next version; the same id, type and children. Never throws for a document somebody could have stored.</summary>
    BlockNode Upgrade(BlockNode node);
}
