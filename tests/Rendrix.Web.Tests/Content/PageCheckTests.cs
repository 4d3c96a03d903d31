using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor.Publishing;
using Rendrix.Web.Content.Checks;

namespace Rendrix.Web.Tests.Content;

/// <summary>Each check by itself: the fault it is there for, and the same page without it. A check that is taken away, or finds nothing any more, fails here.</summary>
public sealed class PageCheckTests
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(kind => kind.Component));

    private sealed record Case(Type Check, CheckedPage Faulty, CheckedPage Fine, string Says);

    public static TheoryData<string> Names => [.. Cases().Select(c => c.Check.Name).Distinct()];

    [Fact]
    public void Every_check_has_a_case_here() =>
        Assert.Equal(typeof(IPageCheck).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(IPageCheck))).Select(t => t.Name).Order(StringComparer.Ordinal), Cases().Select(c => c.Check.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void A_check_finds_its_fault_and_nothing_on_the_page_without_it(string name)
    {
        foreach (var (type, faulty, fine, says) in Cases().Where(c => c.Check.Name == name))
        {
            var check = (IPageCheck)Activator.CreateInstance(type)!;
            var found = check.Look(faulty).Select(f => f.Message).ToList();
            Assert.True(found.Contains(says), $"{name} should say “{says}” and says: {string.Join(" / ", found)}");
            Assert.DoesNotContain(says, check.Look(fine).Select(f => f.Message));
        }
    }

    [Fact]
    public void Pictures_that_stand_together_and_are_not_chosen_are_told_once()
    {
        var page = Page("<main><section data-ed=\"s\"><figure class=\"none\" data-ed=\"a\"></figure><figure class=\"none\" data-ed=\"b\"></figure></section><figure class=\"none\" data-ed=\"c\"></figure></main>",
            BlockNode.Create("section", [], [Block("image", "a"), Block("image", "b")], id: "s"), Block("image", "c"));
        var found = new EmptyBlockCheck().Look(page).ToList();
        Assert.Equal(["a", "c"], found.Select(f => f.BlockId));
        Assert.StartsWith("2 pictures of Section", found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Contrast_is_looked_at_in_schemes_of_ones_own_in_deleted_ones_and_by_night()
    {
        var theme = ThemeTokens.Default.With([new("scheme.sale.name", "Sale week"), new("scheme.sale.bg", "#FFFFFF"), new("scheme.sale.text", "#DDDDDD"), new("alias.old", "sale"), new("appearance", "auto"), new("scheme.page.dark.text", "#222222"), new("scheme.page.dark.bg", "#111111")]);
        var page = Page("<main></main>", Block("section", "s", ("Scheme", "old"))) with { Theme = theme };
        var found = new ContrastCheck().Look(page).ToList();
        Assert.Contains(found, f => f is { BlockId: "s", Level: FindingLevel.Error, Message: "Text on background in the colors of Sale week has a contrast of 1.3 to 1" });
        Assert.Contains(found, f => f is { BlockId: null, Level: FindingLevel.Error } && f.Message.StartsWith("Text on background in the colors of Page at night", StringComparison.Ordinal));
    }

    private static IEnumerable<Case> Cases()
    {
        const string picture = "0192f0c0000070008000000000000001";
        var image = Block("image", "i", ("Image", $"/media/{picture}.jpg"));
        yield return new(typeof(ConditionCheck), Page("<main></main>", Block("text", "t", ("@stock", "in"))), Page("<main></main>", Block("text", "t")), "Text shows by the stock of the page's product, and this page has none, so it always shows");
        yield return new(typeof(ContrastCheck), Page("<main></main>") with { Theme = ThemeTokens.Default.With("scheme.page.text", "#CCCCCC").With("scheme.page.bg", "#FFFFFF") }, Page("<main></main>"), "Text on background in the colors of Page has a contrast of 1.6 to 1");
        yield return new(typeof(EmptyBlockCheck), Page("<main><figure class=\"none\" data-ed=\"i\"></figure></main>", Block("image", "i")), Page("<main><figure data-ed=\"i\"></figure></main>", image), "Image has no picture yet");
        yield return new(typeof(GoodsCheck), Page("<main></main>", image), Page("<main></main>", image) with { Facts = Facts(new MediaFact(Guid.ParseExact(picture, "N"), "kiln.jpg", "", 1, 1, 1)) }, "Image shows a picture that is no longer in your media");
        yield return new(typeof(HeadingCheck), Page("<main><h1>One</h1><h1>Two</h1></main>"), Page("<main><h1>One</h1><h2>Two</h2></main>"), "The page has a second title");
        yield return new(typeof(HeadingCheck), Page("<main><h1>One</h1><h4>Deep</h4></main>"), Page("<main><h1>One</h1><h2>Deep</h2></main>"), "“Deep” skips a level: it is 4, the one before is 1");
        yield return new(typeof(HeadingCheck), Page("<main><h2>One</h2></main>"), Page("<main><h1>One</h1></main>"), "The page has no title");
        yield return new(typeof(LanguageCheck), Page("<main></main>", lang: ""), Page("<main></main>"), "The page does not say its language");
        yield return new(typeof(LanguageCheck), Page($"<main>{string.Concat(Enumerable.Repeat("Свежая керамика ", 8))}</main>"), Page($"<main>{string.Concat(Enumerable.Repeat("Fresh from the kiln ", 8))}</main>"), "The page is written in Cyrillic letters, and the shop says its language is en");
        yield return new(typeof(LinkNameCheck), Page("<main><a data-ed=\"b\" href=\"/\"></a></main>", Block("button", "b")), Page("<main><a data-ed=\"b\" href=\"/\">Home</a></main>", Block("button", "b")), "Button has a link without words");
        yield return new(typeof(LinkTargetCheck), Page("<main><a data-ed=\"b\" href=\"/products/gone\">Gone</a></main>", Block("button", "b")), Page("<main><a data-ed=\"b\" href=\"/products\">All</a></main>", Block("button", "b")), "There is no product at /products/gone");
        yield return new(typeof(PictureTextCheck), Page($"<main><figure data-ed=\"i\"><img src=\"/media/{picture}.jpg\" alt=\"\"></figure></main>", image), Page($"<main><figure data-ed=\"i\"><img src=\"/media/{picture}.jpg\" alt=\"The kiln\"></figure></main>", image), "The picture in Image has no description");
        yield return new(typeof(SampleTextCheck), Page("<main></main>", Block("button", "b", ("Label", "Nowhere"), ("Link", ""))), Page("<main></main>", Block("button", "b", ("Label", "Shop"), ("Link", "/products"))), "“Nowhere” leads nowhere");
        yield return new(typeof(SearchTextCheck), Page("<main></main>"), Page("<main></main>") with { Details = Details("A description of more than fifty characters, as search engines like to show them.") }, "There is no description for search engines");
        yield return new(typeof(TargetSizeCheck), Page("<main><a data-ed=\"b\" href=\"/\"><img src=\"x.png\" alt=\"Home\" width=\"16\" height=\"16\"></a></main>", Block("button", "b")), Page("<main><a data-ed=\"b\" href=\"/\"><img src=\"x.png\" alt=\"Home\" width=\"32\" height=\"32\"></a></main>", Block("button", "b")), "A link in Button is 16 by 16 px, too small for a finger");
        yield return new(typeof(WeightCheck), Page("<main></main>") with { Weight = Weight(160_000, 1.0) }, Page("<main></main>") with { Weight = Weight(20_000, 1.0) }, "The page itself is 160 kB, more than 150 kB");
        yield return new(typeof(WeightCheck), Page("<main></main>") with { Weight = Weight(20_000, 3.2) }, Page("<main></main>") with { Weight = Weight(20_000, 1.9) }, "On a slow phone the first screen takes about 3.2 s");
    }

    private static BlockNode Block(string type, string id, params (string Name, string Value)[] props) => BlockNode.Create(type, props.ToDictionary(p => p.Name, p => p.Value), id: id);

    private static CheckedPage Page(string body, params BlockNode[] blocks) => Page(body, "en", blocks);

    private static CheckedPage Page(string body, string lang, params BlockNode[] blocks) =>
        new(PageDocument.Of(blocks), Details(""), Rules, (IHtmlDocument)new HtmlParser().ParseDocument($"<html{(lang.Length > 0 ? $" lang=\"{lang}\"" : "")}><body>{body}</body></html>"), ThemeTokens.Default, Facts(), "en", "", Weight(20_000, 1.0));

    private static Page Details(string description) => new() { Type = PageType.Standard, Title = "About the pottery", Slug = "about", SeoDescription = description };

    private static MeasuredPage Weight(long html, double seconds) => new(new PageWeight(html, 10_000, 5_000, 0, 0, 0, seconds), [], null);

    private static StoreFacts Facts(params MediaFact[] media) => new()
    {
        Products = new HashSet<string>(), HiddenProducts = new HashSet<string>(), Categories = new HashSet<string>(), LivePages = new HashSet<string>(), DraftPages = new HashSet<string>(), Menus = new HashSet<string>(),
        Redirects = new Dictionary<string, string>(), Media = media.ToDictionary(m => m.Id), OtherTitles = [],
    };
}
