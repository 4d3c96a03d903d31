using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Web.Client.Editor.Keys;
using Rendrix.Web.Client.Editor.Outlining;

namespace Rendrix.Web.Client.Editor;

/// <summary>What one does with the selected blocks, by key, by menu and by drag: one place where each act is done.</summary>
public sealed partial class PageEditor
{
    private static readonly (string Act, string Name, string Icon)[] Menu =
    [
        ("copy", "Copy", "copy"), ("cut", "Cut", "scissors"), ("paste", "Paste", "clipboard-paste"), ("paste-style", "Paste style", "paintbrush"), ("", "", ""),
        ("duplicate", "Duplicate", "copy-plus"), ("group", "Group", "group"), ("ungroup", "Ungroup", "ungroup"), ("rename", "Rename", "pencil"), ("hide", "Hide or show", "eye-off"), ("lock", "Lock or unlock", "lock"), ("keep", "Save as a section", "star"), ("", "", ""),
        ("remove", "Delete", "trash-2"),
    ];

    private ImmutableArray<string> _chosen = [];
    private Outline? _outline;
    private bool _help, _keeping, _bare, _mac, _single = true;

    /// <summary>What arranging blocks asks of the program around.</summary>
    [Parameter] public StructureHost? Structure { get; set; }

    /// <summary>The shortcuts, as the browser's part reads them.</summary>
    private static object[] KeyTable { get; } = [.. Shortcuts.All.Select(s => new { act = s.Act, keys = s.Keys, place = s.Place.ToString(), single = s.IsSingle })];

    /// <summary>The browser's part listens to the keys of the table from here on.</summary>
    // One call and not several: each waits for the way to the browser and back before the editor can be worked with.
    private async Task StartInBrowserAsync()
    {
        var said = await _module!.InvokeAsync<KeyFacts>("start", _self, _root, _width, KeyTable);
        (_mac, _single) = (said.Mac, said.Single);
    }

    private sealed record KeyFacts(bool Mac, bool Single);

    // ---- Selecting ---------------------------------------------------------------------------------------------------------------------

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

    // ---- Acts --------------------------------------------------------------------------------------------------------------------------

    private async Task ActAsync(string act, string? id)
    {
        var (document, rules, ids) = (Session.Document, Session.Rules, About(id));
        if (act.StartsWith("tree-", StringComparison.Ordinal)) { if (_outline is not null) await _outline.KeyAsync(act); StateHasChanged(); return; }
        switch (act)
        {
            case "undo": await UndoAsync(); break;
            case "redo": await RedoAsync(); break;
            case "save": await Host.Save(); break;
            case "publish": OpenReview(); break;
            case "help": _help = true; break;
            case "find": await OpenAsync("find", "[data-ed-find]"); break;
            case "search": await OpenAsync("outline", "[data-ed-search]"); break;
            case "panel-outline": await OpenAsync("outline", "[role=tree]"); break;
            case "panel-add": await OpenAsync("add", ".ed-left input[type=search]"); break;
            case "panels": _bare = !_bare; break;
            case "settings": await FocusAsync(".ed-insp input, .ed-insp textarea, .ed-insp select"); Sheet("right"); break;
            case "desktop": await SetWidth(1280); break;
            case "tablet": await SetWidth(768); break;
            case "phone": await SetWidth(390); break;
            case "hover": await ShowAsync(_states.NextHover()); break;
            case "touch": await ShowAsync(_states with { Touch = !_states.Touch }); break;
            case "still": await ShowAsync(_states with { Still = !_states.Still }); break;
            case "parent" when _outline?.IsCarrying == true: _outline.Cancel(); break;
            case "parent" or "around" when id is not null: await SelectAsync(Chosen.Parent(document, id), reveal: true); break;
            case "child" when id is not null: await SelectAsync(Chosen.Child(document, id) ?? id, reveal: true); break;
            case "previous": await SelectAsync(Chosen.Beside(document, id, -1) ?? id, reveal: true); break;
            case "next": await SelectAsync(Chosen.Beside(document, id, 1) ?? id, reveal: true); break;
            case "all": await ChooseAsync(Chosen.All(document, id)); _said = $"{_chosen.Length} blocks selected"; break;
            case "up": await ApplyAsync(Arrange.Shift(document, rules, ids, -1)); break;
            case "down": await ApplyAsync(Arrange.Shift(document, rules, ids, 1)); break;
            case "out": await ApplyAsync(Arrange.Out(document, rules, ids)); break;
            case "in": await ApplyAsync(Arrange.In(document, rules, ids)); break;
            case "duplicate": await ApplyAsync(Arrange.Duplicate(document, rules, ids)); break;
            case "group": await ApplyAsync(Arrange.Group(document, rules, ids)); break;
            case "ungroup": await ApplyAsync(Arrange.Ungroup(document, rules, ids)); break;
            case "hide": await ApplyAsync(Arrange.Hide(document, rules, ids)); break;
            case "lock": await ApplyAsync(Arrange.Lock(document, rules, ids)); break;
            case "rename" when id is not null: await OpenAsync("outline", null); _outline?.Rename(id); break;
            case "keep" when Chosen.Tops(document, ids).Count > 0: _keeping = Structure is not null; break;
            case "remove":
                var named = Arrange.Named(rules, Chosen.Tops(document, ids));
                if (await ApplyAsync(Arrange.Remove(document, rules, ids))) Toasts.Say($"{named} deleted", "Undo", () => { Session.Undo(PersonId); return Task.CompletedTask; });
                break;
        }
        StateHasChanged();
    }

    /// <summary>Applies a plan, says what came of it and selects what it names.</summary>
    private async Task<bool> ApplyAsync(Plan plan)
    {
        if (plan.Edit is null) { if (plan.Why is { } why) _notice = why; return false; }
        if (Try(plan.Edit) is not Applied done) return false;
        if (plan.Why is { } note) _notice = note;
        _said = done.Name;
        if (plan.Select is { } ids)
        {
            await PushAsync();
            await ChooseAsync(ids, reveal: true);
        }
        return true;
    }

    private async Task OpenAsync(string panel, string? focus)
    {
        (_panel, _bare) = (panel, false);
        Sheet("left");
        StateHasChanged();
        // The panel is there after this draws.
        await Task.Yield();
        if (focus is not null) await FocusAsync(focus);
    }

    // ---- Clipboard ---------------------------------------------------------------------------------------------------------------------

    /// <summary>The selected blocks as text for the clipboard; null when there are none.</summary>
    [JSInvokable]
    public string? Clip()
    {
        var clip = BlockClip.Of(Session.Document, _chosen, Structure?.Origin ?? "");
        if (clip.Blocks.Count > 0) return clip.ToJson();
        _notice = "Select a block to copy it";
        StateHasChanged();
        return null;
    }

    /// <summary>They are on the clipboard.</summary>
    [JSInvokable]
    public void Copied()
    {
        _said = $"{Arrange.Named(Session.Rules, Chosen.Tops(Session.Document, _chosen))} copied";
        StateHasChanged();
    }

    /// <summary>They are on the clipboard and leave the page.</summary>
    [JSInvokable]
    public async Task Cut()
    {
        var named = Arrange.Named(Session.Rules, Chosen.Tops(Session.Document, _chosen));
        if (await ApplyAsync(Arrange.Remove(Session.Document, Session.Rules, _chosen))) _said = $"{named} cut";
        StateHasChanged();
    }

    /// <summary>Something was pasted: blocks as JSON, or words. It comes as a stream, because it may be longer than a message.</summary>
    [JSInvokable]
    public async Task Paste(IJSStreamReference stream)
    {
        if (await ReadAsync(stream) is { } text && Read(text) is { } clip) await ApplyAsync(clip.Paste(Session.Document, Session.Rules, _selected, Structure?.Origin ?? ""));
        StateHasChanged();
    }

    /// <summary>The look of what was copied last is pasted.</summary>
    [JSInvokable]
    public async Task PasteStyle(IJSStreamReference stream)
    {
        if (await ReadAsync(stream) is { } text && (text.Length == 0 ? new BlockClip("", []) : Read(text)) is { } clip) await ApplyAsync(clip.PasteStyle(Session.Document, Session.Rules, _chosen));
        StateHasChanged();
    }

    /// <summary>Something the browser's part has to say.</summary>
    [JSInvokable]
    public void Say(string notice)
    {
        _notice = notice;
        StateHasChanged();
    }

    private async Task<string?> ReadAsync(IJSStreamReference stream)
    {
        if (stream.Length > 4L * BlockClip.MaxLength) { _notice = $"What you copied is larger than {BlockClip.MaxLength / 1000} kB. Copy fewer blocks at a time"; return null; }
        await using var _ = stream;
        await using var bytes = await stream.OpenReadStreamAsync(4L * BlockClip.MaxLength);
        using var reader = new StreamReader(bytes);
        return await reader.ReadToEndAsync();
    }

    private BlockClip? Read(string text)
    {
        try { return BlockClip.Looks(text) ? BlockClip.Parse(text) : BlockClip.OfText(text); }
        catch (FormatException e) { _notice = e.Message; return null; }
    }

    // ---- Dragging ----------------------------------------------------------------------------------------------------------------------

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

    private async Task BrowserAsync(string function, object?[] arguments)
    {
        if (_module is null) return;
        try { await _module.InvokeVoidAsync(function, arguments); }
        catch (JSDisconnectedException) { } // The browser is gone, and its part with it.
    }

    // ---- Sections ----------------------------------------------------------------------------------------------------------------------

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

    private async Task SetSingleAsync(bool on)
    {
        _single = on;
        await BrowserAsync("singleKeys", [on]);
    }

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
