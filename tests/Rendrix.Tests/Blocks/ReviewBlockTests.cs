using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Blocks;
using Rendrix.Reviews;
using Rendrix.Storefront;
using Rendrix.Web.Client;

namespace Rendrix.Tests.Blocks;

/// <summary>Stars and reviews as pages show them: nothing where there is nothing, and shoppers' words as text.</summary>
public sealed class ReviewBlockTests
{
    private static readonly Rating Some = Rating.Of([0, 0, 1, 3, 8]);
    private static readonly DateTimeOffset Day = new(2026, 11, 30, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_reviews_nothing_is_drawn_unless_everyone_may_write()
    {
        var none = new ReviewListView("blue-mug", "Blue mug", Rating.None, []);
        foreach (var writers in new[] { ReviewWriters.Nobody, ReviewWriters.Buyers })
            Assert.Equal("none", (await DrawAsync(none, writers)).Body!.Children.Single().ClassName);
        var open = await DrawAsync(none, ReviewWriters.Everyone);
        Assert.Contains("Yours can be the first", open.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/store/toys/review?product=blue-mug", open.QuerySelector(".sec-head a")!.GetAttribute("href"));
        Assert.Equal("none", (await DrawAsync(none, ReviewWriters.Everyone, KeyValuePair.Create("WriteLabel", ""))).Body!.Children.Single().ClassName);
    }

    [Fact]
    public async Task Stars_spread_words_and_reply_are_there_and_words_are_text()
    {
        var page = await DrawAsync(new ReviewListView("blue-mug", "Blue mug", Some, [new(Guid.NewGuid(), 4, "<b>Nice</b>", "Line one\n<script>x</script>", "", true, "Thanks", Day)]), ReviewWriters.Buyers);
        Assert.Equal("4.6 of 5 stars, 12 reviews", page.QuerySelector(".rev-mean svg[role=img]")!.GetAttribute("aria-label"));
        Assert.Equal(["5 stars: 8", "4 stars: 3", "3 stars: 1", "2 stars: 0", "1 star: 0"], page.QuerySelectorAll(".rev-spread li > :first-child").Select(e => e.TextContent));
        Assert.Equal("<b>Nice</b>", page.QuerySelector(".rev-list h3")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script, .rev-list b"));
        Assert.Equal("A customer", page.QuerySelector(".rev-by strong")!.TextContent);
        Assert.Contains("Verified purchase", page.QuerySelector(".rev-by")!.TextContent, StringComparison.Ordinal);
        // A day of the shop's: half past eleven at night in UTC is tomorrow in Amsterdam.
        Assert.Equal("1 Dec 2026", page.QuerySelector("time")!.TextContent);
        Assert.Equal("All 12 reviews", page.QuerySelector(".rev-main > a")!.TextContent);
        Assert.Null(page.QuerySelector(".sec-head a"));
        Assert.Null((await DrawAsync(new ReviewListView("blue-mug", "Blue mug", Some, []), ReviewWriters.Buyers, KeyValuePair.Create("WithSpread", "false"))).QuerySelector(".rev-spread, .rev-list"));
    }

    [Fact]
    public async Task A_card_shows_stars_only_when_asked_and_only_where_there_are_some()
    {
        var card = new ProductCardView(Guid.NewGuid(), "blue-mug", "Blue mug", "", 1000, 1000, null, null, "", true, false, []) { Rating = Some };
        Assert.Null((await GridAsync(card)).QuerySelector("svg"));
        Assert.Equal("4.6 of 5 stars, 12 reviews", (await GridAsync(card, KeyValuePair.Create("WithRating", "true"))).QuerySelector(".card svg")!.GetAttribute("aria-label"));
        Assert.Null((await GridAsync(card with { Rating = Rating.None }, KeyValuePair.Create("WithRating", "true"))).QuerySelector("svg"));
    }

    private static Task<IHtmlDocument> GridAsync(ProductCardView card, params KeyValuePair<string, string>[] settings) =>
        DrawAsync(BlockNode.Create("product_grid", settings, id: "g"), new ProductListView([card]), ReviewWriters.Buyers);

    private static Task<IHtmlDocument> DrawAsync(ReviewListView view, ReviewWriters writers, params KeyValuePair<string, string>[] settings) => DrawAsync(BlockNode.Create("reviews", settings, id: "r"), view, writers);

    private static async Task<IHtmlDocument> DrawAsync(BlockNode node, object found, ReviewWriters writers)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var shop = new ShopContext { Name = "Toys", PathBase = "/store/toys", TimeZone = "Europe/Amsterdam", ReviewWriters = writers };
        var parameters = new Dictionary<string, object?> { ["Root"] = node, ["Shop"] = shop, ["Data"] = new BlockData(new Dictionary<string, object> { [node.Id] = found }) };
        return new HtmlParser().ParseDocument(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(parameters))).ToHtmlString()));
    }
}
