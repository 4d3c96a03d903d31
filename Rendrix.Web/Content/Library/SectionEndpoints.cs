using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content.Library;

/// <summary>The small pictures of the library: the sections themselves, drawn from the shop's own theme and goods.</summary>
public static class SectionEndpoints
{
    /// <summary><c>/s/{store}/sections/{kind}/{id}</c>: a section alone as a page of the shop; <c>/s/{store}/sections/art</c>: one of our drawings.</summary>
    public static IEndpointRouteBuilder MapSections(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/sections/art", async (string of, CurrentTenant tenant, CurrentMember member, ArtImages art, CancellationToken ct) =>
            tenant.Store is not null && member.May(Permission.EditContent) && art.Handles(of) && await art.FetchAsync(of, ct) is { } image ? Results.Bytes(image.Content, "image/svg+xml") : Results.NotFound()).ExcludeFromDescription();

        app.MapGet("/s/{store}/sections/{kind}/{id}", async (string kind, string id, HttpContext http, CurrentTenant tenant, CurrentMember member, SectionLibrary library, Canvas canvas, BlockLoaders loaders, TenantTransactions transactions, CancellationToken ct) =>
        {
            if (!member.May(Permission.EditContent)) return Results.Text("Your role here cannot edit pages. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
            var store = tenant.RequireStore;
            try
            {
                var here = $"{http.Request.Scheme}://{http.Request.Host}/s/{store.Identifier}/sections/art?of=";
                var root = PageDocument.Of([.. await library.LookAsync(store, $"{kind}:{id}", address => here + Uri.EscapeDataString(address), ct)]).Root;
                var shop = await canvas.ShopAsync(store, ct);
                await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
                http.Response.Headers.CacheControl = "private, max-age=60";
                return (IResult)new ShopResult<SectionLook>(new Dictionary<string, object?> { [nameof(SectionLook.Shop)] = shop, [nameof(SectionLook.Root)] = root, [nameof(SectionLook.Data)] = await loaders.LoadAsync(db, store, root, ct) });
            }
            catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
            {
                return Results.Text("There is no such section.", statusCode: StatusCodes.Status404NotFound);
            }
        }).ExcludeFromDescription();
        return app;
    }
}
