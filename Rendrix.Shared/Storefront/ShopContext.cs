using Rendrix.Amounts;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Media;
using Rendrix.Reviews;
using Rendrix.Stores;

namespace Rendrix.Storefront;

/// <summary>A menu as the shop draws it: heading and links in order.</summary>
public sealed record MenuView(string Title, IReadOnlyList<MenuLink> Links)
{
    /// <summary>No heading, no links.</summary>
    public static MenuView Empty { get; } = new("", []);
}

/// <summary>
/// What every block may know about the shop it stands in. It holds nothing about the visitor, so that a page drawn with it
/// is the same for all and can be kept; the cart page alone, which is never kept, has a cart in its <see cref="Page"/>.
/// </summary>
public sealed record ShopContext
{
    /// <summary>The store.</summary>
    public Guid StoreId { get; init; }
    /// <summary>Name shoppers read.</summary>
    public required string Name { get; init; }
    /// <summary>One line about the shop.</summary>
    public string Tagline { get; init; } = "";
    /// <summary>The picture that stands for it in tabs, of its media library; null for its first letter.</summary>
    public string? IconUrl { get; init; }
    /// <summary>The picture that its header shows in place of the name; null for the name.</summary>
    public string? LogoUrl { get; init; }
    /// <summary>ISO 4217 code of all prices.</summary>
    public string Currency { get; init; } = "USD";
    /// <summary>BCP 47 locale for money, dates and the language of the page.</summary>
    public string Locale { get; init; } = "en-US";
    /// <summary>Put before every path of the shop: empty on its own host, "/store/{slug}" on the shared one.</summary>
    public string PathBase { get; init; } = "";
    /// <summary>Path of the page being drawn, without path base: "/products/blue-mug".</summary>
    public string Path { get; init; } = "/";
    /// <summary>What the page is about.</summary>
    public PageContext Page { get; init; } = PageContext.None;
    /// <summary>Design tokens.</summary>
    public ThemeTokens Theme { get; init; } = ThemeTokens.Default;
    /// <summary>Menus by handle: main, footer-1, footer-2, footer-3.</summary>
    public IReadOnlyDictionary<string, MenuView> Menus { get; init; } = new Dictionary<string, MenuView>();
    /// <summary>Where shoppers write to; may be empty.</summary>
    public string ContactEmail { get; init; } = "";
    /// <summary>Street address; may be empty.</summary>
    public string ContactAddress { get; init; } = "";
    /// <summary>Whether prices already hold the tax.</summary>
    public bool PricesIncludeTax { get; init; }
    /// <summary>Whether tax comes on top of the prices; a shop without a rate adds none.</summary>
    public bool AddsTax { get; init; }
    /// <summary>Flat shipping rate, minor units.</summary>
    public long ShippingRateMinor { get; init; }
    /// <summary>Goods from this amount on ship free, minor units; null when never.</summary>
    public long? FreeShippingFromMinor { get; init; }
    /// <summary>Who may write reviews.</summary>
    public ReviewWriters ReviewWriters { get; init; } = ReviewWriters.Buyers;
    /// <summary>The installation's own line at the foot of the page; null for none.</summary>
    public BadgeView? Badge { get; init; }
    /// <summary>What is known of the shop's pictures; null draws them plainly.</summary>
    public PictureBook? Pictures { get; init; }

    /// <summary>IANA time zone in which dates are told.</summary>
    public string TimeZone { get; init; } = "UTC";
    /// <summary>The moment the page is drawn for: blocks with a time of their own show by it.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch;
    /// <summary>The cart that the editor previews the page with. Null in the shop: its kept pages know no cart, and the cart page has its own.</summary>
    public CartFacts? PreviewCart { get; init; }
    /// <summary>What the page is about, by the paths of <see cref="BindSources"/>: <c>product.name</c>, <c>collection.url</c>, <c>page.title</c>. Links and pictures without path base.</summary>
    public IReadOnlyDictionary<string, string> Subject { get; init; } = new Dictionary<string, string>();

    /// <summary>The shop data of that path; null when this page has none, so that the setting's own text stands in.</summary>
    public string? Bound(string path)
    {
        var text = path switch { "store.name" => Name, "store.tagline" => Tagline, "store.email" => ContactEmail, "store.address" => ContactAddress, _ => Subject.GetValueOrDefault(path) ?? Page.Bound(path, this) };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>
    /// Whether a block shows here by its conditions on cart and stock. Where no cart is known the one on the cart counts as met, and
    /// <see cref="CartWish"/> tells the browser what to ask.
    /// </summary>
    public bool Meets(BlockNode node, BlockData data) =>
        BlockConditions.MeetsStock(node, BlockConditions.StockOf(node) is { } slug ? data.Stock.GetValueOrDefault(slug) ?? StockFacts.Gone : Page.Product?.Stock)
        && (KnownCart is not { } cart || BlockConditions.MeetsCart(node, cart, MinorPerMajor));

    /// <summary>The condition on the cart as a page for everyone holds it: "empty", "some", or the least subtotal in minor units; null when there is none, or this page knows its cart.</summary>
    public string? CartWish(BlockNode node) => Page.Cart is not null ? null
        : BlockConditions.Cart(node) is "total" ? BlockConditions.Amount(node, MinorPerMajor).ToString(System.Globalization.CultureInfo.InvariantCulture) : BlockConditions.Cart(node);

    private CartFacts? KnownCart => Page.Cart is { } own ? new CartFacts(own.Cart?.Count ?? 0, own.Cart?.Subtotal.Minor ?? 0) : PreviewCart;

    private long MinorPerMajor => Amounts.Currency.TryOf(Currency, out var known) ? known.MinorPerMajor : 100;

    /// <summary>The shop as blocks see it that show one product of several on a page: that product is what they are about.</summary>
    public ShopContext About(ProductView product) => this with
    {
        Page = Page with { Product = product, Variant = product.Choose(null), IsRepeated = true },
        Subject = Subject.Where(s => !s.Key.StartsWith("product.", StringComparison.Ordinal)).ToDictionary(),
    };

    /// <summary>Two-letter language of the page.</summary>
    public string Language => Locale.Split('-', 2)[0].ToLowerInvariant() is { Length: 2 or 3 } language && language.All(char.IsAsciiLetterLower) ? language : "en";

    /// <summary>The menu of that handle; empty when the store has none.</summary>
    public MenuView Menu(string handle) => Menus.TryGetValue(handle, out var menu) ? menu : MenuView.Empty;

    /// <summary>
    /// Address of a link as the browser needs it: paths of the shop get the path base, fragments and full addresses stay.
    /// Anything that could run script becomes the front page.
    /// </summary>
    public string Url(string? link)
    {
        if (string.IsNullOrEmpty(link)) return PathBase + "/";
        if (link[0] == '/' && FieldCheck.IsSafeLink(link)) return PathBase + link;
        return FieldCheck.IsSafeLink(link) ? link : PathBase + "/";
    }

    /// <summary>A day as the shop's country writes it, in the shop's time zone: "30 Nov 2026".</summary>
    public string Day(DateTimeOffset at)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy", MoneyFormat.CultureOf(Locale));
    }

    /// <summary>What delivery costs, in a sentence.</summary>
    public string Delivery => FreeShippingFromMinor is { } from ? from <= 0 ? "Free delivery." : $"Free delivery over {Price(from)}." : ShippingRateMinor == 0 ? "Free delivery." : $"Delivery {Price(ShippingRateMinor)}.";

    /// <summary>"page" when the link leads to the page being drawn, else null: the value of aria-current.</summary>
    public string? Current(string link) => string.Equals(link, Path, StringComparison.Ordinal) ? "page" : null;

    /// <summary>An amount of minor units as shoppers read it; whole amounts without decimals, as on a price tag.</summary>
    public string Price(long minor)
    {
        var text = Money(minor);
        var currency = Amounts.Currency.TryOf(Currency, out var known) ? known : Amounts.Currency.Of("USD");
        if (currency.Decimals == 0 || minor % currency.MinorPerMajor != 0) return text;
        // ".00" in the middle or at the end, whatever the locale's separator: "48,00 €" becomes "48 €".
        var zeros = new string('0', currency.Decimals);
        var at = text.LastIndexOf(zeros, StringComparison.Ordinal);
        return at > 0 && !char.IsDigit(text[at - 1]) ? text.Remove(at - 1, currency.Decimals + 1) : text;
    }

    /// <summary>An amount of minor units with the currency's decimals, as in sums.</summary>
    public string Money(long minor) => Amounts.Money.FromMinor(minor, Amounts.Currency.TryOf(Currency, out var known) ? known : Amounts.Currency.Of("USD")).Format(Locale);
}

/// <summary>The installation's own line at the foot of a shop.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Url">Where it leads, https; null for nowhere.</param>
public sealed record BadgeView(string Text, string? Url);
