using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tests.Catalog;
using static Rendrix.Web.Tests.Media.TestPictures;

namespace Rendrix.Web.Tests.Media;

/// <summary>The library of a store with another tenant's beside it: sizes, places, replacing, cropping, deleting.</summary>
public sealed class LibraryTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_size_is_made_once_however_many_ask_and_no_other_ever()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var file = await UploadAsync(north, Jpeg(700, 500), "mug.jpg");
        var facts = PictureFacts.Of(file);
        using var shop = app.Shop("north");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => PictureWidths.Of(700)).Select(width => shop.GetAsync(facts.Sized(width), Ct)));
        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, "image/webp"), (a.StatusCode, a.Content.Headers.ContentType!.MediaType)));
        Assert.Equal("public, max-age=31536000, immutable", answers[0].Headers.GetValues("Cache-Control").Single());
        // The background wants the same four.
        await app.Services.GetRequiredService<OutboxWorker>().DrainAsync(Ct);
        Assert.Equal(4, app.Services.GetRequiredService<Renditions>().Made);

        using var again = new HttpRequestMessage(HttpMethod.Get, facts.Sized(320));
        again.Headers.IfNoneMatch.Add(answers[0].Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await shop.SendAsync(again, Ct)).StatusCode);
        var stem = facts.Path[..39];
        foreach (var path in new[] { stem + "/333.webp", stem + "/0320.webp", stem + "/-320.webp", stem + "/960.webp", stem + "/320.jpg", stem + "/320.webp.tmp", $"/media/{Guid.NewGuid():N}/320.webp", stem + "/..%2f320.webp" })
            Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync(path, Ct)).StatusCode);
        using var other = app.Shop("south");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(facts.Sized(320), Ct)).StatusCode);
        Assert.Equal(4, app.Services.GetRequiredService<Renditions>().Made);
    }

    [Fact]
    public async Task A_picture_is_drawn_in_its_sizes_and_follows_its_focal_point_and_alt_text()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var file = await UploadAsync(north, Jpeg(700, 500), "mug.jpg");
        await north.CreateAsync(new { name = "Mug", status = "active", price = "4.00", images = new[] { new { mediaId = file.Id } } });
        using var shop = app.Shop("north");
        var before = await shop.GetStringAsync("/products", Ct);
        Assert.Contains($"srcset=\"/media/{file.Id:N}/320.webp 320w, /media/{file.Id:N}/480.webp 480w, /media/{file.Id:N}/640.webp 640w, /media/{file.Id:N}/700.webp 700w\"", before, StringComparison.Ordinal);
        Assert.Contains("background-color:#", before, StringComparison.Ordinal);
        Assert.DoesNotContain("object-position", before, StringComparison.Ordinal);

        var changed = await north.Http.PatchAsJsonAsync($"{north.Api}/media/{file.Id}", new { focalX = 20, focalY = 30, altText = "A blue mug" }, Ct);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Ct));
        var after = await shop.GetStringAsync("/products", Ct);
        for (var i = 0; i < 100 && !after.Contains("object-position", StringComparison.Ordinal); i++) { await Task.Delay(20, Ct); after = await shop.GetStringAsync("/products", Ct); }
        Assert.Contains("object-position:20% 30%", after, StringComparison.Ordinal);
        Assert.Contains("alt=\"A blue mug\"", after, StringComparison.Ordinal);
        foreach (var wrong in new object[] { new { focalX = 101 }, new { focalY = -1 }, new { altText = new string('a', 501) }, new { folder = "../etc" }, new { name = " " } })
            Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PatchAsJsonAsync($"{north.Api}/media/{file.Id}", wrong, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_replacement_is_taken_back_to_the_byte_while_the_picture_before_is_kept()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var file = await UploadAsync(north, Png(40, 30), "mug.png");
        using var shop = app.Shop("north");
        async Task<byte[]> ServedAsync() => await shop.GetByteArrayAsync(PictureFacts.Of(await north.ReadAsync(db => db.MediaFiles.AsNoTracking().SingleAsync(f => f.Id == file.Id, Ct))).Path, Ct);
        Task<MediaFile> ReplaceAsync(byte[] bytes) => north.InAsync(s => s.GetRequiredService<ReplaceFile>().RunAsync(north.StoreId, file.Id, new MemoryStream(bytes), Ct));
        Task<MediaFile> BackAsync(Merchant by) => by.InAsync(s => s.GetRequiredService<UnreplaceFile>().RunAsync(by.StoreId, file.Id, Ct));
        var first = await ServedAsync();

        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => BackAsync(north))).Refusal.Status);
        await ReplaceAsync(Png(50, 30));
        Assert.NotEqual(first, await ServedAsync());
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => BackAsync(south))).Refusal.Status);
        var back = await BackAsync(north);
        Assert.Equal((40, file.Hash, null, null), (back.Width, back.Hash, back.BlobId, back.Replaced));
        Assert.Equal(first, await ServedAsync());

        // Only the last replacement can be taken back, and not to a picture that is in the library as another file by now.
        await ReplaceAsync(Png(60, 30));
        await ReplaceAsync(Png(70, 30));
        Assert.Equal(60, (await BackAsync(north)).Width);
        await ReplaceAsync(Png(80, 30));
        await UploadAsync(north, Png(60, 30), "again.png");
        var taken = await Assert.ThrowsAsync<RefusedException>(() => BackAsync(north));
        Assert.Equal(("ALREADY_EXISTS", "The picture before is in the library again, as again.png. Choose that one instead."), (taken.Refusal.Code, taken.Refusal.Message));
    }

    [Fact]
    public async Task Every_place_of_a_file_is_known_and_deleting_it_says_so_or_takes_it_out()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var file = await UploadAsync(north, Png(40, 30), "mug.png");
        var unused = await UploadAsync(north, Png(40, 30, seed: 3), "other.png");
        var mug = (await north.CreateAsync(new { name = "Mug", status = "active", price = "4.00", images = new[] { new { mediaId = file.Id } } })).GetProperty("id").GetGuid();
        await north.InAsync(async s =>
        {
            await using var db = await s.GetRequiredService<Rendrix.Web.Platform.Data.TenantTransactions>().BeginAsync(Ct);
            var now = DateTimeOffset.UtcNow;
            db.Categories.Add(new Rendrix.Catalog.Category { Id = Guid.CreateVersion7(now), StoreId = north.StoreId, Name = "Mugs", Slug = "mugs", ImageUrl = file.Url, CreatedAt = now, UpdatedAt = now });
            string Document(string image) => Rendrix.Content.PageDocument.Of(Rendrix.Blocks.BlockNode.Create("image", id: "a").With("Image", image)).ToJson();
            void Page(string title, string draft, params string[] versions)
            {
                var id = Guid.CreateVersion7(now);
                db.Pages.Add(new Rendrix.Content.Page { Id = id, StoreId = north.StoreId, Title = title, Slug = title.ToLowerInvariant(), Type = Rendrix.Content.PageType.Standard, Draft = draft, PublishedNumber = versions.Length, CreatedAt = now, UpdatedAt = now });
                for (var n = 1; n <= versions.Length; n++) db.PageVersions.Add(new Rendrix.Content.PageVersion { Id = Guid.CreateVersion7(now), PageId = id, StoreId = north.StoreId, Number = n, Document = versions[n - 1], PublishedAt = now });
            }
            Page("Both", Document(file.Url), Document(file.Url));
            Page("Draft", Document(file.Url), Document(unused.Url));
            Page("Earlier", Document(""), Document(file.Url), Document(""));
            Page("Live", Document(""), Document(file.Url));
            Page("Nothing", Document(""));
            await db.CommitAsync(Ct);
            return 0;
        });
        Assert.Equal(6, (await north.ReadAsync(db => db.UsesOfAsync(north.StoreId, file.Id, Ct))).Count);
        var uses = (await (await north.Http.GetAsync($"{north.Api}/media/{file.Id}/uses", Ct)).JsonAsync()).EnumerateArray().Select(u => $"{u.GetProperty("kind").GetString()} {u.GetProperty("name").GetString()} {u.GetProperty("state").GetString()}".Trim()).ToList();
        Assert.Equal(["page Both live and draft", "page Draft draft", "page Earlier earlier version", "page Live live", "product Mug", "category Mugs"], uses);

        foreach (var path in new[] { "", "/uses" }) Assert.Equal(HttpStatusCode.NotFound, (await south.Http.GetAsync($"{south.Api}/media/{file.Id}{path}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.PatchAsJsonAsync($"{south.Api}/media/{file.Id}", new { altText = "mine" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.DeleteAsync($"{south.Api}/media/{file.Id}?force=true", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.PostAsJsonAsync($"{south.Api}/media/{file.Id}/crop", new { left = 0, top = 0, width = 20, height = 20 }, Ct)).StatusCode);

        var refused = await north.Http.DeleteAsync($"{north.Api}/media/{file.Id}", Ct);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Both, Draft, Earlier and 3 more", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/media/{unused.Id}?force=true", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/media/{file.Id}?force=true", Ct)).StatusCode);
        var product = await north.ReadAsync(db => db.Products.Include(p => p.Images).SingleAsync(p => p.Id == mug));
        Assert.Null(product.CoverUrl);
        Assert.Empty(product.Images);
        Assert.Null(await north.ReadAsync(db => db.Categories.Where(c => c.StoreId == north.StoreId).Select(c => c.ImageUrl).SingleAsync()));
        using var shop = app.Shop("north");
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync(file.Url, Ct)).StatusCode);
        Assert.DoesNotContain($"/media/{file.Id:N}", await shop.GetStringAsync("/pages/live", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_picture_changes_everywhere_under_a_new_address()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var file = await UploadAsync(north, Jpeg(700, 500), "mug.jpg");
        var other = await UploadAsync(north, Png(50, 50), "other.png");
        await north.CreateAsync(new { name = "Mug", status = "active", price = "4.00", images = new[] { new { mediaId = file.Id } } });
        using var shop = app.Shop("north");
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync(PictureFacts.Of(file).Sized(320), Ct)).StatusCode);

        var replaced = await north.InAsync(s => s.GetRequiredService<ReplaceFile>().RunAsync(north.StoreId, file.Id, new MemoryStream(Png(500, 400, seed: 9)), Ct));
        Assert.Equal((file.Id, "image/png", 500), (replaced.Id, replaced.ContentType, replaced.Width));
        var newest = await shop.GetAsync(file.Url, Ct);
        Assert.Equal(HttpStatusCode.Redirect, newest.StatusCode);
        Assert.Equal($"/media/{replaced.Blob:N}.png", newest.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync(newest.Headers.Location.OriginalString, Ct)).StatusCode);
        Assert.Equal($"/media/{replaced.Blob:N}/320.webp", (await shop.GetAsync($"/media/{file.Id:N}/320.webp", Ct)).Headers.Location!.OriginalString);
        var page = await shop.GetStringAsync("/products", Ct);
        Assert.Contains($"/media/{replaced.Blob:N}/480.webp 480w", page, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => north.InAsync(s => s.GetRequiredService<ReplaceFile>().RunAsync(north.StoreId, file.Id, new MemoryStream(Png(50, 50)), Ct)));
    }

    [Fact]
    public async Task A_crop_is_a_picture_of_its_own_and_the_whole_one_stays()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var whole = await UploadAsync(north, Png(400, 200), "mug.png");
        await north.InAsync(s => s.GetRequiredService<ChangeFile>().RunAsync(north.StoreId, whole.Id, new FileChange(Alt: "A mug", FocalX: 75, FocalY: 50), Ct));
        var part = await (await north.Http.PostAsJsonAsync($"{north.Api}/media/{whole.Id}/crop", new { left = 200, top = 0, width = 200, height = 200 }, Ct)).JsonAsync();
        Assert.Equal((200, 200, "A mug", whole.Id, 50), (part.GetProperty("width").GetInt32(), part.GetProperty("height").GetInt32(), part.GetProperty("altText").GetString(), part.GetProperty("cropOf").GetGuid(), part.GetProperty("focalX").GetInt32()));
        // Cutting the part anew begins from the whole picture.
        var second = await (await north.Http.PostAsJsonAsync($"{north.Api}/media/{part.GetProperty("id").GetGuid()}/crop", new { left = 0, top = 0, width = 400, height = 100 }, Ct)).JsonAsync();
        Assert.Equal((400, whole.Id), (second.GetProperty("width").GetInt32(), second.GetProperty("cropOf").GetGuid()));
        foreach (var box in new[] { new { left = 0, top = 0, width = 401, height = 100 }, new { left = -1, top = 0, width = 20, height = 20 }, new { left = 0, top = 0, width = 3, height = 3 }, new { left = int.MaxValue, top = 0, width = 20, height = 20 } })
            Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsJsonAsync($"{north.Api}/media/{whole.Id}/crop", box, Ct)).StatusCode);
        Assert.Equal(400, await north.ReadAsync(db => db.MediaFiles.Where(f => f.Id == whole.Id).Select(f => f.Width).SingleAsync()));
    }

    [Fact]
    public async Task The_library_is_searched_filtered_and_paged_and_takes_no_inside_address()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        await UploadAsync(south, Png(20, 20), "south mug.png");
        foreach (var (name, seed) in new[] { ("Blue mug.png", 1), ("red_mug.png", 2), ("100% wool.png", 3) }) await UploadAsync(north, Png(20 + seed, 20, seed), name);
        await UploadAsync(north, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>"u8.ToArray(), "logo.svg");
        await UploadAsync(north, MovingGif(), "blink.gif");

        async Task<List<string>> NamesAsync(string query) => [.. (await (await north.Http.GetAsync($"{north.Api}/media?{query}", Ct)).JsonAsync()).GetProperty("data").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        Assert.Equal(["red_mug.png", "Blue mug.png"], await NamesAsync("q=mug"));
        Assert.Equal(["Blue mug.png"], await NamesAsync("q=mug%20BLUE"));
        Assert.Equal(["red_mug.png"], await NamesAsync("q=_"));
        Assert.Equal(["logo.svg"], await NamesAsync("kind=drawing"));
        Assert.Equal(["blink.gif"], await NamesAsync("kind=animation"));
        Assert.Empty(await NamesAsync("folder=editor"));

        foreach (var sort in new[] { "newest", "name", "largest" })
        {
            var seen = new List<Guid>();
            await north.ReadAsync(async db =>
            {
                for (string? after = null; ;)
                {
                    var page = await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == north.StoreId).Fitting(new MediaFilter(Sort: sort), after).Take(2).ToListAsync(Ct);
                    seen.AddRange(page.Select(f => f.Id));
                    if (page.Count < 2) return 0;
                    after = MediaQueries.CursorOf(page[^1], sort);
                }
            });
            Assert.Equal((5, 5), (seen.Count, seen.Distinct().Count()));
        }
        foreach (var url in new[] { "http://127.0.0.1/x.png", "http://localhost/x.png", "http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]/x.png", "not an address", "", "https://user:pass@example.com/x.png", "http://example.com:8080/x.png" })
        {
            var answer = await north.Http.PostAsJsonAsync($"{north.Api}/media/fetch", new { url }, Ct);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("The address is not one of a public web server", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
    }

    private static Task<MediaFile> UploadAsync(Merchant merchant, byte[] bytes, string name) =>
        merchant.InAsync(s => s.GetRequiredService<UploadFile>().RunAsync(merchant.StoreId, new MemoryStream(bytes), name, "products", "", CancellationToken.None));
}
