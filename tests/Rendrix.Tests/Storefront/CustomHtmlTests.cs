using AngleSharp.Html.Parser;
using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

/// <summary>A merchant's own HTML keeps what a page is made of and nothing that acts, whatever is written and wherever.</summary>
public sealed class CustomHtmlTests
{
    private const string Script = "javascript:alert(1)";
    private static readonly string[] Elements =
        ["p", "a", "img", "div", "span", "table", "td", "th", "details", "summary", "figure", "source", "picture", "time", "svg", "math", "iframe", "form", "input", "button", "video", "audio", "object", "embed", "link", "meta", "base", "style", "script", "body", "html", "marquee", "template", "slot", "x-element", "textarea", "select", "noscript", "plaintext", "xmp"];
    private static readonly string[] Attributes =
        ["onclick", "onerror", "onload", "onfocus", "ontoggle", "onanimationstart", "onpointerenter", "style", "id", "name", "href", "src", "srcset", "srcdoc", "action", "formaction", "xlink:href", "background", "poster", "data", "ping", "target", "rel", "http-equiv", "content", "is", "part", "popover", "popovertarget", "contenteditable", "autofocus", "class", "title", "data-consent-say", "data-embed", "data-buy"];

    [Fact]
    public void Script_in_every_attribute_of_every_element_comes_to_nothing()
    {
        foreach (var element in Elements)
            foreach (var attribute in Attributes)
                foreach (var written in new[] { $"<{element} {attribute}=\"{Script}\">x</{element}>", $"<{element} {attribute}='{Script}'>x", $"<{element}/{attribute}={Script}>x</{element}>", $"<{element.ToUpperInvariant()}\n{attribute.ToUpperInvariant()} = \"{Script}\" >x</{element}>" })
                    AssertHarmless(written);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<img src=\"data:text/html,<script>alert(1)</script>\">")]
    [InlineData("<img src=\"//evil.example/x.png\">")]
    [InlineData("<img src='https://a.example/x' onload='alert(1)'")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"java\nscript:alert(1)\">x</a>")]
    [InlineData("<a href=\" javascript:alert(1)\">x</a>")]
    [InlineData("<a title=\"><script>alert(1)</script>\" href=\"/x\">x</a>")]
    [InlineData("<div title='\"><img src=x onerror=alert(1)>'>x</div>")]
    [InlineData("<div class='\" onclick=\"alert(1)'>x</div>")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<!-- --!><img src=x onerror=alert(1)> -->")]
    [InlineData("<<script>alert(1)</script>")]
    [InlineData("<scr<script>ipt>alert(1)</script>")]
    [InlineData("</p><script>alert(1)")]
    [InlineData("<table><td><form action=javascript:alert(1)><input type=submit></table>")]
    [InlineData("<source srcset=\"javascript:alert(1) 1x, /a 2x\">")]
    [InlineData("<details open ontoggle=alert(1)>x</details>")]
    [InlineData("<p style=\"background:url(javascript:alert(1))\">x</p>")]
    [InlineData("<base href=\"https://evil.example/\"><a href=\"/x\">x</a>")]
    [InlineData("<p title=x\0onclick=alert(1)>x</p>")]
    [InlineData("<a href=\"/x\" href=\"javascript:alert(1)\">x</a>")]
    public void Known_tricks_come_to_nothing(string html) => AssertHarmless(html);

    [Fact]
    public void What_pages_are_made_of_stays()
    {
        const string html = "<section class=\"card wide\"><figure><img src=\"/media/a.png\" width=\"400\" height=\"300\" alt=\"A &amp; B\" loading=\"lazy\"><figcaption>Words</figcaption></figure><table><caption>Sizes</caption><tbody><tr><th scope=\"row\">S</th><td colspan=\"2\">88</td></tr></tbody></table><details open=\"\"><summary>More</summary><p lang=\"de\">Gut</p></details><time datetime=\"2026-01-01\">today</time></section>";
        Assert.Equal(html, SafeHtml.Custom(html));
        Assert.Equal("<a href=\"/products\" rel=\"noopener\">All</a>", SafeHtml.Custom("<a href='/products' target=_blank rel=opener>All</a>"));
        Assert.Equal("<img src=\"https://example.com/a.png\" alt=\"\" loading=\"lazy\">", SafeHtml.Custom("<img src=https://example.com/a.png>"));
        Assert.Equal("<p>One</p><p>Two &amp; three</p>", SafeHtml.Custom("One\nTwo & three"));
    }

    [Fact]
    public void Random_markup_is_harmless_and_cleaning_twice_changes_nothing()
    {
        var random = new Random(20);
        string[] pieces = ["<", ">", "\"", "'", "=", "/", " ", "\n", "<!--", "-->", "a", "img", "svg", "script", "style", "p", "table", "onerror", "href", "src", "alert(1)", Script, "&lt;", "&#60;", "&quot;", "x", "`", "</", "title", "class"];
        for (var i = 0; i < 20_000; i++) AssertHarmless(string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => pieces[random.Next(pieces.Length)])));
    }

    // Judged as a browser would read it, not by looking for words: a script named in a text is a text.
    private static void AssertHarmless(string html)
    {
        var clean = SafeHtml.Custom(html);
        var body = new HtmlParser().ParseDocument("<!doctype html><body>" + clean).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.False(element.LocalName is "script" or "style" or "iframe" or "object" or "embed" or "form" or "input" or "button" or "svg" or "math" or "link" or "meta" or "base" or "template" or "video" or "audio", $"{html}\n→ {clean}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(attribute.Name is "class" or "title" or "aria-label" or "lang" or "dir" or "aria-hidden" or "href" or "src" or "srcset" or "media" or "type" or "alt" or "loading" or "width" or "height" or "colspan" or "rowspan" or "scope" or "datetime" or "open" or "rel", $"{attribute.Name} in {html}\n→ {clean}");
                if (attribute.Name is "href" or "src" or "srcset") Assert.True(attribute.Value.StartsWith('/') && !attribute.Value.StartsWith("//", StringComparison.Ordinal) || attribute.Value.StartsWith('#') || attribute.Value.StartsWith("https://", StringComparison.Ordinal) || attribute.Value.StartsWith("http://", StringComparison.Ordinal) || attribute.Value.StartsWith("mailto:", StringComparison.Ordinal) || attribute.Value.StartsWith("tel:", StringComparison.Ordinal), $"{attribute.Value} in {html}\n→ {clean}");
            }
        }
        Assert.Equal(clean, SafeHtml.Custom(clean));
    }
}
