using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Tests.Blocks;

public sealed class RepeatTests
{
    private static readonly ShopContext Shop = new() { Name = "Acme", Currency = "EUR", PathBase = "/store/acme", Page = new PageContext { Title = "Home", Product = Product("page-mug", 900, 9), Variant = null } };
    private static readonly BlockData Three = new(new Dictionary<string, object> { ["r1"] = new RepeatedProducts([Product("blue-mug", 1_200, 9), Product("lamp", 8_000, 0), Product("blue-bowl", 1_500, 3)]) });

    private static BlockNode Repeat(params BlockNode[] children) => BlockNode.Create("repeat", children: children, id: "r1");

    [Fact]
    public async Task Each_repetition_is_about_its_own_product_in_bindings_and_product_blocks_alike()
    {
        var page = await ParseAsync(Repeat(
            BlockNode.Create("image", [new("Image@bind", "product.image"), new("Alt@bind", "product.name"), new("Link@bind", "product.url")], id: "i1"),
            BlockNode.Create("heading", [new("Text@bind", "product.name"), new("Level", "h3")], id: "h1"),
            BlockNode.Create("product_title", id: "t1"), BlockNode.Create("price", id: "p1"),
            BlockNode.Create("button", [new("Label@bind", "product.price"), new("Link@bind", "product.url")], id: "b1")));
        Assert.Equal(["blue-mug", "lamp", "blue-bowl"], page.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Equal(["/store/acme/products/blue-mug", "/store/acme/products/lamp", "/store/acme/products/blue-bowl"], page.QuerySelectorAll(".picture a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["blue-mug", "lamp", "blue-bowl"], page.QuerySelectorAll(".picture img").Select(i => i.GetAttribute("alt")));
        Assert.Equal(["€12", "€80", "€15"], page.QuerySelectorAll("a.btn").Select(a => a.TextContent));
        // Nobody's title: a page has one first heading, and none of these is what the address names.
        Assert.Empty(page.QuerySelectorAll("h1"));
        Assert.Equal(["blue-mug", "lamp", "blue-bowl"], page.QuerySelectorAll(".product-title h2").Select(h => h.TextContent));
        Assert.False(PageHeadings.In(PageDocument.Of(Repeat(BlockNode.Create("product_title"), BlockNode.Create("hero"))).Root, Shop.Page));
    }

    [Fact]
    public async Task Ids_are_there_once_and_only_the_first_repetition_carries_marks()
    {
        var node = Repeat(BlockNode.Create("modal", id: "m1", children: [BlockNode.Create("buy_box", [new("WithOptions", "false")], id: "b1"), BlockNode.Create("text", [new("Text@phone", "Short")], id: "t1")]), BlockNode.Create("variant_picker", id: "v1"));
        var (published, canvas) = (await DrawAsync(node, editing: false), await DrawAsync(node, editing: true));
        Assert.Equal(published, System.Text.RegularExpressions.Regex.Replace(canvas, " data-ed(-[a-z]+)?=\"[^\"]*\"", ""));
        var page = new HtmlParser().ParseDocument(canvas);
        Assert.Equal(["r1", "m1", "b1", "t1", "v1"], page.QuerySelectorAll("[data-ed]").Select(e => e.GetAttribute("data-ed")));
        Assert.Equal(page.QuerySelector("li"), page.QuerySelector("[data-ed=m1]")!.Closest("li"));
        Assert.Equal("children", page.QuerySelector("li")!.GetAttribute("data-ed-slot"));
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(9, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.NotEmpty(page.QuerySelectorAll("[popovertarget]"));
        Assert.NotEmpty(page.QuerySelectorAll("input[form]"));
        Assert.All(page.QuerySelectorAll("[popovertarget]"), b => Assert.NotNull(page.GetElementById(b.GetAttribute("popovertarget")!)));
        Assert.All(page.QuerySelectorAll("input[form]"), i => Assert.NotNull(page.GetElementById(i.GetAttribute("form")!)));
    }

    [Fact]
    public async Task A_patch_brings_a_repetition_with_all_it_holds_and_stock_counts_for_each()
    {
        var node = Repeat(BlockNode.Create("text", [new("Text", "Last ones"), new("@stock", "few")], id: "few"), BlockNode.Create("text", [new("Text", "Sold out"), new("@stock", "out")], id: "out"));
        Assert.Equal(["Sold out", "Last ones"], (await ParseAsync(node)).QuerySelectorAll("p").Select(p => p.TextContent));
        Assert.DoesNotContain("data-ed-keep", await DrawAsync(node, editing: true, shallow: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_products_there_is_nothing_and_a_repeat_in_a_repeat_says_why()
    {
        Assert.Equal("<section class=\"none\"></section>", await DrawAsync(Repeat(BlockNode.Create("text")), editing: false, data: BlockData.None));
        var nested = Repeat(BlockNode.Create("section", children: [BlockNode.Create("repeat", children: [BlockNode.Create("text", id: "t1")], id: "r2")], id: "s1"));
        var data = new BlockData(new Dictionary<string, object>(Three.ByBlock) { ["r2"] = Three.ByBlock["r1"] });
        var canvas = await DrawAsync(nested, editing: true, data: data);
        Assert.Contains("A repeat cannot stand inside another one", canvas, StringComparison.Ordinal);
        Assert.DoesNotContain("data-ed=\"t1\"", canvas, StringComparison.Ordinal);

        var rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
        Assert.Equal("Repeat cannot stand in Repeat", rules.WhyNot("repeat", "repeat", "children"));
        Assert.Contains(Rendrix.Web.Content.PublishCheck.Problems(PageDocument.Of(nested), PageType.Home, rules), p => p is { BlockId: "r2", Message: "A repeat cannot hold another one. Take it out" });
    }

    [Theory]
    [InlineData(false, false, "")]
    [InlineData(false, true, "Tax is added at checkout.")]
    [InlineData(true, false, "Tax included.")]
    public async Task A_price_speaks_of_tax_where_there_is_some(bool included, bool added, string says)
    {
        var node = Repeat(BlockNode.Create("price", id: "p1"));
        var notes = new HtmlParser().ParseDocument(await DrawAsync(node, editing: false, shop: Shop with { PricesIncludeTax = included, AddsTax = added })).QuerySelectorAll(".note");
        Assert.Equal(3, notes.Length);
        Assert.All(notes, note => { if (says.Length > 0) Assert.StartsWith(says, note.TextContent, StringComparison.Ordinal); else Assert.DoesNotContain("Tax", note.TextContent, StringComparison.Ordinal); });
    }

    private static ProductView Product(string slug, long price, int left) => new(
        Guid.NewGuid(), slug, slug, "", "", "", slug, "", [new OptionView("Size", [new OptionValueView("S", null, null, left > 0)])],
        [new VariantView(Guid.NewGuid(), ["S"], price, null, left > 0, left, null, null)], [new PictureView("/media/" + slug + ".svg", "")], []);

    private static async Task<IDocument> ParseAsync(BlockNode node) => new HtmlParser().ParseDocument(await DrawAsync(node, editing: false));

    private static async Task<string> DrawAsync(BlockNode root, bool editing, bool shallow = false, BlockData? data = null, ShopContext? shop = null)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?> { ["Root"] = root, ["Shop"] = shop ?? Shop, ["Data"] = data ?? Three, ["Editing"] = editing, ["ShallowChildren"] = shallow };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString().Trim());
    }
}
