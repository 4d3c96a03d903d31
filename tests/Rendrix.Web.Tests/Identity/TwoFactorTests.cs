using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

public sealed class TwoFactorTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private const string Login = "/api/v1/auth/login";
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Signing_in_asks_for_a_code_and_each_code_works_once()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "two@example.com");
        Assert.Equal(200, (await SignInAsync("two@example.com")).Status);
        var (app, _) = await AppCode.TurnOnAsync(ada);

        var without = await SignInAsync("two@example.com");
        Assert.Equal((401, "TWO_FACTOR_REQUIRED"), (without.Status, AppCode.Code(without.Body)));
        Assert.Equal(401, (await SignInAsync("two@example.com", app.Show(-1))).Status);
        var code = app.Show();
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync("two@example.com", code)));
        Assert.Single(tries, t => t.Status == 200);
        Assert.All(tries.Where(t => t.Status != 200), t => Assert.Equal((401, "UNAUTHORIZED"), (t.Status, AppCode.Code(t.Body))));
    }

    [Fact]
    public async Task A_wrong_password_says_nothing_of_the_second_factor()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "quiet@example.com");
        var (app, _) = await AppCode.TurnOnAsync(ada);
        var wrong = await new ApiCaller(_app.Dashboard()).SendAsync("POST", Login, new { email = "quiet@example.com", password = "Wrong-Password-1!", twoFactorCode = app.Show() });
        Assert.Equal((401, "UNAUTHORIZED"), (wrong.Status, AppCode.Code(wrong.Body)));
        Assert.Equal(200, (await SignInAsync("quiet@example.com", app.Show())).Status);
    }

    [Fact]
    public async Task Five_wrong_codes_and_the_right_one_waits()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "guessed@example.com");
        var (app, recovery) = await AppCode.TurnOnAsync(ada);
        var right = Enumerable.Range(-1, 4).Select(app.Show).ToHashSet();
        var wrong = Enumerable.Range(0, 1_000_000).Select(i => i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)).First(c => !right.Contains(c));
        var tries = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => SignInAsync("guessed@example.com", wrong)));
        Assert.Equal((5, 4), (tries.Count(t => t.Status == 401), tries.Count(t => t.Status == 429)));
        Assert.Equal(429, (await SignInAsync("guessed@example.com", app.Show())).Status);
        Assert.Equal(429, (await SignInAsync("guessed@example.com", recovery[0])).Status);
    }

    [Fact]
    public async Task Ten_recovery_codes_work_once_each_and_only_for_their_owner()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "recover@example.com");
        var (bob, _) = await ApiCaller.RegisterAsync(_app, "recover-bob@example.com");
        var (_, codes) = await AppCode.TurnOnAsync(ada);
        await AppCode.TurnOnAsync(bob);
        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(401, (await SignInAsync("recover-bob@example.com", codes[0])).Status);
        Assert.Equal(200, (await SignInAsync("recover@example.com", codes[0].ToUpperInvariant().Replace('-', ' '))).Status);
        Assert.Equal(401, (await SignInAsync("recover@example.com", codes[0])).Status);
        Assert.Equal(200, (await SignInAsync("recover@example.com", codes[1])).Status);

        var renewed = (await ada.SendAsync("POST", "/api/v1/auth/2fa/recovery-codes")).Body.GetProperty("codes")[0].GetString()!;
        Assert.Equal(401, (await SignInAsync("recover@example.com", codes[2])).Status);
        Assert.Equal(200, (await SignInAsync("recover@example.com", renewed)).Status);
    }

    [Fact]
    public async Task Turning_it_off_asks_for_password_or_proof_and_always_for_a_code()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "off@example.com");
        var (app, recovery) = await AppCode.TurnOnAsync(ada);
        await Stale.MakeAsync(_app, body);
        Assert.Equal(403, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = recovery[0] })).Status);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = recovery[0], password = "Wrong-Password-1!" })).Status);
        var without = await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { password = ApiCaller.Password });
        Assert.Equal((401, "TWO_FACTOR_REQUIRED"), (without.Status, AppCode.Code(without.Body)));
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = app.Show(), password = ApiCaller.Password })).Status);
        Assert.Equal(200, (await SignInAsync("off@example.com")).Status);
        Assert.Equal(409, (await ada.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = app.Show(), password = ApiCaller.Password })).Status);
        var mails = await ApiCaller.MailsAsync(_app, "off@example.com", 3);
        Assert.Equal(["Two-factor sign-in is off", "Two-factor sign-in is on"], mails.Select(m => m.GetProperty("subject").GetString()!).Where(s => s.StartsWith("Two-factor", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Nothing_changes_until_a_first_code_was_right_and_it_is_turned_on_once()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "begun@example.com");
        var first = (await ada.SendAsync("POST", "/api/v1/auth/2fa/enable")).Body;
        Assert.Contains("otpauth://totp/Rendrix:begun%40example.com?secret=", first.GetProperty("otpauthUri").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("<svg", first.GetProperty("qrSvg").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/2fa/verify", new { code = "abc" })).Status);
        Assert.Equal(200, (await SignInAsync("begun@example.com")).Status);
        Assert.Equal(first.GetProperty("secret").GetString(), (await ada.SendAsync("POST", "/api/v1/auth/2fa/enable")).Body.GetProperty("secret").GetString());
        var app = new AppCode(first.GetProperty("secret").GetString()!);
        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ada.SendAsync("POST", "/api/v1/auth/2fa/verify", new { code = app.Show() })));
        Assert.Single(tries, t => t.Status == 200);
        Assert.Equal(409, (await ada.SendAsync("POST", "/api/v1/auth/2fa/enable")).Status);
    }

    [Fact]
    public async Task Secrets_and_recovery_codes_are_not_in_the_database_as_they_are()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "rest@example.com");
        var secret = (await ada.SendAsync("POST", "/api/v1/auth/2fa/enable")).Body.GetProperty("secret").GetString()!.Replace(" ", "", StringComparison.Ordinal);
        var (_, codes) = await AppCode.TurnOnAsync(ada);
        var user = body.GetProperty("user").GetProperty("id").GetGuid();
        var stored = await _app.InScopeAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginGlobalAsync(CancellationToken.None);
            return await db.SecondFactors.Where(f => f.UserId == user).Select(f => f.Secret).SingleAsync() + string.Concat(await db.RecoveryCodes.Where(c => c.UserId == user).Select(c => c.Hash).ToListAsync());
        });
        Assert.DoesNotContain(secret, stored, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, c => Assert.DoesNotContain(c.Replace("-", "", StringComparison.Ordinal), stored, StringComparison.OrdinalIgnoreCase));
    }

    private Task<(int Status, System.Text.Json.JsonElement Body)> SignInAsync(string email, string? code = null) =>
        new ApiCaller(_app.Dashboard()).SendAsync("POST", Login, new { email, password = ApiCaller.Password, twoFactorCode = code });
}
