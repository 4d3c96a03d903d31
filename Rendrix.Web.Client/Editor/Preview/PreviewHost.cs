namespace Rendrix.Web.Client.Editor.Preview;

/// <summary>Something a page can be previewed as.</summary>
/// <param name="Code">What the canvas's address says: <c>product:comet-rocket</c>, <c>sold-out</c>, <c>cart:empty</c>.</param>
/// <param name="Label">What people read.</param>
/// <param name="Group">Heading it stands under; empty for none.</param>
public sealed record PreviewChoice(string Code, string Label, string Group = "");

/// <summary>What the editor asks of the program around it to preview a page as something.</summary>
/// <param name="Choices">What it can be previewed as; empty for a page that is about nothing but itself.</param>
/// <param name="Use">Previews it as this from now on.</param>
/// <param name="Value">What a piece of shop data, a path such as <c>product.name</c>, says on the page as it is previewed; null when it has none.</param>
public sealed record PreviewHost(IReadOnlyList<PreviewChoice> Choices, Func<string, Task> Use, Func<string, string?> Value)
{
    /// <summary>A page that is always the same.</summary>
    public static PreviewHost None { get; } = new([], _ => Task.CompletedTask, _ => null);
}
