using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<p onclick=\"x()\">Hi</p>", "<p>Hi</p>")]
    [InlineData("<script>alert(1)</script>after", "after")]
    [InlineData("<img src=x onerror=alert(1)>", "")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>", "")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"jav&#x61;script:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href='/ok?a=1&amp;b=2'>x</a>", "<a href=\"/ok?a=1&amp;b=2\" rel=\"nofollow noopener\">x</a>")]
    [InlineData("<b><i>unclosed", "<b><i>unclosed</i></b>")]
    [InlineData("</p>stray", "stray")]
    [InlineData("<p title='>'>t</p>", "<p>t</p>")]
    [InlineData("a &lt;script&gt; b<br>", "a &lt;script&gt; b<br>")]
    [InlineData("<h1>One</h1>", "<h2>One</h2>")]
    [InlineData("<!-- <b> -->x<i></i>", "x<i></i>")]
    [InlineData("<iframe src=//evil></iframe>x", "x")]
    [InlineData("plain\ntwo & three", "<p>plain</p><p>two &amp; three</p>")]
    [InlineData("B&#252;cher & caf&eacute; \ud83d\ude00", "<p>Bücher &amp; café \ud83d\ude00</p>")]
    public void Only_known_markup_is_written(string source, string expected) => Assert.Equal(expected, SafeHtml.Of(source));

    [Fact]
    public void Half_a_character_becomes_the_one_for_what_is_lost() => Assert.Equal("<p>a \ufffd b</p>", SafeHtml.Of("a \ud83d b"));

    [Fact]
    public void Whatever_comes_in_nothing_can_run()
    {
        var random = new Random(7);
        string[] parts = ["<", ">", "script", "img", "a", "href", "=", "\"", "'", "javascript:", "onerror", " ", "/", "<!--", "-->", "p", "svg", "&lt;", "&#x3c;", "style", "text", "\\", "\n"];
        for (var i = 0; i < 20_000; i++)
        {
            var source = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => parts[random.Next(parts.Length)]));
            var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<body>" + SafeHtml.Of(source));
            Assert.Empty(document.QuerySelectorAll("script,img,svg,style,iframe,object"));
            Assert.All(document.QuerySelectorAll("body *"), e => Assert.All(e.Attributes, a => Assert.True(a.Name is "href" or "rel" && !a.Value.Contains("javascript:", StringComparison.OrdinalIgnoreCase), source)));
        }
    }
}
