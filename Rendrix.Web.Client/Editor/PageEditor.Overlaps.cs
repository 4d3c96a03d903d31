using System.Collections.Immutable;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Web.Client.Editor.Overlaps;
using Rendrix.Web.Client.Editor.Theme;

namespace Rendrix.Web.Client.Editor;

/// <summary>What others replaced of this person's: said once, shown at the setting, and above the settings when it is about something that is not in sight.</summary>
public sealed partial class PageEditor
{
    private ImmutableArray<Overlap> _told = [];
    private ImmutableArray<ThemeOverlap> _toldOfTheme = [];

    /// <summary>Says what is new since the last look.</summary>
    private void TellOverlaps()
    {
        var now = Session.OverlapsOf(PersonId);
        if (now == _told) return;
        if (now.LastOrDefault(o => !_told.Any(t => t.BlockId == o.BlockId && t.Name == o.Name)) is { } fresh) _said = Says(fresh, inSight: false) + (fresh.IsBlock ? "" : " You can take yours back in the settings.");
        _told = now;
    }

    // The theme panel shows both values; whoever has another panel open reads where to find them.
    private void TellThemeOverlaps()
    {
        var now = Theme?.Session.OverlapsOf(PersonId) ?? [];
        if (now == _toldOfTheme) return;
        if (now.LastOrDefault(o => !_toldOfTheme.Any(t => t.Token == o.Token)) is { } fresh)
        {
            _said = ThemeOverlapNotes.Says(fresh) + " You can take yours back in the theme.";
            if (_panel != "theme") _notice = _said;
        }
        _toldOfTheme = now;
    }

    private string Says(Overlap overlap, bool inSight) =>
        OverlapWords.Says(overlap, Session.Document, Session.Rules, Worn(), inSight ? "this" : OverlapWords.What(overlap, Session.Document, Session.Rules));

    // What the inspector draws a control for, on the device that is chosen; what every block has is folded away there.
    private bool InSight(Overlap overlap, BlockNode? node) =>
        node is not null && _chosen.Length <= 1 && overlap.BlockId == node.Id && node.Type != "synced_section" && PropKey.Of(overlap.Name) is var key && key.IsValue(out var device) && device == _device
        && Session.Rules.Find(node.Type)?.Fields is { } fields && fields.Find(key.Name) is { } field && fields.Applies(field, node.Prop);

    private async Task UseMine(Overlap overlap)
    {
        if (Session.TakeBack(PersonId, overlap) is Ignored ignored)
        {
            _notice = ignored.Reason;
            return;
        }
        _said = overlap.IsBlock ? $"{overlap.Block} is back" : "Yours is back";
        await PushAsync();
    }

    private void KeepTheirs(Overlap overlap)
    {
        Session.Keep(PersonId, overlap);
        _said = "Kept";
    }

    private async Task ShowOverlap(Overlap overlap)
    {
        await SelectAsync(overlap.BlockId, reveal: true);
        if (PropKey.Of(overlap.Name).IsValue(out var device) && device != _device) await SetDevice(device.Value);
        Sheet("right");
    }
}
