namespace Rendrix.Web.Dashboard;

/// <summary>Numbers that several pages of the catalog agree on.</summary>
public static class ProductRules
{
    /// <summary>At this many pieces or fewer a variant counts as running low.</summary>
    public const int LowStock = 3;
    /// <summary>Rows on a page of a list.</summary>
    public const int PageSize = 50;
}
