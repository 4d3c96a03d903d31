namespace Rendrix.Identity;

/// <summary>Roles as people read and choose them.</summary>
public static class RoleNames
{
    /// <summary>The roles that every organization has, in the order in which they are offered.</summary>
    public static IReadOnlyList<Role> BuiltIn { get; } = [Role.Owner, Role.Admin, Role.Manager, Role.Staff, Role.Designer, Role.Writer, Role.Viewer];

    /// <summary>What the role is for, in one line.</summary>
    public static string About(this Role role) => role switch
    {
        Role.Owner => "Everything, including handing over and deleting the organization",
        Role.Admin => "Everything but the organization itself: stores, people and settings",
        Role.Manager => "Products, orders, pages and settings of stores",
        Role.Staff => "Products, orders and the texts of pages",
        Role.Viewer => "Looks at everything, changes nothing",
        Role.Designer => "Designs pages and asks for review. Sees products, not orders",
        Role.Writer => "Texts, pictures and links of pages. Sees products, not orders",
        _ => "Rights that your organization chose",
    };

    /// <summary>The rights of a role that every organization has.</summary>
    public static IEnumerable<Permission> Rights(this Role role) => Permission.All.Where(permission => permission.HeldBy(role));

    /// <summary>Who can give a right: the roles that hold it and may manage people.</summary>
    public static string WhoGives(this Permission permission) => permission.Least == Role.Owner
        ? "Only an owner holds it, and can hand it over."
        : "An owner or admin of your organization can give it to you.";
}
