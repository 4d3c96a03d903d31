using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Organizations;

public sealed class InvitationTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public async Task A_token_that_is_no_token_is_refused_like_an_old_one()
    {
        var guest = new ApiCaller(shared.App.Dashboard());
        foreach (var path in new[] { "/api/v1/invitations/look", "/api/v1/auth/reset-password", "/api/v1/auth/verify-email", "/api/v1/auth/magic-link/verify", "/api/v1/auth/change-email/confirm" })
            foreach (var token in new[] { "!", new string('!', 64), new string('!', 86), new string('é', 64), new string('=', 86), new string('A', 64), new string('A', 86) })
                Assert.InRange((await guest.SendAsync("POST", path, new { token, password = "Copper-Lantern-43!" })).Status, 400, 422);
    }

    [Fact]
    public async Task A_new_person_joins_by_the_link_once_and_can_sign_in()
    {
        var (ada, email, guest) = (await _world.FounderAsync("ada"), _world.Address("nora"), new ApiCaller(shared.App.Dashboard()));
        await InviteAsync(ada, email, "writer");
        var token = await _world.TokenAsync(email);
        var look = (await guest.SendAsync("POST", "/api/v1/invitations/look", new { token })).Body;
        Assert.Equal((email, "Writer", true), (look.GetProperty("email").GetString(), look.GetProperty("roleName").GetString(), look.GetProperty("needsAccount").GetBoolean()));
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/invitations/accept", new { token, firstName = "Nora", lastName = "Berg", password = "short" })).Status);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new ApiCaller(shared.App.Dashboard()).SendAsync("POST", "/api/v1/invitations/accept", new { token, firstName = "Nora", lastName = "Berg", password = ApiCaller.Password })));
        Assert.Single(tries, t => t.Status == 200);
        var (status, body) = await guest.SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password });
        Assert.Equal((200, ada.Organization, true), (status, body.GetProperty("organization").GetProperty("id").GetGuid(), body.GetProperty("user").GetProperty("emailVerified").GetBoolean()));
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/invitations/look", new { token })).Status);
    }

    [Fact]
    public async Task Only_the_invited_account_can_accept()
    {
        var (ada, ben, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"), await _world.FounderAsync("eve"));
        await InviteAsync(ada, ben.Email, "staff");
        var token = await _world.TokenAsync(ben.Email);
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("POST", "/api/v1/invitations/accept", new { token }));
        Assert.Equal(404, (await eve.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}")).Status);
        Assert.Equal(200, (await ben.Caller.SendAsync("POST", "/api/v1/invitations/accept", new { token })).Status);
        Assert.Equal((409, "ALREADY_EXISTS"), await ada.TryAsync("POST", Path(ada, "/members/invite"), new { email = ben.Email.ToUpperInvariant(), role = "admin" }));
    }

    [Fact]
    public async Task An_account_that_never_confirmed_the_address_gets_a_new_password_and_loses_its_sessions()
    {
        var (ada, email) = (await _world.FounderAsync("ada"), _world.Address("victim"));
        var (squatter, _) = await ApiCaller.RegisterAsync(shared.App, email, "Squat");
        // A way in that a new password alone would leave open.
        Assert.Equal(1, await shared.App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(TestContext.Current.CancellationToken);
            var owner = await db.Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync(TestContext.Current.CancellationToken);
            db.Passkeys.Add(new Rendrix.Web.Identity.Passkeys.Passkey { Id = Guid.CreateVersion7(), UserId = owner, CredentialId = [1, 2, 3], PublicKey = [4], Name = "Planted" });
            await db.CommitAsync(TestContext.Current.CancellationToken);
            return await PasskeysOfAsync(db, email);
        }));
        await InviteAsync(ada, email, "admin");
        var guest = new ApiCaller(shared.App.Dashboard());
        var token = await _world.TokenAsync(email);
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/invitations/accept", new { token })).Status);
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/invitations/accept", new { token, password = "Silver-Harbor-77?" })).Status);
        Assert.Equal(401, (await squatter.SendAsync("GET", "/api/v1/organizations")).Status);
        Assert.Equal(0, await shared.App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(TestContext.Current.CancellationToken);
            return await PasskeysOfAsync(db, email);
        }));
        Assert.Equal(401, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password })).Status);
    }

    private static Task<int> PasskeysOfAsync(AppDb db, string email) => db.Passkeys.CountAsync(p => db.Users.Any(u => u.Id == p.UserId && u.Email == email), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Sending_again_voids_the_link_before_taking_back_voids_it_for_good_and_time_ends_it()
    {
        var (ada, ben) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"));
        var id = await InviteAsync(ada, ben.Email, "staff");
        var first = await _world.TokenAsync(ben.Email);
        Assert.Equal((409, "ALREADY_EXISTS"), await ada.TryAsync("POST", Path(ada, "/members/invite"), new { email = ben.Email, role = "staff" }));
        Assert.Equal(200, (await ada.Caller.SendAsync("POST", Path(ada, $"/invitations/{id}/resend"))).Status);
        var second = await NextTokenAsync(ben.Email, first);
        Assert.Equal((400, "VALIDATION_ERROR"), await ben.TryAsync("POST", "/api/v1/invitations/accept", new { token = first }));

        await ChangeAsync(ada, id, i => i.ExpiresAt = DateTimeOffset.UnixEpoch);
        Assert.Equal((400, "VALIDATION_ERROR"), await ben.TryAsync("POST", "/api/v1/invitations/accept", new { token = second }));
        Assert.Equal("expired", (await ada.Caller.SendAsync("GET", Path(ada, $"/invitations/{id}"))).Body.GetProperty("status").GetString());
        // One that expired stands in nobody's way.
        var next = await InviteAsync(ada, ben.Email, "viewer");
        var third = await NextTokenAsync(ben.Email, first, second);
        Assert.Equal(204, (await ada.Caller.SendAsync("DELETE", Path(ada, $"/invitations/{next}"))).Status);
        Assert.Equal((404, "NOT_FOUND"), await ada.TryAsync("DELETE", Path(ada, $"/invitations/{next}")));
        Assert.Equal((400, "VALIDATION_ERROR"), await ben.TryAsync("POST", "/api/v1/invitations/accept", new { token = third }));
        foreach (var made in new[] { "", "x", new string('A', 86) }) Assert.Equal((400, "VALIDATION_ERROR"), await ben.TryAsync("POST", "/api/v1/invitations/accept", new { token = made }));
    }

    [Fact]
    public async Task An_invitation_is_worth_what_its_sender_still_holds()
    {
        var (ada, ben, eve) = (await _world.FounderAsync("ada"), await _world.FounderAsync("ben"), await _world.FounderAsync("eve"));
        await _world.JoinAsync(ada, ben, new { role = "admin" });
        Assert.Equal(201, (await ben.Caller.SendAsync("POST", Path(ada, "/members/invite"), new { email = eve.Email, role = "admin" })).Status);
        var token = await _world.TokenAsync(eve.Email);
        await ada.Caller.SendAsync("PATCH", Path(ada, $"/members/{ben.Id}"), new { role = "staff" });
        Assert.Equal((403, "FORBIDDEN"), await eve.TryAsync("POST", "/api/v1/invitations/accept", new { token }));
        Assert.Equal(404, (await eve.Caller.SendAsync("GET", $"/api/v1/organizations/{ada.Organization}")).Status);
    }

    private static string Path(Somebody owner, string rest) => $"/api/v1/organizations/{owner.Organization}{rest}";

    private static async Task<Guid> InviteAsync(Somebody owner, string email, string role)
    {
        var (status, body) = await owner.Caller.SendAsync("POST", Path(owner, "/members/invite"), new { email, role });
        Assert.Equal(201, status);
        return body.GetProperty("id").GetGuid();
    }

    // Mails of one moment have no order: the one that was not seen before is the new one.
    private async Task<string> NextTokenAsync(string email, params string[] before)
    {
        for (var i = 0; ; i++)
        {
            var mails = await ApiCaller.MailsAsync(shared.App, email, 0);
            var tokens = mails.Where(m => m.GetProperty("subject").GetString()!.StartsWith("Join ", StringComparison.Ordinal)).Select(ApiCaller.TokenOf).Except(before).ToList();
            if (tokens.Count > 0) return Assert.Single(tokens);
            Assert.True(i < 100, $"No further invitation reached {email}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private Task ChangeAsync(Somebody owner, Guid id, Action<Rendrix.Identity.Invitation> change) => shared.App.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(owner.Organization, null, TestContext.Current.CancellationToken);
        change(await db.Invitations.FirstAsync(i => i.Id == id, TestContext.Current.CancellationToken));
        await db.CommitAsync(TestContext.Current.CancellationToken);
        return true;
    });
}
