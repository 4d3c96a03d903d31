using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests.Api;

public sealed partial class StoreEndpointTests(AppFixture shared) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private readonly RunningApp _app = shared.App;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private ApiCaller _acme = null!;
    private ApiCaller _globex = null!;
    private string _store = "";

    public async ValueTask InitializeAsync()
    {
        (_acme, _) = await ApiCaller.RegisterAsync(_app, $"ada-{_run}@acme.example", "Acme");
        (_globex, _) = await ApiCaller.RegisterAsync(_app, Hank, "Globex");
        var (status, body) = await _acme.SendAsync("POST", "/api/v1/stores", new { name = "Acme", subdomain = "acme-" + _run, currency = "EUR" });
        Assert.Equal(201, status);
        _store = body.GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Hank => $"hank-{_run}@globex.example";

    [Fact]
    public async Task A_store_is_answered_as_the_contract_says()
    {
        var (status, body) = await _acme.SendAsync("GET", $"/api/v1/stores/{_store}");
        Assert.Equal(200, status);
        Assert.Equal(("Acme", "acme-" + _run, "acme-" + _run, "EUR", "active"), (body.GetProperty("name").GetString(), body.GetProperty("slug").GetString(), body.GetProperty("subdomain").GetString(), body.GetProperty("currency").GetString(), body.GetProperty("status").GetString()));
        Assert.EndsWith("Z", body.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("customDomain").ValueKind);
    }

    [Fact]
    public async Task A_foreign_store_is_byte_for_byte_a_missing_one()
    {
        var foreign = await TextAsync(_globex, _store);
        var missing = await TextAsync(_globex, Guid.CreateVersion7().ToString());
        Assert.Equal(missing, foreign);
        Assert.Empty((await _globex.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("data").EnumerateArray());
        Assert.Equal(404, (await _globex.SendAsync("PATCH", $"/api/v1/stores/{_store}", new { name = "Mine now" })).Status);
        Assert.Equal("Acme", (await _acme.SendAsync("GET", $"/api/v1/stores/{_store}")).Body.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Changes_are_kept_money_is_read_both_ways_and_a_stale_tag_is_refused()
    {
        using var read = await _acme.RawAsync("GET", $"/api/v1/stores/{_store}", null);
        var tag = read.Headers.ETag!.Tag;
        var (status, body) = await _acme.SendAsync("PATCH", $"/api/v1/stores/{_store}", new { name = "Acme & Sons", shippingRate = 5.5, freeShippingFrom = "80.00", taxRate = "8.25", contactEmail = "hello@acme.example" }, ("If-Match", tag));
        Assert.Equal(200, status);
        Assert.Equal(("Acme & Sons", "5.50", "80.00", "8.25"), (body.GetProperty("name").GetString(), body.GetProperty("shippingRate").GetString(), body.GetProperty("freeShippingFrom").GetString(), body.GetProperty("taxRate").GetString()));
        var (stale, problem) = await _acme.SendAsync("PATCH", $"/api/v1/stores/{_store}", new { name = "Late" }, ("If-Match", tag));
        Assert.Equal((412, "PRECONDITION_FAILED"), (stale, problem.GetProperty("code").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _acme.TextAsync("PATCH", $"/api/v1/stores/{_store}", "{\"freeShippingFrom\":null}")).Body.GetProperty("freeShippingFrom").ValueKind);
    }

    [Theory]
    [InlineData("{\"shippingRate\":\"4.999\"}", "shippingRate")]
    [InlineData("{\"shippingRate\":\"-1\"}", "shippingRate")]
    [InlineData("{\"shippingRate\":true}", "shippingRate")]
    [InlineData("{\"freeShippingFrom\":{}}", "freeShippingFrom")]
    [InlineData("{\"taxRate\":\"101\"}", "taxRate")]
    [InlineData("{\"name\":\"\"}", "name")]
    [InlineData("{\"contactEmail\":\"nobody\"}", "contactEmail")]
    [InlineData("{\"timeZone\":\"Mars/Base\"}", "timeZone")]
    [InlineData("{\"tenantId\":\"01a1fd1b-dafd-7cee-b6c9-b232bb198232\"}", "tenantId")]
    [InlineData("{\"status\":\"closed\"}", "status")]
    [InlineData("{\"currency\":\"USD\"}", "currency")]
    [InlineData("{\"testMode\":false}", "testMode")]
    public async Task Wrong_and_unlisted_fields_are_named(string json, string field)
    {
        var (status, body) = await _acme.TextAsync("PATCH", $"/api/v1/stores/{_store}", json);
        Assert.Equal(400, status);
        Assert.NotEmpty(body.GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    [Fact]
    public async Task The_list_pages_by_cursor_and_counts_on_request()
    {
        for (var i = 0; i < 2; i++) await _acme.SendAsync("POST", "/api/v1/stores", new { name = $"Acme {i}" });
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var (_, page) = await _acme.SendAsync("GET", "/api/v1/stores?limit=1&include=total" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(3, page.GetProperty("total").GetInt32());
            seen.Add(Assert.Single(page.GetProperty("data").EnumerateArray()).GetProperty("id").GetString()!);
            cursor = page.GetProperty("nextCursor").GetString();
        } while (cursor is not null);
        Assert.Equal(3, seen.Distinct().Count());
        Assert.False((await _acme.SendAsync("GET", "/api/v1/stores")).Body.TryGetProperty("total", out _));
        foreach (var wrong in new[] { "limit=0", "limit=251", "limit=x", "cursor=nonsense" }) Assert.Equal(400, (await _acme.SendAsync("GET", "/api/v1/stores?" + wrong)).Status);
    }

    [Fact]
    public async Task A_viewer_reads_and_may_not_change()
    {
        await SetRoleAsync(Hank, Role.Viewer);
        Assert.Equal(200, (await _globex.SendAsync("GET", "/api/v1/stores")).Status);
        var (status, body) = await _globex.SendAsync("POST", "/api/v1/stores", new { name = "No" });
        Assert.Equal((403, "FORBIDDEN"), (status, body.GetProperty("code").GetString()));
    }

    private Task SetRoleAsync(string email, Role role) => _app.InScopeAsync(async services =>
    {
        var ct = TestContext.Current.CancellationToken;
        var transactions = services.GetRequiredService<TenantTransactions>();
        Rendrix.Web.Identity.Membership member;
        await using (var all = await transactions.BeginGlobalAsync(ct))
            member = await (from m in all.Memberships join u in all.Users on m.UserId equals u.Id where u.Email == email select m).AsNoTracking().FirstAsync(ct);
        await using var db = await transactions.BeginAsync(member.OrganizationId, null, ct);
        (await db.Memberships.FirstAsync(m => m.UserId == member.UserId && m.OrganizationId == member.OrganizationId, ct)).Role = role;
        await db.CommitAsync(ct);
        services.GetRequiredService<Rendrix.Web.Identity.SessionWatch>().Forget(member.UserId);
        return true;
    });

    private static async Task<string> TextAsync(ApiCaller caller, string id)
    {
        using var response = await caller.RawAsync("GET", $"/api/v1/stores/{id}", null);
        Assert.Equal(404, (int)response.StatusCode);
        return RequestIds().Replace((await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(id, "ID", StringComparison.Ordinal), "\"requestId\":\"\"");
    }

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestIds();
}
