using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Orders;
using Rendrix.Privacy;
using Rendrix.Reviews;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Privacy;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Privacy;

/// <summary>People get what is held of them, and go without a trace, while the books and the chain stay whole.</summary>
public sealed class PrivacyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private RunningApp App => fixture.App;

    private static object Address(string first, string last) => new { firstName = first, lastName = last, address1 = $"12 {last} Quay", city = "Bergen", postalCode = "5003", country = "NO", phone = "+47 55 01 23 99" };

    private async Task<Guid> BuyAsync(Merchant merchant, Guid variant, string email, string first, string last)
    {
        using var shopper = App.Dashboard();
        var cart = await shopper.CartAsync(merchant.Subdomain, variant);
        var begun = await shopper.PostAsJsonAsync($"/api/storefront/{merchant.Subdomain}/checkout", new { cartId = cart, email, shippingAddress = Address(first, last) });
        Assert.True(begun.IsSuccessStatusCode, await begun.Content.ReadAsStringAsync());
        var paid = await shopper.PayAsync(merchant.Subdomain, (await begun.JsonAsync()).GetProperty("checkoutId").GetGuid());
        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync());
        return (await paid.JsonAsync()).GetProperty("orderId").GetGuid();
    }

    private static async Task<Guid> ProductAsync(Merchant merchant) =>
        (await merchant.CreateAsync(new { name = "Blue mug", status = "active", price = "19.99", quantity = 50 })).GetProperty("variants")[0].GetProperty("id").GetGuid();

    private async Task SubscribeAsync(Merchant merchant, string email)
    {
        using var shop = App.Shop(merchant.Subdomain);
        var answer = await shop.PostAsync("/newsletter", new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = email }));
        Assert.True((int)answer.StatusCode is 200 or 303, await answer.Content.ReadAsStringAsync());
    }

    private async Task DeliverAsync()
    {
        // A message that another worker holds is not done yet, so the table is asked and not the worker.
        for (var i = 0; i < 500 && await App.AsOwnerAsync("select count(*) from outbox_messages where done_at is null and quarantined_at is null and due_at <= now()") > 0; i++)
        {
            await App.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None);
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task A_customer_who_is_erased_leaves_no_trace_in_any_column_of_any_table_and_the_orders_stay()
    {
        using var merchant = await Merchant.OpenAsync(App, "forgetting");
        using var neighbor = await Merchant.OpenAsync(App, "remembering");
        var (variant, other) = (await ProductAsync(merchant), await ProductAsync(neighbor));
        const string email = "Quillon.Vexworth@example.net";
        var order = await BuyAsync(merchant, variant, email, "Quillon", "Vexworth");
        await BuyAsync(merchant, variant, "someone.else@example.net", "Petra", "Lindqvist");
        await BuyAsync(neighbor, other, "keeps.hers@example.net", "Marit", "Solhaug");
        await SubscribeAsync(merchant, email);
        using (var shopper = App.Dashboard())
            await shopper.PostAsJsonAsync("/api/storefront/forgetting/checkout", new { cartId = await shopper.CartAsync("forgetting", variant), email, shippingAddress = Address("Quillon", "Vexworth") });
        await merchant.Http.PostAsJsonAsync($"{merchant.Api}/orders/{order}/notes", new { note = "Mr Quillon Vexworth called, ring back" });
        // A corrected order's timeline holds what stood there before.
        using (var corrected = await merchant.Http.PatchAsJsonAsync($"{merchant.Api}/orders/{order}", new { shippingAddress = Address("Quillon", "Vexworth-Marsh") }))
            Assert.True(corrected.IsSuccessStatusCode, await corrected.Content.ReadAsStringAsync());
        await App.RecordAsync(merchant.TenantId, AuditActions.SettingsChange, new("note", null, "About Quillon Vexworth", merchant.StoreId), [new("text", null, $"write to {email}")]);
        await merchant.InAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
            var line = await db.OrderLines.SingleAsync(l => l.OrderId == order);
            db.Reviews.Add(new Review { Id = Guid.CreateVersion7(), StoreId = merchant.StoreId, ProductId = line.ProductId, OrderLineId = line.Id, Stars = 4, Text = "Does what a mug does.", Author = "Quillon Vexworth", CreatedAt = DateTimeOffset.UnixEpoch });
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        await DeliverAsync();
        await App.ChainAsync(merchant.TenantId);
        await App.AsOwnerAsync($"update outbox_messages set last_error = 'refused: {email}' where tenant_id = '{merchant.TenantId}' and payload->>'orderId' = '{order}'");
        var before = await App.TracesAsync("Vexworth");
        foreach (var place in new[] { "orders.email", "orders.customer_name", "orders.shipping_address", "order_events.message", "checkout_sessions.email", "newsletter_subscribers.email", "consent_records.subject", "dev_mails.to", "audit_details.changes", "outbox_messages.last_error", "reviews.author" })
            Assert.Contains($"{place}: Vexworth", before);

        var customer = (await (await merchant.Http.PostAsJsonAsync($"{merchant.Api}/customers/lookup", new { email })).JsonAsync()).GetProperty("customerId").GetGuid();
        var refused = await merchant.Http.PostAsJsonAsync($"{merchant.Api}/customers/{customer}/erase", new { });
        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Contains("#1001", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await merchant.Http.PostAsJsonAsync($"{merchant.Api}/orders/{order}/cancel", new { reason = "Vexworth asked for it" });
        await DeliverAsync();

        Assert.Equal(404, (int)(await neighbor.Http.PostAsJsonAsync($"{neighbor.Api}/customers/{customer}/erase", new { })).StatusCode);
        Assert.Equal(404, (int)(await neighbor.Http.PostAsJsonAsync($"{merchant.Api}/customers/{customer}/erase", new { })).StatusCode);
        var erased = await merchant.Http.PostAsJsonAsync($"{merchant.Api}/customers/{customer}/erase", new { });
        Assert.True(erased.IsSuccessStatusCode, await erased.Content.ReadAsStringAsync());
        Assert.Equal(1, (await erased.JsonAsync()).GetProperty("orders").GetInt32());
        Assert.Empty(await App.TracesAsync("Vexworth", "Quillon"));

        var kept = await merchant.ReadAsync(db => db.Orders.Include(o => o.Lines).Include(o => o.Payments).SingleAsync(o => o.Id == order));
        Assert.Equal((1001, "NO", EraseCustomer.Nobody, ""), (kept.Number, kept.ShippingAddress.Country, kept.CustomerName, kept.ShippingAddress.Phone ?? ""));
        Assert.True(kept.TotalMinor > 0 && kept.Lines.Count == 1 && kept.Payments.Count == 1);
        var others = await App.TracesAsync("someone.else@example.net", "keeps.hers@example.net", "Lindqvist", "Solhaug");
        foreach (var place in new[] { "orders.email: someone.else@example.net", "orders.email: keeps.hers@example.net", "orders.shipping_address: Lindqvist", "dev_mails.to: keeps.hers@example.net" }) Assert.Contains(place, others);

        await App.ChainAsync(merchant.TenantId);
        var verdict = await App.VerifyAsync(merchant.TenantId);
        Assert.Null(verdict.Break);
        Assert.Equal(404, (int)(await merchant.Http.PostAsJsonAsync($"{merchant.Api}/customers/{customer}/erase", new { })).StatusCode);
    }

    [Fact]
    public async Task What_was_erased_is_held_by_the_chain_and_no_more_can_be_passed_off_as_erased()
    {
        var tenant = Guid.CreateVersion7();
        var person = Guid.CreateVersion7();
        var by = new AuditActor(AuditActorKind.User, person, "Tove Halvard", "192.0.2.7", "Test");
        var first = await App.RecordAsync(tenant, AuditActions.SettingsChange, new("store", null, "One"), by: by);
        var second = await App.RecordAsync(tenant, AuditActions.SettingsChange, new("store", null, "Two"), by: by);
        await App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
            await EraseAudit.RunAsync(db, new("user", person), [first], [], AuditActor.System, CancellationToken.None);
            await db.CommitAsync(CancellationToken.None);
            return 0;
        });
        await App.ChainAsync(tenant);
        Assert.True((await App.VerifyAsync(tenant)).Intact);
        var details = await App.ReadAsync(tenant, db => db.AuditDetails.ToDictionaryAsync(d => d.Id));
        Assert.Equal((null, null, null, "One"), (details[first].ActorName, details[first].Address, details[first].ActorSalt, details[first].SubjectName));
        Assert.Equal("Tove Halvard", details[second].ActorName);
        await App.AsOwnerAsync($"update audit_details set actor_salt = null, actor_name = null, address = null, device = null where tenant_id = '{tenant}' and id = '{second}'");
        Assert.Equal(second, (await App.VerifyAsync(tenant)).Break?.EntryId);
    }

    [Fact]
    public async Task A_customer_gets_everything_that_is_held_of_them_and_nothing_of_others()
    {
        using var merchant = await Merchant.OpenAsync(App, "exporting");
        var variant = await ProductAsync(merchant);
        await BuyAsync(merchant, variant, "ida@example.net", "Ida", "Ravndal");
        await BuyAsync(merchant, variant, "IDA@example.net", "Ida", "Ravndal");
        await BuyAsync(merchant, variant, "ola@example.net", "Ola", "Bakke");
        await SubscribeAsync(merchant, "ida@example.net");
        var customer = CustomerId.Of(merchant.TenantId, merchant.StoreId, " Ida@Example.net ");
        var answer = await merchant.Http.GetAsync($"{merchant.Api}/customers/{customer}/export");
        Assert.Contains("attachment", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var text = await answer.Content.ReadAsStringAsync();
        var held = System.Text.Json.JsonDocument.Parse(text).RootElement;
        Assert.Equal((2, 2, 1), (held.GetProperty("orders").GetArrayLength(), held.GetProperty("checkouts").GetArrayLength(), held.GetProperty("consents").GetArrayLength()));
        Assert.Contains("12 Ravndal Quay", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bakke", text, StringComparison.Ordinal);
        Assert.Equal(1, await merchant.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditActions.PrivacyExport && e.SubjectId == customer)));
        Assert.Equal(404, (int)(await merchant.Http.GetAsync($"{merchant.Api}/customers/{Guid.CreateVersion7()}/export")).StatusCode);
        Assert.Equal(400, (int)(await merchant.Http.PostAsJsonAsync($"{merchant.Api}/customers/lookup", new { email = "nobody" })).StatusCode);
    }

    [Fact]
    public async Task An_account_goes_without_a_trace_but_the_last_owner_stays()
    {
        using var merchant = await Merchant.OpenAsync(App, "owners");
        var variant = await ProductAsync(merchant);
        var order = await BuyAsync(merchant, variant, "pia@example.net", "Pia", "Moe");
        var (caller, body) = await ApiCaller.RegisterAsync(App, "zebulon.krogh@example.net", "Lantern Works");
        var (person, own) = (body.GetProperty("user").GetProperty("id").GetGuid(), body.GetProperty("organization").GetProperty("id").GetGuid());
        await App.InScopeAsync(async services =>
        {
            await using (var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None))
            {
                var user = await db.Users.FirstAsync(u => u.Id == person);
                (user.FirstName, user.LastName) = ("Zebulon", "Krogh");
                db.Passkeys.Add(new Rendrix.Web.Identity.Passkeys.Passkey { Id = Guid.CreateVersion7(), UserId = person, CredentialId = [7], PublicKey = [8], Name = "Krogh's telephone" });
                await db.CommitAsync(CancellationToken.None);
            }
            await using var shop = await services.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, CancellationToken.None);
            shop.Memberships.Add(new Membership { UserId = person, OrganizationId = merchant.TenantId, Role = Role.Manager });
            shop.Invitations.Add(new Invitation { Id = Guid.CreateVersion7(), TenantId = merchant.TenantId, Email = "zebulon.krogh@example.net", NormalizedEmail = "ZEBULON.KROGH@EXAMPLE.NET", InvitedBy = person, ExpiresAt = DateTimeOffset.UtcNow });
            shop.OrderEvents.Add(new OrderEvent { Id = Guid.CreateVersion7(), StoreId = merchant.StoreId, OrderId = order, Kind = "processing", Message = "Packing started.", UserId = person, Actor = "Zebulon Krogh", At = DateTimeOffset.UtcNow });
            await shop.CommitAsync(CancellationToken.None);
            return 0;
        });
        await App.RecordAsync(merchant.TenantId, AuditActions.SettingsChange, new("store", merchant.StoreId, "owners"), by: new(AuditActorKind.User, person, "Zebulon Krogh"));
        await DeliverAsync();

        Assert.Equal(400, (await caller.SendAsync("POST", "/api/v1/account/erase", new { password = "wrong" })).Status);
        var (status, refused) = await caller.SendAsync("POST", "/api/v1/account/erase", new { password = ApiCaller.Password });
        Assert.Equal(409, status);
        Assert.Contains("Lantern Works", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, await App.AsOwnerAsync($"select count(*) from memberships where user_id = '{person}'"));

        await App.AsOwnerAsync($"insert into memberships (user_id, organization_id, role, joined_at) select user_id, '{own}', 'owner', now() from memberships where organization_id = '{merchant.TenantId}' and role = 'owner'");
        var held = await caller.SendAsync("GET", "/api/v1/account/export");
        Assert.Equal((200, 2), (held.Status, held.Body.GetProperty("organizations").GetArrayLength()));
        Assert.Equal(200, (await caller.SendAsync("POST", "/api/v1/account/erase", new { password = ApiCaller.Password })).Status);
        Assert.Equal(401, (await caller.SendAsync("GET", "/api/v1/account/export")).Status);
        await DeliverAsync();
        Assert.Empty(await App.TracesAsync("zebulon", "krogh"));
        foreach (var tenant in new[] { own, merchant.TenantId })
        {
            await App.ChainAsync(tenant);
            Assert.Null((await App.VerifyAsync(tenant)).Break);
            Assert.Equal(1, await App.ReadAsync(tenant, db => db.AuditEntries.CountAsync(e => e.Action == AuditActions.UserDelete && e.SubjectId == person)));
        }
        Assert.Equal(401, (await caller.SendAsync("POST", "/api/v1/auth/login", new { email = "zebulon.krogh@example.net", password = ApiCaller.Password })).Status);
    }

    [Fact]
    public async Task Of_the_last_two_owners_who_leave_at_once_one_stays()
    {
        var (first, body) = await ApiCaller.RegisterAsync(App, "twin.one@example.net", "Twins");
        var (second, other) = await ApiCaller.RegisterAsync(App, "twin.two@example.net", "Spare");
        var shared = body.GetProperty("organization").GetProperty("id").GetGuid();
        var (one, two) = (body.GetProperty("user").GetProperty("id").GetGuid(), other.GetProperty("user").GetProperty("id").GetGuid());
        await App.AsOwnerAsync($"insert into memberships (user_id, organization_id, role, joined_at) values ('{two}', '{shared}', 'owner', now())");
        await App.AsOwnerAsync($"delete from memberships where user_id = '{two}' and organization_id <> '{shared}'");
        Task<UserErasure> LeaveAsync(Guid who) => App.InScopeAsync(s => s.GetRequiredService<EraseUser>().RunAsync(who, ApiCaller.Password, CancellationToken.None));
        var left = await Task.WhenAll(new[] { one, two }.Select(async who => { try { await LeaveAsync(who); return 1; } catch (Rendrix.Refusals.RefusedException) { return 0; } }));
        Assert.Equal(1, left.Sum());
        Assert.Equal(1, await App.AsOwnerAsync($"select count(*) from memberships where organization_id = '{shared}' and role = 'owner'"));
        first.Http.Dispose();
        second.Http.Dispose();
    }

    [Fact]
    public async Task The_answer_to_the_cookie_question_is_kept_with_the_words_that_were_shown()
    {
        using var merchant = await Merchant.OpenAsync(App, "asking");
        using var shop = App.Shop("asking");
        Task<HttpResponseMessage> AnswerAsync(string answer) => shop.PostAsync("/consent", new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = answer, ["words"] = "May other sites\n  be shown?" }));
        var yes = await AnswerAsync("all");
        Assert.Equal(204, (int)yes.StatusCode);
        Assert.Contains(yes.Headers.GetValues("Set-Cookie"), c => c.StartsWith("shop-consent-id=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(204, (int)(await AnswerAsync("needed")).StatusCode);
        Assert.Equal(422, (int)(await AnswerAsync("maybe")).StatusCode);
        var records = await merchant.ReadAsync(db => db.ConsentRecords.OrderBy(c => c.At).ToListAsync());
        Assert.Equal([true, false], records.Select(r => r.Granted));
        Assert.Single(records.Select(r => r.Subject).Distinct());
        Assert.Equal((ConsentRecord.Cookies, "May other sites be shown?"), (records[0].Purpose, records[0].Words));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/consent") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["answer"] = "all" }) };
        foreign.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(403, (int)(await shop.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task What_is_old_goes_and_what_is_young_stays()
    {
        using var merchant = await Merchant.OpenAsync(App, "sweeping");
        using var shopper = App.Dashboard();
        var variant = await ProductAsync(merchant);
        var (old, young) = (await shopper.CartAsync("sweeping", variant), await shopper.CartAsync("sweeping", variant));
        await App.AsOwnerAsync($"update carts set updated_at = now() - interval '31 days' where id = '{old}'");
        await BuyAsync(merchant, variant, "sold@example.net", "Sol", "Dahl");
        await DeliverAsync();
        await App.AsOwnerAsync($"update outbox_messages set done_at = now() - interval '31 days' where tenant_id = '{merchant.TenantId}' and topic = 'order.placed'");
        await App.AsOwnerAsync("update dev_mails set sent_at = now() - interval '15 days' where \"to\" = 'sold@example.net'");
        await App.InScopeAsync(async services => { await services.GetRequiredService<SweepOldData>().RunAsync(CancellationToken.None); return 0; });
        var carts = await merchant.ReadAsync(db => db.Carts.Select(c => c.Id).ToListAsync());
        Assert.DoesNotContain(old, carts);
        Assert.Contains(young, carts);
        Assert.False(await merchant.ReadAsync(db => db.OutboxMessages.AnyAsync(m => m.Topic == "order.placed")));
        Assert.True(await merchant.ReadAsync(db => db.OutboxMessages.AnyAsync()));
        Assert.Equal(0, await App.AsOwnerAsync("select count(*) from dev_mails where \"to\" = 'sold@example.net'"));
        Assert.True(await merchant.ReadAsync(db => db.Orders.AnyAsync()));
        await App.ChainAsync(merchant.TenantId);
        Assert.True((await App.VerifyAsync(merchant.TenantId)).Intact);
    }
}
