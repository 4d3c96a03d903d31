using System.Net;
using System.Text.Json.Nodes;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

public sealed class ProviderTests(ProviderFixture shared) : IClassFixture<ProviderFixture>
{
    private readonly RunningApp _app = shared.App;

    [Theory]
    [InlineData("google")]
    [InlineData("github")]
    [InlineData("apple")]
    [InlineData("sso")]
    public async Task A_new_person_opens_an_account_and_is_known_the_next_time(string provider)
    {
        var visitor = new Visitor(provider switch { "google" => "101", "github" => "102", "apple" => "103", _ => "104" }, $"new-{provider}@example.com") { Signed = provider == "apple" ? "ES256" : "RS256" };
        using var browser = Browser();
        Assert.Equal("/login/external/new", await VisitAsync(browser, provider, visitor));
        Assert.False(await browser.IsSignedInAsync());
        var form = new Dictionary<string, string> { ["Input.FirstName"] = "Grace", ["Input.LastName"] = "Hopper", ["Input.OrganizationName"] = "Compilers" };
        Assert.Equal("/new-store", (await browser.SubmitAsync("/login/external/new", form)).Leads());
        var me = await browser.GetStringAsync(new Uri("/api/v1/auth/me", UriKind.Relative), TestContext.Current.CancellationToken);
        var read = JsonNode.Parse(me)!;
        Assert.Equal((visitor.Email, true, false), ((string)read["email"]!, (bool)read["emailVerified"]!, (bool)read["hasPassword"]!));
        using var next = Browser();
        Assert.Equal("/s/halden", await VisitAsync(next, provider, visitor, "/s/halden"));
        Assert.True(await next.IsSignedInAsync());
    }

    [Fact]
    public async Task An_address_that_has_an_account_lets_nobody_in_until_its_owner_has_signed_in_and_linked_it()
    {
        await ApiCaller.RegisterAsync(_app, "owned@example.com");
        var visitor = new Visitor("201", "Owned@Example.com");
        using var browser = Browser();
        Assert.Equal("/login?link=google", await VisitAsync(browser, "google", visitor));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal("/login/external/link", (await browser.SubmitAsync("/login?link=google", new() { ["Input.Email"] = "owned@example.com", ["Input.Password"] = ApiCaller.Password })).Leads());
        Assert.Equal("/account/security?done=linked", (await browser.SubmitAsync("/login/external/link", [])).Leads());
        using var next = Browser();
        Assert.Equal("/", await VisitAsync(next, "google", visitor));
        Assert.True(await next.IsSignedInAsync());
    }

    [Theory]
    [InlineData("google")]
    [InlineData("github")]
    [InlineData("facebook")]
    public async Task An_unverified_address_is_worth_nothing(string provider)
    {
        var email = $"unverified-{provider}@example.com";
        using var stranger = Browser();
        Assert.Equal($"/login?unverified={provider}", await VisitAsync(stranger, provider, new Visitor("301", email, false)));
        await ApiCaller.RegisterAsync(_app, email);
        Assert.Equal($"/login?unverified={provider}", await VisitAsync(stranger, provider, new Visitor("301", email, false)));
        Assert.False(await stranger.IsSignedInAsync());
    }

    public static TheoryData<string> Forgeries => ["strange key", "HS256", "none", "no signature", "issuer", "audience", "two audiences", "over", "nonce", "no nonce", "not yet"];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task An_id_token_that_is_not_right_in_every_point_signs_nobody_in(string what)
    {
        var known = new Visitor("401", "forged@example.com");
        using (var owner = Browser())
        {
            if (await VisitAsync(owner, "google", known) == "/login/external/new")
                await owner.SubmitAsync("/login/external/new", new() { ["Input.FirstName"] = "Grace", ["Input.LastName"] = "Hopper", ["Input.OrganizationName"] = "Forged" });
        }
        var forged = what switch
        {
            "issuer" => known with { Claims = c => c["iss"] = "https://evil.example" },
            "audience" => known with { Claims = c => c["aud"] = "somebody-else" },
            "two audiences" => known with { Claims = c => c["aud"] = new JsonArray(FakeProvider.ClientId, "somebody-else") },
            "over" => known with { Claims = c => c["exp"] = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds() },
            "not yet" => known with { Claims = c => c["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() },
            "nonce" => known with { Claims = c => c["nonce"] = "of-another-attempt" },
            "no nonce" => known with { Claims = c => c.Remove("nonce") },
            _ => known with { Signed = what },
        };
        using var browser = Browser();
        Assert.Equal("/login?failed=google", await VisitAsync(browser, "google", forged));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task An_answer_works_in_the_browser_that_asked_and_nowhere_else()
    {
        using var asked = Browser();
        var (callback, fields) = shared.Provider.Approve(await BeginAsync(asked, "google"), new Visitor("501", "elsewhere@example.com"));
        using var other = Browser();
        Assert.Equal("/login?failed=google", (await ComeBackAsync(other, callback, fields)).Leads());
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_here_too()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "factor@example.com");
        var visitor = new Visitor("601", "factor@example.com");
        using var browser = await LinkedAsync("factor@example.com", visitor);
        var (app, _) = await AppCode.TurnOnAsync(ada);
        using var next = Browser();
        Assert.Equal("/login/code", await VisitAsync(next, "google", visitor));
        Assert.False(await next.IsSignedInAsync());
        Assert.Contains("not valid now", await (await next.SubmitAsync("/login/code", new() { ["Input.Code"] = "000000x" })).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("/", (await next.SubmitAsync("/login/code", new() { ["Input.Code"] = app.Show() })).Leads());
        Assert.True(await next.IsSignedInAsync());
    }

    [Fact]
    public async Task A_providers_account_links_to_one_person_and_only_in_the_session_that_began_it()
    {
        await ApiCaller.RegisterAsync(_app, "link-ada@example.com");
        await ApiCaller.RegisterAsync(_app, "link-bob@example.com");
        var visitor = new Visitor("701", "link-ada@example.com");
        using var ada = await LinkedAsync("link-ada@example.com", visitor);
        using var bob = await SignInAsync("link-bob@example.com");
        Assert.Equal("/account/security?problem=taken", await VisitAsync(bob, "google", visitor, begin: "/account/providers/link"));

        // Began by one person, answered under another's sign-in in the same browser.
        var (callback, fields) = shared.Provider.Approve(await BeginAsync(bob, "google", "/account/providers/link"), new Visitor("702", "bobs-other@example.com"));
        await bob.PostFormAsync("/logout", []);
        await bob.SubmitAsync("/login", new() { ["Input.Email"] = "link-ada@example.com", ["Input.Password"] = ApiCaller.Password });
        Assert.Equal("/login/external", (await ComeBackAsync(bob, callback, fields)).Leads());
        Assert.Equal("/login", (await bob.GetAsync(new Uri("/login/external", UriKind.Relative), TestContext.Current.CancellationToken)).Leads());
        using var next = Browser();
        Assert.Equal("/login/external/new", await VisitAsync(next, "google", new Visitor("702", "bobs-other@example.com")));
    }

    [Fact]
    public async Task The_only_way_in_stays()
    {
        var visitor = new Visitor("801", "only@example.com");
        using var browser = Browser();
        await VisitAsync(browser, "google", visitor);
        await browser.SubmitAsync("/login/external/new", new() { ["Input.FirstName"] = "Grace", ["Input.LastName"] = "Hopper", ["Input.OrganizationName"] = "Only" });
        Assert.Equal("/account/security?problem=last", (await browser.PostFormAsync("/account/providers/unlink", new() { ["provider"] = "google" })).Leads());
        Assert.Equal("/account/security?done=password", (await browser.SubmitAsync("/account/password", new() { ["Input.Chosen"] = "Silver-Harbor-77?" })).Leads());
        Assert.Equal("/account/security?done=unlinked", (await browser.PostFormAsync("/account/providers/unlink", new() { ["provider"] = "google" })).Leads());
        Assert.Equal("/login?link=google", await VisitAsync(Browser(), "google", visitor));
    }

    [Fact]
    public async Task Who_waited_in_an_account_opened_with_anothers_address_is_thrown_out_when_its_owner_comes()
    {
        var (thief, _) = await ApiCaller.RegisterAsync(_app, "victim@example.com");
        await AppCode.TurnOnAsync(thief);
        await Stale.UnconfirmAsync(_app, "victim@example.com");
        using var linked = await SignInHalfAsync("victim@example.com");
        var guest = new ApiCaller(_app.Dashboard());
        await guest.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "victim@example.com" });
        var mails = await ApiCaller.MailsAsync(_app, "victim@example.com", 3);
        var token = ApiCaller.TokenOf(mails.Single(m => m.GetProperty("links")[0].GetString()!.Contains("/reset?token=", StringComparison.Ordinal)));
        Assert.Equal(204, (await guest.SendAsync("POST", "/api/v1/auth/reset-password", new { token, password = "Silver-Harbor-77?" })).Status);
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "victim@example.com", password = "Silver-Harbor-77?" })).Status);
        // The half way the thief had come with the password before is over as well.
        Assert.Equal("/login", (await linked.GetAsync(new Uri("/login/code", UriKind.Relative), TestContext.Current.CancellationToken)).Leads());
    }

    [Theory]
    [InlineData("/login/with")]
    [InlineData("/account/providers/link")]
    [InlineData("/account/providers/unlink")]
    [InlineData("/account/providers/keep")]
    [InlineData("/account/sessions/end-others")]
    [InlineData("/account/passkeys/remove")]
    [InlineData("/login/passkey")]
    public async Task Another_site_starts_nothing(string path)
    {
        using var browser = Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["provider"] = "google" }), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"credential":"x"}""")]
    [InlineData("""{"credential":{"id":"AA","rawId":"AA","type":"public-key","response":{}}}""")]
    public async Task What_is_no_passkey_is_refused(string body)
    {
        using var browser = Browser();
        await browser.PostFormAsync("/login/passkey/options", []);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login/passkey") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    // Over TLS, as Apple's form needs it.
    private HttpClient Browser() => _app.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });

    private async Task<HttpClient> SignInAsync(string email)
    {
        var browser = Browser();
        await browser.SubmitAsync("/login", new() { ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password });
        Assert.True(await browser.IsSignedInAsync());
        return browser;
    }

    private async Task<HttpClient> SignInHalfAsync(string email)
    {
        var browser = Browser();
        Assert.Equal("/login/code", (await browser.SubmitAsync("/login", new() { ["Input.Email"] = email, ["Input.Password"] = ApiCaller.Password })).Leads());
        return browser;
    }

    private async Task<HttpClient> LinkedAsync(string email, Visitor visitor)
    {
        var browser = await SignInAsync(email);
        Assert.Equal("/account/security?done=linked", await VisitAsync(browser, "google", visitor, begin: "/account/providers/link"));
        return browser;
    }

    private static async Task<Uri> BeginAsync(HttpClient browser, string provider, string begin = "/login/with", string? returnUrl = null)
    {
        var answer = await browser.PostFormAsync(begin, new() { ["provider"] = provider, ["returnUrl"] = returnUrl ?? "" });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static Task<HttpResponseMessage> ComeBackAsync(HttpClient browser, string callback, Dictionary<string, string> fields) => fields.ContainsKey("user")
        ? browser.PostAsync(new Uri(callback), new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken)
        : browser.GetAsync(new Uri(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(callback, fields!)), TestContext.Current.CancellationToken);

    private async Task<string?> VisitAsync(HttpClient browser, string provider, Visitor visitor, string? returnUrl = null, string begin = "/login/with")
    {
        var (callback, fields) = shared.Provider.Approve(await BeginAsync(browser, provider, begin, returnUrl), visitor);
        var back = await ComeBackAsync(browser, callback, fields);
        if (back.Leads() != "/login/external") return back.Leads();
        return (await browser.GetAsync(new Uri("/login/external", UriKind.Relative), TestContext.Current.CancellationToken)).Leads();
    }
}
