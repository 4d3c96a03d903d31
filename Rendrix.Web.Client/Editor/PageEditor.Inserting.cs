using Rendrix.Content.Edits;

namespace Rendrix.Web.Client.Editor;

/// <summary>New blocks: where one goes that was chosen from the palette or inside another block.</summary>
public sealed partial class PageEditor
{
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
}
