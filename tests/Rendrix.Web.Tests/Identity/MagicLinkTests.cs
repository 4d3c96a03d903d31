using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Auditing;

namespace Rendrix.Web.Tests.Identity;

public sealed class MagicLinkTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task A_mailed_link_signs_in_once()
    {
        await ApiCaller.RegisterAsync(_app, "magic@example.com");
        var token = await TokenAsync("magic@example.com", 1);
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token })));
        var (_, body) = Assert.Single(tries, t => t.Status == 200);
        Assert.True(body.GetProperty("user").GetProperty("emailVerified").GetBoolean());
        Assert.All(tries.Where(t => t.Status != 200), t => Assert.Equal(400, t.Status));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_answer_and_three_mails_an_hour_are_all()
    {
        await ApiCaller.RegisterAsync(_app, "asked@example.com");
        var guest = new ApiCaller(_app.Dashboard());
        var known = await guest.SendAsync("POST", "/api/v1/auth/magic-link", new { email = "asked@example.com" });
        var unknown = await guest.SendAsync("POST", "/api/v1/auth/magic-link", new { email = "nobody-asked@example.com" });
        Assert.Equal((202, known.Body.GetRawText()), (unknown.Status, unknown.Body.GetRawText()));
        for (var i = 0; i < 3; i++) Assert.Equal(202, (await guest.SendAsync("POST", "/api/v1/auth/magic-link", new { email = "ASKED@example.com" })).Status);
        Assert.Equal(3, (await LinksAsync("asked@example.com", 3)).Count);
        Assert.Empty(await ApiCaller.MailsAsync(_app, "nobody-asked@example.com", 0));
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/auth/magic-link", new { email = "no address" })).Status);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_before_the_link_is_used_up()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "magic-two@example.com");
        var (app, _) = await AppCode.TurnOnAsync(ada);
        await ConfirmAsync("magic-two@example.com");
        var token = await TokenAsync("magic-two@example.com", 1);
        var guest = new ApiCaller(_app.Dashboard());
        var without = await guest.SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token });
        Assert.Equal((401, "TWO_FACTOR_REQUIRED"), (without.Status, AppCode.Code(without.Body)));
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token, twoFactorCode = app.Show() })).Status);
    }

    [Fact]
    public async Task A_link_for_one_purpose_works_for_no_other()
    {
        await ApiCaller.RegisterAsync(_app, "purpose@example.com");
        var token = await TokenAsync("purpose@example.com", 1);
        var guest = new ApiCaller(_app.Dashboard());
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/auth/reset-password", new { token, password = "Silver-Harbor-77?" })).Status);
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/auth/verify-email", new { token })).Status);
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token })).Status);
    }

    [Fact]
    public async Task Whoever_opened_an_account_with_an_address_of_somebody_else_is_out_when_its_owner_signs_in_by_mail()
    {
        const string email = "owner-of-mailbox@example.com";
        var (stranger, _) = await ApiCaller.RegisterAsync(_app, email);
        // A second factor of theirs would lock its owner out, so there is none before the address is confirmed.
        var refused = await stranger.SendAsync("POST", "/api/v1/auth/2fa/enable");
        Assert.Equal((403, "FORBIDDEN"), (refused.Status, AppCode.Code(refused.Body)));
        Assert.Equal(400, (await stranger.SendAsync("POST", "/api/v1/auth/2fa/verify", new { code = "123456" })).Status);
        var owner = new ApiCaller(_app.Dashboard());
        var (status, body) = await owner.SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token = await TokenAsync(email, 1) });
        Assert.Equal((200, true), (status, body.GetProperty("user").GetProperty("emailVerified").GetBoolean()));
        Assert.Equal(401, (await stranger.SendAsync("GET", "/api/v1/auth/me")).Status);
        Assert.Equal(401, (await new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password })).Status);
    }

    [Fact]
    public async Task A_mailbox_alone_never_takes_a_second_factor_away_whatever_is_known_of_the_address()
    {
        const string email = "magic-strip@example.com";
        var (ada, body) = await ApiCaller.RegisterAsync(_app, email);
        var (app, _) = await AppCode.TurnOnAsync(ada);
        await Stale.UnconfirmAsync(_app, email);
        var token = await TokenAsync(email, 1);
        var guest = new ApiCaller(_app.Dashboard());
        var without = await guest.SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token });
        Assert.Equal((401, "TWO_FACTOR_REQUIRED"), (without.Status, AppCode.Code(without.Body)));
        // In a browser the link is used up first, and leads to the question for the code.
        using var browser = _app.Dashboard();
        Assert.Equal("/login/code", (await browser.SubmitAsync("/login/link?token=" + token, [])).Leads());
        Assert.Equal(302, (int)(await browser.GetAsync(new Uri("/account/security", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("not valid now", await (await browser.SubmitAsync("/login/code", new() { ["Input.Code"] = "AAAA-BBBB-CCCC-DDDD" })).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("/", (await browser.SubmitAsync("/login/code", new() { ["Input.Code"] = app.Show() })).Leads());
        Assert.Equal(200, (int)(await browser.GetAsync(new Uri("/account/security", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        // Who was in before is out, and the log of the organization tells of the code that failed and of the one that did not (and of her registration, which signed her in).
        Assert.Equal(401, (await ada.SendAsync("GET", "/api/v1/auth/me")).Status);
        var log = await _app.ReadAsync(body.GetProperty("organization").GetProperty("id").GetGuid(), db => db.AuditEntries.Select(e => e.Action).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((1, 2), (log.Count(a => a == AuditActions.LoginFailed), log.Count(a => a == AuditActions.Login)));
    }

    [Fact]
    public async Task A_confirmed_account_keeps_its_password_and_sessions()
    {
        const string email = "magic-kept@example.com";
        var (ada, _) = await ApiCaller.RegisterAsync(_app, email);
        await ConfirmAsync(email);
        Assert.Equal(200, (await new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/magic-link/verify", new { token = await TokenAsync(email, 1) })).Status);
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/auth/me")).Status);
        Assert.Equal(200, (await new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password })).Status);
    }

    private Task<int> ConfirmAsync(string email) => _app.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginGlobalAsync(TestContext.Current.CancellationToken);
        var changed = await db.Users.Where(u => u.Email == email).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailConfirmed, true), TestContext.Current.CancellationToken);
        await db.CommitAsync(TestContext.Current.CancellationToken);
        return changed;
    });

    private async Task<string> TokenAsync(string email, int wanted)
    {
        await new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/magic-link", new { email });
        return ApiCaller.TokenOf((await LinksAsync(email, wanted)).Last());
    }

    // Other mails of the account come in any order beside them.
    private async Task<List<System.Text.Json.JsonElement>> LinksAsync(string email, int wanted)
    {
        for (var all = wanted; ; all++)
        {
            var mails = await ApiCaller.MailsAsync(_app, email, all);
            var links = mails.Where(m => m.GetProperty("subject").GetString() == "Your link to sign in").ToList();
            if (links.Count >= wanted || mails.Count < all) return links;
        }
    }
}
