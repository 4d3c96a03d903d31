using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>A template the shop published.</summary>
/// <param name="Id">Its page.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="IsOwn">Whether it is the one used where none is named.</param>
/// <param name="Root">Its blocks.</param>
public sealed record LiveTemplate(Guid Id, PageType Kind, bool IsOwn, BlockNode Root);

/// <summary>What pages of a shop have in common: header and footer, templates, menus, theme.</summary>
public sealed record ShopFrame(BlockNode Site, Guid? SitePageId, IReadOnlyDictionary<string, MenuView> Menus, ThemeTokens Theme, IReadOnlyList<LiveTemplate> Templates)
{
    /// <summary>The blocks of a kind of page: the template that is named, else the shop's own, else the standard one.</summary>
    public BlockNode Template(PageType kind, Guid? named = null) =>
        (Templates.FirstOrDefault(t => t.Kind == kind && t.Id == named) ?? Templates.FirstOrDefault(t => t.Kind == kind && t.IsOwn))?.Root ?? StandardTemplates.Of(kind).Root;

    /// <summary>Which template shows what, in the order the rules are asked.</summary>
    public ImmutableArray<TemplateRule> Rules { get; init; } = [];

    /// <summary>The template for something: the one chosen for it by hand, else that of the first rule it meets; null for the shop's own. One that is not live counts as not chosen.</summary>
    /// <param name="kind">Product or collection.</param>
    /// <param name="chosen">What was chosen by hand.</param>
    /// <param name="facts">What rules may ask about it; asked for only when the shop has rules of the kind.</param>
    public async ValueTask<Guid?> ChooseAsync(PageType kind, Guid? chosen, Func<bool, ValueTask<TemplateFacts>> facts)
    {
        if (chosen is not null && IsLive(kind, chosen.Value)) return chosen;
        var rules = Rules.Where(r => r.Kind == kind && IsLive(kind, r.Template)).ToList();
        if (rules.Count == 0) return null;
        var known = await facts(rules.Exists(r => r.Categories.Length > 0));
        return rules.Find(r => r.Meets(known))?.Template;
    }

    private bool IsLive(PageType kind, Guid template) => Templates.Any(t => t.Kind == kind && t.Id == template);

    /// <summary>Header and footer of a store that published none.</summary>
    public static BlockNode PlainSite { get; } = new("site", "site", ImmutableDictionary<string, string>.Empty,
        ImmutableDictionary<string, ImmutableArray<BlockNode>>.Empty
            .Add("header", [BlockNode.Create("header", id: "plain-header")]).Add("footer", [BlockNode.Create("footer", id: "plain-footer")]));

    /// <summary>The shop as blocks see it, for a page at a path.</summary>
    public ShopContext Context(StoreInfo store, string pathBase, string path, DateTimeOffset now, PageContext? page = null) => new()
    {
        Now = now,
        Page = page ?? PageContext.None,
        StoreId = store.StoreId, Name = store.Name, Tagline = store.Tagline, IconUrl = store.IconUrl, LogoUrl = store.LogoUrl, Currency = store.Currency, Locale = store.Locale, TimeZone = store.TimeZone, PathBase = pathBase, Path = path, Theme = Theme, Menus = Menus,
        ContactEmail = store.ContactEmail, ContactAddress = store.ContactAddress, PricesIncludeTax = store.PricesIncludeTax, AddsTax = !store.PricesIncludeTax && store.TaxBasisPoints > 0, ShippingRateMinor = store.ShippingRateMinor, FreeShippingFromMinor = store.FreeShippingFromMinor, ReviewWriters = store.ReviewWriters,
    };
}

/// <summary>The frames of the shops visited lately, in memory. Dropped when the store, its menus, its header and footer or a template change.</summary>
public sealed class ShopFrames
{
    private const int MostFrames = 5_000;
    private readonly ConcurrentDictionary<Guid, (int Revision, ShopFrame Frame)> _frames = new();
    private long _generation;

    /// <summary>The frame of a store, from memory or in one or two reads.</summary>
    public async Task<ShopFrame> OfAsync(AppDb db, StoreInfo store, CancellationToken ct)
    {
        if (_frames.TryGetValue(store.StoreId, out var known) && known.Revision == store.Revision) return known.Frame;
        var generation = Interlocked.Read(ref _generation);
        var frame = await LoadAsync(db, store, ct);
        if (_frames.Count >= MostFrames) _frames.Clear();
        // A change that was told while we read wins: what was read may be from before it.
        if (generation == Interlocked.Read(ref _generation)) _frames[store.StoreId] = (store.Revision, frame);
        return frame;
    }

    /// <summary>Reads a frame past the memory: for the editor, which wants the newest menus.</summary>
    public static async Task<ShopFrame> LoadAsync(AppDb db, StoreInfo store, CancellationToken ct)
    {
        var menus = await db.Menus.AsNoTracking().Where(m => m.StoreId == store.StoreId).ToListAsync(ct);
        var shared = await PageQueries.PublishedFrame(db, store.StoreId).ToListAsync(ct);
        var site = shared.FirstOrDefault(p => p.Type == PageType.Site);
        return new ShopFrame(
            site is null ? ShopFrame.PlainSite : BlockMigrations.Read(site.Document).Root, site?.PageId,
            menus.ToDictionary(m => m.Handle, m => new MenuView(m.Title, m.Links), StringComparer.Ordinal),
            ThemeTokens.Parse(store.Theme),
            [.. shared.Where(p => p.Type.IsTemplate()).Select(p => new LiveTemplate(p.PageId, p.Type, p.Slug == OpenTemplate.SlugOf(p.Type), BlockMigrations.Read(p.Document).Root))])
        { Rules = TemplateRules.Parse(store.TemplateRules) };
    }

    /// <summary>Drops what these cache tags touch; null drops everything.</summary>
    public void Forget(IReadOnlyCollection<string>? tags)
    {
        Interlocked.Increment(ref _generation);
        if (tags is null) { _frames.Clear(); return; }
        foreach (var (store, (_, frame)) in _frames)
            if (tags.Contains($"store:{store}") || frame.SitePageId is { } page && tags.Contains($"page:{page}")) _frames.TryRemove(store, out _);
    }
}
