namespace Rendrix.Web.Dashboard;

/// <summary>Numbers that several pages of the catalog agree on.</summary>
public static class ProductRules
{
    /// <summary>Rows on a page of a list.</summary>
    public const int PageSize = 50;
}
