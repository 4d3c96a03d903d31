using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content.Arranging;
using Rendrix.Web.Client.Editor.Outlining;

namespace Rendrix.Web.Client.Editor;

/// <summary>Carrying: chips of the palette, blocks of the page and rows of the outline, by pointer and by keyboard.</summary>
public sealed partial class PageEditor
{
    /// <summary>Places that take a kind of block, as "parent/slot".</summary>
    [JSInvokable]
    public IReadOnlyList<string> PlacesForKind(string code) => BlockPlaces.For(Session.Document, Session.Rules, code);

    /// <summary>A chip was dropped.</summary>
    [JSInvokable]
    public Task DropKind(string code, string parent, string slot, int index) => InsertAsync(code, parent, slot, index);

    /// <summary>A block was dropped; the position counts without it.</summary>
    [JSInvokable]
    public Task CanvasMove(string id, string parent, string slot, int index) => ApplyAsync(Arrange.Move(Session.Document, Session.Rules, About(id), parent, slot, index));

    /// <summary>Places that take all of these blocks, as "parent/slot".</summary>
    [JSInvokable]
    public IReadOnlyList<string> PlacesForBlocks(string[] ids)
    {
        HashSet<string>? places = null;
        foreach (var top in Chosen.Tops(Session.Document, ids))
        {
            if (Session.Document.Places.Values.Any(p => BlockBasics.IsLocked(p.Node) && (p.Node.Id == top.Node.Id || Chosen.Above(Session.Document, top).Contains(p.Node.Id)))) return [];
            var mine = BlockPlaces.For(Session.Document, Session.Rules, top.Node.Type, top.Node.Id);
            if (places is null) places = [.. mine]; else places.IntersectWith(mine);
        }
        return [.. places ?? []];
    }

    /// <summary>Blocks were dropped; the position counts everything that stands there, the moved ones too.</summary>
    [JSInvokable]
    public async Task DropBlocks(string[] ids, string parent, string slot, int index)
    {
        var moved = Chosen.Tops(Session.Document, ids).Count(t => t.ParentId == parent && t.Slot == slot && t.Index < index);
        await ApplyAsync(Arrange.Move(Session.Document, Session.Rules, ids, parent, slot, index - moved));
        StateHasChanged();
    }

    /// <summary>The blocks that a drag from this one carries.</summary>
    [JSInvokable]
    public string[] Carried(string id) => [.. About(id)];

    /// <summary>The outline is to be drawn from this row on; so many are in sight at a time.</summary>
    [JSInvokable]
    public void TreeTop(int row, int sight) => _outline?.ScrollTo(row, sight);

    /// <summary>A row was rested on while dragging.</summary>
    [JSInvokable]
    public void TreeOpen(string id) => _outline?.Open(id);

    /// <summary>A row's name was double-clicked.</summary>
    [JSInvokable]
    public void TreeRename(string id) => _outline?.Rename(id);

    /// <summary>A chip of the palette is picked up by keyboard: it is carried through the outline.</summary>
    [JSInvokable]
    public async Task CarryKind(string code)
    {
        if (Held.New(Session.Document, Session.Rules, Session.Rules.Title(code), [code], _selected) is not { } held) { await Refuse(code); StateHasChanged(); return; }
        await OpenAsync("outline", null);
        if (_outline is not null) await _outline.CarryAsync(held, to => InsertAsync(code, to.Parent, to.Slot, to.Index));
    }
}
