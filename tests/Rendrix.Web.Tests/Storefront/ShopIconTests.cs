using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Media;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Media;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;
using Rendrix.Web.Tests.Stores;
using static Rendrix.Web.Tests.Media.TestPictures;

namespace Rendrix.Web.Tests.Storefront;

public sealed class ShopIconTests(AppFixture shared) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_shop_has_the_icon_its_merchant_chose_and_else_its_letter()
    {
        using var north = await Merchant.OpenAsync(shared.App, "iconic");
        using var south = await Merchant.OpenAsync(shared.App, "rival");
        using var shop = shared.App.Shop("iconic");
        using var other = shared.App.Shop("rival");

        // Nothing chosen: the letter, in the colors of the theme, for ever at its address.
        var letter = LinkOf(await shop.GetStringAsync("/"), "icon")!;
        Assert.StartsWith("/icon.svg?v=", letter);
        var drawn = await shop.GetAsync(letter);
        Assert.Equal(("image/svg+xml", "public, max-age=31536000, immutable"), (drawn.Content.Headers.ContentType!.MediaType, drawn.Headers.CacheControl!.ToString()));
        Assert.Contains(">I</text>", await drawn.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", (await shop.GetAsync("/icon.svg?v=older")).Headers.CacheControl!.ToString());
        Assert.Equal(letter, await LeadsToAsync(shop));

        var picture = await UploadAsync(north, Png(300, 200), "sign.png");
        var (stranger, wrong) = (await PatchAsync(south, new { iconUrl = picture.Url }), await PatchAsync(north, new { iconUrl = "https://elsewhere.example/icon.png" }));
        Assert.Equal((400, 400), (stranger.Status, wrong.Status));
        Assert.NotEmpty(stranger.Body.GetProperty("errors").GetProperty("iconUrl").EnumerateArray());
        Assert.Equal(400, (await PatchAsync(south, new { logoUrl = picture.Url })).Status);
        Assert.Equal((200, picture.Url), ((await PatchAsync(north, new { iconUrl = picture.Url, logoUrl = picture.Url })) is var (status, body) ? (status, body.GetProperty("iconUrl").GetString()) : default));

        var page = await PageUntilAsync(shop, html => LinkOf(html, "icon")?.EndsWith("/icon-32.png", StringComparison.Ordinal) == true);
        foreach (var (rel, side) in new[] { ("icon", 32), ("apple-touch-icon", 180) })
        {
            using var made = await shop.GetAsync(LinkOf(page, rel));
            Assert.Equal((HttpStatusCode.OK, "image/png", "public, max-age=31536000, immutable"), (made.StatusCode, made.Content.Headers.ContentType?.MediaType, made.Headers.CacheControl!.ToString()));
            Assert.Equal((side, side), SizeOf(await made.Content.ReadAsByteArrayAsync()));
        }
        Assert.Equal(LinkOf(page, "icon"), await LeadsToAsync(shop));
        // Its header shows the logo.
        Assert.Matches($"<a class=\"logo\" href=\"/\"><(picture|img)[^§]*{picture.Blob:N}", page);
        // Below the shared host the same, with the shop's path before it.
        using var shared_ = shared.App.Dashboard();
        Assert.StartsWith("/store/iconic/media/", LinkOf(await shared_.GetStringAsync("/store/iconic/"), "icon"));
        // No other size is ever made, and no other shop has it.
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync($"/media/{picture.Id:N}/icon-64.png")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/media/{picture.Id:N}/icon-32.png")).StatusCode);
        Assert.StartsWith("/icon.svg", LinkOf(await other.GetStringAsync("/"), "icon"));
        // The change stands in the log.
        var changes = await north.ReadAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.Action == "settings.change" && e.SubjectId == north.StoreId).CountAsync());
        Assert.True(changes >= 1);

        // A drawing is for tabs alone; the old one in its place leads on.
        var drawing = await UploadAsync(north, System.Text.Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" fill=\"#123456\"/></svg>"), "sign.svg");
        await PatchAsync(north, new { iconUrl = drawing.Url });
        page = await PageUntilAsync(shop, html => LinkOf(html, "icon") == drawing.Url);
        Assert.Null(LinkOf(page, "apple-touch-icon"));
        Assert.Equal(drawing.Url, (await shop.GetAsync($"/media/{drawing.Id:N}/icon-32.png")).Headers.Location!.ToString());

        // One in use is not deleted by accident, and with force it is taken out.
        Assert.Equal(HttpStatusCode.Conflict, (await north.Http.DeleteAsync($"{north.Api}/media/{drawing.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/media/{drawing.Id}?force=true")).StatusCode);
        await PageUntilAsync(shop, html => LinkOf(html, "icon") == letter);
        var (_, store) = await PatchAsync(north, new { logoUrl = (string?)null });
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (store.GetProperty("iconUrl").ValueKind, store.GetProperty("logoUrl").ValueKind));
    }

    [Fact]
    public void A_store_says_how_it_stands()
    {
        StoreEntry Store(bool open) => new(Guid.Empty, "Acme", "Acme", "acme", open);
        var then = new DateTimeOffset(2027, 3, 4, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["Live", "Closed", "Suspended", "Archived", "Deleted on 4 March 2027", "Being made, 40%"],
            new[] { Store(true), Store(false), Store(false) with { Suspended = true }, Store(false) with { ArchivedAt = then }, Store(false) with { ArchivedAt = then, EndsAt = then }, Store(false) with { Made = 40 } }.Select(s => s.State));
    }

    private static string? LinkOf(string html, string rel) => System.Text.RegularExpressions.Regex.Match(html, $"<link rel=\"{rel}\" href=\"([^\"]+)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    private static async Task<string> LeadsToAsync(HttpClient shop)
    {
        using var answer = await shop.GetAsync("/favicon.ico");
        Assert.Equal((HttpStatusCode.Redirect, "public, max-age=3600"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        return answer.Headers.Location!.ToString();
    }

    // Processes hear of a change a moment after its commit.
    private static async Task<string> PageUntilAsync(HttpClient shop, Func<string, bool> holds)
    {
        var html = "";
        await StoreLifeWorld.UntilAsync(async () => holds(html = await shop.GetStringAsync("/")), "The page did not change.");
        return html;
    }

    private static (int, int) SizeOf(byte[] png) => (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    private static async Task<(int Status, JsonElement Body)> PatchAsync(Merchant merchant, object body)
    {
        using var answer = await merchant.Http.PatchAsJsonAsync(merchant.Api, body);
        return ((int)answer.StatusCode, await answer.JsonAsync());
    }

    private static Task<MediaFile> UploadAsync(Merchant merchant, byte[] bytes, string name) => merchant.InAsync(s => s.GetRequiredService<UploadFile>().RunAsync(merchant.StoreId, new MemoryStream(bytes), name, "store", "", CancellationToken.None));
}
