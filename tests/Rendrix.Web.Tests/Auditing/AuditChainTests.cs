using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rendrix.Auditing;
using Rendrix.Web.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Content;

namespace Rendrix.Web.Tests.Auditing;

/// <summary>The chain: whole under load, and broken, by name, whatever somebody with the database in their hands does to it.</summary>
public sealed class AuditChainTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private RunningApp App => fixture.App;

    private async Task<Guid> ChainOfAsync(int entries)
    {
        var tenant = Guid.CreateVersion7();
        for (var i = 1; i <= entries; i++)
            await App.RecordAsync(tenant, AuditActions.SettingsChange, new("store", Guid.CreateVersion7(), $"Store {i}"), [new("taxRate", "8", $"{i}")], new(AuditActorKind.User, Guid.CreateVersion7(), "Ida North", "192.0.2.1", "Test"));
        await App.ChainAsync(tenant);
        return tenant;
    }

    [Fact]
    public async Task Twenty_who_write_at_once_leave_one_unbroken_chain()
    {
        var tenant = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async writer =>
        {
            for (var i = 0; i < 10; i++) await App.RecordAsync(tenant, AuditActions.PaymentProcess, new("payment", Guid.CreateVersion7(), $"{writer}.{i}"));
        }));
        await App.ChainAsync(tenant);
        var verdict = await App.VerifyAsync(tenant);
        Assert.Null(verdict.Break);
        Assert.Equal((200, 1, 200), (verdict.Checked, verdict.FirstSequence, verdict.HeadSequence));
        // Each writer's own entries stand in the order in which it wrote them? No promise is made of that; each stands there once.
        Assert.Equal(200, await App.ReadAsync(tenant, db => db.AuditLinks.Select(l => l.Id).Distinct().CountAsync()));
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_recorded()
    {
        var tenant = Guid.CreateVersion7();
        await App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
            Audit.Record(db, AuditActions.SettingsChange, new("store", null));
            await db.SaveAsync(CancellationToken.None);
            return 0;
        });
        Assert.Equal(0, await App.ReadAsync(tenant, db => db.AuditEntries.CountAsync()));
    }

    // Each is done to the third of five entries; {0} is the tenant, {1} the entry.
    public static TheoryData<string, string> Tampering => new()
    {
        { "update audit_entries set action = 'auth.login' where tenant_id = '{0}' and id = '{1}'", "The entry or its link was changed." },
        { "update audit_entries set at = at - interval '1 day' where tenant_id = '{0}' and id = '{1}'", "The entry or its link was changed." },
        { "update audit_entries set actor_id = gen_random_uuid() where tenant_id = '{0}' and id = '{1}'", "The entry or its link was changed." },
        { "update audit_entries set subject_id = null where tenant_id = '{0}' and id = '{1}'", "The entry or its link was changed." },
        { "update audit_details set actor_name = 'Somebody else' where tenant_id = '{0}' and id = '{1}'", "Who did it was changed." },
        { "update audit_details set address = '203.0.113.9' where tenant_id = '{0}' and id = '{1}'", "Who did it was changed." },
        { "update audit_details set changes = regexp_replace(changes, '\"([1-5])\"', '\"\\1\\1\"') where tenant_id = '{0}' and id = '{1}'", "What changed was changed afterwards." },
        { "update audit_details set subject_name = null where tenant_id = '{0}' and id = '{1}'", "What changed was changed afterwards." },
        { "update audit_details set actor_salt = null, actor_name = null, address = null, device = null where tenant_id = '{0}' and id = '{1}'", "Who did it was removed, and no entry says that it was erased." },
        { "update audit_details set change_salt = null, subject_name = null, changes = null where tenant_id = '{0}' and id = '{1}'", "What changed was removed, and no entry says that it was erased." },
        { "update audit_links set hash = repeat('0', 64) where tenant_id = '{0}' and id = '{1}'", "The entry or its link was changed." },
        { "update audit_links set previous_hash = repeat('0', 64) where tenant_id = '{0}' and id = '{1}'", "The link does not hold the hash of the entry before." },
        { "delete from audit_entries where tenant_id = '{0}' and id = '{1}'", "The entry was deleted." },
        { "delete from audit_details where tenant_id = '{0}' and id = '{1}'", "Who did it and what changed was deleted." },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task Whatever_is_done_to_a_row_is_found_at_its_place(string sql, string problem)
    {
        var tenant = await ChainOfAsync(5);
        var id = await App.ReadAsync(tenant, db => db.AuditLinks.Where(l => l.Sequence == 3).Select(l => l.Id).SingleAsync());
        Assert.True((await App.VerifyAsync(tenant)).Intact);
        await App.AsOwnerAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, tenant, id));
        var verdict = await App.VerifyAsync(tenant);
        Assert.Equal((false, new AuditBreak(3, id, problem)), (verdict.Intact, verdict.Break));
        Assert.Equal(2, verdict.Checked);
    }

    [Fact]
    public async Task An_entry_taken_out_with_everything_that_belongs_to_it_leaves_a_hole()
    {
        var tenant = await ChainOfAsync(5);
        var id = await App.ReadAsync(tenant, db => db.AuditLinks.Where(l => l.Sequence == 3).Select(l => l.Id).SingleAsync());
        foreach (var table in new[] { "audit_links", "audit_details", "audit_entries" }) await App.AsOwnerAsync($"delete from {table} where tenant_id = '{tenant}' and id = '{id}'");
        Assert.Equal(new AuditBreak(3, null, "Entry 3 was taken out."), (await App.VerifyAsync(tenant)).Break);
    }

    [Fact]
    public async Task A_link_that_is_gone_leaves_its_entry_outside_and_an_entry_put_in_by_hand_is_told_from_one_on_its_way()
    {
        var tenant = await ChainOfAsync(2);
        var last = await App.ReadAsync(tenant, db => db.AuditLinks.Where(l => l.Sequence == 2).Select(l => l.Id).SingleAsync());
        await App.AsOwnerAsync($"delete from audit_links where tenant_id = '{tenant}' and id = '{last}'");
        Assert.Equal(last, (await App.VerifyAsync(tenant)).Break?.EntryId);

        var other = await ChainOfAsync(2);
        var forged = Guid.CreateVersion7();
        await App.AsOwnerAsync($"insert into audit_entries (tenant_id, id, at, action, actor_kind, subject_kind, actor_hash, change_hash) values ('{other}', '{forged}', now(), 'auth.login', 'system', 'user', '', '')");
        Assert.Equal(forged, (await App.VerifyAsync(other)).Break?.EntryId);
    }

    [Fact]
    public async Task What_was_cut_off_the_end_is_found_by_the_place_and_hash_that_were_kept_outside()
    {
        var tenant = await ChainOfAsync(4);
        var kept = await App.VerifyAsync(tenant);
        var anchor = (kept.HeadSequence!.Value, kept.HeadHash!);
        Assert.True((await App.VerifyAsync(tenant, anchor)).Intact);
        var last = await App.ReadAsync(tenant, db => db.AuditLinks.Where(l => l.Sequence == 4).Select(l => l.Id).SingleAsync());
        foreach (var table in new[] { "audit_links", "audit_details", "audit_entries" }) await App.AsOwnerAsync($"delete from {table} where tenant_id = '{tenant}' and id = '{last}'");
        Assert.Equal(4, (await App.VerifyAsync(tenant, anchor)).Break?.Sequence);
        await App.RecordAsync(tenant, AuditActions.SettingsChange, new("store", null, "Another"));
        await App.ChainAsync(tenant);
        Assert.Equal("The hash here is not the one that was kept: the chain was written anew.", (await App.VerifyAsync(tenant, anchor)).Break?.Problem);
    }

    [Theory]
    [InlineData("update audit_entries set action = 'x'")]
    [InlineData("update audit_details set changes = null")]
    [InlineData("update audit_links set sequence = 9")]
    [InlineData("delete from audit_entries")]
    [InlineData("delete from audit_details")]
    [InlineData("delete from audit_links")]
    [InlineData("truncate audit_entries")]
    public async Task The_roles_of_the_program_cannot_change_or_delete(string sql)
    {
        foreach (var role in new[] { App.Connections.App, App.Connections.Platform })
        {
            await using var connection = new NpgsqlConnection(role);
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var enter = new NpgsqlCommand($"SET LOCAL app.tenant = '{Guid.NewGuid():D}'", connection, transaction)) await enter.ExecuteNonQueryAsync();
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task The_functions_do_only_what_an_entry_of_the_tenant_says()
    {
        var tenant = await ChainOfAsync(3);
        var foreign = await App.RecordAsync(Guid.CreateVersion7(), AuditActions.PrivacyErase, new("user", null));
        var young = await App.ReadAsync(tenant, db => db.AuditLinks.Where(l => l.Sequence == 2).Select(l => l.Hash).SingleAsync());
        foreach (var sql in new[] { $"select audit_erase('{Guid.NewGuid()}')", $"select audit_erase('{foreign}')", $"select audit_expire('{foreign}')" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => App.ReadAsync(tenant, db => db.Database.ExecuteSqlRawAsync(sql)))).SqlState);
        // Younger than a year: not even with an entry that says so.
        await Assert.ThrowsAsync<PostgresException>(() => App.ReadAsync(tenant, async db =>
        {
            var expiry = db.Trail.Add(db, AuditActions.AuditExpire, new("audit", null), [new("through", null, "2"), new("hash", null, young)], null);
            await db.SaveAsync(CancellationToken.None);
            return await db.Database.ExecuteSqlAsync($"select audit_expire({expiry})");
        }));
        Assert.True((await App.VerifyAsync(tenant)).Intact);
    }
}

/// <summary>Two years pass.</summary>
public sealed class AuditRetentionTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Old_entries_go_and_the_rest_still_checks_from_the_checkpoint()
    {
        var clock = new MovedClock { Passed = TimeSpan.FromDays(-1000) };
        await using var app = await RunningApp.StartAsync(postgres);
        await using var moved = app.WithWebHostBuilder(host => host.ConfigureServices(services => services.AddSingleton<TimeProvider>(clock)));
        var (tenant, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act) { await using var scope = moved.Services.CreateAsyncScope(); return await act(scope.ServiceProvider); }
        async Task WriteAsync(Guid to, int many)
        {
            for (var i = 0; i < many; i++)
                await InAsync(async s => { await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(to, null, CancellationToken.None); Audit.Record(db, AuditActions.SettingsChange, new("store", null, $"{i}")); await db.CommitAsync(CancellationToken.None); return 0; });
        }
        Task<AuditVerdict> VerifyAsync() => InAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync(tenant, null, CancellationToken.None));
        async Task ChainAsync()
        {
            for (var i = 0; i < 200 && (await VerifyAsync()).Waiting > 0; i++) { await moved.Services.GetRequiredService<Rendrix.Web.Platform.Outbox.OutboxWorker>().DrainAsync(CancellationToken.None); await Task.Delay(20); }
        }

        await WriteAsync(tenant, 6);
        await WriteAsync(other, 3);
        await ChainAsync();
        clock.Passed = TimeSpan.Zero;
        await WriteAsync(tenant, 2);
        await ChainAsync();
        Assert.Equal(6, await InAsync(s => s.GetRequiredService<ExpireAudit>().RunAsync(tenant, clock.GetUtcNow().AddDays(-730), CancellationToken.None)));
        Assert.Equal(0, await InAsync(s => s.GetRequiredService<ExpireAudit>().RunAsync(tenant, clock.GetUtcNow().AddDays(-730), CancellationToken.None)));
        await ChainAsync();
        var verdict = await VerifyAsync();
        Assert.Null(verdict.Break);
        Assert.Equal((3, 7, 9), (verdict.Checked, verdict.FirstSequence, verdict.HeadSequence));
        Assert.Equal(3, await app.ReadAsync(other, db => db.AuditEntries.CountAsync()));

        // One more taken from the beginning is not covered by the checkpoint.
        await app.AsOwnerAsync($"delete from audit_details where tenant_id = '{tenant}' and id = (select id from audit_links where tenant_id = '{tenant}' and sequence = 7)");
        await app.AsOwnerAsync($"delete from audit_entries where tenant_id = '{tenant}' and id = (select id from audit_links where tenant_id = '{tenant}' and sequence = 7)");
        await app.AsOwnerAsync($"delete from audit_links where tenant_id = '{tenant}' and sequence = 7");
        Assert.Equal(8, (await VerifyAsync()).Break?.Sequence);
    }
}
