using System.Net;
using Microsoft.EntityFrameworkCore;
using Rendrix.Stores;
using Rendrix.Web.Domains;

namespace Rendrix.Web.Tests.Domains;

/// <summary>The free address: changed, led on from, kept, and never to be mistaken for another shop's.</summary>
public sealed class SubdomainTests(DomainWorld world) : IClassFixture<DomainWorld>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_address_leads_to_the_new_one_and_is_kept_from_others_for_a_year()
    {
        var (acme, globex) = (await world.KeeperAsync("old-lantern"), await world.KeeperAsync("globex-lantern"));
        var (status, body) = await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain = "Bright-Lantern" });
        Assert.Equal((200, "bright-lantern"), (status, body.GetProperty("subdomain").GetString()));
        Assert.Equal("old-lantern", Assert.Single(body.GetProperty("former").EnumerateArray()).GetProperty("subdomain").GetString());

        await LeadsAsync("old-lantern.localhost", "/products?sort=name", "http://bright-lantern.localhost/products?sort=name");
        await LeadsAsync("localhost", "/store/old-lantern/products?sort=name", "/store/bright-lantern/products?sort=name");
        using (var api = await world.Client("localhost").GetAsync(new Uri("/api/storefront/old-lantern/products", UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.OK, api.StatusCode);

        foreach (var wanted in new[] { "old-lantern", "bright-lantern", "brightlantern", "bright-1antern" })
            Assert.Equal(409, (await globex.Caller.SendAsync("PUT", globex.Api + "/subdomain", new { subdomain = wanted })).Status);
        Assert.Equal(409, (await globex.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Copy", subdomain = "o1d-lantern" })).Status);

        // Back again: the two change places.
        Assert.Equal(200, (await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain = "old-lantern" })).Status);
        await LeadsAsync("bright-lantern.localhost", "/", "http://old-lantern.localhost/");
    }

    [Fact]
    public async Task After_the_year_the_old_address_is_free_and_a_message_of_an_earlier_change_frees_nothing()
    {
        var acme = await world.KeeperAsync("year-one");
        foreach (var label in new[] { "year-two", "year-one", "year-two" }) Assert.Equal(200, (await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain = label })).Status);
        var kept = await KeptAsync(acme);
        await ReleaseAsync(acme, kept.KeptUntil!.Value.AddSeconds(-1));
        Assert.Equal("year-one", (await KeptAsync(acme)).Name);
        await ReleaseAsync(acme, kept.KeptUntil!.Value);
        Assert.False(await world.ReadAsync(acme.TenantId, db => db.StoreDomains.AnyAsync(d => d.Name == "year-one", Ct)));
        var globex = await world.KeeperAsync("globex-year");
        Assert.Equal(200, (await globex.Caller.SendAsync("PUT", globex.Api + "/subdomain", new { subdomain = "year-one" })).Status);
    }

    [Fact]
    public async Task Names_are_not_collected_by_changing_again_and_again()
    {
        var acme = await world.KeeperAsync("hoard-0a");
        for (var i = 1; i <= ChangeSubdomain.MostKept; i++) Assert.Equal(200, (await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain = $"hoard-{i}a" })).Status);
        var (status, body) = await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain = "hoard-9a" });
        Assert.Equal((409, "PLAN_LIMIT_REACHED"), (status, body.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("ab", 400)]
    [InlineData("admin", 400)]
    [InlineData("paypa1", 400)]
    [InlineData("two.labels", 400)]
    [InlineData("müller", 400)]
    public async Task What_is_no_label_is_refused_at_its_field(string subdomain, int status)
    {
        var acme = await world.KeeperAsync("label-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(subdomain)))[..8]);
        var (answered, body) = await acme.Caller.SendAsync("PUT", acme.Api + "/subdomain", new { subdomain });
        Assert.Equal(status, answered);
        Assert.NotEmpty(body.GetProperty("errors").GetProperty("subdomain").EnumerateArray());
    }

    [Fact]
    public async Task Of_many_who_want_names_that_look_alike_at_the_same_moment_one_gets_it()
    {
        var keepers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => world.KeeperAsync($"rush-{(char)('a' + i)}")));
        string[] wanted = ["golden-rose", "goldenrose", "g0lden-rose", "go1den-rose"];
        var ends = await Task.WhenAll(keepers.Select((k, i) => k.Caller.SendAsync("PUT", k.Api + "/subdomain", new { subdomain = wanted[i] })));
        Assert.Equal([200, 409, 409, 409], ends.Select(e => e.Status).Order());
    }

    [Fact]
    public async Task The_database_folds_names_as_the_program_does()
    {
        var acme = await world.KeeperAsync("m0dern-5teel-vv4ll-1i3");
        Assert.Equal(Subdomain.Skeleton("m0dern-5teel-vv4ll-1i3"), await world.ReadAsync(acme.TenantId, db => db.StoreDomains.Where(d => d.TenantId == acme.TenantId).Select(d => d.Likeness).SingleAsync(Ct)));
    }

    private Task<StoreDomain> KeptAsync(Keeper keeper) => world.ReadAsync(keeper.TenantId, db => db.StoreDomains.AsNoTracking().SingleAsync(d => d.TenantId == keeper.TenantId && d.KeptUntil != null, Ct));

    private Task<int> ReleaseAsync(Keeper keeper, DateTimeOffset due) => world.ReadAsync(keeper.TenantId, async db =>
    {
        await new ReleaseSubdomain().ConsumeAsync(new SubdomainKeptUntil(keeper.StoreId, "year-one", due), new(db, keeper.TenantId, keeper.StoreId, Guid.Empty, Guid.Empty), Ct);
        await db.CommitAsync(Ct);
        return 0;
    });

    private async Task LeadsAsync(string host, string path, string to)
    {
        HttpStatusCode seen = default;
        for (var i = 0; i < 400; i++)
        {
            using var client = world.Client(host);
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Ct);
            if ((seen = answer.StatusCode) == HttpStatusCode.MovedPermanently && answer.Headers.Location!.OriginalString == to) return;
            await Task.Delay(25, Ct);
        }
        Assert.Fail($"{host}{path} answered {seen} and does not lead to {to}.");
    }
}
