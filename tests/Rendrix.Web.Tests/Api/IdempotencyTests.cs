using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Tests.Api;

public sealed class IdempotencyTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task The_same_key_and_body_answer_the_stored_response()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "ada@example.com");
        using var first = await ada.RawAsync("POST", "/api/v1/stores", JsonContent.Create(new { name = "Halden" }), ("Idempotency-Key", "k1"));
        using var second = await ada.RawAsync("POST", "/api/v1/stores", JsonContent.Create(new { name = "Halden" }), ("Idempotency-Key", "k1"));
        Assert.Equal((201, 201), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal((await ApiCaller.ReadAsync(first)).GetRawText(), (await ApiCaller.ReadAsync(second)).GetRawText());
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal((first.Headers.Location, first.Headers.ETag), (second.Headers.Location, second.Headers.ETag));
        Assert.Equal(1, (await ada.SendAsync("GET", "/api/v1/stores?include=total")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_conflict()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "conflict@example.com");
        await ada.SendAsync("POST", "/api/v1/stores", new { name = "Halden" }, ("Idempotency-Key", "k1"));
        var (status, body) = await ada.SendAsync("POST", "/api/v1/stores", new { name = "Other" }, ("Idempotency-Key", "k1"));
        Assert.Equal((409, "IDEMPOTENCY_CONFLICT"), (status, body.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Ten_at_once_do_the_work_once()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "storm@example.com");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ada.SendAsync("POST", "/api/v1/stores", new { name = "Storm" }, ("Idempotency-Key", "storm"))));
        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 201, 409 }));
        Assert.Equal(1, (await ada.SendAsync("GET", "/api/v1/stores?include=total")).Body.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_refused_shape_leaves_the_key_free()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "shape@example.com");
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/stores", new { name = "" }, ("Idempotency-Key", "k1"))).Status);
        Assert.Equal(201, (await ada.SendAsync("POST", "/api/v1/stores", new { name = "Shape" }, ("Idempotency-Key", "k1"))).Status);
    }

    [Fact]
    public async Task One_callers_key_says_nothing_to_another()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "one@example.com", "One");
        var (bob, _) = await ApiCaller.RegisterAsync(_app, "two@example.com", "Two");
        var first = await ada.SendAsync("POST", "/api/v1/stores", new { name = "Shared" }, ("Idempotency-Key", "k1"));
        var second = await bob.SendAsync("POST", "/api/v1/stores", new { name = "Shared" }, ("Idempotency-Key", "k1"));
        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.NotEqual(first.Body.GetProperty("id").GetString(), second.Body.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Another_query_under_the_same_key_is_a_conflict_too()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "query@example.com");
        var store = (await ada.SendAsync("POST", "/api/v1/stores", new { name = "Query" })).Body.GetProperty("id").GetString();
        async Task<(int, string)> ImportAsync(string query)
        {
            using var answer = await ada.RawAsync("POST", $"/api/v1/stores/{store}/products/import{query}", new StringContent("name,price\nRope,4.00\n", System.Text.Encoding.UTF8, "text/csv"), ("Idempotency-Key", "i1"));
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        Assert.Equal(202, (await ImportAsync("?dryRun=true")).Item1);
        var (status, body) = await ImportAsync("");
        Assert.Equal(409, status);
        Assert.Contains("IDEMPOTENCY_CONFLICT", body, StringComparison.Ordinal);
    }

    /// <summary>The process died between the commit of the work and the keeping of its answer: whoever calls again must not get the work done twice.</summary>
    [Fact]
    public async Task Work_whose_answer_was_lost_is_not_done_again()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "lost@example.com");
        var tenant = body.GetProperty("organization").GetProperty("id").GetGuid();
        Assert.Equal(201, (await ada.SendAsync("POST", "/api/v1/stores", new { name = "Lost" }, ("Idempotency-Key", "k1"))).Status);
        await _app.InScopeAsync(async services =>
        {
            var transactions = services.GetRequiredService<TenantTransactions>();
            await using (var db = await transactions.BeginAsync(tenant, null, TestContext.Current.CancellationToken))
            {
                await db.IdempotencyKeys.Where(k => k.Key == "k1").ExecuteUpdateAsync(k => k.SetProperty(x => x.Status, 0), TestContext.Current.CancellationToken);
                await db.CommitAsync(TestContext.Current.CancellationToken);
            }
            // The work's own commit says so, before any answer is kept.
            await using (var db = await transactions.BeginAsync(tenant, null, TestContext.Current.CancellationToken))
                transactions.Claim = await db.IdempotencyKeys.AsNoTracking().SingleAsync(k => k.Key == "k1", TestContext.Current.CancellationToken);
            await using (var db = await transactions.BeginAsync(tenant, null, TestContext.Current.CancellationToken)) await db.CommitAsync(TestContext.Current.CancellationToken);
            await using (var db = await transactions.BeginAsync(tenant, null, TestContext.Current.CancellationToken))
                Assert.Equal(Idempotency.CarriedOut, (await db.IdempotencyKeys.AsNoTracking().SingleAsync(k => k.Key == "k1", TestContext.Current.CancellationToken)).Status);
            return 0;
        });
        // While it may still be on its way it is called running; after that it is called lost. Done again it is never.
        foreach (var (age, word) in new[] { (TimeSpan.Zero, "still running"), (TimeSpan.FromMinutes(3), "answer was lost") })
        {
            await _app.InScopeAsync(async services =>
            {
                await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, TestContext.Current.CancellationToken);
                await db.IdempotencyKeys.Where(k => k.Key == "k1").ExecuteUpdateAsync(k => k.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow - age), TestContext.Current.CancellationToken);
                await db.CommitAsync(TestContext.Current.CancellationToken);
                return 0;
            });
            var (status, again) = await ada.SendAsync("POST", "/api/v1/stores", new { name = "Lost" }, ("Idempotency-Key", "k1"));
            Assert.Equal((409, "IDEMPOTENCY_CONFLICT"), (status, again.GetProperty("code").GetString()));
            Assert.Contains(word, again.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(1, (await ada.SendAsync("GET", "/api/v1/stores?include=total")).Body.GetProperty("total").GetInt32());
    }
}
