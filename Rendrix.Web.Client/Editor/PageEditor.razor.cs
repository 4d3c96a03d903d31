using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Preview;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Client.Fields;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Client.Editor;

/// <summary>
/// The editor of one page for one person. The canvas is the shop's own page in a frame without a circuit; this circuit sends it the changed
/// blocks as markup, always of the newest document, so that every canvas ends up the same whatever the order of messages.
/// </summary>
public sealed partial class PageEditor : ComponentBase, IAsyncDisposable
{
    private static readonly (int Width, string Name, string Icon)[] Widths = [(1280, "Desktop", "monitor"), (768, "Tablet", "tablet"), (390, "Phone", "smartphone")];
    private static readonly (string Key, string Name, string Icon)[] Panels = [("outline", "Outline", "layers"), ("add", "Add", "plus"), ("sections", "Sections", "bookmark"), ("find", "Find and replace", "text-search"), ("theme", "Theme", "palette"), ("checks", "Checks", "circle-check"), ("details", "Page details", "search"), ("history", "Versions", "history")];

    private readonly Lock _newsLock = new();
    private readonly Queue<string> _notices = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private bool _gone;
    private DotNetObjectReference<PageEditor>? _self;
    private Presence? _visit;
    private string? _selected;
    private (BlockNode? Repeat, string As, Func<string, string?>? Live) _inside = (null, "", null);
    private string _panel = "outline", _sheet = "", _said = "", _notice = "", _as = "";
    private int _width = 1280;
    private CanvasStates _states = CanvasStates.None;
    private ThemeLive? _themeLive;
    private (ThemeTokens? Theme, FieldChoices? Of, FieldChoices? Choices) _worn;
    private Device _device;
    // The frame comes first: it loads the shop's page while the panels are still on their way.
    private bool _shown;
    private bool _scheduled, _reload, _pushing;
    // Ends when the patch that is being made is on its way, or there is none.
    private TaskCompletionSource _sent = new();
    private long? _canvasVersion;
    private PageDocument? _canvasDocument;
    private PublishDesk? _desk;
    private bool _reviewing;
    private int _turn;
    private (int Number, IReadOnlyList<VersionRow> All)? _compare;

    [Inject] private IJSRuntime Js { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private ILogger<PageEditor> Log { get; set; } = null!;
    [Inject] private BrowserLine Line { get; set; } = null!;
    [Inject] private Toasts Toasts { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The page, shared with everyone who has it open.</summary>
    [Parameter, EditorRequired] public EditorSession Session { get; set; } = null!;
    /// <summary>What the program around does for the editor.</summary>
    [Parameter, EditorRequired] public EditorHost Host { get; set; } = null!;
    /// <summary>The person.</summary>
    [Parameter, EditorRequired] public Guid PersonId { get; set; }
    /// <summary>Their name.</summary>
    [Parameter] public string PersonName { get; set; } = "";
    /// <summary>Title of the page.</summary>
    [Parameter] public string PageTitle { get; set; } = "";
    /// <summary>What the page is for.</summary>
    [Parameter] public PageType PageType { get; set; }
    /// <summary>Pages to go to.</summary>
    [Parameter] public IReadOnlyList<PageChoice> Pages { get; set; } = [];
    /// <summary>Where the way back leads.</summary>
    [Parameter] public string BackHref { get; set; } = "";
    /// <summary>Address of the canvas.</summary>
    [Parameter] public string CanvasSrc { get; set; } = "";
    /// <summary>Where the draft can be looked at alone.</summary>
    [Parameter] public string PreviewHref { get; set; } = "";
    /// <summary>What publishing asks of the program around, and how far the person may go.</summary>
    [Parameter, EditorRequired] public PublishHost Publishing { get; set; } = null!;
    /// <summary>The store's theme, shared with everyone who edits a page of it; null draws no theme panel.</summary>
    [Parameter] public ThemeHost? Theme { get; set; }
    /// <summary>Panel that is open to begin with.</summary>
    [Parameter] public string? OpenPanel { get; set; }
    /// <summary>What the page can be previewed as.</summary>
    [Parameter] public PreviewHost Preview { get; set; } = PreviewHost.None;
    /// <summary>What the shop has to choose from.</summary>
    [Parameter] public FieldChoices Choices { get; set; } = FieldChoices.None;

    private string PanelName => Panels.FirstOrDefault(p => p.Key == _panel) is { Name: { } name } ? name : "Outline";

    private string SavedText => Session.Saving switch
    {
        SaveState.Saved => "Saved to draft",
        SaveState.Failed => "Not saved yet. Trying again",
        _ => "Saving",
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (OpenPanel is { } open && Panels.Any(p => p.Key == open)) (_panel, _sheet) = (open, "left");
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _shown = true;
        StateHasChanged();
        _visit = Session.Join(PersonId, PersonName);
        Session.Changed += OnNews;
        _desk = new PublishDesk(Session, Publishing, Time, InvokeAsync, StateHasChanged);
        Line.Changed += OnLine;
        _self = DotNetObjectReference.Create(this);
        _module = await Js.ImportAsync("./js/editor.js", () => _gone);
        if (_module is null) return;
        await StartInBrowserAsync();
        TellOverlaps();
        StateHasChanged();
    }

    private void OnLine() { if (_visit is not null) Session.Away(_visit.VisitId, !Line.IsUp); }

    // Raised inside the session's lock: queue, and nothing else.
    private void OnNews(EditorNews news)
    {
        // One's own selection is drawn already by the one who selected.
        if (news.MovedBy is { } mover && mover == _visit?.VisitId) return;
        lock (_newsLock)
        {
            _reload |= news.Everything;
            if (news.Notice is not null) _notices.Enqueue(news.Notice);
            if (_scheduled) return;
            _scheduled = true;
        }
        _ = InvokeAsync(FlushAsync);
    }

    private async Task FlushAsync()
    {
        bool reload;
        lock (_newsLock)
        {
            _scheduled = false;
            (reload, _reload) = (_reload, false);
            while (_notices.TryDequeue(out var notice)) _notice = notice;
        }
        Forget();
        TellOverlaps();
        if (_selected is not null && Session.Document.Find(_selected) is null) await SelectAsync(_chosen.LastOrDefault(), keep: true);
        // The canvas first: its patch is on the way before the panels are drawn, and whoever types looks at the canvas.
        var push = _module is null ? Task.CompletedTask : reload ? ReloadAsync() : PushAsync();
        if (!push.IsCompleted) await Task.WhenAny(push, _sent.Task);
        StateHasChanged();
        if (_module is null) return;
        try
        {
            await push;
            await SendPeersAsync();
        }
        // The browser is gone and the circuit will follow, or it was silent for a minute: the next edit sends all that its canvas missed.
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException) { }
        catch (Exception e)
        {
            // A canvas that could not be brought up to date would lie, so it is drawn anew; the edits themselves are safe in the session.
            Log.LogError(e, "The canvas of page {Page} could not be patched", Session.PageId);
            await ReloadAsync();
        }
    }

    /// <summary>Sends the canvas what changed, until it shows the newest document. One at a time, or an older patch could overtake a newer one.</summary>
    private async Task PushAsync()
    {
        if (_pushing || _module is null) return;
        _pushing = true;
        _sent = new TaskCompletionSource();
        try
        {
            while (_canvasVersion is { } from)
            {
                var (document, version, ids) = Session.Since(from);
                if (version == from) break;
                if (ids is null) { await ReloadAsync(); break; }
                var patches = await Host.Paint(new PaintRequest(document, ids, _canvasDocument));
                if (_canvasVersion != from) continue;
                var patched = _module.InvokeVoidAsync("patch", patches, version);
                _sent.TrySetResult();
                await patched;
                (_canvasVersion, _canvasDocument) = (version, document);
                await MarkAsync(reveal: false);
            }
        }
        finally
        {
            _pushing = false;
            _sent.TrySetResult();
        }
    }

    private async Task ReloadAsync()
    {
        (_canvasVersion, _canvasDocument) = (null, null);
        if (_module is not null) await _module.InvokeVoidAsync("reload");
    }

    private async Task SendPeersAsync()
    {
        if (_module is not null)
            await _module.InvokeVoidAsync("peers", Session.People.Where(p => p.VisitId != _visit?.VisitId && p.Selected is not null).Select(p => new { id = p.Selected, name = p.Name.Split(' ')[0], color = p.Color }).ToList());
    }

    /// <summary>The canvas has loaded and shows this version.</summary>
    [JSInvokable]
    public async Task CanvasReady(long version)
    {
        (_canvasVersion, _canvasDocument) = (version, null);
        await PushAsync();
        await MarkAsync(reveal: true);
        await SendPeersAsync();
    }

    /// <summary>A block was pressed on the canvas, which has drawn its frame already.</summary>
    [JSInvokable]
    public Task CanvasSelect(string? id) => SelectAsync(id is not null && Session.Document.Find(id) is not null ? id : null);

    /// <summary>A button of the block's toolbar, or a key on the canvas.</summary>
    [JSInvokable]
    public Task CanvasAct(string act, string? id) => ActAsync(act, id ?? _selected);

    /// <summary>Text typed on the canvas.</summary>
    [JSInvokable]
    public void CanvasText(string id, string prop, string text, string? was = null) => Try(new ChangeProp(id, prop, text) { Was = was });

    /// <summary>What was written while the connection was down, as JSON edits in order; answers how many found their place.</summary>
    [JSInvokable]
    public int Replay(string[] edits)
    {
        var kept = 0;
        foreach (var json in edits.Take(200))
        {
            try
            {
                if (Try(Whole(Edit.Parse(json))) is Applied or Ignored { Reason: "Nothing changed" }) kept++;
            }
            catch (FormatException e) { Log.LogWarning(e, "An edit kept by a browser could not be read"); }
        }
        if (kept < edits.Length) _notice = "Some of what you wrote while offline no longer fits the page";
        StateHasChanged();
        return kept;
    }

    // The browser knows the kind of a new block and not what a fresh one holds.
    private Edit Whole(Edit edit) =>
        edit is InsertBlock { Block: { Props.IsEmpty: true, Slots.IsEmpty: true } bare } insert && BlockPlaces.Fresh(Session.Rules, bare.Type) is var fresh
            ? insert with { Block = new BlockNode(bare.Id, fresh.Type, fresh.Props, fresh.Slots) } : edit;

    /// <summary>Typing on the canvas ended.</summary>
    [JSInvokable]
    public void CanvasWritten(string id) => StateHasChanged();

    /// <summary>Places that take a kind of block, as "parent/slot".</summary>
    [JSInvokable]
    public IReadOnlyList<string> PlacesForKind(string code) => BlockPlaces.For(Session.Document, Session.Rules, code);

    /// <summary>A chip was dropped.</summary>
    [JSInvokable]
    public Task DropKind(string code, string parent, string slot, int index) => InsertAsync(code, parent, slot, index);

    /// <summary>A block was dropped; the position counts without it.</summary>
    [JSInvokable]
    public Task CanvasMove(string id, string parent, string slot, int index) => ApplyAsync(Arrange.Move(Session.Document, Session.Rules, About(id), parent, slot, index));

    /// <summary>A shortcut that works everywhere in the editor.</summary>
    [JSInvokable]
    public Task Key(string act) => ActAsync(act, _selected);

    private EditResult Try(Edit edit)
    {
        var result = Session.Do(PersonId, edit);
        if (result is Ignored { Reason: not ("Nothing changed" or "It is already there") } ignored) _notice = ignored.Reason;
        else if (result is Applied) _notice = "";
        return result;
    }

    // The same object until the theme changes: the inspector is drawn anew for another one.
    private FieldChoices Worn()
    {
        var theme = Theme?.Session.Theme ?? ThemeTokens.Default;
        if (!ReferenceEquals(_worn.Theme, theme) || !ReferenceEquals(_worn.Of, Choices)) _worn = (theme, Choices, Choices.Wearing(theme));
        return _worn.Choices!;
    }

    private void OnTheme(string? notice)
    {
        if (notice is not null) _notice = notice;
        StateHasChanged();
    }

    /// <summary>Draws all sections again in a theme that makes them stand differently, in place.</summary>
    private async Task RedrawInAsync(ThemeTokens theme)
    {
        if (_module is null || _canvasVersion is null || Theme is null) return;
        var (document, version) = Session.Now();
        await _module.InvokeVoidAsync("patch", await Theme.Redraw(theme, new PaintRequest(document, [document.Root.Id], null)), version);
        (_canvasVersion, _canvasDocument) = (version, document);
        await MarkAsync(reveal: false);
    }

    private void Change((string Name, string? Text) change) { if (_selected is not null) Try(new ChangeProp(_selected, change.Name, change.Text)); }

    private Task AddAfter(string code) =>
        BlockPlaces.After(Session.Document, Session.Rules, code, _selected) is var (parent, slot, index) ? InsertAsync(code, parent, slot, index) : Refuse(code);

    private Task AddInsideAsync(string code) =>
        _selected is not null && Session.Document.Find(_selected) is { } node && BlockPlaces.Into(Session.Rules, node, code) is var (parent, slot, index) ? InsertAsync(code, parent, slot, index) : Refuse(code);

    private Task Refuse(string code)
    {
        _notice = $"{Session.Rules.Title(code)} has no place on this page";
        return Task.CompletedTask;
    }

    private async Task InsertAsync(string code, string parent, string slot, int index)
    {
        var block = BlockPlaces.Fresh(Session.Rules, code);
        if (Try(new InsertBlock(parent, slot, index, block)) is not Applied) { StateHasChanged(); return; }
        _said = $"{Session.Rules.Title(code)} added";
        if (_sheet == "left") Sheet("");
        await PushAsync();
        await SelectAsync(block.Id, reveal: true);
    }

    private async Task SelectAsync(string? id, bool reveal = false, bool keep = false)
    {
        if (!keep) _chosen = id is null ? [] : [id];
        if (id != _selected)
        {
            _selected = id;
            if (_visit is not null) Session.Select(_visit.VisitId, id);
            await LookInsideAsync();
        }
        StateHasChanged();
        await MarkAsync(reveal || id is not null);
    }

    // Inside a repetition shop data is about its product and not the page's: the picker shows what the first of them says.
    private async Task LookInsideAsync()
    {
        var repeat = RepeatAround(_selected);
        if (ReferenceEquals(repeat, _inside.Repeat) && _inside.As == _as) return;
        _inside = (repeat, _as, repeat is null ? null : await Preview.Inside(repeat));
    }

    private BlockNode? RepeatAround(string? id)
    {
        for (var at = id is null ? null : Session.Document.Places.GetValueOrDefault(id)?.ParentId; at is not null; at = Session.Document.Places[at].ParentId)
            if (Session.Document.Places[at].Node is { Type: Blocks.RepeatBlock.Code } repeat) return repeat;
        return null;
    }

    // By the stock of a product that is repeated a block shows here and rests there.
    private bool Shows(BlockNode node) => BlockConditions.Stock(node) is not null && BlockConditions.StockOf(node) is null && RepeatAround(node.Id) is not null || Preview.Shows(node);

    private async Task MarkAsync(bool reveal)
    {
        if (_module is null) return;
        var place = _selected is null ? null : Session.Document.Places.GetValueOrDefault(_selected);
        var count = place?.ParentId is { } parent ? Session.Document.Places[parent].Node.Children(place.Slot).Length : 0;
        await _module.InvokeVoidAsync("select", place is null ? null : new
        {
            id = place.Node.Id,
            name = _chosen.Length > 1 ? $"{_chosen.Length} blocks" : Outlining.OutlineRows.Title(Session.Rules, place.Node),
            root = place.ParentId is null,
            can = new { up = place.Index > 0, down = place.Index < count - 1 },
            also = _chosen,
        }, reveal);
    }

    private async Task FocusAsync(string selector) { if (_module is not null) await _module.InvokeVoidAsync("focus", selector); }

    /// <summary>Settings for a device are made while looking at it.</summary>
    private Task SetDevice(Device device)
    {
        _device = device;
        return SetWidth(device switch { Device.Phone => 390, Device.Tablet => 768, _ => 1280 });
    }

    private async Task SetWidth(int width)
    {
        _width = width;
        if (width >= 1024) _device = Device.Desktop;
        if (_module is not null) await _module.InvokeVoidAsync("width", width);
    }

    private async Task ShowAsync(CanvasStates states)
    {
        if (states.Says(_states) is { Length: > 0 } words) _said = words;
        _states = states;
        if (_module is not null) await _module.InvokeVoidAsync("show", states.Wire);
    }

    private Task Panel(string key) => Panel(key, stay: false);

    private Task Panel(string key, bool stay)
    {
        var same = !stay && _panel == key && _sheet == "left";
        _panel = key;
        if (_desk is not null) _desk.IsWatched = key == "checks" && !same;
        Sheet(same ? "" : "left");
        return Task.CompletedTask;
    }

    // The frame's address changes with it, so the canvas is drawn anew and reports when it is ready.
    private async Task PreviewAsAsync(string wish)
    {
        await Preview.Use(wish);
        (_as, _canvasVersion, _canvasDocument) = (wish, null, null);
        await LookInsideAsync();
        var (about, cart) = Preview.Parts(wish);
        _said = "Previewed as " + string.Join(", ", Preview.Choices.Where(c => c.Code == about).Concat(Preview.Carts.Where(c => c.Code == cart)).Select(c => c.Label));
    }

    private string AsQuery(char start) => _as.Length == 0 ? "" : $"{start}as={Uri.EscapeDataString(_as)}";

    private void Sheet(string side) => _sheet = side;

    private void OpenReview() => _reviewing = true;

    private void ReviewClosed(string done)
    {
        _reviewing = false;
        if (done.Length == 0) return;
        Toasts.Say(done);
        _said = done;
        Published();
    }

    private void Published()
    {
        _turn++;
        _desk?.Forget();
    }

    private async Task ShowProblem(string id)
    {
        _reviewing = false;
        await SelectAsync(id, reveal: true);
        Sheet("right");
    }

    private async Task Leave()
    {
        await Host.Save();
        Navigation.NavigateTo(BackHref);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        Session.Changed -= OnNews;
        _desk?.Dispose();
        Line.Changed -= OnLine;
        if (_visit is not null) Session.Leave(_visit.VisitId);
        _self?.Dispose();
        if (_module is null) return;
        try
        {
            await _module.InvokeVoidAsync("stop");
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException) { } // The browser is gone, and the module with it.
    }
}
