using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Blocks;
using Rendrix.Carts;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor.Preview;

namespace Rendrix.Tests.Blocks;

public sealed class ConditionTests
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
    private static readonly ShopContext Shop = new() { Name = "Acme", Currency = "EUR" };

    private static BlockNode Heading(params (string Key, string Text)[] props) => BlockNode.Create("heading", props.Select(p => KeyValuePair.Create(p.Key, p.Text)).Prepend(new("Text", "Words")), id: "h1");

    [Fact]
    public void A_cart_meets_conditions_by_what_is_in_it_and_what_it_is_worth()
    {
        var (empty, some, total) = (Heading(("@cart", "empty")), Heading(("@cart", "some")), Heading(("@cart", "total"), ("@cartFrom", "80")));
        Assert.Equal((true, false, false), Meets(new(0, 0)));
        Assert.Equal((false, true, false), Meets(new(1, 7_999)));
        Assert.Equal((false, true, true), Meets(new(3, 8_000)));
        // Yen have no decimals: 80 is 80.
        Assert.True(BlockConditions.MeetsCart(total, new(1, 80), minorPerMajor: 1));
        Assert.True(BlockConditions.MeetsCart(Heading(("@cart", "whenever")), new(0, 0), 100));

        (bool, bool, bool) Meets(CartFacts cart) => (BlockConditions.MeetsCart(empty, cart, 100), BlockConditions.MeetsCart(some, cart, 100), BlockConditions.MeetsCart(total, cart, 100));
    }

    [Fact]
    public void Stock_meets_conditions_and_a_page_about_no_product_leaves_them_without_a_say()
    {
        var (inStock, few, sold) = (Heading(("@stock", "in")), Heading(("@stock", "few")), Heading(("@stock", "out")));
        Assert.Equal((true, false, false), Meets(new StockFacts(Guid.Empty, true, 6)));
        Assert.Equal((true, true, false), Meets(new StockFacts(Guid.Empty, true, StockFacts.Few)));
        Assert.Equal((true, false, false), Meets(new StockFacts(Guid.Empty, true, null)));
        Assert.Equal((false, false, true), Meets(StockFacts.Gone));
        Assert.Equal((true, true, true), Meets(null));

        (bool, bool, bool) Meets(StockFacts? stock) => (BlockConditions.MeetsStock(inStock, stock), BlockConditions.MeetsStock(few, stock), BlockConditions.MeetsStock(sold, stock));
    }

    [Fact]
    public void Conditions_are_checked_like_settings_and_what_a_page_needs_always_shows()
    {
        var rule = Rules.Find("heading")!;
        Assert.Null(rule.Problem("@cart", "total"));
        Assert.NotNull(rule.Problem("@cart", "nearly"));
        Assert.NotNull(rule.Problem("@cartFrom", "0"));
        Assert.NotNull(rule.Problem("@cartFrom", "12.50"));
        Assert.NotNull(rule.Problem("@stock", "some"));
        var cart = BlockNode.Create("cart", id: "c1");
        foreach (var (key, text) in new[] { ("@cart", "some"), ("@stock", "in") })
            Assert.Equal("Cart always shows, or nobody could buy here", Assert.IsType<Ignored>(new ChangeProp("c1", key, text).Apply(PageDocument.Of(cart), Rules)).Reason);
        Assert.IsType<Applied>(new ChangeProp("h1", "@cart", "some").Apply(PageDocument.Of(Heading()), Rules));
    }

    [Fact]
    public async Task A_page_for_everyone_holds_the_block_with_its_condition_and_the_cart_page_decides_itself()
    {
        Assert.StartsWith("<div class=\"at d t p\" data-if-cart=\"empty\"><div class=\"wrap atom\"", await DrawAsync(Heading(("@cart", "empty")), Shop), StringComparison.Ordinal);
        Assert.Contains("data-if-cart=\"some\"", await DrawAsync(Heading(("@cart", "some"), ("@devices", "phone")), Shop), StringComparison.Ordinal);
        Assert.Contains("data-if-cart=\"8000\"", await DrawAsync(Heading(("@cart", "total"), ("@cartFrom", "80")), Shop), StringComparison.Ordinal);

        var none = Shop with { Page = new PageContext { Cart = new CartPageView(null) } };
        Assert.Equal("", await DrawAsync(Heading(("@cart", "some")), none));
        var shown = await DrawAsync(Heading(("@cart", "empty")), none);
        Assert.Contains("Words", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("data-if-cart", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_editor_what_rests_keeps_its_place_and_the_rest_is_as_published()
    {
        var node = Heading(("@cart", "some"));
        var published = await DrawAsync(node, Shop);
        var full = await DrawAsync(node, Shop with { PreviewCart = new(2, 100) }, editing: true);
        var empty = await DrawAsync(node, Shop with { PreviewCart = new(0, 0) }, editing: true);
        Assert.Equal(published, Plain(full));
        Assert.Equal(published, Plain(empty));
        Assert.DoesNotContain("data-ed-rests", full, StringComparison.Ordinal);
        Assert.Contains("data-ed=\"h1\" data-if-cart=\"some\" data-ed-rests=\"\"", empty, StringComparison.Ordinal);
        // A preview without marks decides for itself.
        Assert.Equal("", await DrawAsync(node, Shop with { PreviewCart = new(0, 0) }));
        Assert.DoesNotContain("data-if-cart", await DrawAsync(node, Shop with { PreviewCart = new(2, 100) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stock_is_that_of_the_page_or_of_the_product_chosen_and_one_that_is_gone_is_sold_out()
    {
        var page = Shop with { Page = new PageContext { Product = Product(3) } };
        Assert.Contains("Words", await DrawAsync(Heading(("@stock", "few")), page), StringComparison.Ordinal);
        Assert.Equal("", await DrawAsync(Heading(("@stock", "few")), Shop with { Page = new PageContext { Product = Product(9) } }));
        var data = new BlockData(BlockData.None.ByBlock) { Stock = new Dictionary<string, StockFacts> { ["mug"] = new(Guid.NewGuid(), true, 40) } };
        Assert.Contains("Words", await DrawAsync(Heading(("@stock", "in"), ("@stockOf", "mug")), Shop, data: data), StringComparison.Ordinal);
        Assert.Equal("", await DrawAsync(Heading(("@stock", "in"), ("@stockOf", "gone")), page, data: data));
        Assert.Contains("Words", await DrawAsync(Heading(("@stock", "out"), ("@stockOf", "gone")), page, data: data), StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_are_told_in_words_and_preview_codes_hold_a_subject_and_a_cart()
    {
        Assert.Equal("", Words(Heading(("@locked", "true"))));
        Assert.Equal("Phone only, while the cart is worth 80 or more, while The mug is sold out", Words(Heading(("@devices", "phone"), ("@cart", "total"), ("@cartFrom", "80"), ("@stock", "out"), ("@stockOf", "mug"))));
        Assert.Equal("From 27, while few of the product are left", Words(Heading(("@from", "2026-11-27T00:00:00Z"), ("@stock", "few"))));

        var host = PreviewHost.None with { Carts = [new("cart:empty", "Empty cart"), new("cart:full", "Cart with goods")] };
        Assert.Equal("product:mug;cart:full", PreviewHost.Both("product:mug", "cart:full"));
        Assert.Equal(("product:mug", "cart:full"), host.Parts("product:mug;cart:full"));
        Assert.Equal(("", "cart:full"), host.Parts(PreviewHost.Both("", "cart:full")));
        Assert.Equal(("cart:empty", ""), PreviewHost.None.Parts("cart:empty"));

        static string Words(BlockNode node) => BlockConditions.Words(node, at => at.Day.ToString(System.Globalization.CultureInfo.InvariantCulture), slug => "The " + slug);
    }

    private static ProductView Product(int left) =>
        new(Guid.NewGuid(), "mug", "Mug", "", "", "", "", "", [], [new VariantView(Guid.NewGuid(), [], 100, null, left > 0, left, null, null)], [], []);

    private static string Plain(string html) => System.Text.RegularExpressions.Regex.Replace(html, " data-ed(-[a-z]+)?=\"[^\"]*\"", "");

    private static async Task<string> DrawAsync(BlockNode root, ShopContext shop, bool editing = false, BlockData? data = null)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?> { ["Root"] = root, ["Shop"] = shop, ["Editing"] = editing, ["Data"] = data ?? BlockData.None };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString().Trim());
    }
}
