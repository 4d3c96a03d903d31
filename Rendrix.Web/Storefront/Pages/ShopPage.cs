using Microsoft.AspNetCore.Components;
using Rendrix.Storefront;

namespace Rendrix.Web.Storefront.Pages;

/// <summary>What every page of a shop is given.</summary>
public abstract class ShopPage : ComponentBase
{
    /// <summary>The shop.</summary>
    [Parameter] public ShopContext Shop { get; set; } = null!;
    /// <summary>Header, footer, menus.</summary>
    [Parameter] public ShopFrame Frame { get; set; } = null!;
    /// <summary>What the loaders found for header and footer.</summary>
    [Parameter] public BlockData SiteData { get; set; } = BlockData.None;
    /// <summary>Full address of the page.</summary>
    [Parameter] public string Canonical { get; set; } = "";

    /// <summary>Title of the page with the shop's name.</summary>
    protected string Titled(string title) => $"{title} | {Shop.Name}";
}
