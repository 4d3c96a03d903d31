namespace Rendrix.Web.Client.Editor.Keys;

/// <summary>Where the focus must be for a shortcut to work.</summary>
public enum ShortcutPlace
{
    /// <summary>Anywhere in the editor, also while somebody types.</summary>
    Always,
    /// <summary>Anywhere in the editor, but never while somebody types.</summary>
    Editor,
    /// <summary>On the page itself: the canvas, or nothing at all has the focus.</summary>
    Page,
    /// <summary>In the outline.</summary>
    Outline,
}

/// <summary>One act and the keys that do it.</summary>
/// <param name="Act">What the editor does, by name.</param>
/// <param name="Title">What the cheat sheet says.</param>
/// <param name="Group">Where the cheat sheet lists it.</param>
/// <param name="Place">Where it works.</param>
/// <param name="Keys">
/// Keys joined by "+". Mod is Ctrl, on a Mac ⌘. A small letter or a sign is what the key writes, whatever the layout; a name such as
/// Digit1 is the key's place on the keyboard. There are no letters with Alt: Alt and AltGr write letters in many languages.
/// </param>
public sealed record Shortcut(string Act, string Title, string Group, ShortcutPlace Place, params string[] Keys)
{
    /// <summary>Works by one key alone that also writes: people who dictate can switch these off.</summary>
    public bool IsSingle => Place is ShortcutPlace.Editor or ShortcutPlace.Page && Keys.Any(k => k.Length == 1 || k.StartsWith("Digit", StringComparison.Ordinal));
}

/// <summary>
/// The keyboard map of the editor. The one table: the browser matches keys by it (<c>editor-keys.js</c>) and the cheat sheet lists it,
/// so what is written there is what happens.
/// </summary>
public static class Shortcuts
{
    /// <summary>Every shortcut in the order of the cheat sheet.</summary>
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        new("undo", "Undo your last step", "Work", ShortcutPlace.Editor, "Mod+z"),
        new("redo", "Do it again", "Work", ShortcutPlace.Editor, "Mod+Shift+z", "Mod+y"),
        new("save", "Save the draft now", "Work", ShortcutPlace.Always, "Mod+s"),
        new("publish", "Publish the page", "Work", ShortcutPlace.Always, "Mod+Shift+Enter"),
        new("find", "Find and replace words", "Work", ShortcutPlace.Always, "Mod+f"),
        new("help", "Show this list", "Work", ShortcutPlace.Editor, "?", "Mod+/"),

        new("copy", "Copy", "Blocks", ShortcutPlace.Editor, "Mod+c"),
        new("cut", "Cut", "Blocks", ShortcutPlace.Editor, "Mod+x"),
        new("paste", "Paste after the selected block", "Blocks", ShortcutPlace.Editor, "Mod+v"),
        new("paste-style", "Paste only layout and style", "Blocks", ShortcutPlace.Editor, "Mod+Shift+v"),
        new("duplicate", "Duplicate", "Blocks", ShortcutPlace.Editor, "Mod+d"),
        new("remove", "Delete", "Blocks", ShortcutPlace.Editor, "Delete", "Backspace"),
        new("up", "Move up", "Blocks", ShortcutPlace.Editor, "Mod+Shift+ArrowUp"),
        new("down", "Move down", "Blocks", ShortcutPlace.Editor, "Mod+Shift+ArrowDown"),
        new("out", "Move out of the block around", "Blocks", ShortcutPlace.Editor, "Mod+Shift+ArrowLeft"),
        new("in", "Move into the block beside", "Blocks", ShortcutPlace.Editor, "Mod+Shift+ArrowRight"),
        new("group", "Group", "Blocks", ShortcutPlace.Editor, "Mod+g"),
        new("ungroup", "Ungroup", "Blocks", ShortcutPlace.Editor, "Mod+Shift+g"),
        new("hide", "Hide or show", "Blocks", ShortcutPlace.Editor, "Mod+Shift+h"),
        new("lock", "Lock or unlock", "Blocks", ShortcutPlace.Editor, "Mod+Shift+l"),
        new("rename", "Rename", "Blocks", ShortcutPlace.Editor, "F2"),
        new("keep", "Save as a section", "Blocks", ShortcutPlace.Editor, "Mod+Shift+s"),

        new("parent", "Select the block around", "Selecting", ShortcutPlace.Editor, "Escape"),
        new("all", "Select everything at this level", "Selecting", ShortcutPlace.Editor, "Mod+a"),
        new("previous", "Select the block before", "Selecting", ShortcutPlace.Page, "ArrowUp"),
        new("next", "Select the block after", "Selecting", ShortcutPlace.Page, "ArrowDown"),
        new("around", "Select the block around", "Selecting", ShortcutPlace.Page, "ArrowLeft"),
        new("child", "Select the first block inside", "Selecting", ShortcutPlace.Page, "ArrowRight"),
        new("write", "Type in the selected block", "Selecting", ShortcutPlace.Page, "Enter"),
        new("search", "Find a block in the outline", "Selecting", ShortcutPlace.Editor, "/"),

        new("tree-down", "Next row", "In the outline", ShortcutPlace.Outline, "ArrowDown"),
        new("tree-up", "Row before", "In the outline", ShortcutPlace.Outline, "ArrowUp"),
        new("tree-right", "Unfold, then go inside", "In the outline", ShortcutPlace.Outline, "ArrowRight"),
        new("tree-left", "Fold, then go to the block around", "In the outline", ShortcutPlace.Outline, "ArrowLeft"),
        new("tree-first", "First row", "In the outline", ShortcutPlace.Outline, "Home"),
        new("tree-last", "Last row", "In the outline", ShortcutPlace.Outline, "End"),
        new("tree-extend-down", "Select the next row too", "In the outline", ShortcutPlace.Outline, "Shift+ArrowDown"),
        new("tree-extend-up", "Select the row before too", "In the outline", ShortcutPlace.Outline, "Shift+ArrowUp"),
        new("tree-hold", "Pick up, then drop; the arrows move it, Escape puts it back", "In the outline", ShortcutPlace.Outline, "Space"),
        new("tree-enter", "Go to the settings", "In the outline", ShortcutPlace.Outline, "Enter"),

        new("desktop", "Desktop width", "View", ShortcutPlace.Editor, "Digit1"),
        new("tablet", "Tablet width", "View", ShortcutPlace.Editor, "Digit2"),
        new("phone", "Phone width", "View", ShortcutPlace.Editor, "Digit3"),
        new("hover", "Hover states: on the selected block, everywhere, off", "View", ShortcutPlace.Editor, "Digit4"),
        new("touch", "Touch screen", "View", ShortcutPlace.Editor, "Digit5"),
        new("still", "Reduced motion", "View", ShortcutPlace.Editor, "Digit6"),
        new("panels", "Hide or show the panels", "View", ShortcutPlace.Editor, "Mod+."),
        new("panel-outline", "Outline", "View", ShortcutPlace.Editor, "o"),
        new("panel-add", "Add blocks", "View", ShortcutPlace.Editor, "a"),
        new("settings", "Settings of the selected block", "View", ShortcutPlace.Editor, "i"),
    ];

    /// <summary>The keys of an act as a person on that kind of computer reads them; empty when there are none.</summary>
    public static string Say(string act, bool mac = false) => All.FirstOrDefault(s => s.Act == act) is { } shortcut ? Say(shortcut.Keys[0].Split('+'), mac) : "";

    /// <summary>One key combination in words.</summary>
    public static string Say(string[] keys, bool mac) => string.Join(mac ? "" : " ", keys.Select(k => Cap(k, mac)));

    /// <summary>What stands on one key.</summary>
    public static string Cap(string key, bool mac) => key switch
    {
        "" => "+",
        "Mod" => mac ? "⌘" : "Ctrl",
        "Shift" => mac ? "⇧" : "Shift",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Escape" => "Esc",
        "Delete" => "Del",
        _ when key.StartsWith("Digit", StringComparison.Ordinal) => key[5..],
        { Length: 1 } => key.ToUpperInvariant(),
        _ => key,
    };
}
