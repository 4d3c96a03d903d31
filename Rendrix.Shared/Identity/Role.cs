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
    /// <summary>A role that the organization made itself: a named set of rights, see <see cref="CustomRole"/>.</summary>
    Custom,
}

/// <summary>A right that the API, the menu and the buttons ask for; one registry for all three.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Least">The least of the ranked roles that holds it.</param>
/// <param name="Also">Roles outside the ranking that hold it too.</param>
public sealed record Permission(string Code, string Title, Role Least, params IReadOnlyList<Role> Also)
{
    /// <summary>See products and categories.</summary>
    public static readonly Permission ReadProducts = new("products.read", "See products", Role.Viewer, Role.Designer, Role.Writer) { About = "Products, categories, stock and pictures", Reads = true };
    /// <summary>Change products, categories and stock.</summary>
    public static readonly Permission WriteProducts = new("products.write", "Change products", Role.Staff) { About = "Products, categories, stock and imports" };
    /// <summary>Delete products.</summary>
    public static readonly Permission DeleteProducts = new("products.delete", "Delete products", Role.Staff) { About = "Delete products and variants, one by one or many at once" };
    /// <summary>See orders.</summary>
    public static readonly Permission ReadOrders = new("orders.read", "See orders", Role.Viewer) { About = "Orders with their customers, addresses and payments", Reads = true };
    /// <summary>Ship, cancel and note orders.</summary>
    public static readonly Permission WriteOrders = new("orders.write", "Ship and cancel orders", Role.Staff) { About = "Move orders along, ship and cancel them, write notes" };
    /// <summary>Give money back.</summary>
    public static readonly Permission RefundOrders = new("orders.refund", "Give money back", Role.Staff) { About = "Refund orders, and cancel those that are paid" };
    /// <summary>Change texts, pictures and links of pages.</summary>
    public static readonly Permission EditContent = new("content.edit", "Edit pages", Role.Staff, Role.Designer, Role.Writer) { About = "Texts, pictures and links of pages; ask for review" };
    /// <summary>Change everything about pages: blocks, layout, theme.</summary>
    public static readonly Permission EditDesign = new("design.edit", "Design pages", Role.Manager, Role.Designer) { About = "Blocks, layout and theme; make and delete pages" };
    /// <summary>Put pages live, now or at a time; take them back.</summary>
    public static readonly Permission Publish = new("content.publish", "Publish pages", Role.Manager) { About = "Put pages and the theme live, now or at a time, and take them back" };
    /// <summary>Change store settings.</summary>
    public static readonly Permission ManageStore = new("store.manage", "Change store settings", Role.Manager) { About = "Name, contact, region, shipping, tax and test mode" };
    /// <summary>Open new stores.</summary>
    public static readonly Permission CreateStores = new("stores.create", "Open new stores", Role.Admin) { About = "Open another store in the organization", OfOrganization = true };
    /// <summary>See who belongs to the organization.</summary>
    public static readonly Permission ReadMembers = new("members.read", "See people", Role.Viewer, Role.Designer, Role.Writer) { About = "Who belongs to the organization, and in which role", OfOrganization = true, Reads = true };
    /// <summary>Invite, change and remove members.</summary>
    public static readonly Permission ManageMembers = new("members.manage", "Manage people", Role.Admin) { About = "Invite people, change their roles and stores, remove them, and make roles", OfOrganization = true };
    /// <summary>Change the organization's name and address.</summary>
    public static readonly Permission ManageOrganization = new("organization.manage", "Change the organization", Role.Admin) { About = "Name and short name of the organization", OfOrganization = true };
    /// <summary>See plan, usage and invoices.</summary>
    public static readonly Permission ReadBilling = new("billing.read", "See plan and billing", Role.Admin) { About = "The plan, what is used of it, and invoices", OfOrganization = true, Reads = true };
    /// <summary>Choose, change and cancel the plan.</summary>
    public static readonly Permission ManageBilling = new("billing.manage", "Change plan and billing", Role.Admin) { About = "Choose, change and cancel the plan, and say who pays", OfOrganization = true };
    /// <summary>Make API keys and take them back.</summary>
    public static readonly Permission ManageApiKeys = new("apikeys.manage", "Manage API keys", Role.Admin) { About = "Make keys with which programs call the API, and take them back", OfOrganization = true };
    /// <summary>Say which addresses are told what happens in a store.</summary>
    public static readonly Permission ManageWebhooks = new("webhooks.manage", "Manage webhooks", Role.Admin) { About = "Addresses that are told what happens in a store, and what was sent to them" };
    /// <summary>Hand the organization over, delete it, and bring it back.</summary>
    public static readonly Permission OwnOrganization = new("organization.own", "Own the organization", Role.Owner) { About = "Hand it to somebody else, delete it, and bring it back", OfOrganization = true };

    /// <summary>See the activity log, check it and take it along.</summary>
    public static readonly Permission ReadAudit = new("audit.read", "See the activity log", Role.Admin) { About = "Who did what and when; check the log and take it along", OfOrganization = true, Reads = true };
    /// <summary>Hand out and erase what is held of a customer.</summary>
    public static readonly Permission ManagePrivacy = new("privacy.manage", "Export and erase personal data", Role.Admin) { About = "Hand out what is held of a customer, and erase it", InClosedStores = true };
    /// <summary>Archive and delete stores, bring them back, take everything along.</summary>
    public static readonly Permission EndStores = new("stores.end", "Archive and delete stores", Role.Admin) { About = "Put a store away, delete it, bring it back, and download all of it", InClosedStores = true };

    /// <summary>What it lets people do, in one line.</summary>
    public string About { get; init; } = "";

    /// <summary>Whether it is about the organization itself and not about one of its stores. Who is limited to some stores holds none of these.</summary>
    public bool OfOrganization { get; init; }

    /// <summary>Whether it lets people look and change nothing.</summary>
    public bool Reads { get; init; }

    /// <summary>Whether it holds in a store that is archived or to be deleted, where everything else can only be looked at.</summary>
    public bool InClosedStores { get; init; }

    /// <summary>Every right there is, in the order written above.</summary>
    public static IReadOnlyList<Permission> All => Registry.All;

    /// <summary>The right of that code, or null.</summary>
    public static Permission? Find(string? code) => code is null ? null : Registry.ByCode.GetValueOrDefault(code);

    /// <summary>Whether a role holds this right. Of a role the organization made, only its own list can tell.</summary>
    public bool HeldBy(Role role) => role <= Role.Viewer ? role <= Least : Also.Contains(role);

    // A class of its own, so that it is filled after the fields above, wherever among them a new right is written.
    private static class Registry
    {
        public static readonly IReadOnlyList<Permission> All = [.. typeof(Permission).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Permission)).OrderBy(field => field.MetadataToken).Select(field => (Permission)field.GetValue(null)!)];

        public static readonly IReadOnlyDictionary<string, Permission> ByCode = All.ToDictionary(permission => permission.Code, StringComparer.Ordinal);
    }
}
