using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Content;
using Rendrix.Content.Edits;
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
    private static readonly (string Key, string Name, string Icon)[] Panels = [("outline", "Outline", "layers"), ("add", "Add", "plus"), ("sections", "Sections", "bookmark"), ("find", "Find and replace", "text-search"), ("theme", "Theme", "palette"), ("checks", "Checks", "circle-check"), ("details", "Page details", "search"), ("history", "Versions", "history")];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private bool _gone;
    private DotNetObjectReference<PageEditor>? _self;
    private Presence? _visit;
    private string _panel = "outline", _sheet = "", _said = "", _notice = "";
    // The frame comes first: it loads the shop's page while the panels are still on their way.
    private bool _shown;
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
        await OpenPartAsync();
        StateHasChanged();
    }

    private void OnLine() { if (_visit is not null) Session.Away(_visit.VisitId, !Line.IsUp); }

    private EditResult Try(Edit edit)
    {
        var result = Session.Do(PersonId, edit);
        if (result is Ignored { Reason: not ("Nothing changed" or "It is already there") } ignored) _notice = ignored.Reason;
        else if (result is Applied) _notice = "";
        return result;
    }

    // Without a receiver: what it changes is drawn after the canvas shows it, and not before as well.
    private EventCallback<(string Name, string? Text)> Changing => new(null, Change);

    private void Change((string Name, string? Text) change)
    {
        if (_selected is null) return;
        if (Try(new ChangeProp(_selected, change.Name, change.Text)) is not Applied) StateHasChanged();
    }

    private async Task FocusAsync(string selector) { if (_module is not null) await _module.InvokeVoidAsync("focus", selector); }

    private Task Panel(string key) => Panel(key, stay: false);

    private Task Panel(string key, bool stay)
    {
        var same = !stay && _panel == key && _sheet == "left";
        _panel = key;
        if (_desk is not null) _desk.IsWatched = key == "checks" && !same;
        Sheet(same ? "" : "left");
        return Task.CompletedTask;
    }

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
