namespace Rendrix.Web.Inventory.Pages;

/// <summary>A variant that a person looked for.</summary>
public sealed record FoundVariant(Guid Id, string Name, string? Sku, string? Barcode);
