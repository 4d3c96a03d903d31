using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

public sealed class ProfileTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;

    [Fact]
    public async Task Names_are_changed_and_checked()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "names@example.com");
        Assert.Equal("King", (await ada.SendAsync("PATCH", "/api/v1/auth/me", new { lastName = " King " })).Body.GetProperty("lastName").GetString());
        Assert.Equal("Ada", (await ada.SendAsync("GET", "/api/v1/auth/me")).Body.GetProperty("firstName").GetString());
        var (status, problem) = await ada.SendAsync("PATCH", "/api/v1/auth/me", new { firstName = new string('x', 101), lastName = "" });
        Assert.Equal(400, status);
        Assert.Equal(["firstName", "lastName"], problem.GetProperty("errors").EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task A_new_password_asks_for_the_old_one_and_ends_every_other_session()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "change@example.com");
        var other = new ApiCaller(_app.Dashboard());
        other.Use((await other.SendAsync("POST", "/api/v1/auth/login", new { email = "change@example.com", password = ApiCaller.Password })).Body.GetProperty("accessToken").GetString());
        await Stale.MakeAsync(_app, body);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = "Wrong-Password-1!", newPassword = "Silver-Harbor-77?" })).Status);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = ApiCaller.Password, newPassword = "P@ssw0rd2024!" })).Status);
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = ApiCaller.Password, newPassword = ApiCaller.Password })).Status);
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/change-password", new { currentPassword = ApiCaller.Password, newPassword = "Silver-Harbor-77?" })).Status);
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/auth/me")).Status);
        Assert.Equal(401, (await other.SendAsync("GET", "/api/v1/auth/me")).Status);
        Assert.Contains(await ApiCaller.MailsAsync(_app, "change@example.com", 2), m => m.GetProperty("subject").GetString() == "Your password was changed");
    }

    [Fact]
    public async Task With_two_factors_the_old_password_alone_is_no_proof()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "change-two@example.com");
        var (app, _) = await AppCode.TurnOnAsync(ada);
        await Stale.MakeAsync(_app, body);
        var change = new { currentPassword = ApiCaller.Password, newPassword = "Silver-Harbor-77?" };
        Assert.Equal(403, (await ada.SendAsync("POST", "/api/v1/auth/change-password", change)).Status);
        Assert.Equal(401, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password })).Status);
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password, twoFactorCode = app.Show() })).Status);
        Assert.Equal(204, (await ada.SendAsync("POST", "/api/v1/auth/change-password", change)).Status);
    }

    [Fact]
    public async Task A_new_address_counts_once_its_link_was_opened_and_the_old_one_is_told()
    {
        var (ada, body) = await ApiCaller.RegisterAsync(_app, "old@example.com");
        await Stale.MakeAsync(_app, body);
        Assert.Equal(403, (await ada.SendAsync("POST", "/api/v1/auth/change-email", new { email = "new-address@example.com" })).Status);
        await ada.SendAsync("POST", "/api/v1/auth/confirm", new { password = ApiCaller.Password });
        Assert.Equal(202, (await ada.SendAsync("POST", "/api/v1/auth/change-email", new { email = "new-address@example.com" })).Status);
        var token = ApiCaller.TokenOf((await ApiCaller.MailsAsync(_app, "new-address@example.com", 1))[0]);
        Assert.Equal("old@example.com", (await ada.SendAsync("GET", "/api/v1/auth/me")).Body.GetProperty("email").GetString());

        var guest = new ApiCaller(_app.Dashboard());
        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new ApiCaller(_app.Dashboard()).SendAsync("POST", "/api/v1/auth/change-email/confirm", new { token })));
        Assert.Single(tries, t => t.Status == 204);
        var me = (await ada.SendAsync("GET", "/api/v1/auth/me")).Body;
        Assert.Equal(("new-address@example.com", true), (me.GetProperty("email").GetString(), me.GetProperty("emailVerified").GetBoolean()));
        Assert.Equal(401, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "old@example.com", password = ApiCaller.Password })).Status);
        Assert.Equal(200, (await guest.SendAsync("POST", "/api/v1/auth/login", new { email = "new-address@example.com", password = ApiCaller.Password })).Status);
        Assert.Contains(await ApiCaller.MailsAsync(_app, "old@example.com", 2), m => m.GetProperty("subject").GetString() == "Your address was changed");
    }

    [Fact]
    public async Task Somebody_elses_address_answers_the_same_and_no_link_goes_there()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "wants@example.com");
        await ApiCaller.RegisterAsync(_app, "has@example.com");
        var taken = await ada.SendAsync("POST", "/api/v1/auth/change-email", new { email = "has@example.com" });
        var free = await ada.SendAsync("POST", "/api/v1/auth/change-email", new { email = "free@example.com" });
        Assert.Equal((202, taken.Body.GetRawText()), (taken.Status, free.Body.GetRawText()));
        await ApiCaller.MailsAsync(_app, "free@example.com", 1);
        Assert.DoesNotContain(await ApiCaller.MailsAsync(_app, "has@example.com", 1), m => m.GetProperty("subject").GetString() == "Confirm your new address");
    }

    [Fact]
    public async Task An_address_taken_while_the_link_was_under_way_is_refused()
    {
        var (ada, _) = await ApiCaller.RegisterAsync(_app, "slow@example.com");
        await ada.SendAsync("POST", "/api/v1/auth/change-email", new { email = "contested@example.com" });
        var token = ApiCaller.TokenOf((await ApiCaller.MailsAsync(_app, "contested@example.com", 1))[0]);
        await ApiCaller.RegisterAsync(_app, "contested@example.com");
        Assert.Equal(400, (await ada.SendAsync("POST", "/api/v1/auth/change-email/confirm", new { token })).Status);
        Assert.Equal("slow@example.com", (await ada.SendAsync("GET", "/api/v1/auth/me")).Body.GetProperty("email").GetString());
    }
}
