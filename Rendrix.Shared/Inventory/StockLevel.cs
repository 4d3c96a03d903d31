using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>
/// How many pieces of a variant a location has. It repeats what the movements add up to and is written with them, in the same transaction,
/// by nothing else: see <c>Rendrix.Web.Inventory.Levels</c>.
/// </summary>
public sealed class StockLevel : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The variant.</summary>
    public Guid VariantId { get; set; }
    /// <summary>The place.</summary>
    public Guid LocationId { get; set; }
    /// <summary>Pieces that can be sold. Below zero where a variant is sold without stock.</summary>
    public int Available { get; set; }
    /// <summary>Pieces that orders have taken and that have not left yet.</summary>
    public int Committed { get; set; }
    /// <summary>Pieces on their way here.</summary>
    public int Incoming { get; set; }

    /// <summary>What a count of the shelf would find.</summary>
    public int OnHand => Available + Committed;
}
