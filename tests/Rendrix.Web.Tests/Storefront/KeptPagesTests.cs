using System.IO.Compression;
using Rendrix.Cast;

namespace Rendrix.Web.Tests.Storefront;

/// <summary>Which pages are kept: an answer from the cache carries an Age.</summary>
public sealed class KeptPagesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_page_is_kept_under_its_own_names_and_never_under_made_up_ones()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        using var shop = app.Shop("acme");
        var mug = acme["Blue mug"].Id;

        foreach (var kept in new[] { "/", "/products", "/products?sort=price-asc", "/products/blue-mug", $"/products/blue-mug?variant={mug}" })
            Assert.True(await IsKeptAsync(shop, kept), $"{kept} is not kept.");

        foreach (var madeUp in new[]
        {
            "/?variant=x", "/products?variant=x", $"/products/blue-mug?variant={Guid.NewGuid()}", $"/products/blue-mug?variant={mug.ToString().ToUpperInvariant()}", $"/products/blue-mug?variant={mug:N}",
            $"/products/blue-mug?variant={mug}&variant=2", "/products?sort=made-up", "/products?after=x", "/PRODUCTS", "/Products/blue-mug",
        })
            Assert.False(await IsKeptAsync(shop, madeUp), $"{madeUp} is kept.");
    }

    /// <summary>A kept page is everybody's. The first visitor, with a cart and a session of the dashboard, must leave nothing of theirs in it.</summary>
    [Fact]
    public async Task A_kept_page_holds_no_token_no_cookie_and_nothing_of_the_visitor_who_made_it()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        using var visitor = app.Shop("acme");
        var added = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/cart/add")
        {
            Content = new FormUrlEncodedContent([new("variantId", acme["Blue mug"].Id.ToString()), new("quantity", "7")]),
            Headers = { { "Origin", "http://acme.localhost" }, { "Sec-Fetch-Site", "same-origin" } },
        });
        Assert.Contains(added.Headers.GetValues("Set-Cookie"), c => c.StartsWith("rdx_cart=", StringComparison.Ordinal));
        Assert.Contains("7", await visitor.GetStringAsync("/cart/count"), StringComparison.Ordinal);

        foreach (var page in new[] { "/", "/products", "/products/blue-mug", "/search" })
        {
            var mine = await visitor.GetAsync(page);
            var body = await mine.Content.ReadAsStringAsync();
            using var stranger = app.Shop("acme");
            var (theirs, age) = ("", (TimeSpan?)null);
            for (var i = 0; i < 4 && age is null; i++)
            {
                var answer = await stranger.GetAsync(page);
                Assert.False(answer.Headers.Contains("Set-Cookie"), $"{page} sets a cookie.");
                (theirs, age) = (await answer.Content.ReadAsStringAsync(), answer.Headers.Age);
            }
            Assert.False(mine.Headers.Contains("Set-Cookie"), $"{page} sets a cookie.");
            Assert.Equal(body, theirs);
            Assert.DoesNotContain("__RequestVerificationToken", body, StringComparison.Ordinal);
            Assert.DoesNotContain("antiforgery", body, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>A page is kept in three forms at most, whatever a stranger's header names; small stylesheets of its blocks stand in it, named by the policy.</summary>
    [Fact]
    public async Task A_kept_page_comes_packed_as_the_browser_takes_it_and_one_with_a_visitors_things_never_does()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var acme = await Cast.Cast.AcmeAsync(app.Services);
        using var shop = app.Shop("acme");
        var plain = await shop.GetStringAsync("/products");
        Assert.Contains("<style>", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("css/shop-lists", plain, StringComparison.Ordinal);
        foreach (var (asked, packing) in new[] { ("gzip, deflate, br", "br"), ("br;q=0, gzip;q=0.5", "gzip"), ("zstd, made-up", ""), ("br;q=0", "") })
        {
            var (body, tag, age) = ("", "", (TimeSpan?)null);
            for (var i = 0; i < 4 && age is null; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/products");
                request.Headers.TryAddWithoutValidation("Accept-Encoding", asked);
                using var answer = await shop.SendAsync(request);
                Assert.Equal(packing, string.Join(',', answer.Content.Headers.ContentEncoding));
                Assert.Contains("Accept-Encoding", answer.Headers.Vary);
                await using var sent = await answer.Content.ReadAsStreamAsync();
                await using Stream read = packing switch { "br" => new BrotliStream(sent, CompressionMode.Decompress), "gzip" => new GZipStream(sent, CompressionMode.Decompress), _ => sent };
                using var reader = new StreamReader(read);
                (body, tag, age) = (await reader.ReadToEndAsync(), answer.Headers.ETag!.Tag, answer.Headers.Age);
                foreach (System.Text.RegularExpressions.Match style in System.Text.RegularExpressions.Regex.Matches(body, "<style[^>]*>(.*?)</style>", System.Text.RegularExpressions.RegexOptions.Singleline))
                    Assert.Contains(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style.Groups[1].Value))), answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            }
            Assert.NotNull(age);
            Assert.Equal(plain, body);
            Assert.Equal(packing.Length > 0, tag.EndsWith($"-{packing}\"", StringComparison.Ordinal) && packing.Length > 0);
            using var again = new HttpRequestMessage(HttpMethod.Get, "/products") { Headers = { { "If-None-Match", tag } } };
            again.Headers.TryAddWithoutValidation("Accept-Encoding", asked);
            Assert.Equal(System.Net.HttpStatusCode.NotModified, (await shop.SendAsync(again)).StatusCode);
        }
        using var cart = new HttpRequestMessage(HttpMethod.Get, "/cart") { Headers = { { "Accept-Encoding", "br" } } };
        Assert.Empty((await shop.SendAsync(cart)).Content.Headers.ContentEncoding);
    }

    private static async Task<bool> IsKeptAsync(HttpClient shop, string address)
    {
        for (var i = 0; i < 4; i++)
            if ((await shop.GetAsync(address)).Headers.Age is not null)
                return true;
        return false;
    }
}
