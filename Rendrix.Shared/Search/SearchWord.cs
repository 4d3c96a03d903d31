using Rendrix.Tenancy;

namespace Rendrix.Search;

/// <summary>A word that stands in the name, maker or tags of a store's products: what a mistyped word is compared with.</summary>
public sealed class SearchWord : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Lower case, without accents, at most 60 characters; unique in the store.</summary>
    public string Word { get; set; } = "";
}
