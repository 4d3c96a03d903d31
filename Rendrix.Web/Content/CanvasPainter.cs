using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Storefront;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Content;

/// <summary>
/// Draws changed blocks for canvases, with the same components that draw the shop. A block is drawn without its children, and being immutable it is
/// its own cache key: whoever needs it next gets the same text, and it goes when the block goes.
/// </summary>
public sealed class CanvasPainter(ILoggerFactory loggers, IServiceScopeFactory scopes)
{
    private const string KeepStart = "<template data-ed-keep=\"", KeepEnd = "\"></template>";
    private static readonly RenderFragment Body = builder =>
    {
        builder.OpenElement(0, "template");
        builder.AddAttribute(1, "data-ed-body", "");
        builder.CloseElement();
    };

    private readonly ConditionalWeakTable<BlockNode, Drawn> _drawn = [];

    private sealed record Drawn(ShopContext Shop, long Pictures, string Html);

    /// <summary>The patches that bring a canvas from what it shows to the newest document.</summary>
    public async Task<IReadOnlyList<CanvasPatch>> PaintAsync(StoreInfo store, ShopContext shop, PaintRequest request, CancellationToken ct)
    {
        var document = request.Document;
        var tops = request.Ids.Where(document.Places.ContainsKey).Select(id => Repeating(document, id) ?? id).Distinct().Where(id => !ComesWithAnother(request, id)).OrderBy(id => document.Places[id].Order).ToList();
        var shapes = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<BlockNode>();
        foreach (var node in tops.SelectMany(id => Needed(document.Places[id].Node, request, top: true)))
            if (_drawn.TryGetValue(node, out var known) && ReferenceEquals(known.Shop, shop) && known.Pictures == (shop.Pictures?.Generation ?? 0)) shapes[node.Id] = known.Html;
            else missing.Add(node);

        if (missing.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var loaders = scope.ServiceProvider.GetRequiredService<BlockLoaders>();
            var data = BlockData.None;
            if (missing.Any(loaders.Serves))
            {
                await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(store.TenantId, null, ct);
                data = await loaders.LoadAsync(db, store, missing.SelectMany(node => IsRepeating(node) ? node.Walk() : [node]), shop.Page, ct);
            }
            foreach (var node in missing)
            {
                var generation = shop.Pictures?.Generation ?? 0;
                var html = await DrawAsync(scope.ServiceProvider, node, shop, data);
                if (shop.Pictures is not null && await scope.ServiceProvider.GetRequiredService<ShopPictures>().LearnAsync(store.TenantId, shop.Pictures, ct)) html = await DrawAsync(scope.ServiceProvider, node, shop, data);
                shapes[node.Id] = html;
                // Goods change without the block changing, so what is drawn from them is not kept.
                if (!loaders.Serves(node)) _drawn.AddOrUpdate(node, new Drawn(shop, generation, html));
            }
        }
        return [.. tops.Select(id => new CanvasPatch(id, Compose(id, shapes, request)))];
    }

    // A block that is new to the canvas comes inside its parent's patch; so does one below another changed block when everything is sent whole.
    private static bool ComesWithAnother(PaintRequest request, string id)
    {
        if (request.Shown is not null && !IsShown(request, id)) return true;
        for (var at = request.Document.Places[id].ParentId; at is not null; at = request.Document.Places[at].ParentId)
            if (request.Shown is not null ? !IsShown(request, at) : request.Ids.Contains(at)) return true;
        return false;
    }

    private static IEnumerable<BlockNode> Needed(BlockNode node, PaintRequest request, bool top)
    {
        if (!top && IsShown(request, node.Id)) yield break;
        yield return node;
        if (BlockBasics.IsHidden(node) || IsRepeating(node)) yield break;
        foreach (var child in node.Slots.Values.SelectMany(children => children))
            foreach (var needed in Needed(child, request, top: false)) yield return needed;
    }

    // What stood inside a hidden block was not drawn, and what stood inside a repetition was drawn about its product: both are as new to the canvas.
    private static bool IsShown(PaintRequest request, string id)
    {
        if (request.Shown is not { } shown || !shown.Places.TryGetValue(id, out var place)) return false;
        for (var at = place.ParentId; at is not null; at = shown.Places[at].ParentId)
            if (BlockBasics.IsHidden(shown.Places[at].Node) || IsRepeating(shown.Places[at].Node)) return false;
        return true;
    }

    // A repetition is drawn with all it holds: what stands in the document once stands on the canvas once for each product.
    private static bool IsRepeating(BlockNode node) => node.Type == RepeatBlock.Code;

    // The outermost repetition that a block is, or stands in; null for most.
    private static string? Repeating(PageDocument document, string id)
    {
        string? found = null;
        for (var at = id; at is not null; at = document.Places[at].ParentId)
            if (IsRepeating(document.Places[at].Node)) found = at;
        return found;
    }

    private static string Compose(string id, Dictionary<string, string> shapes, PaintRequest request)
    {
        var shape = shapes[id];
        var at = shape.IndexOf(KeepStart, StringComparison.Ordinal);
        if (at < 0) return shape;
        var html = new StringBuilder(shape.Length * 2);
        var from = 0;
        for (; at >= 0; at = shape.IndexOf(KeepStart, from, StringComparison.Ordinal))
        {
            var start = at + KeepStart.Length;
            var end = shape.IndexOf(KeepEnd, start, StringComparison.Ordinal);
            var child = shape[start..end];
            html.Append(shape, from, at - from);
            from = end + KeepEnd.Length;
            if (shapes.ContainsKey(child) && !IsShown(request, child)) html.Append(Compose(child, shapes, request));
            else html.Append(shape, at, from - at);
        }
        return html.Append(shape, from, shape.Length - from).ToString();
    }

    private async Task<string> DrawAsync(IServiceProvider services, BlockNode node, ShopContext shop, BlockData data)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = new Dictionary<string, object?>
        {
            [nameof(BlockTree.Root)] = node, [nameof(BlockTree.Shop)] = shop, [nameof(BlockTree.Data)] = data,
            [nameof(BlockTree.Editing)] = true, [nameof(BlockTree.ShallowChildren)] = !IsRepeating(node), [nameof(BlockTree.ChildContent)] = Body,
        };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
