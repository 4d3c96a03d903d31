using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Preview;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Client.Fields;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Content.Library;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Content.Preview;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Pages;

/// <summary>Opens a page for editing: joins its session, loads what its settings choose from, and does for the editor what needs the database.</summary>
public sealed partial class PageEditorPage : ComponentBase, IDisposable
{
    private const int MostChoices = 300;

    private EditorLease? _lease;
    private EditorHost? _host;
    private StructureHost? _structure;
    private PublishHost? _publishing;
    private PageRow? _page;
    private Refusal? _refused;
    private string _person = "";
    private IReadOnlyList<PageChoice> _pages = [];
    private FieldChoices _choices = FieldChoices.None;
    private ThemeLease? _themeLease;
    private ThemeHost? _theme;
    private PreviewHost _preview = PreviewHost.None;
    private Guid _opened;
    private bool _gone;

    [Inject] private CurrentTenant Tenant { get; set; } = null!;
    [Inject] private CurrentMember Member { get; set; } = null!;
    [Inject] private TenantTransactions Transactions { get; set; } = null!;
    [Inject] private EditorSessions Sessions { get; set; } = null!;
    [Inject] private ThemeHosts Themes { get; set; } = null!;
    [Inject] private Canvas Canvas { get; set; } = null!;
    [Inject] private PreviewContexts Previews { get; set; } = null!;
    [Inject] private BlockLoaders Loaders { get; set; } = null!;
    [Inject] private CanvasPainter Painter { get; set; } = null!;
    [Inject] private SiteWords Words { get; set; } = null!;
    [Inject] private SectionLibrary Sections { get; set; } = null!;
    [Inject] private SaveSection Save { get; set; } = null!;
    [Inject] private RenameSection Rename { get; set; } = null!;
    [Inject] private DeleteSection Remove { get; set; } = null!;
    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private MediaDesk Desk { get; set; } = null!;

    /// <summary>The store's label, for addresses only: whose data this is was settled at the door.</summary>
    [Parameter] public string Store { get; set; } = "";
    /// <summary>The page.</summary>
    [Parameter] public Guid Id { get; set; }
    /// <summary>Panel that is open to begin with: outline, add, theme, history.</summary>
    [SupplyParameterFromQuery(Name = "panel")] public string? OpenPanel { get; set; }

    /// <summary>Part of header and footer that is selected to begin with: header or footer.</summary>
    [SupplyParameterFromQuery(Name = "part")] public string? OpenPart { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The editor lives in the circuit; the static part of the page only shows that it is coming.
        // Going from page to page keeps this component, so that another page is opened here as the first one was.
        if (!RendererInfo.IsInteractive || _opened == Id) return;
        _opened = Id;
        Close();
        try
        {
            Member.Demand(Permission.EditContent);
            await OpenAsync(Tenant.RequireStore);
        }
        catch (RefusedException refused) { _refused = refused.Refusal; }
    }

    private async Task OpenAsync(StoreInfo store)
    {
        var (ct, id) = (CancellationToken.None, Id);
        var user = (await Authentication.GetAuthenticationStateAsync()).User;
        _person = user.FindFirst("name")?.Value ?? user.Identity?.Name ?? "Someone";
        await using (var db = await Transactions.BeginAsync(ct))
        {
            var rows = await db.PageRowsAsync(store.StoreId, ct, section: Id);
            _page = rows.FirstOrDefault(r => r.Id == Id) ?? throw new RefusedException(Refusal.NotFound("page"));
            _pages = [.. rows.Select(r => new PageChoice(r.Id, r.Title, r.Type, $"/s/{Store}/pages/{r.Id}/edit")),
                .. PageTypes.Templates.Where(kind => rows.All(r => r.Type != kind)).Select(kind => new PageChoice(Guid.Empty, kind.Name(), kind, OpenTemplatePage.Href(Store, kind)))];
            _choices = await ChoicesAsync(db, store, rows, ct);
        }
        var shop = await Canvas.ShopAsync(store, id, null, ct);
        var lease = await Sessions.OpenAsync(store.TenantId, store.StoreId, id, ct);
        // The person may have left, or gone on to another page, while this was loading.
        if (_gone || _opened != id) { lease.Dispose(); return; }
        _lease = lease;
        var (themeLease, theme) = await Themes.OpenAsync(store, ct);
        if (_gone || _opened != id) { themeLease.Dispose(); return; }
        _themeLease = themeLease;
        // A theme that makes sections stand differently needs them drawn anew; its colors and faces are the stylesheet's alone.
        _theme = theme with { Redraw = (tokens, request) => Painter.PaintAsync(store, shop = shop with { Theme = tokens }, request, CancellationToken.None) };
        // Goods' pictures stand in no document; the blocks that show goods are drawn again as well.
        _choices = _choices with { Library = Desk.Host(Store) with { Changed = file => lease.Page.Session.Redraw(node => BlockCatalog.Default.Find(node.Type)?.LoadedType is not null || node.Props.Values.Any(v => MediaFile.IdIn(v) == file)) } };
        _host = new EditorHost(
            request => Painter.PaintAsync(store, shop, request, CancellationToken.None),
            () => lease.Page.SaveAsync(CancellationToken.None));
        lease.Page.Session.Allow(Member.UserId, Rights);
        FollowRights();
        _publishing = PublishingOf(store, lease.Page);
        _structure = StructureOf(store);
        var stock = await StockAsync(store);
        _preview = new PreviewHost(await PreviewChoicesAsync(store, _page.Type), UseAsync, path => shop.Bound(path)) { Carts = PreviewContexts.CartsOf(_page.Type), Shows = node => shop.Meets(node, stock), Inside = InsideAsync };

        async Task<Func<string, string?>> InsideAsync(BlockNode repeat)
        {
            await using var db = await Transactions.BeginAsync(ct);
            var found = await Loaders.LoadAsync(db, store, [repeat], shop.Page, ct);
            return found.For(repeat.Id) is RepeatedProducts { Products: [var first, ..] } ? shop.About(first).Bound : path => shop.Bound(path);
        }

        async Task UseAsync(string wish)
        {
            shop = await Canvas.ShopAsync(store, Id, wish, ct);
            stock = await StockAsync(store);
        }
    }

    private async Task<IReadOnlyList<PreviewChoice>> PreviewChoicesAsync(StoreInfo store, PageType type)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        return await Previews.ChoicesAsync(db, store, type, CancellationToken.None);
    }

    // Of every product a condition can name, so that outline and inspector know about a choice the moment it is made.
    private async Task<BlockData> StockAsync(StoreInfo store)
    {
        await using var db = await Transactions.BeginAsync(CancellationToken.None);
        return new BlockData(BlockData.None.ByBlock) { Stock = await db.StockOfAsync(store.StoreId, [.. _choices.Products.Select(p => p.Value)], CancellationToken.None) };
    }

    // Asked again each time: what a person may do can change while the editor is open.
    private StructureHost StructureOf(StoreInfo store) => new()
    {
        Origin = Hosts.UrlOf(store.Identifier),
        FindElsewhere = query => Words.FindAsync(store, Id, query, CancellationToken.None),
        ReplaceElsewhere = (page, query, by, only) => Demanded(() => Words.ReplaceAsync(store, page, Member.UserId, query, by, only, CancellationToken.None)),
        Sections = () => Sections.CardsAsync(store, CancellationToken.None),
        Section = key => Demanded(() => Sections.ClipAsync(store, key, CancellationToken.None)),
        SaveSection = (name, clip, synced) => Demanded(async () => (synced
            ? await Save.SyncAsync(store.TenantId, store.StoreId, name, clip, Member.UserId, CancellationToken.None)
            : await Save.RunAsync(store.TenantId, name, clip, Member.UserId, CancellationToken.None)).ToString()),
        RenameSection = (key, name) => Demanded(async () => { await Rename.RunAsync(store.TenantId, store.StoreId, SectionKey.Of(key), name, CancellationToken.None); return true; }),
        DeleteSection = key => Demanded(async () => { await Remove.RunAsync(store.TenantId, store.StoreId, SectionKey.Of(key), CancellationToken.None); return true; }),
        SitePlaces = async () =>
        {
            await using var db = await Transactions.BeginAsync(CancellationToken.None);
            return await db.SitePlacesAsync(store.StoreId, CancellationToken.None);
        },
        Uses = async section =>
        {
            // What was done here a moment ago counts too.
            if (_lease is { } open) await open.Page.SaveAsync(CancellationToken.None);
            await using var db = await Transactions.BeginAsync(CancellationToken.None);
            return [.. (await SyncedSections.UsesAsync(db, store.StoreId, [section], CancellationToken.None)).Select(u => new SectionUse(u.Title, $"/s/{Store}/pages/{u.PageId}/edit", u.Count))];
        },
    };

    private async Task<T> Demanded<T>(Func<Task<T>> act)
    {
        await Member.DemandNowAsync(Permission.EditContent, CancellationToken.None);
        return await act();
    }

    private static async Task<FieldChoices> ChoicesAsync(AppDb db, StoreInfo store, IReadOnlyList<PageRow> pages, CancellationToken ct)
    {
        var categories = await db.Categories.AsNoTracking().Where(c => c.StoreId == store.StoreId).OrderBy(c => c.Name).Take(MostChoices).Select(c => new FieldChoice(c.Slug, c.Name)).ToListAsync(ct);
        var products = await db.Products.AsNoTracking().Where(p => p.StoreId == store.StoreId).OrderBy(p => p.Name).Take(MostChoices).Select(p => new FieldChoice(p.Slug, p.Name)).ToListAsync(ct);
        var menus = await db.Menus.AsNoTracking().Where(m => m.StoreId == store.StoreId).OrderBy(m => m.Handle).Select(m => new { m.Handle, m.Title }).ToListAsync(ct);
        var media = await db.MediaFiles.AsNoTracking().Where(m => m.StoreId == store.StoreId).OrderByDescending(m => m.CreatedAt).Take(60).ToListAsync(ct);
        return new FieldChoices(categories, products, [.. menus.Select(m => new FieldChoice(m.Handle, MenuName(m.Handle, m.Title)))],
            [.. pages.Where(p => p.Type.HasAddress()).Select(p => new FieldChoice(p.Path!, p.Title))],
            [.. media.Select(m => new MediaChoice(m.Url, m.Name, m.Alt))], "/store/" + store.Identifier)
        { Zone = StoreTime.Zone(store.TimeZone) };
    }

    private static string MenuName(string handle, string title) => title.Length > 0 ? title : handle == "main" ? "Main menu" : "Footer, column " + handle[^1];

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone = true;
        Close();
    }

    private void Close()
    {
        UnfollowRights();
        _lease?.Dispose();
        _themeLease?.Dispose();
        (_lease, _themeLease, _host, _page, _refused, _preview) = (null, null, null, null, null, PreviewHost.None);
    }
}
