using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>Somebody of the platform in an owner's place: let in, looking only, ended, and written down.</summary>
public sealed class SupportTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly PlatformWorld _world = new(shared.App);

    [Fact]
    public async Task Support_goes_in_with_consent_looks_changes_nothing_sees_one_organization_and_comes_back()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        var slug = (await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Looked at" })).Body.GetProperty("subdomain").GetString();
        var second = (await ada.Caller.SendAsync("POST", "/api/v1/organizations", new { name = "Elsewhere" })).Body.GetProperty("id").GetGuid();
        using var browser = await BrowserAsync(sofia);
        var begin = $"/platform/tenants/{ada.Organization}/support";
        Assert.EndsWith("?support=consent", await PostAsync(browser, begin, ("reason", "Ticket 4711")), StringComparison.Ordinal);
        Assert.EndsWith("?support=consent", await PostAsync(browser, begin, ("reason", "Ticket 4711"), ("glass", "break")), StringComparison.Ordinal);
        // Only its own owners let anybody in.
        Assert.Equal((404, "NOT_FOUND"), await sofia.TryAsync("POST", $"/api/v1/organizations/{ada.Organization}/support-access"));
        Assert.Equal(200, (await ada.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/support-access")).Status);
        Assert.EndsWith("?support=reason", await PostAsync(browser, begin, ("reason", " ")), StringComparison.Ordinal);
        Assert.Equal("/support", await PostAsync(browser, begin, ("reason", "Ticket 4711")));

        Assert.Contains("Looked at", await TextAsync(browser, "/support"), StringComparison.Ordinal);
        var home = await TextAsync(browser, $"/s/{slug}");
        Assert.Contains("action=\"/support/end\"", home, StringComparison.Ordinal);
        // Not the owner's account, not the API, not people and rights, not the platform, not their other organizations.
        foreach (var path in new[] { "/", "/account", "/account/security", "/account/privacy", "/organizations", "/new-store", $"/s/{slug}/settings/people", $"/s/{slug}/settings/organization", $"/S/{slug}/Settings/People/", $"/s/{slug}/settings/activity/export?format=csv" })
            Assert.Equal((path, "/support"), (path, (await GetAsync(browser, path)).Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(browser, "/platform")).StatusCode);
        foreach (var (method, path) in new[] { ("GET", "/api/v1/stores"), ("POST", "/api/v1/auth/change-password"), ("POST", $"/api/v1/organizations/{second}/switch"), ("GET", "/api/v1/platform/tenants"), ("DELETE", $"/api/v1/organizations/{ada.Organization}") })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await SendAsync(browser, method, path)).StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(browser, "POST", "/account/sessions/end-others")).StatusCode);
        var state = await SupportStateAsync(ada);
        await shared.App.InScopeAsync(async services =>
        {
            var rights = (await services.GetRequiredService<Rendrix.Web.Tenancy.DashboardStore>().OpenAsync(slug!, state.Person("test"), TestContext.Current.CancellationToken))!.Rights;
            Assert.All(Rendrix.Identity.Permission.All, permission => Assert.Equal((permission.Code, permission.Reads), (permission.Code, rights.May(permission))));
            Assert.False(await services.GetRequiredService<FreshProof>().IsFreshAsync(state.Id, TestContext.Current.CancellationToken));
            return 0;
        });

        Assert.Equal($"/platform/tenants/{ada.Organization}", await PostAsync(browser, "/support/end"));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(browser, "/platform/tenants")).StatusCode);
        Assert.Null(await FindAsync(state.Id));
        foreach (var action in new[] { "impersonation.begin", "impersonation.end" })
        {
            var entry = Assert.Single((await ada.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}/audit-log?action={action}")).Body.GetProperty("data").EnumerateArray());
            Assert.Contains(sofia.Id.ToString(), entry.ToString(), StringComparison.Ordinal);
        }
        Assert.DoesNotContain((await ApiCaller.MailsAsync(shared.App, ada.Email, 1)), m => m.GetProperty("subject").GetString()!.Contains("support", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Breaking_the_glass_tells_the_owner_who_can_end_it_and_it_takes_none_of_their_sign_ins()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        using var browser = await BrowserAsync(sofia);
        Assert.Equal("/support", await PostAsync(browser, $"/platform/tenants/{ada.Organization}/support", ("reason", "Her shop is down"), ("glass", "break"), ("sure", "yes")));
        var mail = (await ApiCaller.MailsAsync(shared.App, ada.Email, 2)).Single(m => m.GetProperty("subject").GetString()!.EndsWith("was opened by support", StringComparison.Ordinal));
        Assert.Contains("Her shop is down", mail.ToString(), StringComparison.Ordinal);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await new ApiCaller(shared.App.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email = ada.Email, password = ApiCaller.Password })).Status);
        var state = await SupportStateAsync(ada);
        Assert.NotNull(await FindAsync(state.Id));
        ada.Caller.Use((await ada.Caller.SendAsync("POST", "/api/v1/auth/login", new { email = ada.Email, password = ApiCaller.Password })).Body.GetProperty("accessToken").GetString());
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", $"/api/v1/organizations/{ada.Organization}/support-access")).Status);
        Assert.Null(await FindAsync(state.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(browser, "/support")).StatusCode);
    }

    [Fact]
    public async Task It_ends_with_its_hour_and_with_the_admins_right()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        using var browser = await BrowserAsync(sofia);
        await ada.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/support-access");
        Assert.Equal("/support", await PostAsync(browser, $"/platform/tenants/{ada.Organization}/support", ("reason", "Ticket 1")));
        var first = await SupportStateAsync(ada);
        Assert.InRange((first.Support!.EndsAt - DateTimeOffset.UtcNow).TotalMinutes, 58, 60);
        await _world.SqlAsync($"update support_sessions set ends_at = now() where id = '{first.Id}'; update outbox_messages set due_at = now() where topic = 'platform.support_time_over' and tenant_id = '{ada.Organization}'");
        Assert.Null(await FindAsync(first.Id));
        await shared.App.Services.GetRequiredService<OutboxWorker>().DrainAsync(TestContext.Current.CancellationToken);
        await PlatformWorld.UntilAsync(async () => (await ada.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}/audit-log?action=impersonation.end")).Body.GetProperty("data").GetArrayLength() == 1);

        var ben = await _world.AdminAsync("ben");
        using var other = await BrowserAsync(ben);
        Assert.Equal("/support", await PostAsync(other, $"/platform/tenants/{ada.Organization}/support", ("reason", "Ticket 2")));
        var second = await SupportStateAsync(ada);
        await _world.RunAsync("revoke", ben.Email);
        Assert.Null(await FindAsync(second.Id));
    }

    private async Task<SessionState?> FindAsync(Guid session)
    {
        var sessions = shared.App.Services.GetRequiredService<SessionWatch>();
        sessions.Forget(session);
        return await sessions.FindAsync(session, TestContext.Current.CancellationToken);
    }

    private async Task<SessionState> SupportStateAsync(Somebody owner)
    {
        await using var db = new Npgsql.NpgsqlConnection(shared.App.Connections.Setup);
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand($"select id from support_sessions where organization_id = '{owner.Organization}' order by started_at desc limit 1", db);
        return await FindAsync((Guid)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!) ?? throw new InvalidOperationException("No support is open there.");
    }

    // A browser that is signed in: the cookie of a session opened as the sign-in page opens it.
    private async Task<HttpClient> BrowserAsync(Somebody person)
    {
        var http = shared.App.Dashboard();
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await http.GetStringAsync(new Uri("/login", UriKind.Relative), TestContext.Current.CancellationToken);
        var fields = System.Text.RegularExpressions.Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));
        Assert.Equal("/", await PostAsync(http, "/login", [.. fields, ("Input.Email", person.Email), ("Input.Password", ApiCaller.Password)]));
        return http;
    }

    private static async Task<string> PostAsync(HttpClient http, string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        // Razor's forms lead on by absolute addresses, plain ones by paths.
        return answer.Headers.Location is { IsAbsoluteUri: true } absolute ? absolute.PathAndQuery : answer.Headers.Location?.ToString() ?? ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path) =>
        http.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = method == "GET" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json") }, TestContext.Current.CancellationToken);

    private static async Task<string> TextAsync(HttpClient http, string path) => await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
