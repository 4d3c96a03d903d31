using Rendrix.Catalog;
using Rendrix.Inventory;

namespace Rendrix.Web.Inventory.Pages;

/// <summary>A variant with its stock, as lists show it.</summary>
public sealed record StockRow(Variant Variant, string ProductName, string? Picture, IReadOnlyList<StockLevel> Levels)
{
    /// <summary>"Barnaby Bear, Blue".</summary>
    public string Name => Variant.Title.Length > 0 ? $"{ProductName}, {Variant.Title}" : ProductName;

    /// <summary>Its level at a location, or all of them together.</summary>
    public (int Available, int Committed, int Incoming) At(Guid? location) =>
        location is null ? (Variant.Quantity, Levels.Sum(l => l.Committed), Levels.Sum(l => l.Incoming)) : Levels.FirstOrDefault(l => l.LocationId == location) is { } level ? (level.Available, level.Committed, level.Incoming) : (0, 0, 0);

    /// <summary>Whether somebody should order more.</summary>
    public bool Low => Variant.IsLow();
}
