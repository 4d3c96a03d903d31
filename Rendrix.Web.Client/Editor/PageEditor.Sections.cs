using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor.Outlining;
using Rendrix.Web.Client.Editor.Sections;

namespace Rendrix.Web.Client.Editor;

/// <summary>Sections of the library: inserted, kept, synced and detached.</summary>
public sealed partial class PageEditor
{
    /// <summary>A section of the library was dropped on a place of the page.</summary>
    [JSInvokable]
    public Task DropSection(string key, string parent, string slot, int index) => InsertSectionAsync(key, (parent, slot, index));

    /// <summary>Places that take a section, as "parent/slot".</summary>
    [JSInvokable]
    public async Task<IReadOnlyList<string>> PlacesForSection(string key)
    {
        if (await SectionAsync(key) is not { } clip) return [];
        HashSet<string>? places = null;
        foreach (var type in clip.Blocks.Select(b => b.Type).Distinct())
        {
            var mine = BlockPlaces.For(Session.Document, Session.Rules, type);
            if (places is null) places = [.. mine]; else places.IntersectWith(mine);
        }
        return [.. places ?? []];
    }

    private async Task InsertSectionAsync(string key, (string Parent, string Slot, int Index)? at)
    {
        if (await SectionAsync(key) is { } clip)
        {
            var plan = clip.Paste(Session.Document, Session.Rules, _selected, Structure!.Origin, at);
            if (await ApplyAsync(plan) && _sheet == "left") Sheet("");
        }
        StateHasChanged();
    }

    private async Task<BlockClip?> SectionAsync(string key)
    {
        try { return await Structure!.Section(key); }
        catch (RefusedException refused) { _notice = refused.Refusal.Message; return null; }
    }

    private string KeepName() => Chosen.Tops(Session.Document, _chosen) is [var only, ..] ? BlockPlaces.Words(Session.Rules, only.Node) is { Length: > 0 } words ? words : OutlineRows.Title(Session.Rules, only.Node) : "";

    // A section is sections of a page: what only stands inside another block cannot be one, nor can one hold another.
    private bool MaySync() => PageType != PageType.Section && Chosen.Tops(Session.Document, _chosen) is { Count: > 0 } tops && Chosen.SideBySide(tops)
        && tops.All(t => t.ParentId == Session.Document.Root.Id && t.Node.Walk().All(n => n.Type != "synced_section")) && Session.Document.Root.Type == "page";

    private async Task KeepAsync((string Name, bool Synced) asked)
    {
        var tops = Chosen.Tops(Session.Document, _chosen);
        var clip = BlockClip.Of(Session.Document, _chosen, Structure!.Origin);
        var key = await Structure.SaveSection(asked.Name, clip, asked.Synced);
        _keeping = false;
        if (!asked.Synced) { Toasts.Say($"“{asked.Name}” is in your sections", "Show", () => OpenAsync("sections", null)); return; }
        // The blocks become the section's first place: one step, which undo takes back.
        var place = tops[0];
        var block = BlockNode.Create("synced_section", new Dictionary<string, string> { ["Section"] = key, [BlockBasics.NameKey] = asked.Name.Length > 60 ? asked.Name[..60] : asked.Name });
        var edits = new List<Edit> { new InsertBlock(place.ParentId!, place.Slot, place.Index, block) };
        edits.AddRange(tops.Select(t => new RemoveBlock(t.Node.Id)));
        if (await ApplyAsync(Plan.All(Session.Document, Session.Rules, $"Sync “{asked.Name}”", edits, [block.Id]))) Toasts.Say($"“{asked.Name}” is synced. Changing it changes every place");
    }

    private async Task DetachAsync(string id)
    {
        if (Session.Document.Find(id) is not { } node || await SectionAsync("blocks:" + node.Prop("Section")) is not { } clip) return;
        var place = Session.Document.Places[id];
        var plan = clip.Differing(node).Paste(Session.Document, Session.Rules, null, Structure!.Origin, (place.ParentId!, place.Slot, place.Index + 1));
        if (plan.Edit is null) { _notice = plan.Why ?? ""; return; }
        var edits = (plan.Edit is SeveralEdits several ? several.Edits : [plan.Edit]).Add(new RemoveBlock(id));
        await ApplyAsync(Plan.All(Session.Document, Session.Rules, "Detach section", edits, plan.Select));
        StateHasChanged();
    }
}
