using System.Collections.Immutable;
using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor;

/// <summary>Which blocks are selected, and what stands around them.</summary>
public sealed partial class PageEditor
{
    private string? _selected;
    private ImmutableArray<string> _chosen = [];
    private (BlockNode? Repeat, string As, Func<string, string?>? Live) _inside = (null, "", null);

    private async Task SelectAsync(string? id, bool reveal = false, bool keep = false)
    {
        if (!keep) _chosen = id is null ? [] : [id];
        _part = null;
        if (id != _selected)
        {
            _selected = id;
            if (_visit is not null) Session.Select(_visit.VisitId, id);
            await LookInsideAsync();
        }
        await ShowSelectedAsync(reveal || id is not null);
    }

    // The settings first: whoever selects looks at those. Bar and outline follow when the browser has drawn them, or right behind on a long line:
    // sent at once, all would arrive as one message and be drawn as one.
    private async Task ShowSelectedAsync(bool reveal)
    {
        _settings?.Draw();
        var marked = MarkAsync(reveal);
        await Task.WhenAny(marked, Task.Delay(Behind));
        StateHasChanged();
        await marked;
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

    private Task ChooseAsync(IReadOnlyList<string> ids, bool reveal = false)
    {
        _chosen = [.. ids.Where(id => Session.Document.Find(id) is not null)];
        return SelectAsync(_chosen.LastOrDefault(), reveal, keep: true);
    }

    /// <summary>Blocks that an act is about: all selected ones when it comes from one of them.</summary>
    private ImmutableArray<string> About(string? id) => id is null ? _chosen : _chosen.Contains(id) ? _chosen : [id];

    private void Forget()
    {
        if (_chosen.All(id => Session.Document.Find(id) is not null)) return;
        _chosen = [.. _chosen.Where(id => Session.Document.Find(id) is not null)];
    }

    /// <summary>A block was pressed on the canvas with Shift or Ctrl: it joins the selection or leaves it.</summary>
    [JSInvokable]
    public Task CanvasToggle(string id) => Session.Document.Find(id) is null ? Task.CompletedTask : ChooseAsync(_chosen.Contains(id) ? _chosen.Remove(id) : [.. _chosen.Where(c => c != Session.Document.Root.Id), id]);
}
