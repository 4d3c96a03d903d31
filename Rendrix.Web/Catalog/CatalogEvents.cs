using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Catalog;

/// <summary>A product was made, changed, archived or deleted.</summary>
[Topic("product.changed")]
public sealed record ProductChanged(Guid StoreId, Guid ProductId) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"product:{ProductId}", $"store:{StoreId}"];
}

/// <summary>A category was made, changed or deleted.</summary>
[Topic("category.changed")]
public sealed record CategoryChanged(Guid StoreId, Guid CategoryId) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"category:{CategoryId}", $"store:{StoreId}"];
}

/// <summary>Many products changed at once: an import batch, a bulk edit. Told once, because one notification cannot name them all.</summary>
[Topic("catalog.changed")]
public sealed record CatalogChanged(Guid StoreId) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"store:{StoreId}"];
}

/// <summary>Pictures of a product lie at addresses elsewhere and shall be fetched.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Images">The pictures.</param>
/// <param name="JobId">The import that named them, whose rows are told of failures.</param>
[Topic("product.images_wanted")]
public sealed record ImagesWanted(Guid StoreId, Guid ProductId, IReadOnlyList<WantedImage> Images, Guid? JobId = null) : IShopEvent;

/// <summary>One picture to fetch: its address, alt text, place in the gallery and the variants it belongs to.</summary>
public sealed record WantedImage(string Url, string Alt, int Position, IReadOnlyList<Guid> VariantIds);
