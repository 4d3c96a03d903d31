using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Identity;
using Rendrix.Stores;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Stores;
using Rendrix.Web.Stores.Openings;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Organizations;
using static Rendrix.Web.Tests.Stores.StoreLifeWorld;

namespace Rendrix.Web.Tests.Stores;

/// <summary>Stores that are opened while nobody waits.</summary>
public sealed class OpeningTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private const string Stores = "/api/v1/stores";
    private static readonly (string, string) Async = ("Prefer", "respond-async");
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task A_store_opens_while_nobody_waits_and_its_job_is_its_organizations_alone()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        using var asked = await ada.Caller.RawAsync("POST", Stores, JsonContent(new { name = "Patience", industry = "toys" }), ("Prefer", "handling=lenient, Respond-Async; foo=bar"), ("Idempotency-Key", "patience"));
        var job = await ApiCaller.ReadAsync(asked);
        Assert.True(asked.StatusCode == System.Net.HttpStatusCode.Accepted, job.ToString());
        Assert.Equal("respond-async", asked.Headers.GetValues("Preference-Applied").Single());
        Assert.NotNull(asked.Headers.RetryAfter);
        var at = asked.Headers.Location!.ToString();
        Assert.Equal("queued", job.GetProperty("status").GetString());
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("GET", at));

        var done = await EndOfAsync(ada, at);
        Assert.Equal(("done", 100), (done.GetProperty("status").GetString(), done.GetProperty("percent").GetInt32()));
        var store = (await ada.Caller.SendAsync("GET", $"{Stores}/{done.GetProperty("storeId").GetGuid()}")).Body;
        Assert.Equal((store.GetProperty("url").GetString(), "Patience", "toys"), (done.GetProperty("url").GetString(), store.GetProperty("name").GetString(), store.GetProperty("industry").GetString()));
        Assert.Equal((404, "NOT_FOUND"), await eve.TryAsync("GET", at));
        await PageAsync(shared.App, store.GetProperty("slug").GetString()!, "/");
        // In the log stands who asked.
        var made = await shared.App.ReadAsync(ada.Organization, db => db.AuditEntries.AsNoTracking().Where(e => e.Action == "store.create" && e.SubjectId == store.GetProperty("id").GetGuid()).ToListAsync());
        Assert.Equal((Rendrix.Auditing.AuditActorKind.User, ada.Id), (Assert.Single(made).ActorKind, made[0].ActorId));
        // The same key is the same job, whenever it comes.
        var again = await ada.Caller.SendAsync("POST", Stores, new { name = "Patience", industry = "toys" }, Async, ("Idempotency-Key", "patience"));
        Assert.Equal((202, job.GetProperty("id").GetGuid()), (again.Status, again.Body.GetProperty("id").GetGuid()));
        Assert.Single(await shared.App.ReadAsync(ada.Organization, db => db.Stores.Select(s => s.Id).ToListAsync()));
        // Who does not prefer it waits, as before.
        Assert.Equal(201, (await ada.Caller.SendAsync("POST", Stores, new { name = "Prompt" }, ("Prefer", "return=minimal, wait=respond-async"))).Status);
    }

    [Fact]
    public async Task What_is_refused_at_once_leaves_no_job_and_no_more_than_three_are_on_their_way()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var (_, taken) = await OpenAsync(eve, "Taken " + Guid.NewGuid().ToString("N")[..6]);
        foreach (var (body, field, status) in new (object, string, int)[]
        {
            (new { name = "" }, "name", 400), (new { name = "x", industry = "moon rocks" }, "industry", 400), (new { name = "x", currency = "???" }, "currency", 400), (new { name = "x", subdomain = "Not A Label" }, "subdomain", 400),
            (new { name = "x", country = "Nowhere" }, "country", 400), (new { name = "x", locale = new string('x', 300) }, "locale", 400), (new { name = "x", subdomain = taken }, "subdomain", 409),
        })
        {
            var (code, problem) = await ada.Caller.SendAsync("POST", Stores, body, Async);
            Assert.Equal(status, code);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
        }
        Assert.Empty(await shared.App.ReadAsync(ada.Organization, db => db.StoreOpenings.Select(o => o.Id).ToListAsync()));
        Assert.Equal((404, "NOT_FOUND"), await ada.TryAsync("GET", $"{Stores}/provision/status/{Guid.NewGuid()}"));

        // None of these has a worker, so all that begin stay on their way.
        var began = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try { return await BeginQuietlyAsync(ada, new CreateStoreInput("Rush " + i)); }
            catch (Rendrix.Refusals.RefusedException refused) when (refused.Refusal.Code == "RATE_LIMITED") { return null; }
        }));
        Assert.Equal(OpenStore.MostAtOnce, began.Count(job => job is not null));
        Assert.Equal((429, "RATE_LIMITED"), Said(await ada.Caller.SendAsync("POST", Stores, new { name = "One more" }, Async)));
        // Another organization does not notice.
        Assert.Equal(202, (await eve.Caller.SendAsync("POST", Stores, new { name = "Elsewhere" }, Async)).Status);
        // Whoever may not open stores may not ask for one, nor read of one.
        await _world.JoinAsync(ada, eve, new { role = "manager" });
        await eve.Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/switch");
        Assert.Equal((403, "FORBIDDEN"), Said(await eve.Caller.SendAsync("POST", Stores, new { name = "Mine" }, Async)));
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("GET", $"{Stores}/provision/status/{began.First(j => j is not null)!.Id}"));
    }

    [Fact]
    public async Task Ended_at_any_statement_and_run_by_many_at_once_there_is_one_store_or_none()
    {
        var ada = await _world.FounderAsync("ada");
        var job = await BeginQuietlyAsync(ada, new CreateStoreInput("Crash Landing", Industry: "decor"));
        var broke = 0;
        for (var at = 1; ; at += 1 + at / 2)
        {
            await shared.App.AsOwnerAsync($"update store_openings set attempts = 0 where id = '{job.Id}'");
            var (transactions, breaker) = Breaking(shared.App, at);
            try { await RunAsync(transactions, ada.Organization, job); }
            catch (Exception e) when (e is IOException || e.GetBaseException() is IOException) { broke++; }
            if (!breaker.Broke) break;
            // Whatever broke: a store is there exactly when the job says so.
            var now = await StateAsync(ada, job);
            Assert.Equal(now.Job.Status == OpeningStatus.Done ? [job.TargetId] : [], now.Stores);
            Assert.NotEqual(OpeningStatus.Failed, now.Job.Status);
        }
        Assert.True(broke > 5, $"{broke} ends were tried");

        var second = await BeginQuietlyAsync(ada, new CreateStoreInput("Crowd"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => shared.App.InScopeAsync(async s => { await RunAsync(s.GetRequiredService<TenantTransactions>(), ada.Organization, second); return true; })));
        var end = await StateAsync(ada, second);
        Assert.Equal((OpeningStatus.Done, 100, ""), (end.Job.Status, end.Job.Percent, end.Job.Error));
        Assert.Equal([job.TargetId, second.TargetId], end.Stores);
        Assert.Equal(12, (await RowsAsync(shared.App, ada.Organization, second.TargetId))["products"]);
    }

    [Fact]
    public async Task A_store_whose_commit_was_carried_out_keeps_its_pictures_though_the_answer_was_lost()
    {
        var ada = await _world.FounderAsync("ada");
        var total = 0;
        // The second one is counted: by then everything is warm.
        for (var i = 0; i < 2; i++)
        {
            var (transactions, counter) = Breaking(shared.App, int.MaxValue);
            await RunAsync(transactions, ada.Organization, await BeginQuietlyAsync(ada, new CreateStoreInput("Counted", Industry: "toys")));
            total = counter.Said;
        }
        var (lost, kept) = (0, 0);
        for (var at = total - 2; at <= total + 1; at++)
        {
            var job = await BeginQuietlyAsync(ada, new CreateStoreInput("Last words", Industry: "toys"));
            var threw = false;
            try { await RunAsync(Breaking(shared.App, at).Transactions, ada.Organization, job); }
            catch (Exception e) when (e is IOException || e.GetBaseException() is IOException) { threw = true; }
            var (now, stores) = await StateAsync(ada, job);
            Assert.Equal(now.Status == OpeningStatus.Done, stores.Contains(job.TargetId));
            var files = await shared.App.ReadAsync(ada.Organization, db => db.MediaFiles.Where(f => f.StoreId == job.TargetId).Select(f => f.Id).ToListAsync());
            Assert.Equal(now.Status == OpeningStatus.Done, files.Count > 0);
            Assert.All(files, f => Assert.Contains(f.ToString("N"), FilesOf(shared.App, ada.Organization)));
            if (threw && now.Status == OpeningStatus.Done) kept++;
            if (threw && now.Status == OpeningStatus.Running) { lost++; await shared.App.AsOwnerAsync($"update store_openings set status = 'failed' where id = '{job.Id}'"); }
        }
        Assert.True(kept >= 1 && lost >= 1, $"{kept} ended after their commit and {lost} before it");
    }

    [Fact]
    public async Task What_went_wrong_meanwhile_ends_the_job_with_the_sentence_and_nothing_is_left()
    {
        var (ada, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("eve"));
        var label = "quick-" + Guid.NewGuid().ToString("N")[..6];
        var job = await BeginQuietlyAsync(ada, new CreateStoreInput("Slow", label));
        Assert.Equal(201, (await eve.Caller.SendAsync("POST", Stores, new { name = "Quick", subdomain = label })).Status);
        var files = FilesOf(shared.App, ada.Organization);
        await shared.App.InScopeAsync(async s => { await RunAsync(s.GetRequiredService<TenantTransactions>(), ada.Organization, job); return true; });
        var told = (await ada.Caller.SendAsync("GET", $"{Stores}/provision/status/{job.Id}")).Body;
        Assert.Equal(("failed", "ALREADY_EXISTS"), (told.GetProperty("status").GetString(), told.GetProperty("reason").GetProperty("code").GetString()));
        Assert.StartsWith("That address is taken", told.GetProperty("reason").GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("storeId").ValueKind);
        Assert.Empty((await StateAsync(ada, job)).Stores);
        Assert.Equal(files, FilesOf(shared.App, ada.Organization));

        // One that is begun again and again is given up.
        var tired = await BeginQuietlyAsync(ada, new CreateStoreInput("Tired"));
        await shared.App.AsOwnerAsync($"update store_openings set attempts = 6 where id = '{tired.Id}'");
        await shared.App.InScopeAsync(async s => { await RunAsync(s.GetRequiredService<TenantTransactions>(), ada.Organization, tired); return true; });
        Assert.Equal((OpeningStatus.Failed, "INTERNAL_ERROR"), ((await StateAsync(ada, tired)).Job.Status, (await StateAsync(ada, tired)).Job.Code));
    }

    private static System.Net.Http.Json.JsonContent JsonContent(object body) => System.Net.Http.Json.JsonContent.Create(body);

    private static (int, string?) Said((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("code").GetString());

    private static async Task<JsonElement> EndOfAsync(Somebody owner, string at)
    {
        var last = -1;
        for (var i = 0; ; i++)
        {
            var now = (await owner.Caller.SendAsync("GET", at)).Body;
            // It never goes back.
            Assert.InRange(now.GetProperty("percent").GetInt32(), last, 100);
            last = now.GetProperty("percent").GetInt32();
            if (now.GetProperty("status").GetString() is not ("queued" or "running")) return now;
            Assert.True(i < 600, "The store did not open.");
            await Task.Delay(50);
        }
    }

    private Task<(StoreOpening Job, List<Guid> Stores)> StateAsync(Somebody owner, StoreOpening job) =>
        shared.App.ReadAsync(owner.Organization, async db => (await db.StoreOpenings.AsNoTracking().FirstAsync(o => o.Id == job.Id), await db.Stores.OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync()));

    // Begun without the message that wakes a worker, so that the test is the only one who works.
    private Task<StoreOpening> BeginQuietlyAsync(Somebody owner, CreateStoreInput input) => shared.App.InScopeAsync(services =>
        services.GetRequiredService<OpenStore>().BeginAsync(new Caller(owner.Id, "Ada Lovelace", owner.Organization, Role.Owner, Guid.Empty), input, announce: false, CancellationToken.None));

    private Task RunAsync(TenantTransactions transactions, Guid tenant, StoreOpening job) => shared.App.InScopeAsync(async s =>
    {
        var create = ActivatorUtilities.CreateInstance<CreateStore>(s, transactions);
        await new RunOpening(transactions, create, s.GetRequiredService<CurrentActor>(), s.GetRequiredService<TimeProvider>(), NullLogger<RunOpening>.Instance).RunAsync(new OpeningRequested(job.Id), tenant, null, CancellationToken.None);
        return true;
    });
}
