using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Reviews;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content.Preview;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Storefront;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content;

/// <summary>Everything the palette needs to show blocks as this shop would.</summary>
/// <param name="Styles">Addresses of the stylesheets.</param>
/// <param name="Theme">The theme's own style: faces and variables.</param>
/// <param name="Looks">Looks of header, cards, buttons and hero, as the attributes of the page have them.</param>
/// <param name="Blocks">Markup by code.</param>
public sealed record BlockPictures(IReadOnlyList<string> Styles, string Theme, IReadOnlyDictionary<string, string> Looks, IReadOnlyDictionary<string, string> Blocks);

/// <summary>
/// Draws every block as the palette would insert it, by the shop's own renderer, with its theme, goods and pictures. Empty picture settings are filled
/// with pictures the shop has, so that a thumbnail shows what the block is for; what is inserted stays empty.
/// </summary>
public sealed class BlockGallery(TenantTransactions transactions, Canvas canvas, PreviewContexts previews, BlockLoaders loaders, BlockRules rules, ShopAssets files, TimeProvider time, IServiceProvider services, ILoggerFactory loggers)
{
    // Settings without which a block has nothing to show.
    private static readonly Dictionary<string, (string Name, string Text)[]> Samples = new()
    {
        ["video"] = [("Address", "https://www.youtube.com/watch?v=aaaaaaaaaaa")],
        ["embed"] = [("Address", "https://www.openstreetmap.org/export/embed.html?bbox=4.8,52.3,5.0,52.4")],
        ["social"] = [("Instagram", "/"), ("TikTok", "/"), ("YouTube", "/"), ("Pinterest", "/")],
        ["address"] = [("Street", "12 Quay Street\nHarbor Town")],
    };

    /// <summary>All blocks the palette can offer.</summary>
    public async Task<BlockPictures> ViewAsync(StoreInfo store, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var shop = await canvas.ShopAsync(db, store, await previews.EverythingAsync(db, store, ct), ct);
        var pictures = await PicturesAsync(db, store, ct);
        var next = 0;
        var nodes = rules.Kinds.Where(kind => !kind.About.Hidden).ToDictionary(kind => kind.About.Code, kind => Filled(BlockPlaces.Fresh(rules, kind.About.Code), pictures, ref next), StringComparer.Ordinal);
        var data = await loaders.LoadAsync(db, store, nodes.Values.SelectMany(node => node.Walk()), shop.Page, ct);
        (shop, data) = WithReviews(shop, data, nodes.GetValueOrDefault(ReviewsBlock.Code));

        var drawn = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var renderer = new HtmlRenderer(services, loggers);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            foreach (var (code, node) in nodes)
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(BlockTree.Root)] = node, [nameof(BlockTree.Shop)] = shop, [nameof(BlockTree.Data)] = data });
                drawn[code] = (await renderer.RenderComponentAsync<BlockTree>(parameters)).ToHtmlString();
            }
        });
        return new BlockPictures(
            [.. BlockFiles.Of(null, null, all: true).Styles.Prepend("store").Select(style => files.Url($"css/{style}.css"))], shop.Theme.Css,
            new Dictionary<string, string> { ["header"] = shop.Theme.Header, ["card"] = shop.Theme.Card, ["button"] = shop.Theme.Button, ["hero"] = shop.Theme.Hero }, drawn);
    }

    // A shop that has no reviews yet sees what they will look like.
    private (ShopContext, BlockData) WithReviews(ShopContext shop, BlockData data, BlockNode? reviews)
    {
        if (shop.Page.Product is not { Rating.Count: 0 } product || reviews is null) return (shop, data);
        var rating = Rating.Of([0, 0, 1, 3, 8]);
        var day = time.GetUtcNow().AddDays(-2);
        ReviewView[] said =
        [
            new(Guid.Empty, 5, "Better than in the picture", "Well made, well packed, and it came a day early.", "Nora", true, "", day),
            new(Guid.Empty, 4, "Would buy it again", "The color is a touch darker than I thought. I like it all the more.", "Tom", true, "Thank you, Tom.", day.AddDays(-5)),
        ];
        return (shop with { Page = shop.Page with { Product = product with { Rating = rating } } },
            new BlockData(new Dictionary<string, object>(data.ByBlock) { [reviews.Id] = new ReviewListView(product.Slug, product.Name, rating, said) }) { Stock = data.Stock });
    }

    // What the front page shows comes first: those pictures were chosen to be large.
    private static async Task<List<string>> PicturesAsync(AppDb db, StoreInfo store, CancellationToken ct)
    {
        var home = await db.LiveDocumentAsync(store.StoreId, PageType.Home, ct);
        var shown = home is null ? [] : PageDocument.Parse(home).Root.Walk().Select(node => node.Prop("Image")).OfType<string>().Where(url => url.Length > 0);
        var goods = await db.Products.AsNoTracking().OnSale(store.StoreId).Where(p => p.CoverUrl != null).OrderBy(p => p.Id).Take(8).Select(p => p.CoverUrl!).ToListAsync(ct);
        return [.. shown.Concat(goods).Distinct().Take(12)];
    }

    private BlockNode Filled(BlockNode node, List<string> pictures, ref int next)
    {
        foreach (var (name, text) in Samples.GetValueOrDefault(node.Type, [])) node = node.With(name, text);
        // Goods in the place of a logo or a face would mislead: those are made of words until there are some.
        foreach (var field in node.Type is "logo" or "header" or "popup" or "section" or "team_member" ? [] : rules.Find(node.Type)?.Fields.Fields ?? [])
            if ((node.Prop(field.Name) ?? field.Default).Length == 0)
                node = field.Kind switch
                {
                    FieldKind.Image when pictures.Count > 0 => node.With(field.Name, pictures[next++ % pictures.Count]),
                    FieldKind.Moment => node.With(field.Name, time.GetUtcNow().AddDays(3).AddHours(7).ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                    _ => node,
                };
        foreach (var (slot, children) in node.Slots)
        {
            var filled = new List<BlockNode>();
            foreach (var child in children) filled.Add(Filled(child, pictures, ref next));
            node = node.WithSlot(slot, [.. filled]);
        }
        return node;
    }
}
