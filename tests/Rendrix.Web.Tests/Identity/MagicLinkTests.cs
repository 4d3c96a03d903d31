using Rendrix.Web.Tests.Api;

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
