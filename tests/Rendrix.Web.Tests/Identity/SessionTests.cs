using System.Net;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

public sealed class SessionTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Registering_answers_tokens_that_work_and_writes_one_mail()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "ada@example.com", "Ada's Kilns");
        Assert.Equal(("Bearer", 900), (body.GetProperty("tokenType").GetString(), body.GetProperty("expiresIn").GetInt32()));
        Assert.Equal("adas-kilns", body.GetProperty("organization").GetProperty("slug").GetString());
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/stores")).Status);
        Assert.Equal("Confirm your address", Assert.Single(await ApiCaller.MailsAsync(_app, "ada@example.com", 1)).GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_taken_address_answers_409_and_twenty_at_once_make_one_account()
    {
        var body = new { email = "many@example.com", password = ApiCaller.Password, firstName = "A", lastName = "B", organizationName = "Many" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/register", body)));
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(19, answers.Count(a => a.Status == 409 && a.Body.GetProperty("code").GetString() == "ALREADY_EXISTS"));
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_reuse_ends_the_session()
    {
        var (caller, first) = await ApiCaller.RegisterAsync(_app, "rotate@example.com");
        var (status, second) = await caller.SendAsync("POST", "/api/v1/auth/refresh", new { refreshToken = first.GetProperty("refreshToken").GetString() });
        Assert.Equal(200, status);
        caller.Use(second.GetProperty("accessToken").GetString());
        Assert.Equal(200, (await caller.SendAsync("GET", "/api/v1/stores")).Status);

        var (reused, problem) = await caller.SendAsync("POST", "/api/v1/auth/refresh", new { refreshToken = first.GetProperty("refreshToken").GetString() });
        Assert.Equal((401, "INVALID_SESSION"), (reused, problem.GetProperty("code").GetString()));
        Assert.Equal(401, (await caller.SendAsync("POST", "/api/v1/auth/refresh", new { refreshToken = second.GetProperty("refreshToken").GetString() })).Status);
        Assert.Equal("INVALID_SESSION", (await caller.SendAsync("GET", "/api/v1/stores")).Body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Signing_out_ends_the_token_at_once()
    {
        var (caller, _) = await ApiCaller.RegisterAsync(_app, "leaving@example.com");
        Assert.Equal(204, (await caller.SendAsync("POST", "/api/v1/auth/logout")).Status);
        Assert.Equal(401, (await caller.SendAsync("GET", "/api/v1/stores")).Status);
    }

    [Fact]
    public async Task Known_and_unknown_addresses_get_the_same_refusal()
    {
        await ApiCaller.RegisterAsync(_app, "known@example.com");
        var guest = new ApiCaller(_app.Dashboard());
        var known = await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "known@example.com", password = "Wrong-Password-1!" });
        var unknown = await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "unknown@example.com", password = "Wrong-Password-1!" });
        Assert.Equal((401, 401), (known.Status, unknown.Status));
        Assert.Equal(known.Body.GetProperty("detail").GetString(), unknown.Body.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Five_wrong_tries_are_all_an_account_allows_however_they_come()
    {
        await ApiCaller.RegisterAsync(_app, "tried@example.com");
        var answers = await Task.WhenAll(Enumerable.Range(0, 15).Select(i => new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email = i % 2 == 0 ? "tried@example.com" : "TRIED@example.com", password = "Wrong-Password-1!" })));
        Assert.Equal((5, 10), (answers.Count(a => a.Status == 401), answers.Count(a => a.Status == 429)));
        using var right = await new ApiCaller(_app.Dashboard()).RawAsync("POST", "/api/v1/auth/login", System.Net.Http.Json.JsonContent.Create(new { email = "tried@example.com", password = ApiCaller.Password }));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.True(right.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task Right_passwords_are_not_counted()
    {
        await ApiCaller.RegisterAsync(_app, "often@example.com");
        for (var i = 0; i < 12; i++) Assert.Equal(200, (await new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/login", new { email = "often@example.com", password = ApiCaller.Password })).Status);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_and_its_link_works_once()
    {
        var (caller, _) = await ApiCaller.RegisterAsync(_app, "forgot@example.com");
        var guest = new ApiCaller(_app.Dashboard());
        Assert.Equal(202, (await guest.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "forgot@example.com" })).Status);
        var token = ApiCaller.TokenOf((await ApiCaller.MailsAsync(_app, "forgot@example.com", 2)).Last(IsReset));

        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/auth/reset-password", new { token, password = "Password1234!" })).Status);
        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/reset-password", new { token, password = "Silver-Harbor-77?" })));
        Assert.Single(tries, t => t.Status == 204);
        Assert.Equal(401, (await caller.SendAsync("GET", "/api/v1/stores")).Status);
        Assert.Equal(401, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "forgot@example.com", password = ApiCaller.Password })).Status);
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "forgot@example.com", password = "Silver-Harbor-77?" })).Status);
    }

    [Fact]
    public async Task A_newer_link_voids_the_one_before_and_unknown_addresses_answer_the_same()
    {
        await ApiCaller.RegisterAsync(_app, "twice@example.com");
        var guest = new ApiCaller(_app.Dashboard());
        var known = await guest.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "twice@example.com" });
        var unknown = await guest.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "nobody@example.com" });
        Assert.Equal(known.Body.GetRawText(), unknown.Body.GetRawText());
        var older = ApiCaller.TokenOf((await ApiCaller.MailsAsync(_app, "twice@example.com", 2)).Last(IsReset));
        await guest.SendAsync("POST", "/api/v1/auth/forgot-password", new { email = "twice@example.com" });
        await ApiCaller.MailsAsync(_app, "twice@example.com", 3);
        Assert.Equal(400, (await guest.SendAsync("POST", "/api/v1/auth/reset-password", new { token = older, password = "Silver-Harbor-77?" })).Status);
        Assert.Empty(await ApiCaller.MailsAsync(_app, "nobody@example.com", 0));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("Forwarded", "host=evil.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Referer", "http://evil.example/")]
    public async Task Links_in_mails_never_follow_what_a_request_says_about_hosts(string header, string value)
    {
        var email = $"host-{header.ToLowerInvariant()}@example.com";
        await ApiCaller.RegisterAsync(_app, email);
        using var answer = await new ApiCaller(_app.Dashboard()).RawAsync("POST", "/api/v1/auth/forgot-password", System.Net.Http.Json.JsonContent.Create(new { email }), (header, value));
        var status = (int)answer.StatusCode;
        var mails = await ApiCaller.MailsAsync(_app, email, status == 202 ? 2 : 1);
        Assert.Equal(status == 202 ? 2 : 1, mails.Count);
        Assert.All(mails, mail => Assert.Equal("localhost", new Uri(mail.GetProperty("links")[0].GetString()!).Host));
    }

    // The confirmation and the link for a new password are two messages of the outbox: which mail arrives first is chance.
    private static bool IsReset(System.Text.Json.JsonElement mail) => mail.GetProperty("links")[0].GetString()!.Contains("/reset?token=", StringComparison.Ordinal);
}
