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
    /// <summary>The whole page as markup in the draft theme or the live one, the theme it wears and what stands before its paths.</summary>
    public async Task<(string Html, ThemeTokens Theme, string PathBase)> DrawAsync(AppDb db, StoreInfo store, Page page, PageDocument document, bool liveTheme, CancellationToken ct)
    {
        var view = await canvas.StillAsync(db, store, page, document, marks: true, ct);
        if (liveTheme) view = view with { Shop = view.Shop with { Theme = ThemeTokens.Parse(store.Theme) } };
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CanvasPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(CanvasPage.View)] = view }))).ToHtmlString());
        return (html, view.Shop.Theme, view.Shop.PathBase);
    }
}
