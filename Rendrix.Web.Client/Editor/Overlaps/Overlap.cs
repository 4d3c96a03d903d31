using Rendrix.Content.Edits;

namespace Rendrix.Web.Client.Editor.Overlaps;

/// <summary>
/// Something one person set and another replaced without having had time to see it, in a way that cannot be merged.
/// The page holds the other's; this is how the person is told, and how they get theirs back.
/// </summary>
/// <param name="BlockId">The block.</param>
/// <param name="Name">Key of the setting; empty when the whole block was deleted.</param>
/// <param name="By">First name of whoever replaced it.</param>
/// <param name="Mine">What the person had set; null for the default.</param>
/// <param name="Theirs">What stands there now.</param>
/// <param name="AtOnce">Both happened within <see cref="OverlapBook.AtOnce"/>; otherwise the other took an older step of theirs back or again.</param>
/// <param name="Back">Brings the person's own back: an edit like any other, which can be undone.</param>
public sealed record Overlap(string BlockId, string Name, string By, string? Mine, string? Theirs, bool AtOnce, Edit Back)
{
    /// <summary>Title of the block when it is gone, so that it can still be named.</summary>
    public string Block { get; init; } = "";

    /// <summary>Whether the block itself is what was lost.</summary>
    public bool IsBlock => Name.Length == 0;
}
