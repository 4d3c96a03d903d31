using Rendrix.Content;

namespace Rendrix.Blocks;

/// <summary>
/// Makes a Razor component a block of the editor. One block is one file: the component's markup is what the shop shows,
/// its <c>[Parameter, Field]</c> properties are its settings, their initial values the defaults.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BlockAttribute(string code) : Attribute
{
    /// <summary>Stable lower snake code that documents store, for example <c>image_text</c>.</summary>
    public string Code { get; } = code;
    /// <summary>What the palette and the outline call it.</summary>
    public required string Title { get; init; }
    /// <summary>Palette group: Layout, Content, Commerce, Marketing, Site.</summary>
    public string Group { get; init; } = "Content";
    /// <summary>Name of the icon in the sprite.</summary>
    public string Icon { get; init; } = "square-dashed";
    /// <summary>Version of the stored settings; raise it with a migration when a setting changes its name or meaning.</summary>
    public int Version { get; init; } = 1;
    /// <summary>Codes of the blocks this one may stand in; empty means anywhere. Items of a list block (a question of a FAQ) name their list here.</summary>
    public string[] Parents { get; init; } = [];
    /// <summary>Not offered in the palette (the page root, items that their list inserts).</summary>
    public bool Hidden { get; init; }
    /// <summary>Kinds of page it makes sense on; empty means every kind.</summary>
    public PageType[] On { get; init; } = [];
    /// <summary>The page cannot do without it: it cannot be deleted and stands once. The pages it is named for in <see cref="On"/> must have it.</summary>
    public bool Required { get; init; }
    /// <summary>One line for the palette: what the block does for a shop.</summary>
    public string Summary { get; init; } = "";
    /// <summary>Stylesheet of its own, <c>blocks/tabs</c> for <c>css/blocks/tabs.css</c>. A page links it when it has such a block; empty when the shop's own has all it needs.</summary>
    public string Style { get; init; } = "";
    /// <summary>Script of its own, <c>blocks/tabs</c> for <c>js/blocks/tabs.js</c>: a module that adds to what works without it.</summary>
    public string Script { get; init; } = "";
}

/// <summary>Marks a <c>RenderFragment</c> parameter as a place for child blocks. Its name in lower camel case is the slot's name in the document.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SlotAttribute : Attribute
{
    /// <summary>What the outline calls the place.</summary>
    public string Label { get; init; } = "";
    /// <summary>Codes of the blocks allowed inside; empty means all that allow it.</summary>
    public string[] Allows { get; init; } = [];
    /// <summary>Codes of blocks that have their place elsewhere, for a place that takes all others.</summary>
    public string[] Refuses { get; init; } = [];
    /// <summary>Most children.</summary>
    public int Max { get; init; } = 200;
}

/// <summary>A block that begins with more than its defaults: items in its list, text in its columns. The palette inserts what <see cref="Start"/> gives.</summary>
public interface IBlockStart
{
    /// <summary>A new block with fresh ids.</summary>
    static abstract BlockNode Start();
}

/// <summary>Marks a parameter that a loader on the server fills with shop data before the block is drawn.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LoadedAttribute : Attribute;
