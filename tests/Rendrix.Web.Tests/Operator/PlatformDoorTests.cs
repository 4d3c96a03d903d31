using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Operator;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>Who gets in, and what everybody else is told.</summary>
public sealed class PlatformDoorTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly PlatformWorld _world = new(shared.App);

    [Fact]
    public async Task To_everybody_but_an_admin_the_platform_is_an_address_that_does_not_exist()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        var guest = new ApiCaller(shared.App.Dashboard());
        foreach (var caller in new[] { ada.Caller, guest })
        {
            var unknown = await caller.SendAsync("GET", "/api/v1/nothing-like-this");
            foreach (var (method, path) in new[] { ("GET", "/api/v1/platform"), ("GET", "/api/v1/platform/tenants"), ("GET", "/API/v1/Platform/tenants"), ("GET", $"/api/v1/platform/tenants/{ada.Organization}"), ("POST", $"/api/v1/platform/tenants/{ada.Organization}/suspend"), ("DELETE", "/api/v1/platform/tenants") })
            {
                var (status, problem) = await caller.SendAsync(method, path, method == "POST" ? new { reason = "Because I can" } : null);
                Assert.Equal((404, PlatformWorld.Plain(unknown.Body)), (status, PlatformWorld.Plain(problem)));
            }
            foreach (var page in new[] { "/platform", "/platform/tenants", "/Platform/admins", "/platform/nothing" })
            {
                using var told = await caller.RawAsync("GET", page, null, ("Accept", "text/html"));
                using var elsewhere = await caller.RawAsync("GET", "/nothing-like-this", null, ("Accept", "text/html"));
                Assert.Equal(elsewhere.StatusCode, told.StatusCode);
                Assert.DoesNotContain("Organizations ·", await told.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
        Assert.Equal(200, (await sofia.Caller.SendAsync("GET", "/api/v1/platform/tenants")).Status);
        Assert.Equal((404, "NOT_FOUND"), await sofia.TryAsync("GET", $"/api/v1/platform/tenants/{Guid.NewGuid()}"));
        // The document of the API, which everybody reads, says nothing of it.
        Assert.DoesNotContain("platform/tenants", await guest.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_makes_and_unmakes_admins_and_says_what_is_wrong()
    {
        var (sofia, ben) = (await _world.AdminAsync(), await _world.AdminAsync("ben"));
        Assert.Equal(1, (await _world.RunAsync("grant", "nobody@people.example")).Code);
        Assert.Contains("is an admin already", (await _world.RunAsync("grant", sofia.Email.ToUpperInvariant())).Said, StringComparison.Ordinal);
        var stranger = _world.People.Address("unconfirmed");
        await ApiCaller.RegisterAsync(shared.App, stranger, "Unconfirmed");
        Assert.Contains("not confirmed", (await _world.RunAsync("grant", stranger)).Said, StringComparison.Ordinal);
        Assert.Equal(2, (await _world.RunAsync("promote", sofia.Email)).Code);
        Assert.Contains(sofia.Email, (await _world.RunAsync("list")).Said, StringComparison.Ordinal);

        Assert.Equal(200, (await ben.Caller.SendAsync("GET", "/api/v1/platform/tenants")).Status);
        Assert.Equal(0, (await _world.RunAsync("revoke", ben.Email)).Code);
        // At once, with the very next call: nothing about it is remembered.
        Assert.Equal((404, "NOT_FOUND"), await ben.TryAsync("GET", "/api/v1/platform/tenants"));
    }

    [Fact]
    public async Task What_hurts_asks_for_a_fresh_proof_and_where_it_is_demanded_everything_for_a_second_factor()
    {
        var (sofia, ada) = (await _world.AdminAsync(), await _world.People.FounderAsync("ada"));
        await _world.StaleAsync(sofia);
        foreach (var act in new[] { "suspend", "close", "restore" })
        {
            var (status, problem) = await sofia.Caller.SendAsync("POST", $"/api/v1/platform/tenants/{ada.Organization}/{act}", new { reason = "Does not answer" });
            Assert.Equal((403, "/api/v1/auth/confirm"), (status, problem.GetProperty("confirm").GetString()));
        }
        Assert.Equal("active", (await sofia.Caller.SendAsync("GET", $"/api/v1/platform/tenants/{ada.Organization}")).Body.GetProperty("state").GetString());

        await shared.App.InScopeAsync(async services =>
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Rendrix:Platform:RequireTwoFactor"] = "true" }).Build();
            var strict = new CurrentAdmin(services.GetRequiredService<PlatformAccess>(), services.GetRequiredService<SessionWatch>(), services.GetRequiredService<FreshProof>(), new PlatformSettings(configuration, services.GetRequiredService<IHostEnvironment>()));
            var sessions = services.GetRequiredService<SessionWatch>();
            var state = await sessions.FindAsync(await SessionOfAsync(sofia), TestContext.Current.CancellationToken);
            var refused = await Assert.ThrowsAsync<RefusedException>(() => strict.DemandAsync(state!.Person("test"), TestContext.Current.CancellationToken));
            Assert.Equal((403, "TWO_FACTOR_REQUIRED"), (refused.Refusal.Status, refused.Refusal.Code));
            await _world.SqlAsync($"update users set two_factor_enabled = true where id = '{sofia.Id}'");
            Assert.Equal(sofia.Id, (await strict.DemandAsync(state!.Person("test"), TestContext.Current.CancellationToken)).UserId);
            return 0;
        });
    }

    /// <summary>What a statement smuggled into a merchant's request could do: the role of every request neither sees nor writes who runs the installation and what they did.</summary>
    [Fact]
    public async Task The_role_of_requests_can_make_nobody_an_admin_and_nobody_can_change_the_log()
    {
        var ada = await _world.People.FounderAsync("ada");
        string[] forbidden =
        [
            "select 1 from platform_admins", $"insert into platform_admins (user_id, granted_at) values ('{ada.Id}', now())", "select 1 from platform_log", "delete from platform_log",
            $"insert into support_sessions (id, admin_id, admin_session_id, organization_id, owner_id, reason, broke_glass, started_at, ends_at) values ('{ada.Id}', '{ada.Id}', '{ada.Id}', '{ada.Organization}', '{ada.Id}', 'x', true, now(), now())",
            "update flag_settings set percent = 100", "insert into announcements (id, title, text, level, \"from\", version) values (gen_random_uuid(), 'x', 'x', 'info', now(), 0)", "delete from template_offers", "set role rendrix_platform",
        ];
        foreach (var sql in forbidden) await DeniedAsync(shared.App.Connections.App, sql);
        foreach (var sql in new[] { "update platform_log set reason = 'x'", "delete from platform_log", "truncate platform_log" }) await DeniedAsync(shared.App.Connections.Platform, sql);
    }

    private static async Task DeniedAsync(string connection, string sql)
    {
        await using var db = new NpgsqlConnection(connection);
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, db);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal((PostgresErrorCodes.InsufficientPrivilege, sql), (refused.SqlState, sql));
    }

    private async Task<Guid> SessionOfAsync(Somebody person)
    {
        await using var db = new NpgsqlConnection(shared.App.Connections.Setup);
        await db.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"select id from sessions where user_id = '{person.Id}' order by created_at desc limit 1", db);
        return (Guid)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
