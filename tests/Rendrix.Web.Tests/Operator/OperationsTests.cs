using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Flags;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Announcements;
using Rendrix.Web.Operator.Figures;
using Rendrix.Web.Operator.Flags;
using Rendrix.Web.Operator.Jobs;
using Rendrix.Web.Operator.Templates;
using Rendrix.Web.Platform.Flags;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Operator;

/// <summary>What the platform switches, says, repairs and counts.</summary>
public sealed class OperationsTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static readonly PlatformPerson Admin = new(null, "Tests", "", Guid.Empty);
    private readonly PlatformWorld _world = new(shared.App);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_share_grows_by_adding_and_never_takes_away_and_expiry_and_own_switches_win_in_order()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        var organizations = Enumerable.Range(0, 2000).Select(n => new Guid(n, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])).ToList();
        HashSet<Guid> before = [];
        foreach (var percent in new[] { 0, 10, 35, 80, 100 })
        {
            var on = organizations.Where(o => FeatureFlags.Decide(FeatureFlag.Imports, o, [Setting(null, percent)], now)).ToHashSet();
            Assert.Superset(before, on);
            Assert.InRange(on.Count, percent * 20 - 120, percent * 20 + 120);
            before = on;
        }
        Assert.True(FeatureFlags.Decide(FeatureFlag.Imports, organizations[0], [], now));
        Assert.True(FeatureFlags.Decide(FeatureFlag.Imports, organizations[0], [Setting(null, 0, now.AddSeconds(-1))], now));
        Assert.False(FeatureFlags.Decide(FeatureFlag.Imports, organizations[0], [Setting(null, 100), Setting(organizations[0], 0)], now));
        Assert.True(FeatureFlags.Decide(FeatureFlag.Imports, organizations[1], [Setting(null, 100), Setting(organizations[0], 0)], now));
        Assert.Equal(FeatureFlag.All.Count, FeatureFlag.All.Select(f => f.Code).Distinct().Count());

        static FlagSetting Setting(Guid? organization, int percent, DateTimeOffset? until = null) => new() { Flag = FeatureFlag.Imports.Code, OrganizationId = organization, Percent = percent, ExpiresAt = until };
    }

    [Fact]
    public async Task A_switch_stops_one_organization_and_not_the_other_and_is_taken_away_again()
    {
        var (ada, eve) = (await _world.People.FounderAsync("ada"), await _world.People.FounderAsync("eve"));
        var (stopped, free) = (await OrganizationWorld.StoreAsync(ada, "Stopped"), await OrganizationWorld.StoreAsync(eve, "Free"));
        Assert.Equal(202, await ImportAsync(ada, stopped));
        await SwitchAsync(ada.Organization, 0);
        Assert.Equal((403, 202), (await ImportAsync(ada, stopped), await ImportAsync(eve, free)));
        await SwitchAsync(ada.Organization, null);
        Assert.Equal(202, await ImportAsync(ada, stopped));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => SwitchAsync(ada.Organization, 50));
        Assert.Contains("percent", refused.Refusal.Errors!.Keys);
        // Two who set the same one at once leave one switch.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => SwitchAsync(eve.Organization, n % 2 * 100)));
        Assert.Single((await shared.App.InScopeAsync(s => s.GetRequiredService<SetFlag>().ListAsync(Admin, eve.Organization, Ct))), s => s.Setting.OrganizationId == eve.Organization);
    }

    [Fact]
    public async Task An_announcement_shows_in_its_time_until_each_person_puts_it_away()
    {
        var (ada, eve) = (await _world.People.FounderAsync("ada"), await _world.People.FounderAsync("eve"));
        var board = shared.App.Services.GetRequiredService<AnnouncementBoard>();
        var made = await shared.App.InScopeAsync(s => s.GetRequiredService<SaveAnnouncement>().RunAsync(Admin, new("Maintenance on Sunday", "From 2 to 3 UTC <b>", AnnouncementLevel.Warning, null, null), Ct));
        await shared.App.InScopeAsync(s => s.GetRequiredService<SaveAnnouncement>().RunAsync(Admin, new("To come", "", AnnouncementLevel.Info, DateTimeOffset.UtcNow.AddDays(1), null), Ct));
        Assert.Equal(made.Id, Assert.Single(await board.ForAsync(ada.Id, ada.Organization, Ct)).Id);
        await board.DismissAsync(ada.Id, made.Id, Ct);
        await board.DismissAsync(ada.Id, made.Id, Ct);
        await board.DismissAsync(ada.Id, Guid.NewGuid(), Ct);
        Assert.Empty(await board.ForAsync(ada.Id, ada.Organization, Ct));
        Assert.Single(await board.ForAsync(eve.Id, eve.Organization, Ct));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => shared.App.InScopeAsync(s => s.GetRequiredService<SaveAnnouncement>().RunAsync(Admin, new(" ", new string('x', 1001), AnnouncementLevel.Info, null, DateTimeOffset.UtcNow.AddDays(-1)), Ct)));
        Assert.Equal(["text", "title", "until"], refused.Refusal.Errors!.Keys.Order());
        await shared.App.InScopeAsync(async s => { await s.GetRequiredService<SaveAnnouncement>().RemoveAsync(Admin, made.Id, Ct); return 0; });
        Assert.Empty(await board.ForAsync(eve.Id, eve.Organization, Ct));
    }

    [Fact]
    public async Task What_failed_is_sent_again_once_what_succeeded_never_and_long_work_under_way_is_left_alone()
    {
        var ada = await _world.People.FounderAsync("ada");
        var (failed, aside, done, running) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await _world.SqlAsync(string.Join(';', new[] { (failed, "Nobody", "null", "null", "interval '50 minutes'"), (aside, "Nobody", "null", "now()", "interval '-1 hour'"), (done, "Nobody", "now()", "null", "interval '-1 hour'"), (running, "RunImport", "null", "null", "interval '40 seconds'") }
            .Select(m => $"insert into outbox_messages (tenant_id, id, event_id, topic, consumer, payload, created_at, due_at, attempts, last_error, done_at, quarantined_at) values ('{ada.Organization}', '{m.Item1}', gen_random_uuid(), 'nothing.happened', '{m.Item2}', '{{}}', now() - interval '1 day', now() + {m.Item5}, 120, 'Exception: away', {m.Item3}, {m.Item4})")));
        await shared.App.InScopeAsync(async services =>
        {
            var monitor = services.GetRequiredService<OutboxMonitor>();
            var kind = Assert.Single(await monitor.KindsAsync(Admin, Ct), k => k is { Topic: "nothing.happened", Consumer: "Nobody" });
            Assert.Equal((2, 1, 1), (kind.Waiting, kind.Failing, kind.SetAside));
            foreach (var not in new[] { done, running })
                Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => monitor.RetryAsync(Admin, ada.Organization, not, Ct))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => monitor.RetryAsync(Admin, Guid.NewGuid(), failed, Ct))).Refusal.Status);
            // Held as the worker holds it: who comes second finds it done, and does not send it again.
            await using (var held = new Npgsql.NpgsqlConnection(shared.App.Connections.Setup))
            {
                await held.OpenAsync(Ct);
                await using var transaction = await held.BeginTransactionAsync(Ct);
                await using (var mark = new Npgsql.NpgsqlCommand($"update outbox_messages set done_at = now() where id = '{aside}'", held, transaction)) await mark.ExecuteNonQueryAsync(Ct);
                var all = shared.App.InScopeAsync(s => s.GetRequiredService<OutboxMonitor>().RetryAllAsync(Admin, "Nobody", Ct));
                await transaction.CommitAsync(Ct);
                Assert.Equal(1, await all);
            }
            return 0;
        });
        await using var db = new Npgsql.NpgsqlConnection(shared.App.Connections.Setup);
        await db.OpenAsync(Ct);
        await using var read = new Npgsql.NpgsqlCommand($"select count(*) from outbox_messages where id in ('{done}', '{aside}') and done_at is not null", db);
        Assert.Equal(2L, await read.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task Templates_off_offer_make_no_new_store_and_one_always_stays()
    {
        var ada = await _world.People.FounderAsync("ada");
        var all = IndustryTemplates.All.Select(t => t.Code).ToList();
        await ArrangeAsync([.. all.Select(code => (code, code is not "toys"))]);
        try
        {
            Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("POST", "/api/v1/stores", new { name = "Toys", industry = "toys" }));
            Assert.Equal("kitchen", (await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Whatever is first" })).Body.GetProperty("industry").GetString());
            foreach (var wrong in new[] { all.Select(code => (code, false)), all.Skip(1).Select(code => (code, true)), all.Append("pirates").Select(code => (code, true)) })
                await Assert.ThrowsAsync<RefusedException>(() => ArrangeAsync([.. wrong]));
        }
        finally { await ArrangeAsync([.. all.Select(code => (code, true))]); }
    }

    [Fact]
    public async Task Figures_count_organizations_stores_and_sales_by_currency()
    {
        var ada = await _world.People.FounderAsync("ada");
        await OrganizationWorld.StoreAsync(ada, "Counted");
        var figures = await shared.App.InScopeAsync(s => s.GetRequiredService<PlatformFigures>().ReadAsync(Admin, 30, Ct));
        Assert.Equal((30, true, true), (figures.NewOrganizations.Count, figures.LiveStores > 0, figures.NewOrganizations[^1].Count > 0));
        Assert.All(figures.Sales, s => Assert.Equal(30, s.Days.Count));
    }

    private Task ArrangeAsync(List<(string, bool)> order) => shared.App.InScopeAsync(async s => { await s.GetRequiredService<ArrangeTemplates>().RunAsync(Admin, order, Ct); return 0; });

    private Task SwitchAsync(Guid organization, int? percent) => shared.App.InScopeAsync(async s => { await s.GetRequiredService<SetFlag>().RunAsync(Admin, FeatureFlag.Imports.Code, organization, percent, null, Ct); return 0; });

    private static async Task<int> ImportAsync(Somebody owner, Guid store)
    {
        using var file = new StringContent("name,price\nMug,12.00\n", Encoding.UTF8, "text/csv");
        using var answer = await owner.Caller.RawAsync("POST", $"/api/v1/stores/{store}/products/import", file);
        return (int)answer.StatusCode;
    }
}
