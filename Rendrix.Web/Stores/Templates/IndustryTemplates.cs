using Rendrix.Web.Stores.Templates.Industries;

namespace Rendrix.Web.Stores.Templates;

/// <summary>The nine templates, in the order the wizard offers them.</summary>
public static class IndustryTemplates
{
    /// <summary>All of them; the first is taken when a merchant chooses none.</summary>
    public static IReadOnlyList<IndustryTemplate> All { get; } =
        [ToysTemplate.Template, KitchenTemplate.Template, NailsTemplate.Template, DecorTemplate.Template, GarmentsTemplate.Template, BeautyTemplate.Template, SportsTemplate.Template, GadgetsTemplate.Template, AppliancesTemplate.Template];

    /// <summary>The template of a code, or null.</summary>
    public static IndustryTemplate? Find(string code) => All.FirstOrDefault(t => t.Code == code);
}
