using Rendrix.Amounts;
using Rendrix.Blocks;
using Rendrix.Plans;
using Rendrix.Stores;

namespace Rendrix.Web.Stores.Templates;

/// <summary>
/// What a new store of an industry begins with: its pages, menus, categories and twelve products. The look is the theme of the same code.
/// A template is one folder: the pages as code, the products as <c>catalog.csv</c> in our own import format.
/// </summary>
public sealed record IndustryTemplate
{
    /// <summary>Stable code: toys, kitchen, nails, decor, garments, beauty, sports, gadgets, appliances.</summary>
    public required string Code { get; init; }
    /// <summary>Which of the plans' features opens its look: basic ones are everybody's.</summary>
    public PlanFeature Needs { get; init; } = PlanFeature.BasicThemes;
    /// <summary>What the wizard calls it.</summary>
    public required string Title { get; init; }
    /// <summary>One line for the wizard: what such a store feels like.</summary>
    public required string Pitch { get; init; }
    /// <summary>The store's own line until the merchant writes theirs.</summary>
    public required string Tagline { get; init; }
    /// <summary>Message above the header; null for none. <c>{free}</c> becomes the amount from which delivery is free.</summary>
    public string? Announcement { get; init; }
    /// <summary>Colors of the announcement.</summary>
    public string AnnouncementScheme { get; init; } = "contrast";
    /// <summary>Goods from so many dollars on ship free; null when never.</summary>
    public int? FreeShippingFrom { get; init; }
    /// <summary>Flat shipping rate in cents of a dollar.</summary>
    public long ShippingCents { get; init; } = 490;
    /// <summary>Days a shopper may send things back.</summary>
    public int ReturnDays { get; init; } = 30;
    /// <summary>Shelves in the order of their tiles.</summary>
    public required IReadOnlyList<TemplateCategory> Categories { get; init; }
    /// <summary>Links of the header.</summary>
    public required IReadOnlyList<MenuLink> MainMenu { get; init; }
    /// <summary>Pictures the pages use, by the name the pages call them: addresses of <see cref="ArtImages"/>.</summary>
    public required IReadOnlyDictionary<string, string> Pictures { get; init; }
    /// <summary>Sections of the front page.</summary>
    public required Func<TemplateShop, IEnumerable<BlockNode>> Home { get; init; }
    /// <summary>Sections of the page about the shop.</summary>
    public required Func<TemplateShop, IEnumerable<BlockNode>> About { get; init; }

    /// <summary>Slugs of the categories that show the industry's first four shelves in the footer.</summary>
    public IEnumerable<MenuLink> FooterLinks => MainMenu.Where(l => l.Url.StartsWith("/categories/", StringComparison.Ordinal)).Take(4).Prepend(new MenuLink("All products", "/products"));

    /// <summary>The products as a file of our own import format, priced in dollars.</summary>
    public Stream OpenCatalog() =>
        typeof(IndustryTemplate).Assembly.GetManifestResourceStream($"Rendrix.Web.Stores.Templates.{Code}.csv") ?? throw new InvalidOperationException($"The template {Code} has no catalog.");
}

/// <summary>A shelf of a template.</summary>
/// <param name="Name">What shoppers read; the catalog names it so too.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Picture">Picture of its tile: an address of <see cref="ArtImages"/>; null borrows that of a product.</param>
public sealed record TemplateCategory(string Name, string Description, string? Picture = null)
{
    /// <summary>Slug made of the name.</summary>
    public string Slug { get; } = Rendrix.Catalog.Slug.From(Name);
}

/// <summary>What the pages of a template may know about the store they are written for.</summary>
/// <param name="Name">The merchant's own name, never the template's.</param>
/// <param name="Currency">Currency of amounts in texts.</param>
/// <param name="Locale">How amounts are written.</param>
/// <param name="PictureUrls">Addresses in the media library by the template's names.</param>
public sealed record TemplateShop(string Name, Currency Currency, string Locale, IReadOnlyDictionary<string, string> PictureUrls)
{
    /// <summary>Address of a picture the template declared.</summary>
    public string Picture(string name) => PictureUrls[name];

    /// <summary>So many dollars in the store's currency, as on a price tag.</summary>
    public string Price(int dollars)
    {
        var text = Money.FromMinor(dollars * Region.ScaleOf(Currency.Code) * Currency.MinorPerMajor, Currency).Format(Locale);
        var zeros = new string('0', Currency.Decimals);
        var at = Currency.Decimals == 0 ? -1 : text.LastIndexOf(zeros, StringComparison.Ordinal);
        return at > 0 && !char.IsDigit(text[at - 1]) ? text.Remove(at - 1, Currency.Decimals + 1) : text;
    }
}
