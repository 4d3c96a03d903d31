using System.Net;
using AngleSharp.Html.Parser;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

public sealed class AccountPagesTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task A_stranger_registers_confirms_in_the_same_browser_and_is_signed_in()
    {
        using var browser = _app.Dashboard();
        var answer = await PostAsync(browser, "/register", Registration("new@example.com"));
        Assert.Equal("/register?sent=true", Location(answer));
        var link = (await ApiCaller.MailsAsync(_app, "new@example.com", 1))[0].GetProperty("links")[0].GetString()!;
        var confirmed = await PostAsync(browser, new Uri(link).PathAndQuery, []);
        Assert.Equal("/new-store", Location(confirmed));
        Assert.Contains(confirmed.Headers.GetValues("Set-Cookie"), c => c.StartsWith("rdx=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, "/api/v1/stores")).StatusCode);
        Assert.Equal("/", Location(await GetAsync(browser, "/login")));
    }

    [Fact]
    public async Task In_another_browser_the_link_confirms_and_signs_nobody_in()
    {
        using var browser = _app.Dashboard();
        await PostAsync(browser, "/register", Registration("other@example.com"));
        var link = new Uri((await ApiCaller.MailsAsync(_app, "other@example.com", 1))[0].GetProperty("links")[0].GetString()!).PathAndQuery;
        using var elsewhere = _app.Dashboard();
        Assert.Equal("/login?confirmed=true", Location(await PostAsync(elsewhere, link, [])));
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(elsewhere, "/api/v1/stores")).StatusCode);
        Assert.Contains("does not work any more", await TextAsync(await PostAsync(elsewhere, link, [])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_the_link_changes_nothing()
    {
        using var browser = _app.Dashboard();
        await PostAsync(browser, "/register", Registration("scanned@example.com"));
        var link = new Uri((await ApiCaller.MailsAsync(_app, "scanned@example.com", 1))[0].GetProperty("links")[0].GetString()!).PathAndQuery;
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, link)).StatusCode);
        Assert.Equal("/new-store", Location(await PostAsync(browser, link, [])));
    }

    [Fact]
    public async Task The_page_answers_the_same_for_a_taken_address_and_its_owner_gets_a_mail()
    {
        using var first = _app.Dashboard();
        using var second = _app.Dashboard();
        var fresh = await PostAsync(first, "/register", Registration("owner@example.com"));
        var taken = await PostAsync(second, "/register", Registration("Owner@Example.com"));
        Assert.Equal((fresh.StatusCode, Location(fresh)), (taken.StatusCode, Location(taken)));
        Assert.Equal(CookieNames(fresh), CookieNames(taken));
        Assert.Contains((await ApiCaller.MailsAsync(_app, "owner@example.com", 2)), m => m.GetProperty("subject").GetString() == "You already have an account");
    }

    [Theory]
    [InlineData("/s/halden/orders", "/s/halden/orders")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/%5cevil.example", "/")]
    [InlineData("/%09/evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task Signing_in_leads_back_to_own_paths_only(string wanted, string expected)
    {
        var email = $"back-{Guid.NewGuid():N}@example.com";
        await ApiCaller.RegisterAsync(_app, email);
        using var browser = _app.Dashboard();
        var answer = await PostAsync(browser, "/login?returnUrl=" + Uri.EscapeDataString(wanted), new() { ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password });
        Assert.Equal(expected, Location(answer));
        Assert.Equal(expected, Location(await GetAsync(browser, "/login?returnUrl=" + Uri.EscapeDataString(wanted))));
    }

    [Fact]
    public async Task Signing_out_kills_the_cookie_on_the_server()
    {
        var browser = await SignInAsync("out@example.com");
        var cookie = (await PostAsync(browser, "/login", [])).RequestMessage!.Headers.TryGetValues("Cookie", out var sent) ? sent.First() : "";
        using var out1 = new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        Assert.Equal("/login", Location(await browser.SendAsync(out1, TestContext.Current.CancellationToken)));
        using var copied = _app.CreateClient(new() { BaseAddress = new Uri("http://localhost"), HandleCookies = false, AllowAutoRedirect = false });
        copied.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(copied, "/api/v1/stores")).StatusCode);
    }

    [Theory]
    [InlineData("/logout")]
    [InlineData("/verify/again")]
    [InlineData("/api/v1/auth/logout")]
    [InlineData("/api/v1/stores")]
    public async Task A_cookie_does_not_authorize_what_another_origin_sends(string path)
    {
        var browser = await SignInAsync($"csrf-{Guid.NewGuid():N}@example.com");
        foreach (var (name, value) in new[] { ("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("X-Nothing", "1") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add(name, value);
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, "/api/v1/stores")).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = _app.Dashboard();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "login", ["Input.Email"] = "a@b.co", ["Input.Password"] = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(new Uri("/login", UriKind.Relative), form, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_weak_password_is_explained_at_its_field_and_nothing_typed_is_lost()
    {
        using var browser = _app.Dashboard();
        var form = Registration("weak@example.com");
        form["Input.Password"] = "P@ssw0rd2024!";
        var html = await TextAsync(await PostAsync(browser, "/register", form));
        Assert.Contains("This one is easy to guess", html, StringComparison.Ordinal);
        Assert.Contains("value=\"weak@example.com\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("P@ssw0rd2024!", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_are_read_on_a_development_server_only()
    {
        await using var production = await RunningApp.StartAsync(shared.Postgres, "Production");
        using var browser = production.Dashboard();
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(browser, "/dev/mail.json")).StatusCode);
    }

    private async Task<HttpClient> SignInAsync(string email)
    {
        await ApiCaller.RegisterAsync(_app, email);
        var browser = _app.Dashboard();
        Assert.Equal("/", Location(await PostAsync(browser, "/login", new() { ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password })));
        return browser;
    }

    private static Dictionary<string, string> Registration(string email) => new()
    {
        ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password, ["Input.FirstName"] = "Ada", ["Input.LastName"] = "Lovelace", ["Input.OrganizationName"] = "Halden",
    };

    private static Task<HttpResponseMessage> GetAsync(HttpClient browser, string path) => browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    // As a browser does it: read the page, fill in its form with everything hidden, send it.
    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, Dictionary<string, string> values)
    {
        var page = new HtmlParser().ParseDocument(await TextAsync(await GetAsync(browser, path)));
        var fields = page.QuerySelectorAll("main form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (name, value) in values) fields[name] = value;
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static string? Location(HttpResponseMessage response) => response.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : null;

    private static List<string> CookieNames(HttpResponseMessage response) => response.Headers.TryGetValues("Set-Cookie", out var all) ? [.. all.Select(c => c.Split('=')[0]).Order()] : [];
}
