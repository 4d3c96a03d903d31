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

/// <summary>What the editor of one page asks of the program around it; what publishing asks is <see cref="Publishing.PublishHost"/>.</summary>
/// <param name="Paint">Draws changed blocks.</param>
/// <param name="Save">Saves the draft now.</param>
public sealed record EditorHost(
    Func<PaintRequest, Task<IReadOnlyList<CanvasPatch>>> Paint,
    Func<Task> Save);
