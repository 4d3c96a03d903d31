using System.Linq.Expressions;
using Rendrix.Blocks;
using Rendrix.Catalog;

namespace Rendrix.Web.Inventory;

/// <summary>When somebody should order more. Every list and every count asks here.</summary>
public static class LowStock
{
    /// <summary>So many pieces are left or fewer, none included.</summary>
    public static readonly Expression<Func<Variant, bool>> Is = v => v.TrackInventory && v.Quantity <= (v.LowStockAt ?? StockFacts.Few);

    private static readonly Func<Variant, bool> Asked = Is.Compile();

    /// <summary>Whether a variant is low.</summary>
    public static bool IsLow(this Variant variant) => Asked(variant);

    /// <summary>At how many pieces a variant is low.</summary>
    public static int LowAt(this Variant variant) => variant.LowStockAt ?? StockFacts.Few;
}
