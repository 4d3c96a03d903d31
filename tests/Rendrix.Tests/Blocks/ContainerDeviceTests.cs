using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Storefront;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Tests.Blocks;

/// <summary>A container draws its children once, and still its settings differ between devices.</summary>
public sealed class ContainerDeviceTests
{
    private static readonly ShopContext Shop = new()
    {
        Name = "Acme", Page = new PageContext { Cart = new CartPageView(null) },
        Menus = new Dictionary<string, MenuView> { ["main"] = new("", [new("New", "/categories/new")]), ["footer-1"] = new("Shop", [new("All", "/products")]) },
    };

    private static IEnumerable<BlockKind> Containers => BlockCatalog.Default.All.Where(k => k.Slots.Count > 0);

    [Fact]
    public async Task Every_setting_of_a_container_that_may_differ_is_drawn_for_each_device_around_children_that_are_there_once()
    {
        foreach (var kind in Containers)
            foreach (var field in kind.Schema.Fields.Where(f => f.About.PerDevice))
            {
                var node = BlockNode.Create(kind.Code, [new(field.Name, On("wide", field)), new(PropKey.On(field.Name, Device.Tablet), On("middle", field)), new(PropKey.On(field.Name, Device.Phone), On("small", field))], id: "me");
                // Parts that show only together with another.
                if (field.Name is "Veil" or "Alt" or "ImageLabel") node = node.With("Image", "/media/a.svg");
                if (field.Name == "NewsletterLabel") node = node.With("Newsletter", "true");
                foreach (var slot in kind.Slots) node = node.WithSlot(slot.Name, [BlockNode.Create(slot.About.Allows.FirstOrDefault() ?? "text", id: "child-" + slot.Name)]);
                var (published, canvas) = (await DrawAsync(node, editing: false), await DrawAsync(node, editing: true));
                Assert.True(published == Regex.Replace(canvas, " data-ed(-[a-z]+)?=\"[^\"]*\"", ""), $"{kind.Code}.{field.Name}: the canvas is not what is published");
                Assert.DoesNotContain("could not be drawn", canvas, StringComparison.Ordinal);
                var page = new HtmlParser().ParseDocument(canvas);
                Assert.True(page.QuerySelectorAll("[data-ed]").Length == page.QuerySelectorAll("[data-ed]").Select(e => e.GetAttribute("data-ed")).Distinct().Count(), $"{kind.Code}.{field.Name}: a block is there twice");
                var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
                Assert.True(ids.Count == ids.Distinct().Count(), $"{kind.Code}.{field.Name}: an id is there twice");
                if (published == await DrawAsync(node.With(PropKey.On(field.Name, Device.Phone), null), editing: false) && !Elsewhere(kind, field)) Assert.Fail($"{kind.Code}.{field.Name} is the same on phones");
            }
    }

    [Fact]
    public async Task Texts_beside_the_children_are_typed_where_they_show_and_schemes_are_told_for_each_device()
    {
        var node = BlockNode.Create("accordion", [new("Title", "Everything about delivery"), new("Title@phone", "Delivery"), new("Scheme@tablet", "tint")], [BlockNode.Create("accordion_item", id: "i1")], id: "me");
        var page = new HtmlParser().ParseDocument(await DrawAsync(node, editing: true));
        Assert.Equal([("Title", "Everything about delivery", "at d t"), ("Title@phone", "Delivery", "at p")], page.QuerySelectorAll("h2").Select(h => (h.GetAttribute("data-ed-prop"), h.TextContent, h.ParentElement!.ClassName)));
        Assert.Single(page.QuerySelectorAll("[data-ed=i1]"));
        var root = page.QuerySelector("[data-ed=me]")!;
        Assert.Equal(("page", "tint", null), (root.GetAttribute("data-scheme"), root.GetAttribute("data-scheme-t"), root.GetAttribute("data-scheme-p")));
        Assert.Null(new HtmlParser().ParseDocument(await DrawAsync(BlockNode.Create("accordion"), editing: false)).QuerySelector("[data-scheme]"));
        // What is filled from shop data is the same everywhere.
        var cart = new HtmlParser().ParseDocument(await DrawAsync(BlockNode.Create("cart", [new("Title", "Cart"), new("Title@phone", "Bag"), new("Title@bind", "store.name")]), editing: false));
        Assert.Equal(["Acme", "Acme"], cart.QuerySelectorAll("h1").Select(h => h.TextContent));
    }

    [Fact]
    public void Values_that_cannot_differ_are_refused_and_the_documentation_names_each()
    {
        var rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
        Assert.Null(rules.Find("section")!.Problem("Width@phone", "full"));
        Assert.Equal("Open at first is the same on all screens, because Accordion part holds other blocks", rules.Find("accordion_item")!.Problem("Open@phone", "true"));

        var fixedOnes = Containers.Where(k => k.Code != "synced_section").SelectMany(k => k.Schema.Fields.Where(f => !f.About.PerDevice).Select(f => $"{k.About.Title}: {f.About.Label}")).Order(StringComparer.Ordinal).ToList();
        var told = Regex.Matches(File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "blocks.md")), "^\\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\|$", RegexOptions.Multiline)
            .Where(m => m.Groups[1].Value is not ("block" or "---")).SelectMany(m => m.Groups[2].Value.Split(", ").Select(label => $"{m.Groups[1].Value}: {label}")).Order(StringComparer.Ordinal).ToList();
        Assert.True(fixedOnes.SequenceEqual(told), $"Cannot differ: {string.Join(" | ", fixedOnes)}\nTold: {string.Join(" | ", told)}");
    }

    // There is no list and no collection here to draw, and a menu that is not there is left out.
    private static bool Elsewhere(BlockKind kind, FieldInfo field) => kind.Code is "product_list" or "repeat" || field.Name is "Menu1" or "Menu2" or "Menu3" or "Menu4";

    private static string On(string device, FieldInfo field) => field.Kind switch
    {
        FieldKind.Number => Math.Clamp(device switch { "wide" => 1, "middle" => 3, _ => 2 } + field.About.Min, field.About.Min, field.About.Max).ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Switch => device == "middle" ? "true" : "false",
        FieldKind.Choice or FieldKind.Scheme => field.Options[device switch { "wide" => 0, "middle" => 1, _ => field.Options.Count > 2 ? 2 : 0 }].Value,
        FieldKind.Image => $"/media/{device}.svg",
        FieldKind.Link => "/pages/" + device,
        FieldKind.Menu => device == "small" ? "footer-1" : "main",
        _ => "Words " + device,
    };

    private static async Task<string> DrawAsync(BlockNode root, bool editing)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?> { ["Root"] = root, ["Shop"] = Shop, ["Editing"] = editing };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString().Trim());
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Rendrix.Web.sln"))) at = at.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        return at.FullName;
    }
}
