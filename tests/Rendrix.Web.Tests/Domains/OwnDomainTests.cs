using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Domains;
using Rendrix.Stores;
using Rendrix.Web.Domains;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Tests.Domains;

/// <summary>Domains of merchants against a real name server: from the first record to the certificate, and what happens when they change hands.</summary>
public sealed class OwnDomainTests(DomainWorld world) : IClassFixture<DomainWorld>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_domain_serves_nothing_until_its_record_proves_it_and_then_shoppers_are_there()
    {
        var acme = await world.KeeperAsync("acme-one");
        var domain = await acme.AddAsync("Shop.Acme-One.com.");
        Assert.Equal(("shop.acme-one.com", "pending", false), (domain.GetProperty("name").GetString(), domain.GetProperty("status").GetString(), domain.GetProperty("verified").GetBoolean()));
        Assert.Equal([("TXT", "_rendrix.shop.acme-one.com", "_rendrix.shop"), ("CNAME", "shop.acme-one.com", "shop")], domain.GetProperty("records").EnumerateArray().Select(r => (r.GetProperty("type").GetString(), r.GetProperty("name").GetString(), r.GetProperty("host").GetString())));

        // It points here, and that alone proves nothing.
        await world.Dns.SetAsync(("one", Dnsmasq.Cname("shop.acme-one.com", "shops.rendrix-dns.com")));
        var looked = await acme.VerifyAsync(domain);
        Assert.Equal(["proof_missing"], Keeper.Codes(looked));
        Assert.Equal(404, await StatusAsync("shop.acme-one.com"));
        Assert.Equal(404, await CertificateAsync("shop.acme-one.com"));

        await world.Dns.SetAsync(("one-txt", Dnsmasq.Txt("_rendrix.shop.acme-one.com", Keeper.Token(domain))));
        looked = await acme.VerifyAsync(domain);
        Assert.Equal(("active", true, true), (looked.GetProperty("status").GetString(), looked.GetProperty("verified").GetBoolean(), looked.GetProperty("primary").GetBoolean()));
        Assert.Empty(Keeper.Codes(looked));
        await ShowsAsync("shop.acme-one.com", 200);
        Assert.Equal(200, await StatusAsync("SHOP.acme-one.com."));
        Assert.Equal(200, await CertificateAsync("shop.acme-one.com"));
        Assert.Equal("shop.acme-one.com", (await acme.Caller.SendAsync("GET", acme.Api)).Body.GetProperty("customDomain").GetString());
        // A look that changes nothing is not recorded.
        var id = domain.GetProperty("id").GetGuid();
        Assert.Equal(["domain.add", "domain.change"], await world.ReadAsync(acme.TenantId, db => db.AuditEntries.Where(e => e.SubjectKind == "domain" && e.SubjectId == id).Select(e => e.Action).Order().ToListAsync(Ct)));
    }

    [Fact]
    public async Task The_other_addresses_lead_to_the_first_with_path_and_query_and_only_for_reading()
    {
        var acme = await world.KeeperAsync("acme-two");
        var first = await acme.ConnectAsync("www.acme-two.com");
        var second = await acme.ConnectAsync("acme-two.com");
        await ShowsAsync("www.acme-two.com", 200);

        foreach (var host in new[] { "acme-two.com", "acme-two.localhost" })
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var answer = await SendAsync(method, host, "/products?q=a%20b&sort=name%2Fx");
                Assert.Equal((HttpStatusCode.MovedPermanently, "http://www.acme-two.com/products?q=a%20b&sort=name%2Fx"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            }
        using (var posted = await SendAsync(HttpMethod.Post, "acme-two.localhost", "/cart")) Assert.NotEqual(HttpStatusCode.MovedPermanently, posted.StatusCode);
        using (var api = await SendAsync(HttpMethod.Get, "acme-two.localhost", "/api/storefront/acme-two/products")) Assert.NotEqual(HttpStatusCode.MovedPermanently, api.StatusCode);
        using (var odd = await SendAsync(HttpMethod.Get, "acme-two.com", "//evil.com/%0d%0aX: y")) Assert.StartsWith("http://www.acme-two.com//evil.com/", odd.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using (var path = await SendAsync(HttpMethod.Get, "localhost", "/store/acme-two/cart")) Assert.Equal(HttpStatusCode.OK, path.StatusCode);

        await ChooseAsync(acme, second, true);
        await ShowsAsync("www.acme-two.com", 301);
        Assert.Equal(200, await StatusAsync("acme-two.com"));
        await ChooseAsync(acme, second, false);
        await ShowsAsync("acme-two.localhost", 200);
        Assert.Equal(301, await StatusAsync("acme-two.com"));
        Assert.False((await acme.Caller.SendAsync("GET", $"{acme.Api}/domains/{first.GetProperty("id").GetString()}")).Body.GetProperty("primary").GetBoolean());
    }

    [Fact]
    public async Task A_domain_that_does_not_work_cannot_be_the_first()
    {
        var acme = await world.KeeperAsync("acme-three");
        var domain = await acme.AddAsync("acme-three.com");
        var (status, body) = await acme.Caller.SendAsync("PATCH", $"{acme.Api}/domains/{domain.GetProperty("id").GetString()}", new { primary = true });
        Assert.Equal((409, "INVALID_TRANSITION"), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_usual_mistakes_in_DNS_are_named()
    {
        var acme = await world.KeeperAsync("acme-four");
        var domain = await acme.AddAsync("shop.acme-four.com");
        async Task<string[]> WithAsync(params (string, string?)[] records)
        {
            await world.Dns.SetAsync(records);
            var found = Keeper.Codes(await acme.VerifyAsync(domain));
            await world.Dns.SetAsync([.. records.Select(r => (r.Item1, (string?)null))]);
            return found;
        }
        var token = Keeper.Token(domain);
        Assert.Equal(["proof_missing", "host_missing"], await WithAsync());
        Assert.Equal(["proof_misplaced", "points_elsewhere"], await WithAsync(("4a", Dnsmasq.A("shop.acme-four.com", "203.0.113.7")), ("4b", Dnsmasq.Txt("shop.acme-four.com", token))));
        Assert.Equal(["proof_doubled", "host_doubled"], await WithAsync(("4a", Dnsmasq.A("shop.acme-four.com.acme-four.com", DomainWorld.Here)), ("4b", Dnsmasq.Txt("_rendrix.shop.acme-four.com.acme-four.com", token))));
        Assert.Equal(["proof_missing", "ipv6_left_over"], await WithAsync(("4a", $"--host-record=shop.acme-four.com,{DomainWorld.Here},2001:db8::99")));
        Assert.Equal(["proof_missing", "caa_forbids"], await WithAsync(("4a", Dnsmasq.A("shop.acme-four.com", DomainWorld.Here)), ("4c", Dnsmasq.Caa("acme-four.com", "issue", "digicert.com"))));
        Assert.Equal(["proof_missing"], await WithAsync(("4a", Dnsmasq.A("shop.acme-four.com", DomainWorld.Here)), ("4c", Dnsmasq.Caa("shop.acme-four.com", "issue", "letsencrypt.org")), ("4d", Dnsmasq.Caa("acme-four.com", "issue", "digicert.com"))));
        // Longer than a datagram holds: cut by a real server, and fetched over TCP.
        Assert.Equal(["host_missing"], await WithAsync([.. Enumerable.Range(0, 20).Select(i => ($"4x{i:00}", (string?)Dnsmasq.Txt("_rendrix.shop.acme-four.com", new string((char)('a' + i), 200)))), ("4y", Dnsmasq.Txt("_rendrix.shop.acme-four.com", token))]));
    }

    [Fact]
    public async Task A_claim_takes_nothing_from_anybody_and_shows_nothing_of_others()
    {
        var (acme, globex) = (await world.KeeperAsync("acme-five"), await world.KeeperAsync("globex-five"));
        await acme.ConnectAsync("shop.five-brand.com");
        var claim = await globex.AddAsync("SHOP.five-brand.com");
        Assert.Equal("pending", claim.GetProperty("status").GetString());
        Assert.Equal("pending", (await globex.VerifyAsync(claim)).GetProperty("status").GetString());
        // Parent and child are names of their own, and each is proven by itself.
        var parent = await globex.AddAsync("five-brand.com");
        await world.Dns.SetAsync(("5p", Dnsmasq.A("five-brand.com", DomainWorld.Here)), ("5w", Dnsmasq.Txt("five-brand.com", Keeper.Token(parent))));
        Assert.Equal(["proof_misplaced"], Keeper.Codes(await globex.VerifyAsync(parent)));

        Assert.Single((await acme.Caller.SendAsync("GET", acme.Api + "/domains?include=total")).Body.GetProperty("data").EnumerateArray());
        var foreign = (await acme.Caller.SendAsync("GET", acme.Api + "/domains")).Body.GetProperty("data")[0].GetProperty("id").GetString();
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/verify") })
            Assert.Equal(404, (await globex.Caller.SendAsync(method, $"{globex.Api}/domains/{foreign}{path}")).Status);
        Assert.Equal(404, (await globex.Caller.SendAsync("GET", acme.Api + "/domains")).Status);
        Assert.Equal(409, (await globex.Caller.SendAsync("POST", globex.Api + "/domains", new { name = "Five-Brand.com." })).Status);
        Assert.Equal(200, await StatusAsync("shop.five-brand.com"));
    }

    [Fact]
    public async Task Of_two_who_prove_one_domain_the_holder_stays_while_its_record_stands_and_goes_when_it_is_gone()
    {
        var (acme, globex) = (await world.KeeperAsync("acme-six"), await world.KeeperAsync("globex-six"));
        var held = await acme.ConnectAsync("shop.six-brand.com");
        var claim = await globex.AddAsync("shop.six-brand.com");
        await world.Dns.SetAsync(("txt:six:globex", Dnsmasq.Txt("_rendrix.shop.six-brand.com", Keeper.Token(claim))));
        var refused = await globex.VerifyAsync(claim);
        Assert.Equal(("pending", "held_elsewhere"), (refused.GetProperty("status").GetString(), Keeper.Codes(refused)[0]));

        // The domain was sold: the new owner took the old record away.
        await world.Dns.SetAsync(("txt:shop.six-brand.com:acme-six", null));
        Assert.Equal("active", (await globex.VerifyAsync(claim)).GetProperty("status").GetString());
        var lost = (await acme.Caller.SendAsync("GET", $"{acme.Api}/domains/{held.GetProperty("id").GetString()}")).Body;
        Assert.Equal(("lapsed", false, false), (lost.GetProperty("status").GetString(), lost.GetProperty("verified").GetBoolean(), lost.GetProperty("primary").GetBoolean()));
        Assert.NotEqual(Keeper.Token(held), Keeper.Token(lost));
        Assert.Contains("was disconnected", await MailAsync(acme.Email), StringComparison.Ordinal);
        await ShowsAsync("acme-six.localhost", 200);
        Assert.Equal(globex.TenantId, await world.ReadAsync(globex.TenantId, db => db.StoreDomains.Where(d => d.Name == "shop.six-brand.com").Select(d => d.TenantId).SingleAsync(Ct)));

        // The old value put back is worth nothing.
        await world.Dns.SetAsync(("txt:six:old", Dnsmasq.Txt("_rendrix.shop.six-brand.com", Keeper.Token(held))));
        Assert.Equal("lapsed", (await acme.VerifyAsync(lost)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Of_two_who_verify_at_the_same_moment_one_gets_it()
    {
        var (acme, globex) = (await world.KeeperAsync("acme-seven"), await world.KeeperAsync("globex-seven"));
        var (a, b) = (await acme.AddAsync("seven-brand.com"), await globex.AddAsync("seven-brand.com"));
        await world.Dns.SetAsync(("7", Dnsmasq.A("seven-brand.com", DomainWorld.Here)), ("7a", Dnsmasq.Txt("_rendrix.seven-brand.com", Keeper.Token(a))), ("7b", Dnsmasq.Txt("_rendrix.seven-brand.com", Keeper.Token(b))));
        var ends = await Task.WhenAll(acme.VerifyAsync(a), globex.VerifyAsync(b), acme.VerifyAsync(a), globex.VerifyAsync(b));
        Assert.Single(ends.Where(e => e.GetProperty("status").GetString() == "active").Select(e => e.GetProperty("id").GetString()).Distinct());
        Assert.Equal(1, await world.ReadAsync(acme.TenantId, db => db.StoreDomains.CountAsync(d => d.Name == "seven-brand.com", Ct)));
    }

    [Fact]
    public async Task A_removed_domain_serves_nothing_although_its_DNS_still_points_here_and_its_old_value_proves_nothing()
    {
        var acme = await world.KeeperAsync("acme-eight");
        var domain = await acme.ConnectAsync("eight-brand.com");
        await ShowsAsync("eight-brand.com", 200);
        var path = $"{acme.Api}/domains/{domain.GetProperty("id").GetString()}";
        Assert.Equal(412, (await acme.Caller.SendAsync("DELETE", path, null, ("If-Match", "\"0\""))).Status);
        Assert.Equal(204, (await acme.Caller.SendAsync("DELETE", path)).Status);
        Assert.Equal(404, (await acme.Caller.SendAsync("DELETE", path)).Status);
        await ShowsAsync("eight-brand.com", 404);
        Assert.Equal(404, await CertificateAsync("eight-brand.com"));
        await ShowsAsync("acme-eight.localhost", 200);
        Assert.Equal("pending", (await acme.VerifyAsync(await acme.AddAsync("eight-brand.com"))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Who_runs_the_store_hears_once_when_a_domain_stops_and_when_it_is_back_and_shoppers_are_sent_elsewhere_meanwhile()
    {
        var acme = await world.KeeperAsync("acme-nine");
        var id = (await acme.ConnectAsync("nine-brand.com")).GetProperty("id").GetGuid();
        Assert.Contains("is connected", await MailAsync(acme.Email, "is connected"), StringComparison.Ordinal);
        await world.Dns.SetAsync(("a:nine-brand.com", Dnsmasq.A("nine-brand.com", "203.0.113.50")));
        for (var i = 0; i < 5; i++) await world.LookAsync(acme, id);
        Assert.Contains("points to 203.0.113.50", await MailAsync(acme.Email, "no longer leads"), StringComparison.Ordinal);
        await ShowsAsync("acme-nine.localhost", 200);
        Assert.Equal(404, await CertificateAsync("nine-brand.com"));

        await world.Dns.SetAsync(("a:nine-brand.com", Dnsmasq.A("nine-brand.com", DomainWorld.Here)));
        await world.LookAsync(acme, id);
        await MailAsync(acme.Email, "again");
        await ShowsAsync("acme-nine.localhost", 301);
        Assert.Equal(1, await world.ReadAsync(acme.TenantId, db => db.DevMails.CountAsync(m => m.To == acme.Email && m.Subject.Contains("no longer leads"), Ct)));
    }

    [Fact]
    public async Task A_domain_away_for_a_week_is_free_for_whoever_proves_it_and_its_former_store_answers_there_no_more()
    {
        var acme = await world.KeeperAsync("acme-ten");
        var id = (await acme.ConnectAsync("ten-brand.com")).GetProperty("id").GetGuid();
        await world.Dns.SetAsync(("a:ten-brand.com", Dnsmasq.A("ten-brand.com", "203.0.113.60")), ("txt:ten-brand.com:acme-ten", null));
        for (var i = 0; i < 3; i++) await world.LookAsync(acme, id);
        world.Pass(TimeSpan.FromDays(8));
        await world.LookAsync(acme, id);
        Assert.Equal(DomainState.Lapsed, await world.ReadAsync(acme.TenantId, db => db.DomainClaims.Where(c => c.Id == id).Select(c => c.State).SingleAsync(Ct)));
        await MailAsync(acme.Email, "was disconnected");
        await ShowsAsync("ten-brand.com", 404);
        await (await world.KeeperAsync("globex-ten")).ConnectAsync("ten-brand.com");
        await ShowsAsync("ten-brand.com", 200);
    }

    [Fact]
    public async Task The_clock_looks_by_itself_once_for_each_planned_look()
    {
        var acme = await world.KeeperAsync("acme-eleven");
        var domain = await acme.AddAsync("eleven-brand.com");
        await world.Dns.SetAsync(("11", Dnsmasq.A("eleven-brand.com", DomainWorld.Here)), ("11t", Dnsmasq.Txt("_rendrix.eleven-brand.com", Keeper.Token(domain))));
        world.Pass(TimeSpan.FromMinutes(2));
        // Done means: it works, and the message that made us look is over.
        await DrainAsync(() => world.ReadAsync(acme.TenantId, async db => await db.DomainClaims.AnyAsync(c => c.State == DomainState.Active, Ct) && await db.OutboxMessages.AnyAsync(m => m.Topic == "domain.check_due" && m.DoneAt != null, Ct)));
        var waiting = await world.ReadAsync(acme.TenantId, db => db.OutboxMessages.Where(m => m.Topic == "domain.check_due" && m.DoneAt == null).Select(m => m.DueAt).ToListAsync(Ct));
        Assert.True(Assert.Single(waiting) > world.Now.AddHours(5));
    }

    [Fact]
    public async Task Only_the_proxy_asks_about_certificates_and_new_ones_stay_below_the_authoritys_limits()
    {
        var acme = await world.KeeperAsync("acme-twelve");
        foreach (var host in new[] { "a.twelve-brand.com", "b.twelve-brand.com", "c.twelve-brand.com" }) await acme.ConnectAsync(host);
        foreach (var (host, answer) in new[] { ("a", 200), ("b", 200), ("c", 429), ("a", 200) }) Assert.Equal((host, answer), (host, await CertificateAsync(host + ".twelve-brand.com")));
        foreach (var name in new[] { "", "unknown-brand.com", "acme-twelve.localhost", "localhost", "127.0.0.1", "*.twelve-brand.com", "a.twelve-brand.com:443", "twelve-brand.com", "x.a.twelve-brand.com" }) Assert.Equal(404, await CertificateAsync(name));
        Assert.Equal(404, await StatusAsync("localhost", CertificateAsk.Path + "?domain=a.twelve-brand.com"));
        Assert.Equal(404, await StatusAsync("localhost", CertificateAsk.Path + "?domain=a.twelve-brand.com&key=wrong"));
        Assert.Equal(404, await StatusAsync("a.twelve-brand.com", CertificateAsk.Path + "?domain=a.twelve-brand.com"));
    }

    [Fact]
    public async Task What_is_no_domain_of_the_merchant_is_refused_at_its_field()
    {
        var acme = await world.KeeperAsync("acme-refused");
        foreach (var name in new[] { "", "shop", "*.brand.com", "127.0.0.1", "acme.localhost", "app.localhost.", "shops.rendrix-dns.com", "rendrix-dns.com", "http://169.254.169.254/latest", "metadata.internal", "0x7f.1" })
        {
            var (status, body) = await acme.Caller.SendAsync("POST", acme.Api + "/domains", new { name });
            Assert.Equal((name, 400), (name, status));
            Assert.NotEmpty(body.GetProperty("errors").GetProperty("name").EnumerateArray());
        }
    }

    [Fact]
    public async Task An_international_name_is_one_domain_in_both_its_forms()
    {
        var acme = await world.KeeperAsync("acme-idn");
        var domain = await acme.AddAsync("Müller-Töpfe.com");
        Assert.Equal(("xn--mller-tpfe-kcb9d.com", "müller-töpfe.com"), (domain.GetProperty("name").GetString(), domain.GetProperty("displayName").GetString()));
        Assert.Equal(409, (await acme.Caller.SendAsync("POST", acme.Api + "/domains", new { name = "xn--mller-tpfe-kcb9d.com" })).Status);
        Assert.Contains("Cyrillic", (await acme.AddAsync("аcme-idn.com")).GetProperty("warning").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_DNS_again_and_again_is_limited()
    {
        var acme = await world.KeeperAsync("acme-limit");
        var id = (await acme.AddAsync("limit-brand.com")).GetProperty("id").GetString();
        var ends = new List<int>();
        for (var i = 0; i < 11; i++) ends.Add((await acme.Caller.SendAsync("POST", $"{acme.Api}/domains/{id}/verify")).Status);
        Assert.Equal(429, ends[^1]);
    }

    private static async Task ChooseAsync(Keeper keeper, System.Text.Json.JsonElement domain, bool primary) =>
        Assert.Equal(200, (await keeper.Caller.SendAsync("PATCH", $"{keeper.Api}/domains/{domain.GetProperty("id").GetString()}", new { primary })).Status);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string host, string path)
    {
        using var client = world.Client(host.TrimEnd('.'));
        using var request = new HttpRequestMessage(method, path.StartsWith("//", StringComparison.Ordinal) ? new Uri($"http://{host}{path}") : new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        return await client.SendAsync(request, Ct);
    }

    private async Task<int> StatusAsync(string host, string path = "/cart")
    {
        using var answer = await SendAsync(HttpMethod.Get, host, path);
        return (int)answer.StatusCode;
    }

    private Task<int> CertificateAsync(string name) => StatusAsync("localhost", $"{CertificateAsk.Path}?domain={Uri.EscapeDataString(name)}&key=a-key-for-the-proxy");

    // Processes hear of a change by notification: soon, and not at once.
    private async Task ShowsAsync(string host, int status)
    {
        var seen = 0;
        for (var i = 0; i < 400; i++)
        {
            if ((seen = await StatusAsync(host)) == status) return;
            await Task.Delay(25, Ct);
        }
        Assert.Equal((host, status), (host, seen));
    }

    private async Task DrainAsync(Func<Task<bool>> until)
    {
        for (var i = 0; i < 400; i++)
        {
            await world.App.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct);
            if (await until()) return;
            await Task.Delay(25, Ct);
        }
        Assert.Fail("What was waited for did not happen.");
    }

    private async Task<string> MailAsync(string to, string subject = "was disconnected")
    {
        Task<string?> FindAsync() => world.ReadAsync(Guid.CreateVersion7(), db => db.DevMails.Where(m => m.To == to && m.Subject.Contains(subject)).Select(m => (string?)(m.Subject + "\n" + m.Text)).FirstOrDefaultAsync(Ct));
        await DrainAsync(async () => await FindAsync() is not null);
        return (await FindAsync())!;
    }
}
