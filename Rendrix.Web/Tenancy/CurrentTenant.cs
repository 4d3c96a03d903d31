using Rendrix.Reviews;
using Rendrix.Stores;

namespace Rendrix.Web.Tenancy;

/// <summary>A tenant as resolution finds it. The words are Finbuckle's, so that its documentation explains ours and the library can come back.</summary>
public interface ITenantInfo
{
    /// <summary>Id of the tenant.</summary>
    Guid Id { get; }
    /// <summary>The name it was found by.</summary>
    string Identifier { get; }
}

/// <summary>A store and its tenant, as cached for every request: what pages need without asking the database.</summary>
/// <param name="TenantId">The organization.</param>
/// <param name="StoreId">The store.</param>
/// <param name="Identifier">Its subdomain.</param>
/// <param name="Name">What shoppers read.</param>
/// <param name="Industry">Template code.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Status">Whether it sells.</param>
/// <param name="Tagline">One line.</param>
/// <param name="ContactEmail">Where shoppers write to.</param>
/// <param name="ContactAddress">Street address.</param>
/// <param name="Theme">Tokens as JSON.</param>
/// <param name="ShippingRateMinor">Flat rate, minor units.</param>
/// <param name="FreeShippingFromMinor">Free from, minor units.</param>
/// <param name="TaxBasisPoints">Tax rate.</param>
/// <param name="PricesIncludeTax">Whether prices hold it.</param>
/// <param name="TestMode">Whether the test gateway may be used.</param>
/// <param name="PrimaryDomain">The merchant's domain where shoppers are to be; null for the subdomain.</param>
/// <param name="Revision">Grows with each save of the store; part of cache keys.</param>
public sealed record StoreInfo(
    Guid TenantId, Guid StoreId, string Identifier, string Name, string Industry, string Currency, string Locale, string TimeZone, StoreStatus Status, string Tagline,
    string ContactEmail, string ContactAddress, string Theme, long ShippingRateMinor, long? FreeShippingFromMinor, int TaxBasisPoints, bool PricesIncludeTax, bool TestMode, string? PrimaryDomain, int Revision) : ITenantInfo
{
    /// <summary>Which products and categories show with which template, as JSON.</summary>
    public string TemplateRules { get; init; } = "[]";

    /// <summary>The picture that stands for it in tabs and lists; null for its first letter.</summary>
    public string? IconUrl { get; init; }
    /// <summary>The picture that headers show in place of its name.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Since when it is archived.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
    /// <summary>When it is deleted for good.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    /// <summary>Why it can only be looked at; null for a store in use.</summary>
    public StorePause? Pause => StorePause.Of(StoreId, Status, ArchivedAt, EndsAt);

    Guid ITenantInfo.Id => TenantId;

    /// <summary>Who may write reviews.</summary>
    public ReviewWriters ReviewWriters { get; init; } = ReviewWriters.Buyers;
    /// <summary>New reviews wait until they are published.</summary>
    public bool HoldReviews { get; init; } = true;

    /// <summary>From the stored store.</summary>
    public static StoreInfo Of(Store s) => new(s.TenantId, s.Id, s.Subdomain, s.Name, s.Industry, s.Currency, s.Locale, s.TimeZone, s.Standing, s.Tagline, s.ContactEmail, s.ContactAddress, s.Theme,
        s.ShippingRateMinor, s.FreeShippingFromMinor, s.TaxBasisPoints, s.PricesIncludeTax, s.TestMode, s.PrimaryDomain, s.Version)
    {
        TemplateRules = s.TemplateRules, IconUrl = s.IconUrl, LogoUrl = s.LogoUrl, ArchivedAt = s.ArchivedAt, EndsAt = s.EndsAt, ReviewWriters = s.ReviewWriters, HoldReviews = s.HoldReviews,
    };
}

/// <summary>
/// The tenant of this scope (request, circuit, job). Entered once at the door; a scope never changes tenant, and entering another throws.
/// </summary>
public sealed class CurrentTenant
{
    private Guid _tenant;
    private string? _poison;

    /// <summary>Whether a tenant was entered.</summary>
    public bool IsSet => _tenant != Guid.Empty && _poison is null;

    /// <summary>The organization; throws when none was entered.</summary>
    public Guid TenantId => _poison is not null ? throw new ScopeClosedException(_poison)
        : _tenant != Guid.Empty ? _tenant : throw new InvalidOperationException("No tenant was entered in this scope.");

    /// <summary>The store this scope is about, if one; none any more once the scope was closed, so that a page that draws once more before the browser leaves it draws without.</summary>
    public StoreInfo? Store { get => _poison is null ? field : null; private set; }

    /// <summary>The store that row security demands as well: set on storefront requests only.</summary>
    public Guid? StoreScope { get; private set; }

    /// <summary>Whether this is a shopper's request.</summary>
    public bool IsStorefront => StoreScope is not null;

    /// <summary>The store; throws when the scope has none.</summary>
    public StoreInfo RequireStore => _poison is not null ? throw new ScopeClosedException(_poison) : Store ?? throw new InvalidOperationException("No store was entered in this scope.");

    /// <summary>Enters a tenant without a store: jobs, organization-wide calls.</summary>
    public void Enter(Guid tenant)
    {
        if (_tenant != Guid.Empty && _tenant != tenant) throw new InvalidOperationException("This scope belongs to another tenant.");
        _tenant = tenant;
    }

    /// <summary>Enters the tenant of a store: dashboard, API and jobs, which may look at the tenant's other stores too.</summary>
    public void Enter(StoreInfo store)
    {
        Enter(store.TenantId);
        if (Store is not null && Store.StoreId != store.StoreId) throw new InvalidOperationException("This scope belongs to another store.");
        Store = store;
    }

    /// <summary>Enters a shop as a shopper: the database shows this store's rows alone.</summary>
    public void EnterStorefront(StoreInfo store)
    {
        Enter(store);
        StoreScope = store.StoreId;
    }

    /// <summary>Closes the scope: whoever asks it for its tenant from now on gets a <see cref="ScopeClosedException"/>. It was carried somewhere it does not belong (a link into another store).</summary>
    public void Poison(string why) => _poison = why;

    /// <summary>Takes the newest settings of the same store.</summary>
    public void Refresh(StoreInfo store) { if (Store?.StoreId == store.StoreId) Store = store; }
}

/// <summary>
/// The scope was closed while somebody still worked in it: the person was removed, signed out or went to another store. A cancellation, because that is what becomes of the work:
/// Blazor passes over a canceled one, where any other exception would end the circuit with an error before the browser is led away.
/// </summary>
public sealed class ScopeClosedException(string why) : OperationCanceledException(why);
