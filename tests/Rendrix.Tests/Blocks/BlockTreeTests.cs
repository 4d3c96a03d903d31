using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Tests.Blocks;

public sealed partial class BlockTreeTests
{
    private static readonly ShopContext Shop = new()
    {
        Name = "Tumble & <Co>", PathBase = "/store/toys",
        Menus = new Dictionary<string, MenuView> { ["main"] = new("", [new("New", "/categories/new")]), ["footer-1"] = new("Shop", [new("All", "/products")]) },
    };

    [Fact]
    public async Task Every_block_has_one_root_element_and_published_markup_is_the_canvas_without_the_editor()
    {
        foreach (var kind in BlockCatalog.Default.All)
        {
            var children = kind.Slots.Where(s => s.About.Allows.Length > 0).ToDictionary(s => s.Name, s => s.About.Allows.Select(code => BlockNode.Create(code)).ToArray());
            var node = children.Aggregate(BlockNode.Create(kind.Code, id: "me"), (n, slot) => n.WithSlot(slot.Key, [.. slot.Value]));
            var published = await DrawAsync(node, editing: false);
            var canvas = await DrawAsync(node, editing: true);

            Assert.DoesNotContain("data-ed", published, StringComparison.Ordinal);
            Assert.Equal(published, EditorAttributes().Replace(canvas, ""));
            var root = Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseFragment(canvas, null!).OfType<AngleSharp.Dom.IElement>().SelectMany(e => e.LocalName == "html" ? e.QuerySelector("body")!.Children.AsEnumerable() : [e]));
            Assert.Equal("me", root.GetAttribute("data-ed"));
        }
    }

    [Fact]
    public async Task Every_block_draws_as_the_palette_inserts_it_and_with_every_setting_empty()
    {
        var rules = Rendrix.Content.Edits.BlockRules.Of(BlockCatalog.Default.All.Select(kind => kind.Component));
        foreach (var kind in BlockCatalog.Default.All)
        {
            var fresh = Rendrix.Web.Client.Editor.BlockPlaces.Fresh(rules, kind.Code);
            var texts = kind.Schema.Fields.Where(field => field.Property.PropertyType == typeof(string) && field.Kind is not (FieldKind.Choice or FieldKind.Scheme));
            var empty = texts.Aggregate(BlockNode.Create(kind.Code), (node, field) => node.With(field.Name, ""));
            foreach (var node in new[] { fresh, empty })
            {
                var published = await DrawAsync(node, editing: false);
                Assert.DoesNotContain("could not be drawn", published, StringComparison.Ordinal);
                Assert.StartsWith("<", published, StringComparison.Ordinal);
                Assert.Equal(published, EditorAttributes().Replace(await DrawAsync(node, editing: true), ""));
            }
        }
    }

    [Fact]
    public async Task Every_block_that_differs_on_phones_is_drawn_once_for_each_form_and_published_as_on_the_canvas()
    {
        foreach (var kind in BlockCatalog.Default.All.Where(k => k.Slots.Count == 0 && k.Schema.Fields.Any(f => !f.About.PerDevice)))
        {
            var field = kind.Schema.Fields.First(f => !f.About.PerDevice);
            var node = BlockNode.Create(kind.Code, [new(PropKey.On(field.Name, Device.Phone), field.Default)], id: "me");
            var (published, canvas) = (await DrawAsync(node, editing: false), await DrawAsync(node, editing: true));
            Assert.Equal(published, EditorAttributes().Replace(canvas, ""));
            var root = Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(canvas).Body!.Children);
            Assert.Equal(("at d t p", "me"), (root.ClassName, root.GetAttribute("data-ed")));
            Assert.Equal(["at d t", "at p"], root.Children.Select(c => c.ClassName));
            Assert.Single(new AngleSharp.Html.Parser.HtmlParser().ParseDocument(canvas).QuerySelectorAll("[data-ed]"));
        }
    }

    [Fact]
    public async Task Text_of_a_device_is_typed_where_it_shows_and_bound_text_comes_from_the_shop()
    {
        var hero = BlockNode.Create("heading", [new("Text", "Wide"), new("Text@phone", "Small")], id: "h");
        var canvas = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await DrawAsync(hero, editing: true));
        Assert.Equal([("Text", "Wide"), ("Text@phone", "Small")], canvas.QuerySelectorAll("[data-ed-prop]").Select(e => (e.GetAttribute("data-ed-prop"), e.TextContent)));
        Assert.Equal("at p", canvas.QuerySelector("[data-ed-prop='Text@phone']")!.Closest(".at")!.ClassName);

        var page = BlockNode.Create("page", id: "root", children: [
            BlockNode.Create("heading", [new("Text", "Later"), new("@until", "1971-01-01T00:00:00Z")], id: "a"), BlockNode.Create("heading", [new("Text", "Hidden"), new("@hidden", "true")], id: "b"),
            BlockNode.Create("heading", [new("Text", "On phones"), new("@devices", "phone")], id: "c"), BlockNode.Create("heading", [new("Text", "Not yet"), new("@from", "1971-01-01T00:00:00Z")], id: "d")]);
        var shop = await DrawAsync(page, editing: false);
        Assert.Contains("Later", shop, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", shop, StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet", shop, StringComparison.Ordinal);
        Assert.Contains("<div class=\"at p\">", shop, StringComparison.Ordinal);
        var editing = await DrawAsync(page, editing: true);
        Assert.Contains("Not yet", editing, StringComparison.Ordinal);
        Assert.Contains("<template data-ed=\"b\" data-ed-hidden=\"\"></template>", editing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_block_draws_nothing_in_the_shop_and_a_placeholder_in_the_editor()
    {
        var page = BlockNode.Create("page", id: "root", children: [BlockNode.Create("from_the_future", id: "odd")]);
        Assert.Equal("<div class=\"blocks\"></div>", await DrawAsync(page, editing: false));
        Assert.Contains("data-ed=\"odd\"", await DrawAsync(page, editing: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_fails_is_left_out_and_its_neighbours_stand()
    {
        var page = BlockNode.Create("page", id: "root", children: [BlockNode.Create("heading", [new("Text", "Before")]), BlockNode.Create("failing", id: "bad"), BlockNode.Create("heading", [new("Text", "After")])]);
        var catalog = new BlockCatalog([typeof(FailingBlock), .. BlockCatalog.Default.All.Select(k => k.Component)]);
        var html = await DrawAsync(page, editing: false, catalog: catalog);
        Assert.Contains("Before", html, StringComparison.Ordinal);
        Assert.Contains("After", html, StringComparison.Ordinal);
        Assert.DoesNotContain("half", html, StringComparison.Ordinal);
        Assert.Contains("data-ed=\"bad\"", await DrawAsync(page, editing: true, catalog: catalog), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shallow_tree_keeps_children_as_templates()
    {
        var page = BlockNode.Create("page", id: "root", children: [BlockNode.Create("hero", id: "a"), BlockNode.Create("faq", id: "b")]);
        Assert.Equal("<div class=\"blocks\" data-ed=\"root\" data-ed-slot=\"children\"><template data-ed-keep=\"a\"></template><template data-ed-keep=\"b\"></template></div>", await DrawAsync(page, editing: true, shallow: true));
    }

    [Fact]
    public async Task Texts_are_encoded_links_get_the_path_base_and_script_links_lead_home()
    {
        var html = await DrawAsync(BlockNode.Create("hero", [new("Title", "<script>1</script>"), new("ButtonLink", "/products"), new("LinkLabel", "x"), new("LinkTarget", "javascript:alert(1)")]), editing: false);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/store/toys/products\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_no_longer_fits_falls_back()
    {
        var html = await DrawAsync(BlockNode.Create("heading", [new("Text", "Hello"), new("Level", "h9"), new("Gone", "x")]), editing: false);
        Assert.Contains("<h2>Hello</h2>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_blocks_of_one_code_stop_the_start() =>
        Assert.Throws<InvalidOperationException>(() => new BlockCatalog([typeof(FailingBlock), typeof(OtherFailingBlock)]));

    [Fact]
    public void Items_stand_only_in_their_lists()
    {
        var (faq, item, hero) = (BlockCatalog.Default.Find("faq")!, BlockCatalog.Default.Find("faq_item")!, BlockCatalog.Default.Find("hero")!);
        Assert.True(item.MayStandIn(faq, "children"));
        Assert.False(hero.MayStandIn(faq, "children"));
        Assert.False(item.MayStandIn(BlockCatalog.Default.Find("page")!, "children"));
    }

    private static async Task<string> DrawAsync(BlockNode root, bool editing, bool shallow = false, BlockCatalog? catalog = null)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?> { ["Root"] = root, ["Shop"] = Shop, ["Editing"] = editing, ["ShallowChildren"] = shallow, ["Catalog"] = catalog ?? BlockCatalog.Default };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString().Trim());
    }

    [GeneratedRegex(" data-ed(-[a-z]+)?=\"[^\"]*\"")]
    private static partial Regex EditorAttributes();

    [Block("failing", Title = "Fails")]
    private sealed class FailingBlock : BlockComponent
    {
        [Parameter, Field("Text")] public string Text { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "div");
            builder.AddContent(1, "half");
            throw new InvalidOperationException("on purpose");
        }
    }

    [Block("failing", Title = "Fails too")]
    private sealed class OtherFailingBlock : BlockComponent;
}
