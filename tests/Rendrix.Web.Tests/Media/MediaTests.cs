using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Catalog;
using static Rendrix.Web.Tests.Media.TestPictures;

namespace Rendrix.Web.Tests.Media;

public sealed class MediaTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_picture_is_kept_once_and_served_to_its_shop_alone()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var first = await UploadAsync(north, Png(3, 2), "../../<mug>‮gnp.png");
        var second = await UploadAsync(north, Png(3, 2), "again.png");
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(("image/png", 3, 2, "muggnp.png"), (first.ContentType, first.Width, first.Height, first.Name));

        using var shop = app.Shop("north");
        var served = await shop.GetAsync(first.Url);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal(("image/png", "nosniff", "public, max-age=31536000, immutable"), (served.Content.Headers.ContentType!.MediaType, served.Headers.GetValues("X-Content-Type-Options").Single(), served.Headers.GetValues("Cache-Control").Single()));
        Assert.Equal(Png(3, 2), await served.Content.ReadAsByteArrayAsync());
        using var other = app.Shop("south");
        foreach (var path in new[] { first.Url, first.Url.Replace(".png", ".svg", StringComparison.Ordinal), "/media/..%2f..%2fetc%2fpasswd", "/media/x.png", $"/media/{Guid.NewGuid():N}.png" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync(first.Url.Replace(".png", ".svg", StringComparison.Ordinal))).StatusCode);
        using var stranger = app.Dashboard();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(first.Url)).StatusCode);
        using var byPath = app.Dashboard();
        Assert.Equal(HttpStatusCode.OK, (await byPath.GetAsync("/store/north" + first.Url)).StatusCode);
    }

    [Fact]
    public async Task The_library_is_filled_listed_and_emptied_over_http()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Png(3, 2)), "file", "mug.png" }, { new StringContent("A mug"), "altText" } };
        var answer = await north.Http.PostAsync($"{north.Api}/media/upload", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var id = (await answer.JsonAsync()).GetProperty("id").GetGuid();
        var mug = await north.CreateAsync(new { name = "Mug", price = 1, images = new[] { new { mediaId = id } } });
        Assert.Equal("A mug", mug.GetProperty("images")[0].GetProperty("altText").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await north.Http.DeleteAsync($"{north.Api}/media/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/products/{mug.GetProperty("id").GetGuid()}")).StatusCode);
        Assert.Equal(1, (await (await north.Http.GetAsync($"{north.Api}/media")).JsonAsync()).GetProperty("data").GetArrayLength());
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/media/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Http.DeleteAsync($"{north.Api}/media/{id}")).StatusCode);
        using var wrong = new MultipartFormDataContent { { new StringContent("<html>"), "file", "mug.png" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsync($"{north.Api}/media/upload", wrong)).StatusCode);
    }

    [Fact]
    public async Task Long_requests_of_one_organization_are_few_at_once_and_another_does_not_wait_for_them()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var running = app.Services.GetRequiredService<LongRequests>();
        var places = Enumerable.Range(0, LongRequests.Most).Select(_ => running.Take(north.TenantId)).ToList();
        foreach (var send in new Func<Merchant, Task<HttpResponseMessage>>[] { m => m.Http.GetAsync($"{m.Api}/products/export"), m => m.Http.PostAsync($"{m.Api}/media/upload", new MultipartFormDataContent { { new ByteArrayContent(Png(3, 2)), "file", "mug.png" } }) })
        {
            using var refused = await send(north);
            Assert.Equal((HttpStatusCode.TooManyRequests, "2"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
            Assert.Equal("RATE_LIMITED", (await refused.JsonAsync()).GetProperty("code").GetString());
            using var next = await send(south);
            Assert.True(next.IsSuccessStatusCode, await next.Content.ReadAsStringAsync());
        }
        places[0].Dispose();
        // A place is given back with the whole answer, whether it was streamed or refused further in.
        for (var i = 0; i < LongRequests.Most; i++)
        {
            Assert.StartsWith("slug,", (await north.Http.GetStringAsync($"{north.Api}/products/export")).TrimStart('\ufeff'), StringComparison.OrdinalIgnoreCase);
            using var wrong = await north.Http.PostAsync($"{north.Api}/media/upload", new MultipartFormDataContent { { new StringContent("<html>"), "file", "mug.png" } });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }
    }

    [Fact]
    public async Task An_svg_is_cleaned_and_paints_without_running_and_comes_small()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var svg = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12\" height=\"8\"></svg>");
        var theirs = await UploadAsync(north, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" onload=\"alert(1)\"><path d=\"M0 0h9\"/></svg>"u8.ToArray(), "x.svg");
        var file = await north.InAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(CancellationToken.None);
            var added = await MediaFiles.AddAsync(db, s.GetRequiredService<FileStore>(), north.StoreId, svg, "art.svg", "products", "", isOurArt: true, DateTimeOffset.UtcNow, CancellationToken.None);
            await db.CommitAsync(CancellationToken.None);
            return added;
        });
        Assert.Equal((12, 8), (file.Width, file.Height));
        using var shop = app.Shop("north");
        var served = await shop.GetAsync(file.Url);
        Assert.Equal("image/svg+xml", served.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", served.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("onload", await shop.GetStringAsync(theirs.Url), StringComparison.Ordinal);

        using var small = new HttpRequestMessage(HttpMethod.Get, file.Url);
        small.Headers.AcceptEncoding.ParseAdd("gzip, br");
        var packed = await shop.SendAsync(small);
        Assert.Equal("br", packed.Content.Headers.ContentEncoding.Single());
        await using var unpacked = new System.IO.Compression.BrotliStream(await packed.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var text = new StreamReader(unpacked);
        Assert.Equal(Encoding.UTF8.GetString(svg), await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Giants_liars_and_torn_files_are_refused_from_their_first_bytes()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        foreach (var bytes in (byte[][])[PngHeader(50_000, 50_000), PngHeader(1, 500_000_000), PngHeader(0, 1), [], "<html>"u8.ToArray(), "GIF89a"u8.ToArray(), [0xFF, 0xD8, 0xFF], [.. Png(1, 1).AsSpan(0, 20)], "BM"u8.ToArray(), "%PDF-1.4"u8.ToArray()])
            await Assert.ThrowsAsync<RefusedException>(() => UploadAsync(north, bytes, "x.png"));
        await Assert.ThrowsAsync<RefusedException>(() => UploadAsync(north, [.. Png(1, 1), .. new byte[MediaFiles.MaxBytes]], "x.png"));
        Assert.Equal(0, await north.ReadAsync(db => db.MediaFiles.CountAsync()));
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2606:4700::1111", true)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool isPublic) => Assert.Equal(isPublic, SafeHttp.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task No_inside_address_is_ever_connected_to()
    {
        using var canary = new TcpListener(IPAddress.Any, 0);
        canary.Start();
        using var client = SafeHttp.CreateClient();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        foreach (var url in new[] { $"http://127.0.0.1:{port}/", "http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://user@127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/", "http://169.254.169.254/latest/meta-data" })
        {
            var (content, problem, _) = await SafeHttp.GetAsync(client, url, 1000, CancellationToken.None);
            Assert.Null(content);
            Assert.NotEmpty(problem);
        }
        // The socket itself refuses as well, whatever stands before it.
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync($"http://127.0.0.1:{port}/"));
        Assert.False(canary.Pending());
    }

    private static Task<Rendrix.Media.MediaFile> UploadAsync(Merchant merchant, byte[] bytes, string name) =>
        merchant.InAsync(s => s.GetRequiredService<UploadFile>().RunAsync(merchant.StoreId, new MemoryStream(bytes), name, "products", "", CancellationToken.None));
}
