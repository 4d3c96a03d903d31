using Rendrix.Identity;

namespace Rendrix.Web.Dashboard;

/// <summary>A part of the dashboard: where it is, how it shows in the menu, and the right that opens it.</summary>
/// <param name="Path">Below the store's address: "/orders".</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Label">Its name.</param>
/// <param name="Needs">The right that opens it; null is for every member.</param>
public sealed record Section(string Path, string Icon, string Label, Permission? Needs = null)
{
    /// <summary>What the shop lives from.</summary>
    public static IReadOnlyList<Section> Store { get; } =
    [
        new("", "house", "Home"), new("/orders", "shopping-bag", "Orders", Permission.ReadOrders), new("/products", "package", "Products", Permission.ReadProducts), new("/inventory", "boxes", "Inventory", Permission.ReadProducts), new("/categories", "folder", "Categories", Permission.ReadProducts),
        new("/reviews", "star", "Reviews", Permission.ReadProducts), new("/newsletter", "mail", "Newsletter", Permission.ReadOrders),
    ];

    /// <summary>What shoppers see.</summary>
    public static IReadOnlyList<Section> Front { get; } = [new("/design", "palette", "Design"), new("/pages", "file-text", "Pages"), new("/media", "image", "Media", Permission.ReadProducts)];

    /// <summary>Those in the bar at the foot of a phone, in its order; the others are in its sheet "More".</summary>
    public static IReadOnlyList<Section> Bar { get; } = [.. Store.Where(section => section.Path is "" or "/orders" or "/products"), .. Front.Where(section => section.Path == "/design")];

    /// <summary>What the search field says it finds; null for whoever may see neither orders nor products.</summary>
    public static string? Findable(Func<Permission, bool> may) => (may(Permission.ReadOrders), may(Permission.ReadProducts)) switch
    {
        (true, true) => "orders and products",
        (true, false) => "orders",
        (false, true) => "products",
        _ => null,
    };

    /// <summary>The parts of the settings. One that names several rights opens with any of them.</summary>
    public static IReadOnlyList<(string Path, string Label, Permission[] Needs)> Settings { get; } =
    [
        ("", "Store", []), ("/locations", "Locations", [Permission.ManageStore]), ("/people", "People", [Permission.ReadMembers]), ("/organization", "Organization", []), ("/plan", "Plan", [Permission.ReadBilling]), ("/api-keys", "API keys", [Permission.ManageApiKeys]),
        ("/webhooks", "Webhooks", [Permission.ManageWebhooks]), ("/life", "Store life", [Permission.CreateStores, Permission.EndStores]),
    ];

    /// <summary>The right that opens a part, by its path; null when every member may.</summary>
    public static Permission? RightOf(string path) => Store.Concat(Front).FirstOrDefault(section => section.Path == path)?.Needs;
}
