using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor.Publishing;

namespace Rendrix.Web.Content.Checks;

/// <summary>
/// Looks at a page that is about to go live. To add a check, add a class: every implementation in this assembly is found and asked.
/// A check sees the page as shoppers will (parsed markup with the ids of its blocks) and its document.
/// </summary>
public interface IPageCheck
{
    /// <summary>What it finds, in any order.</summary>
    IEnumerable<Finding> Look(CheckedPage page);
}

/// <summary>What the checks look at.</summary>
/// <param name="Document">The blocks.</param>
/// <param name="Details">Title, address, texts for search engines.</param>
/// <param name="Rules">Which blocks exist.</param>
/// <param name="Html">The whole page as shoppers get it, header and footer included; blocks carry their ids as <c>data-ed</c>.</param>
/// <param name="Theme">Colors and type.</param>
/// <param name="Facts">What the store holds of what the page names.</param>
/// <param name="Language">Language of the shop.</param>
/// <param name="PathBase">Put before every path of the shop in this markup.</param>
/// <param name="Weight">What a visitor has to load.</param>
public sealed record CheckedPage(PageDocument Document, Page Details, BlockRules Rules, IHtmlDocument Html, ThemeTokens Theme, StoreFacts Facts, string Language, string PathBase, MeasuredPage Weight)
{
    /// <summary>The part of the markup that this page is about: between header and footer, or for header and footer everything.</summary>
    public IElement Part => Details.Type == PageType.Site ? Html.DocumentElement : Html.QuerySelector("main") ?? Html.DocumentElement;

    /// <summary>Elements of the part that shoppers meet.</summary>
    public IEnumerable<IElement> All(string selector) => Part.QuerySelectorAll(selector).Where(e => e.Closest("[hidden], template") is null);

    /// <summary>Id of the block that drew an element; null when none of this document did.</summary>
    public string? BlockOf(IElement element) =>
        element.Closest("[data-ed]")?.GetAttribute("data-ed") is { } id ? id.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? id[..at] : Document.Find(id) is null ? null : id : null;

    /// <summary>The block that drew an element.</summary>
    public BlockNode? NodeOf(IElement element) => BlockOf(element) is { } id ? Document.Find(id) : null;

    /// <summary>Whether a block stands in one that repeats, so that it is about a product whatever the page is about.</summary>
    public bool Repeats(string id)
    {
        for (var at = Document.Places[id].ParentId; at is not null; at = Document.Places[at].ParentId)
            if (Document.Places[at].Node.Type == RepeatBlock.Code) return true;
        return false;
    }

    /// <summary>What people call a block.</summary>
    public string NameOf(string? id) => id is not null && Document.Find(id) is { } node ? DiffWords.Name(node, Rules) : "The page";

    /// <summary>A link's target as a path of the shop, without the path base; null when it leads elsewhere.</summary>
    public string? PathOf(string? href)
    {
        if (href is null || !href.StartsWith('/') || href.StartsWith("//", StringComparison.Ordinal)) return null;
        if (PathBase.Length > 0 && (href == PathBase || href.StartsWith(PathBase + "/", StringComparison.Ordinal))) href = href[PathBase.Length..];
        var end = href.AsSpan().IndexOfAny('?', '#');
        if (end >= 0) href = href[..end];
        return href.Length == 0 ? "/" : href;
    }

    /// <summary>The words a screen reader says for an element: its label, its text, or the descriptions of its pictures.</summary>
    public static string SpokenName(IElement element)
    {
        if (element.GetAttribute("aria-label")?.Trim() is { Length: > 0 } label) return label;
        if (element.GetAttribute("aria-labelledby") is { Length: > 0 } ids && string.Join(' ', ids.Split(' ').Select(id => element.Owner?.GetElementById(id)?.TextContent.Trim())).Trim() is { Length: > 0 } named) return named;
        var text = string.Concat(element.Descendants<IText>().Where(t => t.ParentElement?.Closest("[aria-hidden=true], svg, script, style") is null).Select(t => t.Data)).Trim();
        if (text.Length > 0) return text;
        var pictures = string.Join(' ', element.QuerySelectorAll("img[alt]").Select(i => i.GetAttribute("alt")!.Trim())).Trim();
        return pictures.Length > 0 ? pictures : element.GetAttribute("title")?.Trim() ?? (element is IHtmlInputElement { Value: { Length: > 0 } value, Type: "submit" or "button" } ? value : "");
    }

    /// <summary>Settings of a kind with the text each has, in blocks that exist.</summary>
    public IEnumerable<(BlockNode Node, FieldInfo Field, string Text, string Key)> Settings(params FieldKind[] kinds) =>
        from place in Document.Places.Values.OrderBy(p => p.Order)
        where place.Node.Prop("@hidden") != "true"
        let kind = Rules.Find(place.Node.Type)
        where kind is not null
        from field in kind.Fields.Fields
        where kinds.Contains(field.Kind)
        from key in (string[])[field.Name, field.Name + "@tablet", field.Name + "@phone"]
        where key == field.Name || place.Node.Prop(key) is not null
        where place.Node.Prop(field.Name + "@bind") is null
        select (place.Node, field, place.Node.Prop(key) ?? field.Default, key);
}

/// <summary>A picture the store holds.</summary>
public sealed record MediaFact(Guid Id, string Name, string Alt, long Bytes, int Width, int Height);

/// <summary>What the store holds of what a page names. Whatever is not in here is not in the store.</summary>
public sealed class StoreFacts
{
    /// <summary>Products on sale, by slug.</summary>
    public required IReadOnlySet<string> Products { get; init; }
    /// <summary>Products that exist and are not on sale, by slug.</summary>
    public required IReadOnlySet<string> HiddenProducts { get; init; }
    /// <summary>Categories, by slug.</summary>
    public required IReadOnlySet<string> Categories { get; init; }
    /// <summary>Paths of pages that are live.</summary>
    public required IReadOnlySet<string> LivePages { get; init; }
    /// <summary>Paths of pages that are drafts.</summary>
    public required IReadOnlySet<string> DraftPages { get; init; }
    /// <summary>Handles of menus.</summary>
    public required IReadOnlySet<string> Menus { get; init; }
    /// <summary>Old paths and where they lead.</summary>
    public required IReadOnlyDictionary<string, string> Redirects { get; init; }
    /// <summary>Pictures, by id.</summary>
    public required IReadOnlyDictionary<Guid, MediaFact> Media { get; init; }
    /// <summary>Titles for search engines of the store's other live pages, and whose they are.</summary>
    public required IReadOnlyList<(string Title, string Page)> OtherTitles { get; init; }

    /// <summary>The picture behind an address of the media library; null when it is none of the store's.</summary>
    public MediaFact? PictureAt(string? path) => path is not null && MediaId(path) is { } id ? Media.GetValueOrDefault(id) : null;

    /// <summary>The id in an address of the media library; null when it is no such address.</summary>
    public static Guid? MediaId(string path)
    {
        if (!path.StartsWith("/media/", StringComparison.Ordinal) || path.Length < 39) return null;
        return Guid.TryParseExact(path.AsSpan(7, 32), "N", out var id) ? id : null;
    }
}
