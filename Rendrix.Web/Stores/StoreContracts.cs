using Rendrix.Amounts;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Stores;

/// <summary>Body of POST /stores.</summary>
/// <param name="Name">What shoppers read; 1 to 100 characters.</param>
/// <param name="Subdomain">Label of the free address; made of the name when left out.</param>
/// <param name="Industry">Code of the industry template: toys, decor, …</param>
/// <param name="Currency">ISO 4217; USD when left out.</param>
/// <param name="Template">Another word for industry.</param>
/// <param name="Country">Two letters, ISO 3166-1; sets tax, time zone and locale to begin with.</param>
/// <param name="Locale">BCP 47 locale for money and dates.</param>
public sealed record CreateStoreRequest(string? Name = null, string? Subdomain = null, string? Industry = null, string? Currency = null, string? Template = null, string? Country = null, string? Locale = null);

/// <summary>Body of PATCH /stores/{storeId}; what is left out stays.</summary>
public sealed record StorePatch
{
    /// <summary>What shoppers read; 1 to 100 characters.</summary>
    public string? Name { get; init; }
    /// <summary>One line about the shop, at most 200 characters.</summary>
    public string? Tagline { get; init; }
    /// <summary>Where shoppers write to; empty for nowhere.</summary>
    public string? ContactEmail { get; init; }
    /// <summary>Street address for footer and mails, at most 500 characters.</summary>
    public string? ContactAddress { get; init; }
    /// <summary>Address of the picture that stands for the store in tabs and lists, from its media library: <c>/media/….png</c>; null for its first letter.</summary>
    public Optional<string?> IconUrl { get; init; }
    /// <summary>Address of the picture that headers show in place of the name, from its media library; null for the name.</summary>
    public Optional<string?> LogoUrl { get; init; }
    /// <summary>Flat shipping rate in the store's currency.</summary>
    public AmountText? ShippingRate { get; init; }
    /// <summary>Goods from this amount on ship free; null for never.</summary>
    public Optional<AmountText?> FreeShippingFrom { get; init; }
    /// <summary>Tax in percent with at most two decimals, 0 to 100.</summary>
    public AmountText? TaxRate { get; init; }
    /// <summary>Whether prices already hold the tax.</summary>
    public bool? PricesIncludeTax { get; init; }
    /// <summary>BCP 47 locale.</summary>
    public string? Locale { get; init; }
    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }
    /// <summary>Who may write reviews: nobody, buyers or everyone.</summary>
    public ReviewWriters? ReviewWriters { get; init; }
    /// <summary>Whether new reviews wait until they are published.</summary>
    public bool? HoldReviews { get; init; }
    /// <summary>Words that find the same products, a group each: <c>["sofa, couch, settee"]</c>. At most 200 groups of 12 words.</summary>
    public List<string>? Synonyms { get; init; }
}

/// <summary>A store.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">What shoppers read.</param>
/// <param name="Slug">The label below /store/ and in the storefront API.</param>
/// <param name="Subdomain">The same label, at the free address.</param>
/// <param name="CustomDomain">The domain of the merchant where shoppers are; null while that is the free address. All of them are at …/domains.</param>
/// <param name="Url">Where shoppers go.</param>
/// <param name="Industry">Template code.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Status">active, suspended, closed (archived, or being deleted) or making (being copied from another store).</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Tagline">One line.</param>
/// <param name="ContactEmail">Where shoppers write to.</param>
/// <param name="ContactAddress">Street address.</param>
/// <param name="ShippingRate">Flat rate.</param>
/// <param name="FreeShippingFrom">Free from; null for never.</param>
/// <param name="TaxRate">Percent.</param>
/// <param name="PricesIncludeTax">Whether prices hold it.</param>
/// <param name="TestMode">Whether the test gateway pays.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record StoreResponse(
    Guid Id, string Name, string Slug, string Subdomain, string? CustomDomain, string Url, string Industry, string Currency, StoreStatus Status, string Locale, string TimeZone, string Tagline,
    string ContactEmail, string ContactAddress, string ShippingRate, string? FreeShippingFrom, string TaxRate, bool PricesIncludeTax, bool TestMode, DateTimeOffset CreatedAt)
{
    /// <summary>Who may write reviews.</summary>
    public ReviewWriters ReviewWriters { get; init; }
    /// <summary>Whether new reviews wait until they are published.</summary>
    public bool HoldReviews { get; init; }
    /// <summary>Words that find the same products, a group each.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>The picture that stands for it in tabs and lists; null for its first letter.</summary>
    public string? IconUrl { get; init; }
    /// <summary>The picture that headers show in place of its name; null for the name.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Since when it is archived; null for a store in use.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
    /// <summary>When it is deleted for good; null unless somebody asked for that.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The wire form.</summary>
    public static StoreResponse From(Store s, string? customDomain, string url) => new(
        s.Id, s.Name, s.Subdomain, s.Subdomain, customDomain, url, s.Industry, s.Currency, s.Standing, s.Locale, s.TimeZone, s.Tagline, s.ContactEmail, s.ContactAddress,
        s.Money(s.ShippingRateMinor).ToWire(), s.FreeShippingFromMinor is { } from ? s.Money(from).ToWire() : null,
        new Percentage(s.TaxBasisPoints).Percent.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), s.PricesIncludeTax, s.TestMode, s.CreatedAt)
    {
        ReviewWriters = s.ReviewWriters, HoldReviews = s.HoldReviews, Synonyms = s.Synonyms, IconUrl = s.IconUrl, LogoUrl = s.LogoUrl, ArchivedAt = s.ArchivedAt, EndsAt = s.EndsAt,
    };
}
