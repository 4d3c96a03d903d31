using System.Collections.Frozen;
using AngleSharp.Dom;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Content.Redirects;

namespace Rendrix.Web.Content.Checks;

/// <summary>Links that lead nowhere. Those inside the shop are held against what the store has; of others only the form is looked at.</summary>
public sealed class LinkTargetCheck : IPageCheck
{
    private static readonly FrozenSet<string> Fixed = new[] { "/", "/products", "/search", "/cart", "/checkout", "/newsletter", "/account", "/blog", "/sitemap.xml" }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<Finding> Look(CheckedPage page)
    {
        var told = new HashSet<(string?, string)>();
        foreach (var link in page.All("a[href]"))
        {
            var (href, block) = (link.GetAttribute("href")!.Trim(), page.BlockOf(link));
            if (block is null || !told.Add((block, href))) continue;
            if (href.StartsWith('#'))
            {
                if (href.Length > 1 && page.Html.GetElementById(Uri.UnescapeDataString(href[1..])) is null)
                    yield return Found(page, link, block, FindingLevel.Warning, $"A link to {href} leads nowhere on this page", "Choose another target");
            }
            else if (page.PathOf(href) is { } path)
            {
                if (Why(page, path) is not { } why) continue;
                var old = RedirectRules.Normal(path) is { } normal ? page.Facts.Redirects.GetValueOrDefault(normal) : null;
                yield return old is not null
                    ? Found(page, link, block, FindingLevel.Note, $"{path} was moved to {old}", "Link to the new address, and visitors save a step") with { Fix = Replace(page, block, path, old) }
                    : Found(page, link, block, FindingLevel.Error, why, "Choose another target");
            }
            else if (href.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                yield return Found(page, link, block, FindingLevel.Warning, $"{Host(href)} is linked without encryption", "Use the address that starts with https://") with { Fix = Replace(page, block, href, "https://" + href[7..]) };
            else if (href.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && (!Uri.TryCreate(href, UriKind.Absolute, out var uri) || !uri.Host.Contains('.', StringComparison.Ordinal)))
                yield return Found(page, link, block, FindingLevel.Error, $"{href} is no address", "Check it for typing errors");
        }
    }

    private static string? Why(CheckedPage page, string path)
    {
        if (Fixed.Contains(path) || path.StartsWith("/preview/", StringComparison.Ordinal) || path.StartsWith("/account/", StringComparison.Ordinal) || path.StartsWith("/cart/", StringComparison.Ordinal)) return null;
        if (StoreFacts.MediaId(path) is not null) return page.Facts.PictureAt(path) is null ? $"The file {path} is not in your media" : null;
        return path.Split('/') switch
        {
            ["", "products", var slug] => page.Facts.Products.Contains(slug) ? null : page.Facts.HiddenProducts.Contains(slug) ? $"The product {slug} is not on sale" : $"There is no product at {path}",
            ["", "categories", var slug] => page.Facts.Categories.Contains(slug) ? null : $"There is no category at {path}",
            ["", "pages" or "policies", ..] => page.Facts.LivePages.Contains(path) || path == page.Details.Path() ? null : page.Facts.DraftPages.Contains(path) ? $"The page {path} is a draft. Publish it first" : $"There is no page at {path}",
            _ => $"Nothing answers at {path}",
        };
    }

    private static Finding Found(CheckedPage page, IElement link, string block, FindingLevel level, string message, string advice) =>
        new("links", FindingArea.Links, level, block, message, advice) { Setting = Holder(page, block, link.GetAttribute("href")!)?.Name };

    private static FindingFix? Replace(CheckedPage page, string block, string from, string to) =>
        Holder(page, block, from) is { } field ? new FindingFix("Use the new address", new ChangeProp(block, field.Name, to)) : null;

    private static FieldInfo? Holder(CheckedPage page, string block, string href)
    {
        if (page.Document.Find(block) is not { } node) return null;
        var path = page.PathOf(href);
        return page.Rules.Find(node.Type)?.Fields.Fields.FirstOrDefault(f => f.Kind == FieldKind.Link && (node.Prop(f.Name) ?? f.Default) is var text && (text == href || path is not null && page.PathOf(text) == path));
    }

    private static string Host(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : address;
}
