using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Search;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Search;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary>Changes a store's name, contact, shipping and tax; every cached page and every process hears of it with the commit.</summary>
public sealed class ChangeStore(TenantTransactions transactions)
{
    /// <summary>Applies what the patch names and answers the store as it is then.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="patch">What to change.</param>
    /// <param name="demandMatch">Refuses when the caller saw an older version; given the version before anything is changed.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Store> RunAsync(Guid tenantId, Guid storeId, StorePatch patch, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        demandMatch?.Invoke(store.Version);
        var language = store.Locale.Split('-')[0];
        var icon = await PictureAsync(db, storeId, patch.IconUrl, "iconUrl", ct);
        var logo = await PictureAsync(db, storeId, patch.LogoUrl, "logoUrl", ct);
        Apply(store, patch);
        if (patch.IconUrl.IsSet) store.IconUrl = icon;
        if (patch.LogoUrl.IsSet) store.LogoUrl = logo;
        if (!db.ChangeTracker.HasChanges()) return store;
        if (store.Locale.Split('-')[0] != language) db.Publish(new StoreLanguageChanged(store.Id, store.Locale));
        await db.TellStoreChangedAsync(store.Id, ct);
        await db.CommitAsync(ct);
        return store;
    }

    // A picture of the store's own library, by the address it has there. One that is deleted in the same moment shows as if none had been chosen.
    private static async Task<string?> PictureAsync(AppDb db, Guid storeId, Optional<string?> wanted, string field, CancellationToken ct)
    {
        if (!wanted.IsSet || string.IsNullOrWhiteSpace(wanted.Value)) return null;
        var file = MediaFile.IdIn(wanted.Value.Trim()) is { } id ? await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == id, ct) : null;
        return file?.Url ?? throw new RefusedException(Refusal.Invalid(field, "Choose a picture of this store's media library"));
    }

    private static void Apply(Store store, StorePatch patch)
    {
        var errors = new FieldErrors();
        var currency = Currency.Of(store.Currency);
        if (patch.Name is { } name)
        {
            errors.Require(name.Trim().Length is >= 1 and <= 100 && !name.Any(char.IsControl), "name", "Enter a name of 1 to 100 characters");
            store.Name = name.Trim();
        }
        if (patch.Tagline is { } tagline)
        {
            errors.Require(tagline.Trim().Length <= 200 && !tagline.Any(char.IsControl), "tagline", "Use one line of 200 characters or fewer");
            store.Tagline = tagline.Trim();
        }
        if (patch.ContactEmail is { } email)
        {
            if (email.Trim().Length > 0 && EmailAddress.Problem(email.Trim()) is { } problem) errors.Add("contactEmail", problem);
            store.ContactEmail = email.Trim();
        }
        if (patch.ContactAddress is { } address)
        {
            errors.Require(address.Trim().Length <= 500, "contactAddress", "Use 500 characters or fewer");
            store.ContactAddress = address.Trim();
        }
        if (patch.ShippingRate is { } rate && rate.Read(currency, errors, "shippingRate") is { } shipping) store.ShippingRateMinor = shipping.Minor;
        if (patch.FreeShippingFrom.IsSet) store.FreeShippingFromMinor = patch.FreeShippingFrom.Value?.Read(currency, errors, "freeShippingFrom")?.Minor;
        if (patch.TaxRate is { } tax)
        {
            var valid = decimal.TryParse(tax.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 && decimal.Round(percent, 2) == percent;
            errors.Require(valid, "taxRate", "Enter a percentage from 0 to 100 with at most two decimals, such as 8.25");
            if (valid) store.TaxBasisPoints = Percentage.Of(percent).BasisPoints;
        }
        if (patch.PricesIncludeTax is { } included) store.PricesIncludeTax = included;
        if (patch.Locale is { } locale)
        {
            errors.Require(IsLocale(locale), "locale", "Choose a locale such as en-US or de-DE");
            store.Locale = locale;
        }
        if (patch.TimeZone is { } zone)
        {
            errors.Require(zone.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "timeZone", "Choose a time zone such as Europe/Berlin");
            store.TimeZone = zone;
        }
        store.ReviewWriters = patch.ReviewWriters ?? store.ReviewWriters;
        store.HoldReviews = patch.HoldReviews ?? store.HoldReviews;
        if (patch.Synonyms is { } synonyms)
        {
            var groups = Synonyms.Read(string.Join('\n', synonyms), errors);
            if (!groups.SequenceEqual(store.Synonyms)) store.Synonyms = groups;
        }
        errors.ThrowIfAny();
    }

    private static bool IsLocale(string text)
    {
        if (text.Length is < 2 or > 20 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) return false;
        try { return CultureInfo.GetCultureInfo(text, predefinedOnly: true).Name.Length > 0; }
        catch (CultureNotFoundException) { return false; }
    }
}
