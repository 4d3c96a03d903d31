using Microsoft.AspNetCore.Components;
using Rendrix.Content;
using Rendrix.Web.Client.Editor.Sections;

namespace Rendrix.Web.Client.Editor;

/// <summary>Header and footer as one meets them on a page: they belong to all pages, so they are named here and edited on a page of their own.</summary>
public sealed partial class PageEditor
{
    private string? _part;

    /// <summary>Which of the two is selected to begin with, on the page where both are edited: header or footer.</summary>
    [Parameter] public string? OpenPart { get; set; }

    // A synced section is looked at without what stands around it, and on their own page they are blocks.
    private PageChoice? SitePage => PageType is PageType.Site or PageType.Section ? null : Pages.FirstOrDefault(p => p.Type == PageType.Site);

    private string? EditPartHref(string part) => SitePage is { } site ? $"{site.Href}?part={part.TrimStart('@')}" : null;

    private async Task SelectPartAsync(string part)
    {
        if (SitePage is null) { await SelectAsync(null); return; }
        _chosen = [];
        _part = part;
        if (_selected is not null)
        {
            _selected = null;
            if (_visit is not null) Session.Select(_visit.VisitId, null);
            await LookInsideAsync();
        }
        _said = SitePart.Says(part);
        await ShowSelectedAsync(reveal: true);
    }

    private RenderFragment PartButton(string part) => builder =>
    {
        if (SitePage is null) return;
        builder.OpenComponent<SitePartButton>(0);
        builder.AddComponentParameter(1, nameof(SitePartButton.Part), part);
        builder.AddComponentParameter(2, nameof(SitePartButton.IsOn), _part == part);
        builder.AddComponentParameter(3, nameof(SitePartButton.Chosen), EventCallback.Factory.Create(this, () => SelectPartAsync(part)));
        builder.CloseComponent();
    };

    private async Task OpenPartAsync()
    {
        if (PageType != PageType.Site || OpenPart is not ("header" or "footer")) return;
        // A line of news may stand above the header; the header itself is what was meant.
        var inside = Session.Document.Root.Children(OpenPart);
        if ((inside.FirstOrDefault(b => b.Type == OpenPart) ?? inside.FirstOrDefault()) is { } block) await SelectAsync(block.Id, reveal: true);
    }
}
