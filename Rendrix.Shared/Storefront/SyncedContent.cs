using Rendrix.Blocks;

namespace Rendrix.Storefront;

/// <summary>The blocks of a synced section as they show in one place, with ids of that place.</summary>
public sealed record SyncedContent(IReadOnlyList<BlockNode> Blocks);
