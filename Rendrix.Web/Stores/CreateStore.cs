using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Blocks;
using Rendrix.Catalog;
using Rendrix.Content;
using Rendrix.Orders;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Integrations;
using Rendrix.Web.Media;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Stores.Themes;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores;

/// <summary>
/// Opens a store: address, settings, theme, menus, published pages, categories, products and pictures, all in one transaction. Either there is a
/// whole shop that sells, or nothing at all.
/// </summary>
public sealed class CreateStore(TenantTransactions transactions, ImportCatalog catalog, PlanGate plans, ArtImages art, FileStore files, TemplateShelf shelf, TimeProvider clock)
{
    /// <summary>Opens the store for an organization. The caller has checked that the person may.</summary>
    /// <param name="organizationId">The tenant.</param>
    /// <param name="userId">Who asks; shoppers' letters go to their address until the merchant changes it.</param>
    /// <param name="input">What the merchant said.</param>
    /// <param name="ct">Ends the work; nothing stays.</param>
    public Task<StoreInfo> RunAsync(Guid organizationId, Guid? userId, CreateStoreInput input, CancellationToken ct) => RunAsync(organizationId, userId, input, null, ct);

    /// <summary>The same, told about to whoever waits elsewhere.</summary>
    internal async Task<StoreInfo> RunAsync(Guid organizationId, Guid? userId, CreateStoreInput input, StoreMaking? making, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(input.Industry)) input = input with { Industry = await FirstAsync(organizationId, ct) };
        var plan = Plan.Of(input, making?.StoreId);
        await shelf.DemandAsync(plan.Template.Code, ct);
        if (making is not null) await making.Reached(OpeningStep.Pictures);
        await art.PrepareAsync([.. await StarterCatalog.PicturesAsync(plan.Template, ct), .. plan.Template.Pictures.Values, .. plan.Template.Categories.Select(c => c.Picture).OfType<string>()], ct);
        await using var db = await transactions.BeginAsync(organizationId, null, ct);
        if (making is not null) { await making.Began(db); await making.Reached(OpeningStep.Address); }
        if (!await db.Organizations.AnyAsync(o => o.Id == organizationId, ct)) throw new RefusedException(Refusal.NotFound("organization"));
        await plans.DemandStoresAsync(db, 1, ct);
        await plans.DemandLookAsync(db, plan.Template.Code, ct);
        var label = await ClaimAsync(db, plan.Label, plan.Name, plan.StoreId, clock.GetUtcNow(), ct);
        var committing = false;
        try
        {
            var store = await BuildAsync(db, plan, label, userId, making, ct);
            await db.TellStoreChangedAsync(store.Id, ct);
            if (making is not null) { await making.Reached(OpeningStep.Opening); await making.Made(db, store); }
            committing = true;
            await db.CommitAsync(ct);
            return StoreInfo.Of(store);
        }
        catch
        {
            // A commit whose answer was lost may have been carried out: a store that is there keeps its pictures.
            if (!committing || !await IsThereAsync(organizationId, plan.StoreId))
                foreach (var file in db.MediaFiles.Local) files.Delete(organizationId, file.Id);
            throw;
        }
    }

    // Nobody's wish to stop ends this question: what is deleted after it cannot be drawn again.
    private async Task<bool> IsThereAsync(Guid organizationId, Guid storeId)
    {
        await using var db = await transactions.BeginAsync(organizationId, null, CancellationToken.None);
        return await db.Stores.AnyAsync(s => s.Id == storeId, CancellationToken.None);
    }

    /// <summary>Refuses what cannot be read or chosen, and answers the wish with a trade and an address as they are written.</summary>
    internal async Task<CreateStoreInput> CheckAsync(Guid organizationId, CreateStoreInput input, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(input.Industry)) input = input with { Industry = await FirstAsync(organizationId, ct) };
        var plan = Plan.Of(input, null);
        await shelf.DemandAsync(plan.Template.Code, ct);
        return input with { Name = plan.Name, Subdomain = plan.Label, Industry = plan.Template.Code, Currency = plan.Currency.Code, Country = input.Country?.Trim().ToUpperInvariant(), Locale = plan.Locale };
    }

    // For a merchant who chooses none: the first on offer that their plan opens.
    private async Task<string> FirstAsync(Guid organizationId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organizationId, null, ct);
        var locked = await plans.LockedLooksAsync(db, ct);
        return await shelf.FirstAsync(code => !locked.ContainsKey(code), ct);
    }

    // The address is claimed first: whoever wants the same one waits at this statement for our commit and has made nothing in the meantime.
    internal static async Task<string> ClaimAsync(AppDb db, string? label, string name, Guid storeId, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var answer = label is { } wanted ? await SubdomainAvailability.AskAsync(db, wanted, name, ct) : new(await SubdomainAvailability.FromNameAsync(db, name, ct), true, null, []);
            if (!answer.IsFree) throw new RefusedException(SubdomainAvailability.Taken(answer));
            await SubdomainAvailability.LockAsync(db, answer.Label, ct);
            if (!(await SubdomainAvailability.AskAsync(db, answer.Label, name, ct)).IsFree) continue;
            var claimed = await db.Database.ExecuteSqlAsync($"""
                insert into store_domains (kind, name, tenant_id, store_id, verified_at) values ('subdomain', {answer.Label}, {db.Tenant}, {storeId}, {now}) on conflict (kind, name) do nothing
                """, ct);
            if (claimed == 1) return answer.Label;
        }
        throw new RefusedException(new Refusal("ALREADY_EXISTS", "Too many stores of that name are being opened right now. Choose an address."));
    }

    private async Task<Store> BuildAsync(AppDb db, Plan plan, string label, Guid? userId, StoreMaking? making, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var template = plan.Template;
        var scale = Region.ScaleOf(plan.Currency.Code);
        var store = new Store
        {
            TenantId = db.Tenant, Id = plan.StoreId, Name = plan.Name, Subdomain = label, Industry = template.Code, Currency = plan.Currency.Code, Locale = plan.Locale, TimeZone = plan.Region.TimeZone, Status = StoreStatus.Active,
            Tagline = template.Tagline, ContactEmail = userId is { } id ? await db.Users.Where(u => u.Id == id).Select(u => u.Email).FirstOrDefaultAsync(ct) ?? "" : "",
            ShippingRateMinor = Money.Round(template.ShippingCents * scale / 100m, plan.Currency).Minor, FreeShippingFromMinor = template.FreeShippingFrom is { } from ? from * scale * plan.Currency.MinorPerMajor : null,
            TaxBasisPoints = plan.Region.TaxBasisPoints, PricesIncludeTax = plan.Region.PricesIncludeTax, TestMode = true, Theme = ThemeLibrary.Find(template.Code).ToJson(), CreatedAt = now,
        };
        db.Stores.Add(store);
        db.OrderCounters.Add(new OrderCounter { Id = Guid.CreateVersion7(now), StoreId = store.Id });
        await db.SaveAsync(ct);

        if (making is not null) await making.Reached(OpeningStep.Catalog);
        await AddCategoriesAsync(db, store, template, now, ct);
        using (var csv = await StarterCatalog.OpenAsync(template, plan.Currency, ct))
            if (await catalog.RunNowAsync(db, store, csv, ct) is { Failed: > 0 } result) throw new InvalidOperationException($"The catalog of the template {template.Code} has mistakes: {string.Join(' ', result.Problems)}");

        if (making is not null) await making.Reached(OpeningStep.Pages);
        await DressAsync(db, store, template, now, ct);
        return store;
    }

    /// <summary>Menus and published pages of the trade, with their pictures.</summary>
    internal async Task DressAsync(AppDb db, Store store, IndustryTemplate template, DateTimeOffset now, CancellationToken ct)
    {
        var pictures = new Dictionary<string, string>();
        foreach (var (name, address) in template.Pictures) pictures[name] = await PictureAsync(db, store, address, now, ct);
        AddMenus(db, store, template, now);
        AddPages(db, store, template, new TemplateShop(store.Name, Currency.Of(store.Currency), store.Locale, pictures), now);
    }

    private async Task AddCategoriesAsync(AppDb db, Store store, IndustryTemplate template, DateTimeOffset now, CancellationToken ct)
    {
        for (var i = 0; i < template.Categories.Count; i++)
        {
            var shelf = template.Categories[i];
            db.Categories.Add(new Category
            {
                Id = Guid.CreateVersion7(now), StoreId = store.Id, Name = shelf.Name, Slug = shelf.Slug, Description = shelf.Description, Position = i, CreatedAt = now, UpdatedAt = now,
                ImageUrl = shelf.Picture is { } address ? await PictureAsync(db, store, address, now, ct) : null,
            });
        }
        // The importer finds its categories in the database.
        await db.SaveAsync(ct);
    }

    private async Task<string> PictureAsync(AppDb db, Store store, string address, DateTimeOffset now, CancellationToken ct)
    {
        var image = await art.FetchAsync(address, ct) ?? throw new InvalidOperationException($"A template names a picture that cannot be drawn: {address}");
        return (await MediaFiles.AddAsync(db, files, store.Id, image.Content, image.Name, "store", "", image.IsOurArt, now, ct)).Url;
    }

    private static void AddMenus(AppDb db, Store store, IndustryTemplate template, DateTimeOffset now)
    {
        Add("main", "Main", template.MainMenu);
        Add("footer-1", "Shop", template.FooterLinks);
        Add("footer-2", "Help", [new("Delivery", "/policies/shipping"), new("Returns", "/policies/returns"), .. store.ContactEmail.Length > 0 ? [new MenuLink("Contact", "mailto:" + store.ContactEmail)] : Array.Empty<MenuLink>()]);
        Add("footer-3", store.Name, [new("Our story", "/pages/about"), new("Privacy", "/policies/privacy"), new("Terms", "/policies/terms")]);

        void Add(string handle, string title, IEnumerable<MenuLink> links) => db.Menus.Add(new Menu { Id = Guid.CreateVersion7(now), StoreId = store.Id, Handle = handle, Title = title, Links = [.. links] });
    }

    private static void AddPages(AppDb db, Store store, IndustryTemplate template, TemplateShop shop, DateTimeOffset now)
    {
        List<BlockNode> header = [Sections.Block("header", ("Menu", "main"))];
        if (template.Announcement is { } message) header.Insert(0, Sections.Block("announcement", ("Text", message.Replace("{free}", shop.Price(template.FreeShippingFrom ?? 0), StringComparison.Ordinal)), ("Scheme", template.AnnouncementScheme)));
        var site = BlockNode.Create("site", id: "root").WithSlot("header", [.. header]).WithSlot("footer", [Sections.Block("footer", ("Scheme", "contrast"))]);
        Add(PageType.Site, "Header and footer", "site", new PageDocument(site));
        Add(PageType.Home, "Home", "home", PageDocument.Of([.. template.Home(shop)]), store.Name, template.Tagline);
        Add(PageType.Standard, "Our story", "about", PageDocument.Of([.. template.About(shop)]));

        var facts = new PolicyFacts(store.Name, store.ContactEmail, Rendrix.Places.Country.NameOf(RegionOf(store)), store.Currency, store.PricesIncludeTax, store.Money(store.ShippingRateMinor).Format(store.Locale),
            store.FreeShippingFromMinor is { } from ? store.Money(from).Format(store.Locale) : null, template.ReturnDays);
        foreach (var (slug, title, section) in Policies.Of(facts)) Add(PageType.Policy, title, slug, PageDocument.Of(section));

        void Add(PageType type, string title, string slug, PageDocument document, string seoTitle = "", string seoDescription = "")
        {
            var json = document.ToJson();
            var page = new Page
            {
                Id = Guid.CreateVersion7(now), StoreId = store.Id, Type = type, Title = title, Slug = slug, Draft = json, DraftRevision = 1, PublishedRevision = 1, PublishedNumber = 1, PublishedAt = now,
                SeoTitle = seoTitle, SeoDescription = seoDescription, CreatedAt = now, UpdatedAt = now,
            };
            db.Pages.Add(page);
            db.PageVersions.Add(new PageVersion { Id = Guid.CreateVersion7(now), StoreId = store.Id, PageId = page.Id, Number = 1, Document = json, PublishedAt = now });
        }
    }

    /// <summary>The name with single spaces, and the wanted address; null for one made of the name.</summary>
    internal static (string Name, string? Label) NameAndLabel(string? given, string? subdomain, FieldErrors errors)
    {
        var name = string.Join(' ', (given ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        errors.Require(name.Length is >= 1 and <= 100 && !name.Any(char.IsControl), "name", "Enter a name of 1 to 100 characters");
        var label = string.IsNullOrWhiteSpace(subdomain) ? null : SubdomainAvailability.Normal(subdomain);
        if (label is not null && Subdomain.Problem(label) is { } problem) errors.Add("subdomain", problem);
        return (name, label);
    }

    private static string RegionOf(Store store) => store.Locale[(store.Locale.LastIndexOf('-') + 1)..];

    /// <summary>What was asked, checked and with its defaults.</summary>
    private sealed record Plan(Guid StoreId, string Name, string? Label, IndustryTemplate Template, Currency Currency, Region Region, string Locale)
    {
        public static Plan Of(CreateStoreInput input, Guid? storeId)
        {
            var errors = new FieldErrors();
            var (name, label) = NameAndLabel(input.Name, input.Subdomain, errors);
            var code = string.IsNullOrWhiteSpace(input.Industry) ? IndustryTemplates.All[0].Code : input.Industry.Trim().ToLowerInvariant();
            var template = IndustryTemplates.Find(code);
            errors.Require(template is not null, "industry", $"Choose one of {string.Join(", ", IndustryTemplates.All.Select(t => t.Code))}");
            var known = Currency.TryOf(string.IsNullOrWhiteSpace(input.Currency) ? "USD" : input.Currency.Trim(), out var currency);
            errors.Require(known, "currency", "Choose a currency by its three letters, such as USD or EUR");
            var country = string.IsNullOrWhiteSpace(input.Country) ? null : input.Country.Trim().ToUpperInvariant();
            errors.Require(country is null || Rendrix.Places.Country.Exists(country), "country", "Choose a country by its two letters, such as US or DE");
            errors.Require(string.IsNullOrWhiteSpace(input.Locale) || IsLocale(input.Locale), "locale", "Choose a locale such as en-US or de-DE");
            errors.ThrowIfAny();

            var region = Region.Of(country, currency.Code);
            return new Plan(storeId ?? Guid.CreateVersion7(), name, label, template!, currency, region, string.IsNullOrWhiteSpace(input.Locale) ? region.Locale : input.Locale.Trim());
        }

        private static bool IsLocale(string text) => text.Trim() is { Length: >= 2 and <= 20 } locale && locale.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && char.IsAsciiLetter(locale[0]);
    }
}
