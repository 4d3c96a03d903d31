namespace Rendrix.Identity;

/// <summary>What a member may do in an organization, from most to least.</summary>
public enum Role
{
    /// <summary>Everything, including closing the organization.</summary>
    Owner,
    /// <summary>Everything but the organization itself.</summary>
    Admin,
    /// <summary>Catalog, orders, content and settings of stores.</summary>
    Manager,
    /// <summary>Catalog and orders.</summary>
    Staff,
    /// <summary>Looks, changes nothing.</summary>
    Viewer,
}

/// <summary>A right that the API, the menu and the buttons ask for; one registry for all three.</summary>
public sealed record Permission(string Code, string Title, Role Least)
{
    /// <summary>See products and categories.</summary>
    public static readonly Permission ReadProducts = new("products.read", "See products", Role.Viewer);
    /// <summary>Change products, categories and stock.</summary>
    public static readonly Permission WriteProducts = new("products.write", "Change products", Role.Staff);
    /// <summary>See orders.</summary>
    public static readonly Permission ReadOrders = new("orders.read", "See orders", Role.Viewer);
    /// <summary>Ship, cancel and note orders.</summary>
    public static readonly Permission WriteOrders = new("orders.write", "Ship and cancel orders", Role.Staff);
    /// <summary>Edit and publish pages.</summary>
    public static readonly Permission EditContent = new("content.edit", "Edit pages", Role.Manager);
    /// <summary>Change store settings.</summary>
    public static readonly Permission ManageStore = new("store.manage", "Change store settings", Role.Manager);
    /// <summary>Open new stores.</summary>
    public static readonly Permission CreateStores = new("stores.create", "Open new stores", Role.Admin);

    /// <summary>Whether a role holds this right.</summary>
    public bool HeldBy(Role role) => role <= Least;
}
