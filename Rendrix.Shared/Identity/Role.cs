namespace Rendrix.Identity;

/// <summary>What a member may do in an organization: from most to least, then those whose work is the shop's pages alone.</summary>
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
    /// <summary>Designs pages, and asks for review when they are ready. Sees products, not orders.</summary>
    Designer,
    /// <summary>Writes: texts, pictures and links of pages. Sees products, not orders.</summary>
    Writer,
}

/// <summary>A right that the API, the menu and the buttons ask for; one registry for all three.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Least">The least of the ranked roles that holds it.</param>
/// <param name="Also">Roles outside the ranking that hold it too.</param>
public sealed record Permission(string Code, string Title, Role Least, params IReadOnlyList<Role> Also)
{
    /// <summary>See products and categories.</summary>
    public static readonly Permission ReadProducts = new("products.read", "See products", Role.Viewer, Role.Designer, Role.Writer);
    /// <summary>Change products, categories and stock.</summary>
    public static readonly Permission WriteProducts = new("products.write", "Change products", Role.Staff);
    /// <summary>See orders.</summary>
    public static readonly Permission ReadOrders = new("orders.read", "See orders", Role.Viewer);
    /// <summary>Ship, cancel and note orders.</summary>
    public static readonly Permission WriteOrders = new("orders.write", "Ship and cancel orders", Role.Staff);
    /// <summary>Change texts, pictures and links of pages.</summary>
    public static readonly Permission EditContent = new("content.edit", "Edit pages", Role.Staff, Role.Designer, Role.Writer);
    /// <summary>Change everything about pages: blocks, layout, theme.</summary>
    public static readonly Permission EditDesign = new("design.edit", "Design pages", Role.Manager, Role.Designer);
    /// <summary>Put pages live, now or at a time; take them back.</summary>
    public static readonly Permission Publish = new("content.publish", "Publish pages", Role.Manager);
    /// <summary>Change store settings.</summary>
    public static readonly Permission ManageStore = new("store.manage", "Change store settings", Role.Manager);
    /// <summary>Open new stores.</summary>
    public static readonly Permission CreateStores = new("stores.create", "Open new stores", Role.Admin);

    /// <summary>See the activity log, check it and take it along.</summary>
    public static readonly Permission ReadAudit = new("audit.read", "See the activity log", Role.Admin);
    /// <summary>Hand out and erase what is held of a customer.</summary>
    public static readonly Permission ManagePrivacy = new("privacy.manage", "Export and erase personal data", Role.Admin);

    /// <summary>Whether a role holds this right.</summary>
    public bool HeldBy(Role role) => role <= Role.Viewer ? role <= Least : Also.Contains(role);
}
