using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rendrix.Content;
using Rendrix.Content.Arranging;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Editor.Keys;
using Rendrix.Web.Client.Editor.Outlining;
using Rendrix.Web.Client.Editor.Sections;

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

    // ---- Acts --------------------------------------------------------------------------------------------------------------------------

    private async Task ActAsync(string act, string? id)
    {
        var (document, rules, ids) = (Session.Document, Session.Rules, About(id));
        if (_part is { } part && act is ("up" or "down" or "in" or "out" or "duplicate" or "group" or "ungroup" or "hide" or "lock" or "rename" or "keep" or "remove"))
        {
            _notice = SitePart.Says(part) + " It is changed on a page of its own.";
            StateHasChanged();
            return;
        }
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
            case "parent" or "around" when _part is not null: await SelectAsync(null); break;
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

    /// <summary>Something the browser's part has to say.</summary>
    [JSInvokable]
    public void Say(string notice)
    {
        _notice = notice;
        StateHasChanged();
    }

    private async Task BrowserAsync(string function, object?[] arguments)
    {
        if (_module is null) return;
        try { await _module.InvokeVoidAsync(function, arguments); }
        catch (JSDisconnectedException) { } // The browser is gone, and its part with it.
    }

    private async Task SetSingleAsync(bool on)
    {
        _single = on;
        await BrowserAsync("singleKeys", [on]);
    }
}
