using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;

namespace Rendrix.Web.Client.Editor.Outlining;

/// <summary>The outline of a page: selecting one or several blocks, folding, naming, searching, and carrying blocks by keyboard.</summary>
public sealed partial class Outline : ComponentBase
{
    /// <summary>Rows drawn beyond those in sight, so that a slow scroll finds them there. Each costs the browser a quarter of a millisecond whenever the outline leaps.</summary>
    public const int Margin = 24;
    // The same when the outline leaps or is drawn first: what is not in sight then can come later.
    private const int Near = 6;

    private readonly HashSet<string> _open = [];
    private IReadOnlyList<OutlineRow>? _rows;
    private PageDocument? _rowsOf;
    private Held? _held;
    private Func<Held, Task>? _place;
    private string _find = "", _said = "", _name = "";
    private string? _naming, _shown, _anchor, _edge;
    // A laptop's outline shows some twenty rows; the browser says when it is more.
    private int _top, _cleared, _reveal = -1, _sight = 24, _window = 24 + Near;
    private bool _focusName;
    private readonly Dictionary<string, RowActs> _acts = [];

    /// <summary>The page.</summary>
    [Parameter, EditorRequired] public EditorSession Session { get; set; } = null!;
    /// <summary>Its document now.</summary>
    [Parameter, EditorRequired] public PageDocument Document { get; set; } = null!;
    /// <summary>The selected block; of several the one chosen last.</summary>
    [Parameter] public string? Selected { get; set; }
    /// <summary>All selected blocks.</summary>
    [Parameter] public IReadOnlyCollection<string> Chosen { get; set; } = [];
    /// <summary>What the tree is called.</summary>
    [Parameter] public string Label { get; set; } = "Blocks";
    /// <summary>Others who have the page open.</summary>
    [Parameter] public IEnumerable<Presence> Others { get; set; } = [];
    /// <summary>When a block shows, in words; empty for one that always does.</summary>
    [Parameter] public Func<BlockNode, string> WhenShown { get; set; } = _ => "";
    /// <summary>Whether a block shows on the page as it is previewed.</summary>
    [Parameter] public Func<BlockNode, bool> Shows { get; set; } = _ => true;
    /// <summary>What the page is previewed as: with another code other blocks show.</summary>
    [Parameter] public string LookedAs { get; set; } = "";
    /// <summary>Blocks were chosen; the last of them is the one whose settings show.</summary>
    [Parameter] public EventCallback<IReadOnlyList<string>> ChosenChanged { get; set; }
    /// <summary>Applies a plan; answers whether it was done.</summary>
    [Parameter, EditorRequired] public Func<Plan, Task<bool>> Apply { get; set; } = null!;
    /// <summary>Another act of the editor, by name.</summary>
    [Parameter] public EventCallback<string> Act { get; set; }
    /// <summary>Calls a function of the browser's part.</summary>
    [Parameter] public Func<string, object?[], Task> Browser { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether something is carried by keyboard.</summary>
    public bool IsCarrying => _held is not null;

    // What can be done on a row, the same objects whenever it is drawn: other handlers would be told to the browser anew, four for each row.
    private RowActs ActsOf(string id)
    {
        if (!_acts.TryGetValue(id, out var acts)) _acts[id] = acts = new RowActs(this, id);
        return acts;
    }

    private sealed class RowActs(Outline outline, string id)
    {
        public Task Press(MouseEventArgs e) => outline.Press(id, e);
        public void Fold(MouseEventArgs e) => outline.Fold(id);
        public Task<bool> See(MouseEventArgs e) => outline.Apply(Arrange.Hide(outline.Document, outline.Session.Rules, [id]));
        public Task<bool> Unlock(MouseEventArgs e) => outline.Apply(Arrange.Lock(outline.Document, outline.Session.Rules, [id]));
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_rowsOf, Document)) _rows = null;
        if (_held is not null && (Document.Find(_held.Parent) is null || _held.Ids.Any(id => Document.Find(id) is null))) Drop("What you carried, or where it would go, was deleted by somebody else");
        if (Selected == _shown) return;
        _shown = Selected;
        if (Selected is null) return;
        Unfold(Selected);
    }

    private Look? _drawn;

    private sealed record Look(PageDocument Document, IReadOnlyList<OutlineRow> Rows, int Top, int Window, string? Selected, string Chosen, string Others, Func<BlockNode, string> WhenShown, string LookedAs, string Label, Held? Held, string? Naming, bool Finds, int Cleared, string Said);

    // The editor around it is drawn for every save and for every edit of anybody; its many rows only when they would look different.
    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var now = new Look(Document, Rows(), _top, _window, Selected, string.Join(' ', Chosen), string.Join(' ', Others.Select(o => o.Selected + "/" + o.Initials + o.Color)), WhenShown, LookedAs, Label, _held, _naming, _find.Length > 0, _cleared, _said);
        if (now == _drawn && _reveal < 0 && !_focusName) return false;
        _drawn = now;
        return true;
    }

    // A block selected on the canvas must be seen here, so everything around it unfolds.
    private void Unfold(string id)
    {
        for (var at = Document.Places.GetValueOrDefault(id); at?.ParentId is { } parent; at = Document.Places[parent]) if (_open.Add(parent)) _rows = null;
        Reveal(id);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await Browser("treeSeen", []);
        if (_reveal >= 0)
        {
            var row = _reveal;
            _reveal = -1;
            await Browser("treeReveal", [row]);
        }
        if (_focusName)
        {
            _focusName = false;
            await Browser("treeName", [_naming]);
        }
    }

    /// <summary>Draws the rows from another one on: the person has scrolled, or sees more rows than are drawn.</summary>
    public void ScrollTo(int top, int sight)
    {
        _sight = Math.Clamp(sight, 20, 200);
        _window = _sight + Margin;
        _top = Math.Clamp(top, 0, Math.Max(0, Rows().Count - 1));
        StateHasChanged();
    }

    /// <summary>Unfolds a block.</summary>
    public void Open(string id)
    {
        if (_open.Add(id)) _rows = null;
        StateHasChanged();
    }

    /// <summary>Unfolds everything, or folds everything.</summary>
    public void OpenAll(bool open)
    {
        _open.Clear();
        if (open) foreach (var place in Document.Places.Values.Where(p => p.Node.Slots.Count > 0)) _open.Add(place.Node.Id);
        _rows = null;
        _top = 0;
        StateHasChanged();
    }

    /// <summary>Begins to give a block a name.</summary>
    public void Rename(string? id)
    {
        if (id is null || !Document.Places.TryGetValue(id, out var place) || place.ParentId is null) return;
        (_naming, _name, _focusName) = (id, OutlineRows.Title(Session.Rules, place.Node), true);
        Reveal(id);
        StateHasChanged();
    }

    /// <summary>Carries something new by keyboard; what happens when it is dropped is the caller's.</summary>
    public async Task CarryAsync(Held held, Func<Held, Task> place)
    {
        (_held, _place) = (held, place);
        Say($"Picked up {held.Name}, {held.Where(Document, Session.Rules)}. Arrow keys move it, Space drops it, Escape puts it back");
        Show();
        StateHasChanged();
        await Browser("treeFocus", []);
    }

    /// <summary>A key of the outline, by the name of its act.</summary>
    public async Task KeyAsync(string act)
    {
        if (_held is not null) { await CarryKeyAsync(act); return; }
        var rows = Rows().Where(r => r.Node is not null).ToList();
        var at = rows.FindIndex(r => r.Node!.Id == (_edge ?? Selected));
        if (at < 0) at = rows.FindIndex(r => r.Node!.Id == Selected);
        var row = at < 0 ? null : rows[at];
        switch (act)
        {
            case "tree-down": await ChooseAsync(rows.ElementAtOrDefault(at + 1)?.Node!.Id ?? Selected); break;
            case "tree-up": await ChooseAsync(rows.ElementAtOrDefault(Math.Max(at - 1, 0))?.Node!.Id ?? Selected); break;
            case "tree-first": await ChooseAsync(rows.FirstOrDefault()?.Node!.Id); break;
            case "tree-last": await ChooseAsync(rows.LastOrDefault()?.Node!.Id); break;
            case "tree-extend-down" when row is not null && at + 1 < rows.Count: await ExtendAsync(rows[at + 1].Node!.Id); break;
            case "tree-extend-up" when row is not null && at > 0: await ExtendAsync(rows[at - 1].Node!.Id); break;
            case "tree-right" when row is { Children: true, Open: false }: Open(row.Node!.Id); break;
            case "tree-right" when row is { Open: true } && at + 1 < rows.Count: await ChooseAsync(rows[at + 1].Node!.Id); break;
            case "tree-left" when row is { Open: true } && _find.Length == 0: Fold(row.Node!.Id); break;
            case "tree-left" when row is not null && row.Parent != Document.Root.Id: await ChooseAsync(row.Parent); break;
            case "tree-enter" when row is not null: await Act.InvokeAsync("settings"); break;
            case "tree-hold" when row is not null: PickUp(); break;
        }
        StateHasChanged();
    }

    /// <summary>Puts what is carried back.</summary>
    public void Cancel()
    {
        if (_held is not { } held) return;
        Drop(held.Ids.Count == 0 ? $"Cancelled, {held.Name} was not added" : $"Move cancelled, {held.Name} is back at {Held.Lift(Document, Session.Rules, held.Ids)?.Where(Document, Session.Rules)}");
    }

    private IReadOnlyList<OutlineRow> Rows()
    {
        if (_rows is null) (_rows, _rowsOf) = (OutlineRows.Of(Document, Session.Rules, _open, _find), Document);
        if (_top >= _rows.Count) _top = Math.Max(0, _rows.Count - _window);
        return _rows;
    }

    private void Find(ChangeEventArgs e)
    {
        _find = e.Value?.ToString() ?? "";
        (_rows, _top) = (null, 0);
        if (_find.Trim().Length > 0) Say(Rows().Count(r => r.Found) is var hits && hits == 1 ? "One block" : $"{hits} blocks");
    }

    private void Fold(string id)
    {
        if (!_open.Remove(id)) _open.Add(id);
        _rows = null;
        StateHasChanged();
    }

    private void Reveal(string id)
    {
        var row = Rows().ToList().FindIndex(r => r.Node?.Id == id);
        if (row < 0) return;
        // A leap draws what is in sight and little more, the row in the middle: who scrolls from there asks for the rest.
        if (row < _top + 2 && _top > 0 || row >= _top + _window - 2) (_window, _top) = (_sight + Near, Math.Max(0, row - (_sight + Near) / 2));
        _reveal = row;
    }

    private bool InSight(IReadOnlyList<OutlineRow> rows, int last)
    {
        for (var n = _top; n < last; n++) if (rows[n].Node?.Id == Selected && Selected is not null) return true;
        return false;
    }

    private Task Press(string id, MouseEventArgs e)
    {
        if (_naming is not null) return Task.CompletedTask;
        if (e.ShiftKey && _anchor is not null) return ExtendAsync(id);
        if (!e.CtrlKey && !e.MetaKey) return ChooseAsync(id);
        (_anchor, _edge) = (id, id);
        var left = Chosen.Where(c => c != id).ToList();
        return ChosenChanged.InvokeAsync(left.Count < Chosen.Count ? left : [.. left, id]);
    }

    private Task ChooseAsync(string? id)
    {
        (_anchor, _edge) = (id, null);
        return ChosenChanged.InvokeAsync(id is null ? [] : [id]);
    }

    // Everything between the row where the selection began and this one.
    private Task ExtendAsync(string to)
    {
        var rows = Rows().Where(r => r.Node is not null).Select(r => r.Node!.Id).ToList();
        var (from, end) = (rows.IndexOf(_anchor ?? Selected ?? to), rows.IndexOf(to));
        if (from < 0) from = end;
        _anchor = rows[from];
        _edge = to;
        var between = rows.GetRange(Math.Min(from, end), Math.Abs(end - from) + 1);
        if (end < from) between.Reverse();
        Reveal(to);
        Say(between.Count == 1 ? "One block selected" : $"{between.Count} blocks selected");
        return ChosenChanged.InvokeAsync(between);
    }

    private void PickUp()
    {
        var top = Rendrix.Content.Arranging.Chosen.Tops(Document, Chosen);
        if (top.FirstOrDefault(t => BlockBasics.IsLocked(t.Node)) is { } locked) { Say($"{OutlineRows.Title(Session.Rules, locked.Node)} is locked. Unlock it to move it"); return; }
        if (Held.Lift(Document, Session.Rules, Chosen) is not { } held) return;
        _held = held;
        Say($"Picked up {held.Name}, {held.Where(Document, Session.Rules)}. Arrow keys move it, Space drops it, Escape puts it back");
        Show();
    }

    private async Task CarryKeyAsync(string act)
    {
        var held = _held!;
        Held? next;
        switch (act)
        {
            case "tree-up": next = held.Step(Document, Session.Rules, -1); break;
            case "tree-down": next = held.Step(Document, Session.Rules, 1); break;
            case "tree-first": next = held.Step(Document, Session.Rules, -int.MaxValue / 2); break;
            case "tree-last": next = held.Step(Document, Session.Rules, int.MaxValue / 2); break;
            case "tree-left": next = held.Out(Document, Session.Rules); break;
            case "tree-right": next = held.In(Document, Session.Rules); break;
            case "tree-hold" or "tree-enter": await PutDownAsync(held); return;
            default: return;
        }
        if (next is null) { Say("It cannot go further that way"); StateHasChanged(); return; }
        _held = next;
        if (_open.Add(next.Parent)) _rows = null;
        Say(Upper(next.Where(Document, Session.Rules)));
        Show();
        StateHasChanged();
    }

    private async Task PutDownAsync(Held held)
    {
        var said = $"Dropped {held.Name} at {held.Where(Document, Session.Rules)}";
        var place = _place;
        Drop(said);
        if (place is not null) { await place(held); return; }
        var plan = Arrange.Move(Document, Session.Rules, held.Ids, held.Parent, held.Slot, held.Index);
        if (plan.Edit is not null && !await Apply(plan)) Say($"{held.Name} could not go there");
        StateHasChanged();
    }

    private void Drop(string said)
    {
        (_held, _place) = (null, null);
        Say(said);
        _ = Browser("landing", [null]);
        StateHasChanged();
    }

    // The same line on the page, so that eyes there see where it would go.
    private void Show() => _ = Browser("landing", [_held is { } h ? new { parent = h.Parent, slot = h.Slot, index = h.Index, name = h.Name, moving = h.Ids } : null]);

    private async Task NameKey(KeyboardEventArgs e)
    {
        if (e.Key == "Enter") await NameAsync(true);
        else if (e.Key == "Escape") await NameAsync(false);
    }

    private async Task NameAsync(bool keep)
    {
        if (_naming is not { } id) return;
        _naming = null;
        if (keep && Document.Find(id) is { } node && _name.Trim() != OutlineRows.Title(Session.Rules, node))
            await Apply(Arrange.Rename(Document, id, _name.Trim() == Session.Rules.Title(node.Type) ? "" : _name));
        StateHasChanged();
        await Browser("treeFocus", []);
    }

    private void Say(string text) => _said = text;

    // Before which row the carried block would land, and how deep; -1 when nothing is carried.
    private (int Row, int Level) Landing(IReadOnlyList<OutlineRow> rows)
    {
        if (_held is not { } held) return (-1, 0);
        for (var n = 0; n < rows.Count; n++)
            if (rows[n] is { Node: { } node } row && row.Parent == held.Parent && row.Slot == held.Slot && !held.Ids.Contains(node.Id) && row.Index - held.Ids.Count(id => Before(row, id)) == held.Index) return (n, row.Level);
        // After the last of a place: behind everything that stands in it.
        var several = OutlineRows.Slots(Session.Rules, Document.Find(held.Parent)!).Count > 1;
        var from = rows.ToList().FindIndex(r => several ? r.Node is null && r.Parent == held.Parent && r.Slot == held.Slot : r.Node?.Id == held.Parent);
        if (from < 0 && held.Parent != Document.Root.Id) return (-1, 0);
        var level = from < 0 ? 0 : several ? rows[from].Level : rows[from].Level + 1;
        var end = from + 1;
        while (end < rows.Count && rows[end].Level >= level && !(rows[end].Node is null && rows[end].Parent == held.Parent)) end++;
        return (end, level);
    }

    private bool Before(OutlineRow row, string id) => Document.Places.GetValueOrDefault(id) is { } place && place.ParentId == row.Parent && place.Slot == row.Slot && place.Index < row.Index;

    private string At(OutlineRow row)
    {
        var text = new System.Text.StringBuilder();
        for (var place = Document.Places[row.Node!.Id]; place.ParentId is not null; place = Document.Places[place.ParentId])
            text.Append(text.Length > 0 ? ";" : "").Append(place.ParentId).Append('/').Append(place.Slot).Append('/').Append(place.Index);
        return text.ToString();
    }

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
