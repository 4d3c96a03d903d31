using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Checks;

/// <summary>Draws a page for the checks, by the components that draw it for shoppers, with the ids of its blocks.</summary>
public sealed class PagePicture(Canvas canvas, IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>The whole page as markup, the theme it wears and what stands before its paths.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="store">The store.</param>
    /// <param name="page">The page.</param>
    /// <param name="document">What it holds.</param>
    /// <param name="theme">The theme it wears; null for the draft as people edit it.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<(string Html, ThemeTokens Theme, string PathBase)> DrawAsync(AppDb db, StoreInfo store, Page page, PageDocument document, ThemeTokens? theme, CancellationToken ct)
    {
        var view = await canvas.StillAsync(db, store, page, document, marks: true, ct);
        if (theme is not null) view = view with { Shop = view.Shop with { Theme = theme } };
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CanvasPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(CanvasPage.View)] = view }))).ToHtmlString());
        return (html, view.Shop.Theme, view.Shop.PathBase);
    }
}
