using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Identity;
using Rendrix.Web.Identity;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Tenancy;

namespace Rendrix.Web.Tests.Identity;

public sealed class DeviceTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_ends_one_at_once()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "devices@example.com");
        var elsewhere = await SignInAsync("devices@example.com", Firefox);
        var items = await ListAsync(ada);
        Assert.Equal(2, items.Count);
        Assert.True(items[0].GetProperty("current").GetBoolean());
        var other = items.Single(i => !i.GetProperty("current").GetBoolean());
        Assert.Equal("Firefox on Linux", other.GetProperty("device").GetString());
        Assert.Equal(204, (await ada.SendAsync("DELETE", $"/api/v1/auth/sessions/{other.GetProperty("id").GetGuid()}")).Status);
        var over = await elsewhere.SendAsync("GET", "/api/v1/auth/sessions");
        Assert.Equal((401, "INVALID_SESSION"), (over.Status, over.Body.GetProperty("code").GetString()));
        Assert.Single(await ListAsync(ada));
    }

    [Theory]
    [InlineData("signs out")]
    [InlineData("chooses a new password elsewhere")]
    [InlineData("turns a second factor on elsewhere")]
    [InlineData("is removed")]
    public async Task A_dashboard_that_is_open_ends_with_the_session_it_belongs_to(string what)
    {
        var world = new OrganizationWorld(_app);
        var (ada, ben) = (await world.FounderAsync("ada"), await world.FounderAsync("ben"));
        await world.JoinAsync(ada, ben, new { role = "staff" });
        var (_, store) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Open" });
        await using var scope = _app.Services.CreateAsyncScope();
        var session = await _app.ReadAsync(ben.Organization, db => db.Sessions.Where(s => s.UserId == ben.Id).Select(s => s.Id).SingleAsync());
        var door = new CircuitSession(scope.ServiceProvider.GetRequiredService<ILoggerFactory>(), scope.ServiceProvider.GetRequiredService<SessionWatch>());
        door.SetAuthenticationState(Task.FromResult(new AuthenticationState((await scope.ServiceProvider.GetRequiredService<SessionWatch>().FindAsync(session, CancellationToken.None))!.Person("test"))));
        var open = await OpenCircuit.AsAsync(scope, $"/s/{store.GetProperty("slug").GetString()}/orders", door);
        Assert.True(open.Member.May(Permission.ReadOrders));
        if (what == "signs out") Assert.Equal(204, (await ben.Caller.SendAsync("POST", "/api/v1/auth/logout")).Status);
        else if (what == "is removed") Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", $"/api/v1/organizations/{ada.Organization}/members/{ben.Id}")).Status);
        else
        {
            var elsewhere = await SignInAsync(ben.Email, Firefox);
            if (what == "turns a second factor on elsewhere") await AppCode.TurnOnAsync(elsewhere);
            else Assert.Equal(204, (await elsewhere.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = ApiCaller.Password, newPassword = "Other-Lantern-Copper-9!" })).Status);
        }
        for (var i = 0; open.Member.IsSet && i < 100; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(open.Member.IsSet);
        Assert.Throws<ScopeClosedException>(() => open.Tenant.TenantId);
        Assert.NotNull(open.Navigation.Left);
    }

    [Fact]
    public async Task Another_persons_session_answers_like_one_that_never_was()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "mine@example.com");
        var (bob, _) = await ApiCaller.RegisterAsync(_app, "theirs@example.com");
        var theirs = (await ListAsync(bob))[0].GetProperty("id").GetGuid();
        var foreign = await ada.SendAsync("DELETE", $"/api/v1/auth/sessions/{theirs}");
        var missing = await ada.SendAsync("DELETE", $"/api/v1/auth/sessions/{Guid.CreateVersion7()}");
        Assert.Equal((404, 404), (foreign.Status, missing.Status));
        Assert.Equal(foreign.Body.GetProperty("detail").GetString(), missing.Body.GetProperty("detail").GetString());
        Assert.Equal(200, (await bob.SendAsync("GET", "/api/v1/auth/sessions")).Status);
    }

    [Fact]
    public async Task A_sixth_sign_in_ends_the_oldest_and_many_at_once_leave_five()
    {
        var (first, _) = await ApiCaller.RegisterAsync(_app, "six@example.com");
        for (var i = 0; i < 4; i++) await SignInAsync("six@example.com", Firefox);
        Assert.Equal(5, (await ListAsync(first)).Count);
        var sixth = await SignInAsync("six@example.com", Firefox);
        Assert.Equal(401, (await first.SendAsync("GET", "/api/v1/auth/sessions")).Status);
        Assert.Equal(5, (await ListAsync(sixth)).Count);
        var many = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignInAsync("six@example.com", Firefox)));
        var alive = await Task.WhenAll(many.Select(m => m.SendAsync("GET", "/api/v1/auth/sessions")));
        Assert.All(alive.Where(a => a.Status == 200), a => Assert.Equal(5, a.Body.GetProperty("items").GetArrayLength()));
        Assert.Contains(alive, a => a.Status == 200);
    }

    [Fact]
    public async Task Ending_all_others_asks_for_a_fresh_proof_and_keeps_this_one()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "others@example.com");
        var other = await SignInAsync("others@example.com", Firefox);
        await Stale.MakeAsync(_app, body);
        var stale = await ada.SendAsync("DELETE", "/api/v1/auth/sessions");
        Assert.Equal((403, "/api/v1/auth/confirm"), (stale.Status, stale.Body.GetProperty("confirm").GetString()));
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = "Wrong-Password-1!" })).Status);
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password })).Status);
        Assert.Equal(403, (await other.SendAsync("DELETE", "/api/v1/auth/sessions")).Status);
        Assert.Equal(204, (await ada.SendAsync("DELETE", "/api/v1/auth/sessions")).Status);
        Assert.Equal(401, (await other.SendAsync("GET", "/api/v1/auth/sessions")).Status);
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/auth/sessions")).Status);
    }

    [Fact]
    public async Task Confirming_is_no_place_to_guess_passwords()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "guess-confirm@example.com");
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = "Wrong-Password-1!" })));
        Assert.Equal((5, 3), (tries.Count(t => t.Status == 400), tries.Count(t => t.Status == 429)));
    }

    private async Task<ApiCaller> SignInAsync(string email, string agent)
    {
        var caller = new ApiCaller(_app.Dashboard());
        caller.Http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        var (status, body) = await caller.SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password });
        Assert.Equal(200, status);
        caller.Use(body.GetProperty("accessToken").GetString());
        return caller;
    }

    private static async Task<List<JsonElement>> ListAsync(ApiCaller caller) => [.. (await caller.SendAsync("GET", "/api/v1/auth/sessions")).Body.GetProperty("items").EnumerateArray()];
}
