using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;
using Rendrix.Web.Tests.Identity;

namespace Rendrix.Web.Tests.Auditing;

/// <summary>What is done in the shop stands in the log, with who did it, before and after; and nobody else reads it.</summary>
public sealed class AuditEventTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private RunningApp App => fixture.App;

    private static async Task<List<JsonElement>> LogAsync(HttpClient http, Guid organization, string query = "")
    {
        var answer = await http.GetAsync($"/api/v1/organizations/{organization}/audit-log?limit=250{query}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.JsonAsync()).GetProperty("data").EnumerateArray()];
    }

    private static string ActionOf(JsonElement entry) => entry.GetProperty("action").GetString()!;

    [Fact]
    public async Task A_person_registers_signs_in_chooses_a_new_password_and_signs_out()
    {
        var (caller, body) = await ApiCaller.RegisterAsync(App, "trail@example.com");
        var organization = body.GetProperty("organization").GetProperty("id").GetGuid();
        await caller.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "trail@example.com" });
        var mails = await ApiCaller.MailsAsync(App, "trail@example.com", 2);
        var token = ApiCaller.TokenOf(mails.Single(m => m.GetProperty("subject").GetString()!.Contains("password", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(204, (await caller.SendAsync("POST", "/api/v1/auth/reset-password", new { token, password = "Quite-Another-Lantern-9!" })).Status);
        caller.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Lantern/2.0");
        caller.Use(null);
        var (status, signedIn) = await caller.SendAsync("POST", "/api/v1/auth/login", new { email = "trail@example.com", password = "Quite-Another-Lantern-9!" });
        Assert.Equal(200, status);
        Assert.Equal(204, (await caller.SendAsync("POST", "/api/v1/auth/logout", new { refreshToken = signedIn.GetProperty("refreshToken").GetString() })).Status);
        Assert.Equal(204, (await caller.SendAsync("POST", "/api/v1/auth/logout", new { refreshToken = signedIn.GetProperty("refreshToken").GetString() })).Status);
        (_, signedIn) = await caller.SendAsync("POST", "/api/v1/auth/login", new { email = "trail@example.com", password = "Quite-Another-Lantern-9!" });
        caller.Use(signedIn.GetProperty("accessToken").GetString());

        var log = await LogAsync(caller.Http, organization);
        var actions = log.Select(ActionOf).ToList();
        foreach (var (action, times) in new[] { (AuditActions.UserCreate, 1), (AuditActions.OrganizationCreate, 1), (AuditActions.MemberAdd, 1), (AuditActions.PasswordChange, 1), (AuditActions.Login, 3), (AuditActions.Logout, 1) })
            Assert.True(actions.Count(a => a == action) == times, $"{action} should stand there {times} times, in {string.Join(", ", actions)}");
        var login = log.First(e => ActionOf(e) == AuditActions.Login);
        Assert.Equal(("user", "Ada Lovelace", "Lantern/2.0", "trail@example.com"), (login.GetProperty("actor").GetProperty("kind").GetString(), login.GetProperty("actor").GetProperty("name").GetString(), login.GetProperty("actor").GetProperty("device").GetString(), login.GetProperty("subject").GetProperty("name").GetString()));
        Assert.DoesNotContain("Lantern-9", JsonSerializer.Serialize(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_guards_an_account_and_who_tries_it_stands_in_its_log_and_nothing_that_was_typed()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(App, "guarded@example.com");
        var (eve, others) = await ApiCaller.RegisterAsync(App, "unguarded@example.com");
        var (person, organization) = (body.GetProperty("user").GetProperty("id").GetGuid(), body.GetProperty("organization").GetProperty("id").GetGuid());
        var (app, recovery) = await AppCode.TurnOnAsync(ada);
        var stranger = new ApiCaller(App.Dashboard());
        stranger.Http.DefaultRequestHeaders.UserAgent.ParseAdd("Probe/1.0");
        Task<(int Status, JsonElement Body)> TryAsync(string email, string password, string? code = null) => stranger.SendAsync("POST", "/api/v1/auth/login", new { email, password, twoFactorCode = code });

        Assert.Equal(200, (await TryAsync("guarded@example.com", ApiCaller.Password, recovery[0])).Status);
        Assert.Equal(401, (await TryAsync("guarded@example.com", ApiCaller.Password, "AAAA-BBBB-CCCC-DDDD")).Status);
        for (var i = 0; i < 6; i++) Assert.Equal(i < 5 ? 401 : 429, (await TryAsync("guarded@example.com", "Never-Told-Lantern-3!")).Status);
        Assert.Equal(401, (await TryAsync("nobody-at-all@example.com", "Never-Told-Lantern-3!")).Status);
        var fresh = (await ada.SendAsync("POST", "/api/v1/auth/2fa/recovery-codes")).Body.GetProperty("codes")[0].GetString()!;
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = app.Show(), password = ApiCaller.Password })).Status);
        await App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
            db.Passkeys.Add(new() { Id = Guid.CreateVersion7(), UserId = person, Name = "Laptop", CredentialId = person.ToByteArray(), CreatedAt = DateTimeOffset.UtcNow });
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        var key = await App.ReadAsync(organization, db => db.Passkeys.Where(p => p.UserId == person).Select(p => p.Id).SingleAsync());
        await App.InScopeAsync(async services =>
        {
            await using var look = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
            var session = await look.Sessions.Where(s => s.UserId == person).OrderByDescending(s => s.Id).Select(s => s.Id).FirstAsync();
            await services.GetRequiredService<Rendrix.Web.Identity.Passkeys.UsePasskeys>().RemoveAsync(new(person, "Ada", organization, Role.Owner, session), key, CancellationToken.None);
            return 0;
        });
        await App.ChainAsync(organization);

        var log = await LogAsync(ada.Http, organization);
        foreach (var (action, times) in new[] { (AuditActions.TwoFactorOn, 1), (AuditActions.RecoveryUse, 1), (AuditActions.LoginFailed, 6), (AuditActions.Lockout, 1), (AuditActions.RecoveryRenew, 1), (AuditActions.TwoFactorOff, 1), (AuditActions.PasskeyRemove, 1) })
            Assert.True(log.Count(e => ActionOf(e) == action) == times, $"{action} should stand there {times} times, in {string.Join(", ", log.Select(ActionOf))}");
        var failed = log.First(e => ActionOf(e) == AuditActions.LoginFailed);
        Assert.Equal(("guest", "Probe/1.0", "guarded@example.com"), (failed.GetProperty("actor").GetProperty("kind").GetString(), failed.GetProperty("actor").GetProperty("device").GetString(), failed.GetProperty("subject").GetProperty("name").GetString()));
        var told = JsonSerializer.Serialize(log);
        foreach (var secret in new[] { "Never-Told", recovery[0], fresh, "BBBB-CCCC" }) Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
        Assert.True((await App.VerifyAsync(organization)).Intact);
        // The other organization hears nothing, and an address that has no account leaves nothing anywhere.
        Assert.DoesNotContain(await LogAsync(eve.Http, others.GetProperty("organization").GetProperty("id").GetGuid()), e => ActionOf(e) == AuditActions.LoginFailed);
        Assert.DoesNotContain(await App.TracesAsync("nobody-at-all"), trace => trace.StartsWith("audit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proof_that_failed_before_something_dangerous_stands_in_the_log_with_the_lockout_it_brought()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(App, "proofs@example.com");
        var organization = body.GetProperty("organization").GetProperty("id").GetGuid();
        await AppCode.TurnOnAsync(ada);
        const string wrong = "Never-Told-Lantern-3!";
        Assert.Equal(401, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password, twoFactorCode = "AAAA-BBBB-CCCC-DDDD" })).Status);
        Assert.Equal(401, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { password = ApiCaller.Password, code = "AAAA-BBBB-CCCC-DDDD" })).Status);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { password = wrong, code = "AAAA-BBBB-CCCC-DDDD" })).Status);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = wrong, newPassword = "Silver-Harbor-77?" })).Status);
        for (var i = 0; i < 4; i++) Assert.Equal(i < 3 ? 400 : 429, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = wrong })).Status);

        var log = await LogAsync(ada.Http, organization);
        var failed = log.Where(e => ActionOf(e) == AuditActions.ProofFailed).ToList();
        Assert.Equal((2, 5), (failed.Count(e => Wrong(e) == "second factor"), failed.Count(e => Wrong(e) == "first factor")));
        Assert.Single(log, e => ActionOf(e) == AuditActions.Lockout);
        Assert.All(failed, e => Assert.Equal(("user", "proofs@example.com"), (e.GetProperty("actor").GetProperty("kind").GetString(), e.GetProperty("subject").GetProperty("name").GetString())));
        Assert.DoesNotContain("Never-Told", JsonSerializer.Serialize(log), StringComparison.Ordinal);

        static string? Wrong(JsonElement entry) => entry.GetProperty("changes")[0].GetProperty("after").GetString();
    }

    [Fact]
    public async Task A_store_is_opened_changed_and_sells_and_prices_rights_and_refunds_are_told_with_before_and_after()
    {
        using var merchant = await Merchant.OpenAsync(App, "audited");
        await merchant.Http.PatchAsJsonAsync(merchant.Api, new { taxRate = "8.25", shippingRate = "4.90", contactEmail = "hello@audited.example" });
        await merchant.Http.PatchAsJsonAsync(merchant.Api, new { taxRate = "9" });
        var product = await merchant.CreateAsync(new { name = "Blue mug", status = "active", price = "19.99", quantity = 5, sku = "MUG-1" });
        var (productId, variant) = (product.GetProperty("id").GetGuid(), product.GetProperty("variants")[0].GetProperty("id").GetGuid());
        await merchant.Http.PatchAsJsonAsync($"{merchant.Api}/products/{productId}", new { price = "24.50" });
        using var shopper = App.Dashboard();
        var checkout = await shopper.CheckoutAsync("audited", await shopper.CartAsync("audited", variant), "buyer@example.org");
        Assert.True((await shopper.PayAsync("audited", checkout.GetProperty("checkoutId").GetGuid())).IsSuccessStatusCode);
        var order = await merchant.ReadAsync(db => db.Orders.Select(o => o.Id).SingleAsync());
        Assert.True((await merchant.Http.PostAsJsonAsync($"{merchant.Api}/orders/{order}/cancel", new { restock = true })).IsSuccessStatusCode);
        var staff = Guid.CreateVersion7();
        await App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
            db.Users.Add(new User { Id = staff, Email = $"{staff:N}@example.com", NormalizedEmail = $"{staff:N}@EXAMPLE.COM", UserName = $"{staff:N}", NormalizedUserName = $"{staff:N}", FirstName = "Sam" });
            db.Memberships.Add(new Membership { UserId = staff, OrganizationId = merchant.TenantId, Role = Role.Staff });
            await db.SaveAsync(CancellationToken.None);
            (await db.Memberships.FirstAsync(m => m.UserId == staff)).Role = Role.Manager;
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });

        var log = await LogAsync(merchant.Http, merchant.TenantId);
        JsonElement One(string action) => Assert.Single(log, e => ActionOf(e) == action);
        (string?, string?) Change(JsonElement entry, string field) => entry.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("field").GetString() == field).Select(c => (c.GetProperty("before").GetString(), c.GetProperty("after").GetString())).Single();
        Assert.Equal("audited", One(AuditActions.StoreCreate).GetProperty("subject").GetProperty("name").GetString());
        var settings = log.Where(e => ActionOf(e) == AuditActions.SettingsChange).ToList();
        Assert.Equal(2, settings.Count);
        Assert.Equal(("825", "900"), Change(settings[0], "taxBasisPoints"));
        Assert.Single(settings[0].GetProperty("changes").EnumerateArray());
        Assert.Equal(("0.00 USD", "4.90 USD"), Change(settings[1], "shippingRate"));
        Assert.Equal("Ida North", settings[0].GetProperty("actor").GetProperty("name").GetString());
        Assert.Equal(("19.99 USD", "24.50 USD"), Change(One(AuditActions.PriceChange), "price"));
        var placed = One(AuditActions.OrderCreate);
        Assert.Equal(("guest", "#1001"), (placed.GetProperty("actor").GetProperty("kind").GetString(), placed.GetProperty("subject").GetProperty("name").GetString()));
        Assert.Equal("captured", Change(One(AuditActions.PaymentProcess), "status").Item2);
        // A payment has no name of its own: a line that only says "Paid" tells nothing.
        Assert.Matches(@"^\$\d+\.\d\d$", One(AuditActions.PaymentProcess).GetProperty("subject").GetProperty("name").GetString());
        Assert.Equal(("captured", "refunded"), Change(One(AuditActions.PaymentChange), "status"));
        Assert.Equal(("staff", "manager"), Change(One(AuditActions.PermissionChange), "role"));
        // Of the shopper the log knows what they did, not who they are.
        Assert.DoesNotContain("buyer@example.org", JsonSerializer.Serialize(log), StringComparison.OrdinalIgnoreCase);

        await App.ChainAsync(merchant.TenantId);
        var verdict = await (await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log/verification")).JsonAsync();
        Assert.True(verdict.GetProperty("intact").GetBoolean(), verdict.GetRawText());
        Assert.Equal(log.Count, verdict.GetProperty("checked").GetInt32());
    }

    [Fact]
    public async Task It_is_found_by_who_what_and_when_page_by_page()
    {
        using var merchant = await Merchant.OpenAsync(App, "searched");
        foreach (var rate in new[] { "1", "2", "3" }) await merchant.Http.PatchAsJsonAsync(merchant.Api, new { taxRate = rate });
        Assert.Equal(3, (await LogAsync(merchant.Http, merchant.TenantId, "&action=settings.change&actor=ida%20nor")).Count);
        Assert.Equal(3, (await LogAsync(merchant.Http, merchant.TenantId, "&action=settings&subject=store")).Count);
        Assert.Equal(3, (await LogAsync(merchant.Http, merchant.TenantId, $"&action=settings&subject={merchant.StoreId}")).Count);
        Assert.Empty(await LogAsync(merchant.Http, merchant.TenantId, "&actor=%25"));
        Assert.Empty(await LogAsync(merchant.Http, merchant.TenantId, "&to=2020-01-01T00:00:00Z"));
        var seen = new List<Guid>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await (await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log?limit=2{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).JsonAsync();
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(e => e.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        Assert.Equal(await merchant.ReadAsync(db => db.AuditEntries.CountAsync()), seen.Distinct().Count());
        foreach (var wrong in new[] { "from=yesterday", "storeId=1", "limit=0", "cursor=xyz", "actor=" + new string('a', 201), "actor=%00" })
            Assert.Equal(400, (int)(await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log?{wrong}")).StatusCode);
        foreach (var wrong in new[] { "sequence=1", "hash=abc", "sequence=0&hash=" + new string('a', 64), "sequence=1&hash=zz" })
            Assert.Equal(400, (int)(await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log/verification?{wrong}")).StatusCode);
    }

    [Fact]
    public async Task Another_organization_sees_nothing_of_it_and_staff_does_not_see_it_at_all()
    {
        using var acme = await Merchant.OpenAsync(App, "walled-a");
        using var globex = await Merchant.OpenAsync(App, "walled-b");
        await acme.Http.PatchAsJsonAsync(acme.Api, new { name = "Secret plan of Acme" });
        foreach (var path in new[] { "", "/export", "/export?format=jsonl", "/verification" })
        {
            var foreign = await globex.Http.GetAsync($"/api/v1/organizations/{acme.TenantId}/audit-log{path}");
            var missing = await globex.Http.GetAsync($"/api/v1/organizations/{Guid.CreateVersion7()}/audit-log{path}");
            Assert.Equal((404, 404), ((int)foreign.StatusCode, (int)missing.StatusCode));
        }
        Assert.DoesNotContain(await LogAsync(globex.Http, globex.TenantId), e => e.GetRawText().Contains("Secret plan", StringComparison.Ordinal));
        Assert.Equal(0, await globex.ReadAsync(db => db.AuditEntries.IgnoreQueryFilters().CountAsync(e => e.TenantId == acme.TenantId)));
        Assert.Equal(0, await globex.ReadAsync(db => db.AuditDetails.IgnoreQueryFilters().CountAsync(e => e.TenantId == acme.TenantId)));
        var person = await acme.ReadAsync(db => db.Memberships.Where(m => m.OrganizationId == acme.TenantId).Select(m => m.UserId).SingleAsync());
        await App.AsOwnerAsync($"update memberships set role = 'manager' where organization_id = '{acme.TenantId}'");
        App.Services.GetRequiredService<SessionWatch>().Forget(person);
        Assert.Equal(403, (int)(await acme.Http.GetAsync($"/api/v1/organizations/{acme.TenantId}/audit-log")).StatusCode);
        using var stranger = App.Dashboard();
        Assert.Equal(401, (int)(await stranger.GetAsync($"/api/v1/organizations/{acme.TenantId}/audit-log")).StatusCode);
    }

    [Fact]
    public async Task An_export_computes_nothing_in_a_spreadsheet_and_its_hashes_can_be_computed_again()
    {
        using var merchant = await Merchant.OpenAsync(App, "exported");
        await merchant.Http.PatchAsJsonAsync(merchant.Api, new { name = "=HYPERLINK(\"https://evil.example\")" });
        await App.ChainAsync(merchant.TenantId);
        var csv = await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log/export?format=csv");
        var text = await csv.Content.ReadAsStringAsync();
        Assert.Equal("text/csv", csv.Content.Headers.ContentType?.MediaType);
        Assert.Contains("'=HYPERLINK", text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK", text, StringComparison.Ordinal);

        var lines = (await merchant.Http.GetStringAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log/export?format=jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).OrderBy(e => e.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(await merchant.ReadAsync(db => db.AuditEntries.CountAsync()), lines.Count);
        var previous = AuditHash.Zero;
        foreach (var line in lines)
        {
            Guid? Id(JsonElement from, string name) => from.GetProperty(name).ValueKind == JsonValueKind.Null ? null : from.GetProperty(name).GetGuid();
            var (actor, subject) = (line.GetProperty("actor"), line.GetProperty("subject"));
            var entry = new AuditEntry
            {
                TenantId = merchant.TenantId, Id = line.GetProperty("id").GetGuid(), At = line.GetProperty("at").GetDateTimeOffset(), Action = ActionOf(line), ActorKind = Enum.Parse<AuditActorKind>(actor.GetProperty("kind").GetString()!.Replace("_", "", StringComparison.Ordinal), true),
                ActorId = Id(actor, "id"), ImpersonatorId = Id(actor, "impersonatorId"), StoreId = Id(line, "storeId"), SubjectKind = subject.GetProperty("kind").GetString()!, SubjectId = Id(subject, "id"), ActorHash = line.GetProperty("actorHash").GetString()!, ChangeHash = line.GetProperty("changeHash").GetString()!,
            };
            Assert.Equal(line.GetProperty("hash").GetString(), AuditHash.OfLink(previous, line.GetProperty("sequence").GetInt64(), entry));
            previous = line.GetProperty("hash").GetString()!;
        }
        Assert.Equal(400, (int)(await merchant.Http.GetAsync($"/api/v1/organizations/{merchant.TenantId}/audit-log/export?format=xls")).StatusCode);
    }

    [Fact]
    public async Task Secrets_are_masked_wherever_they_come_from()
    {
        var tenant = Guid.CreateVersion7();
        await App.RecordAsync(tenant, AuditActions.SettingsChange, new("gateway", null, "card 4242424242424242"), [new("secretKey", "old", "sk_live_abcdefghijkl"), new("ssn", null, "078-05-1120"), new("note", null, "paid with 4242 4242 4242 4242"), new("creditCard", "4000056655665556", null)]);
        var stored = await App.ReadAsync(tenant, db => db.AuditDetails.Select(d => d.SubjectName + d.Changes).SingleAsync());
        foreach (var secret in new[] { "sk_live", "078-05", "4242", "4000056655665556", "\"old\"" }) Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        // Name, key before and after, number, note, card before.
        Assert.Equal(6, stored.Split(AuditMask.Dots).Length - 1);
    }

    [Fact]
    public async Task A_marked_entity_cannot_be_saved_where_nothing_can_be_recorded()
    {
        using var merchant = await Merchant.OpenAsync(App, "nowhere");
        await App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
            (await db.Memberships.FirstAsync(m => m.OrganizationId == merchant.TenantId)).Role = Role.Viewer;
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.CommitAsync(CancellationToken.None));
            return 0;
        });
    }
}
