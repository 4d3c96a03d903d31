using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;

namespace Rendrix.Web.Catalog.Pages;

/// <summary>One product as lists show it.</summary>
public sealed record ProductRow(Guid Id, string Name, string NameLower, ProductStatus Status, string? CoverUrl, int Variants, bool Tracked, int Quantity, bool Available, long PriceMinor, long PriceMaxMinor, string Currency, string? Category, DateTimeOffset UpdatedAt)
{
    /// <summary>"97", "3 left", "Sold out" or "Not counted", and whether somebody should look.</summary>
    public (string Text, bool Low) Stock => !Tracked ? ("Not counted", false) : !Available ? ("Sold out", true) : Quantity <= Rendrix.Blocks.StockFacts.Few ? ($"{Quantity} left", true) : (Client.Kit.MoneyText.Count(Quantity), false);

    /// <summary>Projects products; the first category by name stands for all.</summary>
    public static IQueryable<ProductRow> Of(IQueryable<Product> products) =>
        products.Select(p => new ProductRow(p.Id, p.Name, p.NameLower, p.Status, p.CoverUrl, p.Variants.Count, p.Variants.Any(v => v.TrackInventory), p.Quantity, p.Available, p.PriceMinor, p.PriceMaxMinor, p.Currency, null, p.UpdatedAt));
}
