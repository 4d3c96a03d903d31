using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Organizations;
using Rendrix.Web.Tests.Tenancy;

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
    public async Task Where_it_is_demanded_those_without_may_nothing_until_they_have_it()
    {
        var world = new OrganizationWorld(_app);
        var (ada, bea, stranger) = (await world.FounderAsync("ada"), await world.FounderAsync("bea"), await world.FounderAsync("stranger"));
        await world.JoinAsync(ada, bea, new { role = "admin" });
        var (_, store) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Demands" });
        var (here, page) = ($"/api/v1/organizations/{ada.Organization}", $"/s/{store.GetProperty("slug").GetString()}");
        Assert.Equal(200, (await bea.Caller.SendAsync("POST", here + "/switch")).Status);
        var program = new ApiCaller(_app.Dashboard());
        program.Use((await bea.Caller.SendAsync("POST", here + "/api-keys", new { name = "Till", permissions = new[] { "products.read" } })).Body.GetProperty("key").GetString());
        var products = $"/api/v1/stores/{store.GetProperty("id").GetGuid()}/products";
        Assert.Equal(200, (await program.SendAsync("GET", products)).Status);
        using var browser = _app.Dashboard();
        await browser.SubmitAsync("/login", new() { ["Input.Email"] = bea.Email, ["Input.Password"] = ApiCaller.Password });
        Assert.Equal(200, (int)(await browser.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);

        // Not the owner without their own, nor anybody else, nor somebody who walked up to an open session.
        Assert.Equal((409, "INVALID_TRANSITION"), await ada.TryAsync("PUT", here + "/two-factor", new { required = true }));
        var (app, _) = await AppCode.TurnOnAsync(ada.Caller);
        Assert.Equal((403, "FORBIDDEN"), await bea.TryAsync("PUT", here + "/two-factor", new { required = true }));
        Assert.Equal((404, "NOT_FOUND"), await stranger.TryAsync("PUT", here + "/two-factor", new { required = true }));
        await Stale.MakeAsync(_app, ada.Id);
        Assert.Equal((403, "FORBIDDEN"), await ada.TryAsync("PUT", here + "/two-factor", new { required = true }));
        Assert.Equal(204, (await ada.Caller.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password, twoFactorCode = app.Show() })).Status);
        Assert.Equal((400, "VALIDATION_ERROR"), await ada.TryAsync("PUT", here + "/two-factor", new { }));

        // A circuit that is open meanwhile.
        await using var scope = _app.Services.CreateAsyncScope();
        var open = await OpenCircuit.AsAsync(scope, page + "/orders", bea.Id, ada.Organization);
        Assert.True(open.Member.May(Permission.ReadOrders));
        Assert.True((await ada.Caller.SendAsync("PUT", here + "/two-factor", new { required = true })).Body.GetProperty("twoFactorRequired").GetBoolean());
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", products)).Status);
        for (var i = 0; open.Member.IsSet && i < 100; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal((false, "/account/two-factor?returnUrl=" + Uri.EscapeDataString(page + "/orders")), (open.Member.IsSet, open.Navigation.Left));

        var refused = await bea.Caller.SendAsync("GET", products);
        Assert.Equal((403, "FORBIDDEN", "/api/v1/auth/2fa/enable"), (refused.Status, AppCode.Code(refused.Body), refused.Body.GetProperty("setUp").GetString()));
        foreach (var (method, path) in new[] { ("GET", here), ("GET", "/api/v1/stores"), ("GET", here + "/members"), ("POST", here + "/switch"), ("POST", "/api/v1/organizations") }) Assert.Equal((403, "FORBIDDEN"), await bea.TryAsync(method, path, method == "POST" ? new { name = "Elsewhere" } : null));
        Assert.Equal(403, (await program.SendAsync("GET", products)).Status);
        Assert.Equal("/account/two-factor?returnUrl=" + Uri.EscapeDataString(page), (await browser.GetAsync(new Uri(page, UriKind.Relative))).Leads());
        Assert.Equal("/account/two-factor?returnUrl=" + Uri.EscapeDataString(page), (await browser.PostFormAsync(page + "/media/upload", [])).Leads());
        // Their account and their own organization stay open to them, and what it takes.
        Assert.Equal(200, (await bea.Caller.SendAsync("GET", "/api/v1/auth/me")).Status);
        Assert.Equal(2, (await bea.Caller.SendAsync("GET", "/api/v1/organizations")).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(200, (await bea.Caller.SendAsync("GET", $"/api/v1/organizations/{bea.Organization}")).Status);
        var asked = await (await browser.GetAsync(new Uri($"/account/two-factor?returnUrl={page}", UriKind.Relative))).Content.ReadAsStringAsync();
        Assert.Contains("Your organization demands two-factor sign-in", asked, StringComparison.Ordinal);
        var (own, _) = await AppCode.TurnOnAsync(bea.Caller);
        Assert.Equal((200, 200), ((await bea.Caller.SendAsync("GET", products)).Status, (await program.SendAsync("GET", products)).Status));
        // The browser was signed in with one factor, so it is out.
        Assert.StartsWith("/login", (await browser.GetAsync(new Uri(page, UriKind.Relative))).Leads(), StringComparison.Ordinal);
        // Turned off, it is asked for again.
        Assert.Equal(204, (await bea.Caller.SendAsync("POST", "/api/v1/auth/2fa/disable", new { code = own.Show(), password = ApiCaller.Password })).Status);
        Assert.Equal((403, "FORBIDDEN"), await bea.TryAsync("GET", products));
        var told = (await ada.Caller.SendAsync("GET", here + "/audit-log?action=settings.change")).Body.GetProperty("data")[0].GetProperty("changes")[0];
        Assert.Equal(("demandsSecondFactor", "false", "true"), (told.GetProperty("field").GetString(), told.GetProperty("before").GetString(), told.GetProperty("after").GetString()));
        Assert.Equal(200, (await ada.Caller.SendAsync("PUT", here + "/two-factor", new { required = false })).Status);
        Assert.Equal(200, (await bea.Caller.SendAsync("GET", products)).Status);
    }

    [Fact]
    public async Task Turning_it_on_ends_every_session_that_was_opened_with_one_factor_and_those_being_opened()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "storm@example.com");
        await AppCode.ConfirmAsync(ada);
        var before = await SignInAsync("storm@example.com");
        var secret = (await ada.SendAsync("POST", "/api/v1/auth/2fa/enable")).Body.GetProperty("secret").GetString()!;
        // Somebody with the password signs in again and again while it is turned on; five sessions live at once, so three leave room.
        var storm = Enumerable.Range(0, 3).Select(_ => SignInAsync("storm@example.com")).ToList();
        var turned = ada.SendAsync("POST", "/api/v1/auth/2fa/verify", new { code = new AppCode(secret).Show(-1) });
        var tries = await Task.WhenAll(storm);
        Assert.Equal(200, (await turned).Status);
        foreach (var (status, answer) in tries.Append(before).Where(t => t.Status == 200))
        {
            var other = new ApiCaller(_app.Dashboard());
            other.Use(answer.GetProperty("accessToken").GetString());
            Assert.Equal(401, (await other.SendAsync("GET", "/api/v1/auth/me")).Status);
            Assert.Equal(401, (await other.SendAsync("POST", "/api/v1/auth/refresh", new { refreshToken = answer.GetProperty("refreshToken").GetString() })).Status);
        }
        Assert.All(tries.Where(t => t.Status != 200), t => Assert.Equal("TWO_FACTOR_REQUIRED", AppCode.Code(t.Body)));
        Assert.Single((await ada.SendAsync("GET", "/api/v1/auth/sessions")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_password_that_was_changed_while_somebody_signed_in_with_it_opens_nothing()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "meanwhile@example.com");
        await _app.InScopeAsync(async services =>
        {
            var signIn = services.GetRequiredService<SignIn>();
            var from = new Device("Probe/1.0", System.Net.IPAddress.Loopback);
            // The password was right when it was looked at; its owner is quicker than the session.
            var user = await signIn.CheckAsync("meanwhile@example.com", ApiCaller.Password, null, from.Address, CancellationToken.None);
            Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = ApiCaller.Password, newPassword = "Silver-Harbor-77?" })).Status);
            var refused = await Assert.ThrowsAsync<RefusedException>(() => signIn.FinishAsync(user.Id, user.SecurityStamp, null, Sessions.BrowserLifetime, from, CancellationToken.None));
            Assert.Equal(401, refused.Refusal.Status);
            return 0;
        });
        Assert.Single((await ada.SendAsync("GET", "/api/v1/auth/sessions")).Body.GetProperty("items").EnumerateArray());
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
        await AppCode.ConfirmAsync(ada);
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
        await AppCode.ConfirmAsync(ada);
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
