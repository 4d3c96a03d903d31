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

    private static async Task<bool> IsKeptAsync(HttpClient shop, string address)
    {
        for (var i = 0; i < 4; i++)
            if ((await shop.GetAsync(address)).Headers.Age is not null)
                return true;
        return false;
    }
}
