namespace Rendrix.Plans;

/// <summary>Something that plans open. Adding one is one field here; which plans open it is data.</summary>
/// <param name="Code">Stable name, as plans list it.</param>
/// <param name="Title">What people read.</param>
public sealed record PlanFeature(string Code, string Title)
{
    /// <summary>Whether the program has it, or people keep it. What is not there yet may stand in a plan and is not shown to who chooses one.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>The themes that every shop may use.</summary>
    public static readonly PlanFeature BasicThemes = new("basic_themes", "Basic themes");
    /// <summary>Answers by mail.</summary>
    public static readonly PlanFeature StandardSupport = new("standard_support", "Standard support");
    /// <summary>Themes beyond the basic ones.</summary>
    public static readonly PlanFeature PremiumThemes = new("premium_themes", "Premium themes");
    /// <summary>Titles, descriptions and addresses for search engines.</summary>
    public static readonly PlanFeature SeoTools = new("seo_tools", "SEO tools");
    /// <summary>Answers before others.</summary>
    public static readonly PlanFeature PrioritySupport = new("priority_support", "Priority support");
    /// <summary>Every theme there is.</summary>
    public static readonly PlanFeature AllThemes = new("all_themes", "All themes");
    /// <summary>Redirects in bulk.</summary>
    public static readonly PlanFeature AdvancedSeo = new("advanced_seo", "Advanced SEO");
    /// <summary>Campaigns and abandoned carts.</summary>
    public static readonly PlanFeature MarketingSuite = new("marketing_suite", "Marketing suite") { IsHere = false };
    /// <summary>Programs of the merchant may use the HTTP API with keys.</summary>
    public static readonly PlanFeature ApiAccess = new("api_access", "API access");
    /// <summary>Scripts of the merchant in their shop.</summary>
    public static readonly PlanFeature CustomScripts = new("custom_js", "Custom scripts") { IsHere = false };
    /// <summary>Shops without the installation's own line.</summary>
    public static readonly PlanFeature WhiteLabel = new("white_label", "White label");
    /// <summary>A person who knows the shop.</summary>
    public static readonly PlanFeature DedicatedSupport = new("dedicated_support", "Dedicated support");
    /// <summary>Connections made to order.</summary>
    public static readonly PlanFeature CustomIntegrations = new("custom_integrations", "Custom integrations");
    /// <summary>Promised availability.</summary>
    public static readonly PlanFeature Sla = new("sla", "Service level agreement");
    /// <summary>Stock in more than one place.</summary>
    public static readonly PlanFeature MultiWarehouse = new("multi_warehouse", "Several warehouses");

    /// <summary>Every feature, in the order written above.</summary>
    public static IReadOnlyList<PlanFeature> All => Registry.All;

    /// <summary>The feature of that code, or null.</summary>
    public static PlanFeature? Find(string? code) => Registry.All.FirstOrDefault(feature => feature.Code == code);

    // A class of its own, so that it is filled after the fields above, wherever among them a new one is written.
    private static class Registry
    {
        public static readonly IReadOnlyList<PlanFeature> All = [.. typeof(PlanFeature).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(field => field.FieldType == typeof(PlanFeature)).OrderBy(field => field.MetadataToken).Select(field => (PlanFeature)field.GetValue(null)!)];
    }
}
