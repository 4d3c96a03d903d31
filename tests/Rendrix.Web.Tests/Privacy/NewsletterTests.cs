using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Newsletters;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Privacy;

/// <summary>A shop's letters: asked for by whoever types an address, wanted by whoever reads its mail, and left with one press.</summary>
public sealed class NewsletterTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_counts_once_its_reader_said_yes_and_leaves_with_one_press_from_anywhere()
    {
        using var north = await Merchant.OpenAsync(shared.App, "letters");
        using var south = await Merchant.OpenAsync(shared.App, "other-letters");
        using var shop = shared.App.Shop("letters");
        using var other = shared.App.Shop("other-letters");
        const string Email = "Reader@letters.example";
        await AskAsync(shop, Email);
        Assert.Equal((1, false), await StateAsync(north));
        Assert.DoesNotContain(Email, await ExportAsync(north), StringComparison.OrdinalIgnoreCase);

        var confirm = await LinkAsync(Email, "Confirm that you want letters of letters");
        Assert.StartsWith("/newsletter/confirm?token=", confirm, StringComparison.Ordinal);
        // A program that follows links in mail says nothing; another shop knows nothing of it.
        Assert.Contains("Yes, send them", await shop.GetStringAsync(new Uri(confirm, UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Equal((1, false), await StateAsync(north));
        using (var elsewhere = await other.PostAsync(new Uri(confirm, UriKind.Relative), new FormUrlEncodedContent([]), Ct)) Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        foreach (var bent in new[] { "/newsletter/confirm?token=x", "/newsletter/confirm", "/newsletter/leave?token=" + confirm.Split('=')[1], "/newsletter/confirm?token=" + new string('a', 5000) })
            using (var refused = await shop.GetAsync(new Uri(bent, UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        for (var i = 0; i < 2; i++)
            using (var yes = await shop.PostAsync(new Uri(confirm, UriKind.Relative), new FormUrlEncodedContent([]), Ct)) Assert.Equal(HttpStatusCode.OK, yes.StatusCode);
        Assert.Equal((1, true), await StateAsync(north));
        Assert.Contains("reader@letters.example,", await ExportAsync(north), StringComparison.Ordinal);
        Assert.DoesNotContain("reader@letters.example", await ExportAsync(south), StringComparison.Ordinal);
        using (var foreign = await south.Http.GetAsync(new Uri($"{north.Api}/newsletter/export", UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        // As a program for mail presses it: no cookie, another origin, the body of RFC 8058.
        var leave = await LinkAsync(Email, "You are on the list of letters");
        using var press = new HttpRequestMessage(HttpMethod.Post, leave) { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }) };
        press.Headers.Add("Origin", "https://mail.example");
        using (var left = await shop.SendAsync(press, Ct)) Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Assert.Equal((1, false), await StateAsync(north));
        Assert.DoesNotContain("reader@letters.example", await ExportAsync(north), StringComparison.Ordinal);
        var consents = await north.ReadAsync(db => db.ConsentRecords.Where(c => c.StoreId == north.StoreId && c.Subject == "reader@letters.example").OrderBy(c => c.At).Select(c => c.Granted).ToListAsync(Ct));
        Assert.Equal([false, true, false], consents);
    }

    [Fact]
    public async Task Nobody_learns_who_reads_and_no_mailbox_is_filled()
    {
        using var north = await Merchant.OpenAsync(shared.App, "quiet-letters");
        using var shop = shared.App.Shop("quiet-letters");
        var answers = new HashSet<string>();
        for (var i = 0; i < 5; i++) answers.Add(await AskAsync(shop, "same@letters.example"));
        Assert.Single(answers);
        Assert.Equal((1, false), await StateAsync(north));
        await LinkAsync("same@letters.example", "Confirm that you want letters of quiet-letters");
        var mails = await ApiCaller.MailsAsync(shared.App, "same@letters.example", 2);
        Assert.Equal(2, mails.Count);

        // Whoever is on the list is asked no more, and the form says what it always says.
        var id = await north.ReadAsync(db => db.NewsletterSubscribers.Where(s => s.StoreId == north.StoreId).Select(s => s.Id).SingleAsync(Ct));
        Assert.True(await north.InAsync(s => s.GetRequiredService<Subscribe>().ConfirmAsync(north.StoreId, id, Ct)));
        Assert.Equal(answers.Single(), await AskAsync(shop, "same@letters.example"));
        Assert.Equal((1, true), await StateAsync(north));
        using var wrong = await shop.PostAsync(new Uri("/newsletter", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "nobody" }), Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task Shops_say_that_they_keep_to_the_signal_of_the_browser()
    {
        using var north = await Merchant.OpenAsync(shared.App, "signal-letters");
        using var shop = shared.App.Shop("signal-letters");
        Assert.Contains("\"gpc\":true", await shop.GetStringAsync(new Uri("/.well-known/gpc.json", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(HttpClient shop, string email)
    {
        using var answer = await shop.PostAsync(new Uri("/newsletter", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = email }), Ct);
        return $"{(int)answer.StatusCode} {answer.Headers.Location} {await answer.Content.ReadAsStringAsync(Ct)}";
    }

    private async Task<string> LinkAsync(string email, string subject)
    {
        for (var i = 0; ; i++)
        {
            var mail = (await ApiCaller.MailsAsync(shared.App, email.ToLowerInvariant(), 1)).FirstOrDefault(m => m.GetProperty("subject").GetString() == subject);
            if (mail.ValueKind == System.Text.Json.JsonValueKind.Object) return new Uri(mail.GetProperty("links").EnumerateArray().Select(l => l.GetString()!).First(l => l.Contains("/newsletter/", StringComparison.Ordinal))).PathAndQuery;
            Assert.True(i < 100, $"No mail “{subject}” came.");
            await Task.Delay(100, Ct);
        }
    }

    private static Task<(int Count, bool On)> StateAsync(Merchant merchant) => merchant.ReadAsync(async db =>
    {
        var rows = await db.NewsletterSubscribers.AsNoTracking().Where(s => s.StoreId == merchant.StoreId).ToListAsync(Ct);
        return (rows.Count, rows.Exists(r => r.IsOn));
    });

    private static async Task<string> ExportAsync(Merchant merchant) => await merchant.Http.GetStringAsync(new Uri($"{merchant.Api}/newsletter/export", UriKind.Relative), Ct);
}
