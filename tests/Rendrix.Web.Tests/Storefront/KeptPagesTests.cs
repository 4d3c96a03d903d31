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

    private static async Task<bool> IsKeptAsync(HttpClient shop, string address)
    {
        for (var i = 0; i < 4; i++)
            if ((await shop.GetAsync(address)).Headers.Age is not null)
                return true;
        return false;
    }
}
