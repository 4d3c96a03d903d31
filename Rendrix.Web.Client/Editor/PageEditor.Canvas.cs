using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor.Sections;

namespace Rendrix.Web.Client.Editor;

/// <summary>Between the session and the canvas: what changed goes to the canvas, always of the newest document, and what is pressed and typed there comes back.</summary>
public sealed partial class PageEditor
{
    // How long what was asked for has the line and the browser to itself.
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(20);

    private readonly Lock _newsLock = new();
    private readonly Queue<string> _notices = new();
    private bool _scheduled, _reload, _pushing;
    // Ends when the patch that is being made is on its way, or there is none.
    private TaskCompletionSource _sent = new();
    private long? _canvasVersion;
    private PageDocument? _canvasDocument;

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
        // The canvas first: whoever types looks at it. The panels are drawn when it shows the change, or right behind the patch on a long line.
        var push = _module is null ? Task.CompletedTask : reload ? ReloadAsync() : PushAsync();
        if (!push.IsCompleted) await Task.WhenAny(push, _sent.Task);
        if (!push.IsCompleted) await Task.WhenAny(push, Task.Delay(Behind));
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

    private async Task MarkAsync(bool reveal)
    {
        if (_module is null) return;
        if (_part is not null) { await _module.InvokeVoidAsync("select", new { id = _part, name = SitePart.TitleOf(_part) }, reveal); return; }
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
    public Task CanvasSelect(string? id) => id is SitePart.Header or SitePart.Footer ? SelectPartAsync(id) : SelectAsync(id is not null && Session.Document.Find(id) is not null ? id : null);

    /// <summary>A button of the block's toolbar, or a key on the canvas.</summary>
    [JSInvokable]
    public Task CanvasAct(string act, string? id) => ActAsync(act, id ?? _selected);

    /// <summary>Text typed on the canvas.</summary>
    [JSInvokable]
    public void CanvasText(string id, string prop, string text, string? was = null) => Try(new ChangeProp(id, prop, text) { Was = was });

    /// <summary>Typing on the canvas ended.</summary>
    [JSInvokable]
    public void CanvasWritten(string id) => StateHasChanged();

    /// <summary>A shortcut that works everywhere in the editor.</summary>
    [JSInvokable]
    public Task Key(string act) => ActAsync(act, _selected);

    /// <summary>Draws all sections again in a theme that makes them stand differently, in place.</summary>
    private async Task RedrawInAsync(ThemeTokens theme)
    {
        if (_module is null || _canvasVersion is null || Theme is null) return;
        var (document, version) = Session.Now();
        await _module.InvokeVoidAsync("patch", await Theme.Redraw(theme, new PaintRequest(document, [document.Root.Id], null)), version);
        (_canvasVersion, _canvasDocument) = (version, document);
        await MarkAsync(reveal: false);
    }

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
}
