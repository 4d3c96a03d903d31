using Rendrix.Auditing;
using Rendrix.Tenancy;

namespace Rendrix.Inventory;

/// <summary>
/// A place a store keeps goods at: a warehouse, a shop floor, a van. The first location of a store has the id of the store, so that stock can be
/// written without asking where; it is made with the store.
/// </summary>
[Audited("location", Name = nameof(Name), Fields = [nameof(Name), nameof(Address), nameof(Sells), nameof(Position)])]
public sealed class Location : IStoreOwned
{
    /// <summary>Most locations a store can have.</summary>
    public const int Most = 50;

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>1 to 100 characters, unique in the store whatever the case.</summary>
    public string Name { get; set; } = "";
    /// <summary>The name in lower case.</summary>
    public string NameLower { get; set; } = "";
    /// <summary>Where it is, as people there would write it; at most 300 characters, may be empty.</summary>
    public string Address { get; set; } = "";
    /// <summary>Whether what lies here is for sale in the shop. A place for returns or a fair is kept out of it.</summary>
    public bool Sells { get; set; } = true;
    /// <summary>Orders take from the lowest place first.</summary>
    public int Position { get; set; }
    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Grows with each save.</summary>
    public int Version { get; set; }

    /// <summary>The first location of a store.</summary>
    public static Location First(Guid storeId, DateTimeOffset now) => new() { Id = storeId, StoreId = storeId, Name = "Main location", NameLower = "main location", CreatedAt = now };
}
