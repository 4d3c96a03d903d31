using Rendrix.Blocks;

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
    /// <summary>The carts it can be previewed with where blocks show by the cart; the first is the one taken unasked. Empty for the cart page, whose choices are carts already.</summary>
    public IReadOnlyList<PreviewChoice> Carts { get; init; } = [];
    /// <summary>Whether a block shows on the page as it is previewed, by its conditions on cart and stock.</summary>
    public Func<BlockNode, bool> Shows { get; init; } = _ => true;

    /// <summary>What a piece of shop data says inside a block that repeats: about the first of its products.</summary>
    public Func<BlockNode, Task<Func<string, string?>>> Inside { get; init; } = _ => Task.FromResult<Func<string, string?>>(_ => null);

    /// <summary>The code of a choice of each kind together.</summary>
    public static string Both(string choice, string cart) => choice.Length == 0 ? cart : cart.Length == 0 ? choice : choice + ";" + cart;

    /// <summary>Takes such a code apart: what the page is about, and the cart.</summary>
    public (string Choice, string Cart) Parts(string code)
    {
        var parts = code.Split(';');
        var cart = parts.LastOrDefault(p => Carts.Any(c => c.Code == p)) ?? "";
        return (parts[0] == cart ? "" : parts[0], cart);
    }

    /// <summary>A page that is always the same.</summary>
    public static PreviewHost None { get; } = new([], _ => Task.CompletedTask, _ => null);
}
