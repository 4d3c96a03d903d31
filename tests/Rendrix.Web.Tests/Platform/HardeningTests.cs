using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Stores;

namespace Rendrix.Web.Tests.Platform;

public sealed class HardeningTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static readonly string[] Old = [Key(), Key()];

    [Fact]
    public void A_sealed_secret_opens_for_its_purpose_alone_and_not_when_a_bit_changed()
    {
        var box = new SecretBox(MasterKeys.Read(Old[0]));
        var secret = RandomNumberGenerator.GetBytes(20);
        var text = box.Seal(secret, "second-factor");
        Assert.Equal(secret, box.Open(text, "second-factor"));
        Assert.NotEqual(text, box.Seal(secret, "second-factor"));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(text, "provider"));
        Assert.ThrowsAny<CryptographicException>(() => new SecretBox(MasterKeys.Read(Old[1])).Open(text, "second-factor"));
        for (var at = 3; at < text.Length; at += 7)
        {
            var changed = text.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            Assert.ThrowsAny<CryptographicException>(() => box.Open(new string(changed), "second-factor"));
        }
        foreach (var nothing in new[] { "", "v1", "v1...", "v2.a.b.c", "v1.x.y.z", text[..^8] }) Assert.ThrowsAny<CryptographicException>(() => box.Open(nothing, "second-factor"));
        Assert.Equal([], box.Open(box.Seal([], "x"), "x"));
    }

    [Fact]
    public void A_new_master_key_seals_and_the_old_one_still_opens()
    {
        var before = new SecretBox(MasterKeys.Read(Old[0])).Seal("hush"u8, "x");
        var both = new SecretBox(MasterKeys.Read($"{Old[1]},{Old[0]}"));
        var after = both.Reseal(before, "x");
        Assert.NotNull(after);
        Assert.Null(both.Reseal(after, "x"));
        Assert.Equal("hush"u8.ToArray(), new SecretBox(MasterKeys.Read(Old[1])).Open(after, "x"));
        Assert.Throws<StartupProblem>(() => MasterKeys.Read("not a key"));
        Assert.Throws<StartupProblem>(() => MasterKeys.Read(" \n"));
    }

    [Fact]
    public void The_first_start_makes_a_key_that_only_its_user_reads_and_a_rotation_puts_another_before_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-keys-" + Guid.NewGuid().ToString("N"));
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["RENDRIX_DATA"] = folder }).Build();
            using var data = DataDirectory.Open(configuration, folder);
            // Several processes begin at once and agree on one.
            var made = Enumerable.Range(0, 8).AsParallel().Select(_ => MasterKeys.Open(configuration, data).Active).Distinct().ToList();
            var file = Path.Combine(folder, "master.key");
            Assert.Single(made);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var turned = MasterKeys.AddTo(MasterKeys.Open(configuration, data));
            Assert.Equal([turned.Active, made[0]], MasterKeys.Open(configuration, data).Ids);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task The_database_holds_no_bare_key_and_rotation_leaves_every_cookie_and_secret_readable()
    {
        var protector = shared.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
        var cookie = protector.Protect("mine");
        Assert.All(await RingAsync(), xml => { Assert.DoesNotContain("requiresEncryption", xml, StringComparison.Ordinal); Assert.Contains(SealedKeyRing.Element, xml, StringComparison.Ordinal); });

        // One that an older version left bare is sealed at the next start, and opens as before.
        XNamespace framework = "http://schemas.asp.net/2015/03/dataProtection";
        var bare = new XElement("key", new XAttribute("id", Guid.NewGuid()), new XElement("descriptor", new XElement("masterKey", new XAttribute(framework + "requiresEncryption", "true"), new XElement("value", "c2VjcmV0"))));
        await SayAsync("insert into data_protection_keys (id, xml) values ('bare', $1)", bare.ToString(SaveOptions.DisableFormatting));
        Assert.Equal(1, await shared.App.Services.GetRequiredService<SealSecrets>().SealRingAsync(CancellationToken.None));
        Assert.DoesNotContain(await RingAsync(), xml => xml.Contains("c2VjcmV0", StringComparison.Ordinal));
        var present = shared.App.Services.GetRequiredService<IConfiguration>()["Rendrix:MasterKeys"];
        var box = new SecretBox(MasterKeys.Read($"{Old[0]},{present}"));
        Assert.True(await new SealSecrets(shared.App.Connections, box).ResealAsync(CancellationToken.None) >= 2);
        var alone = new SecretBox(MasterKeys.Read(Old[0]));
        foreach (var xml in await RingAsync())
            foreach (var element in XElement.Parse(xml).Descendants(SealedKeyRing.Element)) Assert.Contains("<", Encoding.UTF8.GetString(alone.Open(element.Value, SealedKeyRing.Purpose)), StringComparison.Ordinal);
        Assert.Equal("mine", protector.Unprotect(cookie));
        // Back, so that the other tests of this app go on; the row of this test goes.
        await SayAsync("delete from data_protection_keys where id = $1", "bare");
        await new SealSecrets(shared.App.Connections, new SecretBox(MasterKeys.Read($"{present},{Old[0]}"))).ResealAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Every_answer_says_its_type_is_its_type_and_pages_run_only_our_scripts()
    {
        var ada = await new OrganizationWorld(shared.App).FounderAsync("headers");
        var (_, slug) = await StoreLifeWorld.OpenAsync(ada, "Headers");
        using var dashboard = shared.App.Dashboard();
        using var shop = shared.App.Shop(slug);
        foreach (var (http, path) in new[] { (dashboard, "/login"), (dashboard, "/nothing"), (dashboard, "/api/v1/stores"), (dashboard, "/health/live"), (dashboard, "/css/tokens.css"), (dashboard, "/openapi/v1.json"), (shop, "/"), (shop, "/nothing"), (shop, "/cart"), (shop, "/css/store.css") })
            Assert.True((await http.GetAsync(new Uri(path, UriKind.Relative))).Headers.TryGetValues("X-Content-Type-Options", out var says) && says.Single() == "nosniff", path);

        var login = await dashboard.GetAsync(new Uri("/login", UriKind.Relative));
        var policy = login.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains($"nonce=\"{nonce}\"", await login.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(nonce, (await dashboard.GetAsync(new Uri("/login", UriKind.Relative))).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var front = (await shop.GetAsync(new Uri("/", UriKind.Relative))).Headers.GetValues("Content-Security-Policy").Single();
        foreach (var one in new[] { policy, front })
        {
            var scripts = one.Split(';').Single(d => d.Trim().StartsWith("script-src ", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", scripts, StringComparison.Ordinal);
            Assert.DoesNotContain("http", scripts, StringComparison.Ordinal);
        }
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        // No film on this page, so no site of films either; its one style element by its hash.
        Assert.Contains("frame-src 'self';", front, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-inline'", front.Split(';').Single(d => d.Trim().StartsWith("style-src-elem", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("https://player.vimeo.com", ContentPolicy.OfShop("<div data-src=\"https://player.vimeo.com/video/1\"></div>", false), StringComparison.Ordinal);
        Assert.DoesNotContain("youtube", ContentPolicy.OfShop("<div data-src=\"https://player.vimeo.com/video/1\"></div>", false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_spelling_of_a_shops_own_name_leads_to_it_and_no_other_name_does()
    {
        var ada = await new OrganizationWorld(shared.App).FounderAsync("spelled");
        var (_, slug) = await StoreLifeWorld.OpenAsync(ada, "Spelled Goods");
        using var http = shared.App.Dashboard();
        foreach (var host in new[] { $"{slug}.localhost", $"{slug.ToUpperInvariant()}.LocalHost", $"{slug}.localhost:8443", $"{slug}.localhost.", $"{slug}.localhost:1" })
        {
            var (status, page) = await AskAsync(host);
            Assert.True(status == 200 && page.Contains("Spelled Goods", StringComparison.Ordinal), $"{host} answered {status}");
        }
        // Cyrillic e in place of the Latin one, the same as browsers send it, one label too many or too few, lists, numbers, what is too long, what another server says it forwards.
        var alike = slug.Replace('e', '\u0435');
        foreach (var (host, more) in new[]
        {
            ("nobody.localhost", ""), ($"sub.{slug}.localhost", ""), ($"{slug}.localhost.evil.example", ""), ("evil.example", ""), ("evil.example", $"{slug}.localhost"), ("10.0.0.1", ""), ("[::ffff:10.0.0.1]", ""), ($"{slug}_.localhost", ""), ($"{slug}.localhost..", ""),
            ($"{slug}.localhost,evil.example", ""), ($"evil.example,{slug}.localhost", ""), (new string('a', 254), ""), ($"{alike}.localhost", ""), ($"{new System.Globalization.IdnMapping().GetAscii(alike)}.localhost", ""), ($"{slug}.localhost@evil.example", ""), ($"{slug}%2elocalhost", ""),
        })
        {
            var (status, page) = await AskAsync(host, more);
            Assert.True(status >= 400 && status < 500 && !page.Contains("Spelled", StringComparison.Ordinal) && !page.Contains("evil", StringComparison.Ordinal), $"{host} {more} answered {status}");
        }

        async Task<(int, string)> AskAsync(string host, string forwarded = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            Assert.True(request.Headers.TryAddWithoutValidation("Host", host));
            if (forwarded.Length > 0) { request.Headers.Add("X-Forwarded-Host", forwarded); request.Headers.TryAddWithoutValidation("Forwarded", $"host={forwarded}"); }
            var answer = await http.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_page_of_somebody_else_opens_no_circuit()
    {
        using var http = shared.App.Dashboard();
        foreach (var (origin, site, status) in new[] { ("http://localhost", "same-origin", 200), ("http://localhost", "", 200), ("", "", 200), ("http://evil.example", "cross-site", 403), ("http://shop.localhost", "same-site", 403), ("http://shop.localhost", "", 403), ("null", "", 403), ("https://localhost", "", 403), ("http://localhost:81", "", 403) })
        {
            using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
            if (origin.Length > 0) negotiate.Headers.Add("Origin", origin);
            if (site.Length > 0) negotiate.Headers.Add("Sec-Fetch-Site", site);
            Assert.Equal((origin, site, status), (origin, site, (int)(await http.SendAsync(negotiate)).StatusCode));
        }
        var sockets = shared.App.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Origin = "http://shop.localhost";
        Assert.Contains("403", (await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_tls_the_address_is_remembered_and_no_other_host_can_set_our_cookies()
    {
        using var http = shared.App.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        var answer = await http.GetAsync(new Uri("/login", UriKind.Relative));
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains("wss://localhost", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var plain = shared.App.Dashboard();
        Assert.False((await plain.GetAsync(new Uri("/login", UriKind.Relative))).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Reports_are_small_few_and_hold_nothing_back()
    {
        using var http = shared.App.Dashboard();
        var path = new Uri("/csp-report", UriKind.Relative);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("{\"csp-report\":{\"blocked-uri\":\"https://evil.example/x?token=1\",\"document-uri\":\"http://localhost/login\",\"effective-directive\":\"script-src\"}}", "application/csp-report")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("[{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"inline\"}}]", "application/reports+json")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync("[1,null,{\"body\":3}]", "application/reports+json")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync("{", "application/csp-report")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(new string('[', 5000), "application/csp-report")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await SendAsync("{}", "text/plain")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync("\"" + new string('a', 20_000) + "\"", "application/csp-report")).StatusCode);
        HttpStatusCode last = default;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++) last = (await SendAsync("{}", "application/csp-report")).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);

        Task<HttpResponseMessage> SendAsync(string body, string type) => http.PostAsync(path, new StringContent(body, Encoding.UTF8, type));
    }

    /// <summary>Whoever needs another client states here why its addresses are no merchant's.</summary>
    [Fact]
    public void Only_the_guarded_client_reaches_out()
    {
        var root = Path.Combine(Browser.BrowserWorld.Root, "Rendrix.Web");
        var makers = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(f) is var code && (code.Contains("new HttpClient(", StringComparison.Ordinal) || code.Contains("AddHttpClient", StringComparison.Ordinal) || code.Contains("HttpClientHandler", StringComparison.Ordinal) || code.Contains("new SocketsHttpHandler", StringComparison.Ordinal)))
            .Select(f => Path.GetRelativePath(root, f));
        // Where Stripe is, the operator says and no merchant can.
        Assert.Equal([Path.Combine("Media", "SafeHttp.cs"), Path.Combine("Plans", "PlansRoom.cs")], makers.Order(StringComparer.Ordinal));
    }

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private async Task<List<string>> RingAsync()
    {
        await using var source = NpgsqlDataSource.Create(shared.App.Connections.App);
        await using var command = source.CreateCommand("select xml from data_protection_keys");
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<string>();
        while (await reader.ReadAsync()) all.Add(reader.GetString(0));
        Assert.NotEmpty(all);
        return all;
    }

    private async Task SayAsync(string sql, string value)
    {
        await using var source = NpgsqlDataSource.Create(shared.App.Connections.App);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
