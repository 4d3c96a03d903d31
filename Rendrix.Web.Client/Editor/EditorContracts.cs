using Rendrix.Content;

namespace Rendrix.Web.Client.Editor;

/// <summary>Blocks to draw for a canvas that shows an older document.</summary>
/// <param name="Document">The newest document.</param>
/// <param name="Ids">Blocks drawn differently.</param>
/// <param name="Shown">What the canvas shows; null when that is not known, so that changed blocks come with all they hold.</param>
public sealed record PaintRequest(PageDocument Document, IReadOnlyCollection<string> Ids, PageDocument? Shown);

/// <summary>One block as the canvas gets it: markup in which each child it already has is a <c>&lt;template data-ed-keep="id"&gt;</c>.</summary>
public sealed record CanvasPatch(string Id, string Html);

/// <summary>A page one can go to from the editor.</summary>
public sealed record PageChoice(Guid Id, string Title, PageType Type, string Href);

/// <summary>Something to put right before publishing.</summary>
/// <param name="BlockId">The block, or null when it is about the page.</param>
/// <param name="Message">What to do.</param>
public sealed record PublishProblem(string? BlockId, string Message);

/// <summary>A published version as the history lists it.</summary>
/// <param name="Number">1, 2, 3 ….</param>
/// <param name="When">When it went live, as people read it.</param>
/// <param name="Who">Who published it; null for the store's template.</param>
/// <param name="Live">Whether it is live now.</param>
public sealed record VersionRow(int Number, string When, string? Who, bool Live);

/// <summary>What the editor of one page asks of the program around it.</summary>
/// <param name="Paint">Draws changed blocks.</param>
/// <param name="Publish">Saves and publishes; answers what stands in the way, empty when it is live.</param>
/// <param name="Save">Saves the draft now.</param>
/// <param name="Versions">The published versions, newest first.</param>
/// <param name="Restore">Publishes an older version again.</param>
public sealed record EditorHost(
    Func<PaintRequest, Task<IReadOnlyList<CanvasPatch>>> Paint,
    Func<Task<IReadOnlyList<PublishProblem>>> Publish,
    Func<Task> Save,
    Func<Task<IReadOnlyList<VersionRow>>> Versions,
    Func<int, Task<IReadOnlyList<PublishProblem>>> Restore);
