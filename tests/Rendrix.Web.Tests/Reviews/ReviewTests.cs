using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Refusals;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Reviews;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Reviews;

/// <summary>Reviews on a real database, always with two merchants present: who may write, what becomes of it, and that ratings are exact.</summary>
public sealed class ReviewTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private static int _shops;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RunningApp App => fixture.App;

    [Fact]
    public async Task A_buyer_reviews_once_by_the_link_of_the_mail_and_the_rating_follows_what_is_published()
    {
        using var north = await OpenAsync();
        using var south = await OpenAsync();
        using var shop = App.Shop(north.Subdomain);
        using var guest = App.Dashboard();
        var (mug, email) = (await MugAsync(north), $"ada@{north.Subdomain}.example");
        var order = await BuyAsync(north, mug, email);
        Assert.DoesNotContain("/review?of=", await shop.GetStringAsync($"/orders/{order.Number}?token={order.Secret}", Ct), StringComparison.Ordinal);
        Assert.True((await north.Http.PostAsJsonAsync($"{north.Api}/orders/{order.Id}/fulfill", new { }, Ct)).IsSuccessStatusCode);
        var mail = (await ApiCaller.MailsAsync(App, email, 2)).Single(m => Text(m, "subject").Contains("on its way", StringComparison.Ordinal));
        var link = new Uri(mail.GetProperty("links").EnumerateArray().Select(l => l.GetString()!).Single(l => l.Contains("/review?of=", StringComparison.Ordinal))).PathAndQuery;
        Assert.Contains(link, await shop.GetStringAsync($"/orders/{order.Number}?token={order.Secret}", Ct), StringComparison.Ordinal);

        var form = new HtmlParser().ParseDocument(await shop.GetStringAsync(link, Ct));
        Assert.Contains("verified purchase", form.QuerySelector("form")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ada", form.QuerySelector("#author")!.GetAttribute("value"));
        var of = form.QuerySelector("[name=of]")!.GetAttribute("value")!;
        var wrong = await SendAsync(shop, ("of", of), ("title", "Kept <as> typed"), ("author", "Ada"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var again = new HtmlParser().ParseDocument(await wrong.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("Kept <as> typed", 2), (again.QuerySelector("#title")!.GetAttribute("value"), again.QuerySelectorAll(".alert li").Length));
        var sent = await SendAsync(shop, ("of", of), ("product", "blue-mug"), ("rating", "4"), ("title", "Holds a lot"), ("text", "Two <b>cups</b>."), ("author", "Ada M."));
        Assert.Equal((HttpStatusCode.SeeOther, "/review/thanks?product=blue-mug"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        Assert.Contains("as soon as somebody has read it", await shop.GetStringAsync("/review/thanks?product=blue-mug", Ct), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(shop, ("of", of), ("rating", "1"), ("text", "again"), ("author", "Ada"))).StatusCode);
        Assert.Contains("You reviewed this already", await shop.GetStringAsync(link, Ct), StringComparison.Ordinal);
        // Nobody reads it yet, and the shop's figures say so.
        Assert.DoesNotContain("aggregateRating", await shop.GetStringAsync("/products/blue-mug", Ct), StringComparison.Ordinal);
        var pending = Assert.Single((await JsonAsync(north.Http, $"{north.Api}/reviews?status=pending")).GetProperty("data").EnumerateArray());
        Assert.Equal((4, "Two <b>cups</b>.", true, order.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), "Blue mug"), (pending.GetProperty("rating").GetInt32(), Text(pending, "text"), pending.GetProperty("verified").GetBoolean(), Text(pending, "orderNumber"), Text(pending, "productName")));
        var id = pending.GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.GetAsync($"{south.Api}/reviews/{id}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await south.Http.PatchAsJsonAsync($"{north.Api}/reviews/{id}", new { status = "published" }, Ct)).StatusCode);

        // Kept before, drawn anew after.
        await KeptAsync(shop, "/products/blue-mug");
        Assert.True((await north.Http.PatchAsJsonAsync($"{north.Api}/reviews/{id}", new { status = "published", reply = "Thank you.\nCome again." }, Ct)).IsSuccessStatusCode);
        var page = new HtmlParser().ParseDocument(await UntilAsync(shop, "/products/blue-mug", "aggregateRating"));
        var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement.GetProperty("aggregateRating");
        Assert.Equal(("4", 1), (Text(data, "ratingValue"), data.GetProperty("reviewCount").GetInt32()));
        Assert.Equal(["Ada M."], page.QuerySelectorAll(".rev-by strong").Select(e => e.TextContent));
        Assert.Contains("Two <b>cups</b>.", page.QuerySelector(".rev-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Come again.", page.QuerySelector(".rev-reply")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("4.0 of 5 stars, 1 review", page.QuerySelector(".product-rating svg")!.GetAttribute("aria-label"));
        Assert.Contains("Holds a lot", await shop.GetStringAsync("/products/blue-mug/reviews", Ct), StringComparison.Ordinal);
        var told = await JsonAsync(guest, $"/api/storefront/{north.Subdomain}/products/blue-mug");
        Assert.Equal((4m, 1), (told.GetProperty("rating").GetProperty("average").GetDecimal(), told.GetProperty("rating").GetProperty("count").GetInt32()));

        Assert.True((await north.Http.PatchAsJsonAsync($"{north.Api}/reviews/{id}", new { status = "rejected" }, Ct)).IsSuccessStatusCode);
        await UntilAsync(shop, "/products/blue-mug", "aggregateRating", gone: true);
        await ExactAsync(north);
    }

    [Fact]
    public async Task A_link_of_another_shop_of_a_cancelled_order_or_made_up_opens_nothing()
    {
        using var north = await OpenAsync();
        using var south = await OpenAsync();
        using var shop = App.Shop(north.Subdomain);
        var (kept, lost) = (await BuyAsync(north, await MugAsync(north), "kept@example.com"), await BuyAsync(south, await MugAsync(south), "south@example.com"));
        var cancelled = await BuyAsync(north, (await north.ReadAsync(db => db.Variants.Select(v => v.Id).FirstAsync(Ct))), "gone@example.com");
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/review?of=" + kept.Token, Ct)).StatusCode);
        Assert.True((await north.Http.PostAsJsonAsync($"{north.Api}/orders/{cancelled.Id}/cancel", new { }, Ct)).IsSuccessStatusCode);
        foreach (var bad in new[] { lost.Token, cancelled.Token, ReviewLink.Of("guess", ReviewLink.LineOf(kept.Token)!.Value)!, kept.Token[..32] + lost.Token[32..], "x", Guid.NewGuid().ToString("N") })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync("/review?of=" + bad, Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(shop, ("of", bad), ("product", "blue-mug"), ("rating", "5"), ("text", "x"), ("author", "x"))).StatusCode);
            var api = await WriteAsync(north, new { order = bad, rating = 5, text = "x", author = "x" });
            Assert.Equal((400, "order"), ((int)api.StatusCode, (await api.JsonAsync()).GetProperty("errors").EnumerateObject().Single().Name));
        }
        Assert.Equal(0, await north.ReadAsync(db => db.Reviews.CountAsync(Ct)) + await south.ReadAsync(db => db.Reviews.CountAsync(Ct)));
    }

    [Fact]
    public async Task Without_a_link_the_shop_decides_who_may_write_and_whether_it_shows_at_once()
    {
        using var north = await OpenAsync();
        using var shop = App.Shop(north.Subdomain);
        using var guest = App.Dashboard();
        await MugAsync(north);
        var review = new { product = "blue-mug", rating = 3, text = "Fine.", author = "Bo" };
        Assert.Equal(HttpStatusCode.Forbidden, (await WriteAsync(north, review)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await shop.GetAsync("/review?product=blue-mug", Ct)).StatusCode);
        Assert.DoesNotContain("class=\"rev", await shop.GetStringAsync("/products/blue-mug", Ct), StringComparison.Ordinal);

        var set = await (await north.Http.PatchAsJsonAsync(north.Api, new { reviewWriters = "everyone", holdReviews = false }, Ct)).JsonAsync();
        Assert.Equal(("everyone", false), (Text(set, "reviewWriters"), set.GetProperty("holdReviews").GetBoolean()));
        await UntilAsync(shop, "/products/blue-mug", "/review?product=blue-mug");
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/review?product=blue-mug", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync("/review?product=nothing", Ct)).StatusCode);

        // A program that fills in every field is thanked and forgotten; a form of another site is refused.
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(shop, ("product", "blue-mug"), ("rating", "1"), ("text", "spam"), ("author", "x"), ("website", "http://x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(shop, "cross-site", ("product", "blue-mug"), ("rating", "1"), ("text", "spam"), ("author", "x"))).StatusCode);
        Assert.Equal(0, await north.ReadAsync(db => db.Reviews.CountAsync(Ct)));

        var written = await (await WriteAsync(north, review)).JsonAsync();
        Assert.Equal(("published", false), (Text(written, "status"), written.GetProperty("verified").GetBoolean()));
        for (var n = 2; n <= 10; n++) Assert.Equal(HttpStatusCode.Created, (await WriteAsync(north, review)).StatusCode);
        var refused = await WriteAsync(north, review);
        Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), (refused.StatusCode, Text(await refused.JsonAsync(), "code")));
        await ExactAsync(north);

        // Pages continue behind a review and never by number.
        var first = await JsonAsync(guest, $"/api/storefront/{north.Subdomain}/products/blue-mug/reviews?limit=7&include=total");
        var rest = await JsonAsync(guest, $"/api/storefront/{north.Subdomain}/products/blue-mug/reviews?limit=7&cursor={Text(first, "nextCursor")}");
        Assert.Equal((10, 10), (first.GetProperty("total").GetInt32(), first.GetProperty("data").EnumerateArray().Concat(rest.GetProperty("data").EnumerateArray()).Select(r => r.GetProperty("id").GetGuid()).Distinct().Count()));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("nextCursor").ValueKind);

        await north.Http.PatchAsJsonAsync(north.Api, new { reviewWriters = "nobody" }, Ct);
        for (var left = 100; left > 0 && (await shop.GetAsync("/review?product=blue-mug", Ct)).StatusCode != HttpStatusCode.NotFound; left--) await Task.Delay(20, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.GetAsync("/review?product=blue-mug", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await WriteAsync(north, review)).StatusCode);
    }

    [Theory]
    [InlineData("""{"product":"blue-mug","rating":0,"text":"x","author":"x"}""", "rating")]
    [InlineData("""{"product":"blue-mug","rating":6,"text":"x","author":"x"}""", "rating")]
    [InlineData("""{"product":"blue-mug","rating":4.5,"text":"x","author":"x"}""", "rating")]
    [InlineData("""{"product":"blue-mug","rating":5,"author":"x"}""", "text")]
    [InlineData("""{"product":"blue-mug","rating":5,"text":"\u0000","author":"x"}""", "text")]
    [InlineData("""{"product":"blue-mug","rating":5,"text":"x","author":" "}""", "author")]
    [InlineData("""{"rating":5,"text":"x","author":"x"}""", "product")]
    [InlineData("""{"product":"blue-mug","rating":5,"text":"x","author":"x","status":"published"}""", "status")]
    [InlineData("""{"product":"blue-mug","rating":5,"text":"x","author":"x","tenantId":"0198a1f0-0000-7000-8000-000000000000"}""", "tenantId")]
    public async Task A_wrong_review_is_refused_by_field(string body, string field)
    {
        var north = await SharedAsync();
        using var guest = App.Dashboard();
        var answer = await guest.PostAsync($"/api/storefront/{north.Subdomain}/reviews", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task Staff_filter_page_judge_many_at_once_and_are_told_of_newer_versions()
    {
        using var north = await OpenAsync();
        using var south = await OpenAsync();
        await MugAsync(north);
        await MugAsync(south);
        var mine = await AddAsync(north, 9);
        var theirs = await AddAsync(south, 1);
        var (first, second) = (await JsonAsync(north.Http, $"{north.Api}/reviews?limit=6&include=total"), default(JsonElement));
        second = await JsonAsync(north.Http, $"{north.Api}/reviews?limit=6&cursor={Text(first, "nextCursor")}");
        Assert.Equal(mine.Order(), first.GetProperty("data").EnumerateArray().Concat(second.GetProperty("data").EnumerateArray()).Select(r => r.GetProperty("id").GetGuid()).Order());
        Assert.Equal(9, first.GetProperty("total").GetInt32());
        Assert.Equal(2, (await JsonAsync(north.Http, $"{north.Api}/reviews?rating=1")).GetProperty("data").GetArrayLength());
        Assert.Equal(1, (await JsonAsync(north.Http, $"{north.Api}/reviews?q=number%203")).GetProperty("data").GetArrayLength());
        foreach (var bad in new[] { "status=sold", "rating=6", "rating=x", "cursor=x", "q=%00", "limit=0" }) Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.GetAsync($"{north.Api}/reviews?{bad}", Ct)).StatusCode);

        var done = await (await north.Http.PostAsJsonAsync($"{north.Api}/reviews/bulk", new { ids = mine.Take(4).Append(theirs[0]).Append(Guid.NewGuid()), status = "published" }, Ct)).JsonAsync();
        Assert.Equal(mine.Take(4).Order(), done.GetProperty("changed").EnumerateArray().Select(i => i.GetGuid()).Order());
        Assert.Equal(ReviewStatus.Pending, await south.ReadAsync(db => db.Reviews.Select(r => r.Status).SingleAsync(Ct)));
        foreach (var bad in new object[] { new { ids = Array.Empty<Guid>(), status = "published" }, new { ids = mine }, new { status = "rejected" }, new { ids = mine, status = "sold" } })
            Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsJsonAsync($"{north.Api}/reviews/bulk", bad, Ct)).StatusCode);
        await ExactAsync(north);

        var read = await north.Http.GetAsync($"{north.Api}/reviews/{mine[0]}", Ct);
        var stale = read.Headers.ETag!;
        async Task<HttpStatusCode> ReplyAsync(string reply)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"{north.Api}/reviews/{mine[0]}") { Content = JsonContent.Create(new { reply }), Headers = { IfMatch = { stale } } };
            return (await north.Http.SendAsync(request, Ct)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.BadRequest, await ReplyAsync(new string('x', 2001)));
        Assert.Equal(HttpStatusCode.OK, await ReplyAsync("Thanks"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ReplyAsync("Thanks again"));
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/reviews/{mine[0]}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Http.DeleteAsync($"{north.Api}/reviews/{mine[0]}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Http.DeleteAsync($"{north.Api}/reviews/{theirs[0]}", Ct)).StatusCode);
        await ExactAsync(north);
    }

    [Fact]
    public async Task Ratings_are_exact_whoever_publishes_rejects_and_deletes_at_the_same_time()
    {
        using var north = await OpenAsync();
        await MugAsync(north);
        for (var n = 2; n <= 3; n++) await north.CreateAsync(new { name = $"Mug {n}", status = "active", price = "5.00" });
        var ids = await AddAsync(north, 40);
        var versions = await north.ReadAsync(db => db.Products.ToDictionaryAsync(p => p.Id, p => p.Version, Ct));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var round = 0; round < 6; round++)
            {
                Guid[] some = [.. ids.OrderBy(_ => random.Next()).Take(7)];
                await north.InAsync(async s =>
                {
                    var judge = s.GetRequiredService<JudgeReviews>();
                    if (round == 3) { try { await judge.DeleteAsync(north.StoreId, some[0], null, Ct); } catch (RefusedException e) when (e.Refusal.Status == 404) { /* another worker deleted it first, which is what this test is about */ } }
                    else await judge.SetStatusAsync(north.StoreId, some, (ReviewStatus)random.Next(3), Ct);
                    return 0;
                });
            }
        }, Ct)));
        Assert.True(await ExactAsync(north) > 0);
        // What shoppers think is no change of the merchant's: who is editing a product is not told that somebody else saved.
        Assert.Equal(versions, await north.ReadAsync(db => db.Products.ToDictionaryAsync(p => p.Id, p => p.Version, Ct)));
    }

    [Fact]
    public async Task Erasing_a_person_takes_their_name_off_and_nobody_elses()
    {
        using var north = await OpenAsync();
        using var south = await OpenAsync();
        foreach (var merchant in new[] { north, south })
        {
            var mug = await MugAsync(merchant);
            foreach (var email in new[] { "Ada@Example.com", "bo@example.com" })
                Assert.Equal(HttpStatusCode.Created, (await WriteAsync(merchant, new { order = (await BuyAsync(merchant, mug, email)).Token, rating = 5, text = "Good.", author = email })).StatusCode);
        }
        Assert.Equal(1, await north.InAsync(async s =>
        {
            await using var db = await s.GetRequiredService<TenantTransactions>().BeginAsync(north.TenantId, null, Ct);
            var erased = await Reviewers.EraseAsync(db, north.StoreId, " ada@example.com", Ct);
            await db.CommitAsync(Ct);
            return erased;
        }));
        Assert.Equal(["", "bo@example.com"], await north.ReadAsync(db => db.Reviews.Select(r => r.Author).OrderBy(a => a).ToListAsync(Ct)));
        Assert.Equal(2, await south.ReadAsync(db => db.Reviews.CountAsync(r => r.Author != "", Ct)));
    }

    private Task<Merchant> OpenAsync() => Merchant.OpenAsync(App, $"rev{Interlocked.Increment(ref _shops)}");

    private static Task<Merchant>? _shared;

    // For what is refused before anything is stored, one shop is enough.
    private async Task<Merchant> SharedAsync()
    {
        return await (_shared ??= OpenSharedAsync());

        async Task<Merchant> OpenSharedAsync()
        {
            var merchant = await OpenAsync();
            await MugAsync(merchant);
            await merchant.Http.PatchAsJsonAsync(merchant.Api, new { reviewWriters = "everyone" }, Ct);
            using var shop = App.Shop(merchant.Subdomain);
            for (var left = 300; left > 0 && !(await shop.GetAsync("/review?product=blue-mug", Ct)).IsSuccessStatusCode; left--) await Task.Delay(20, Ct);
            return merchant;
        }
    }

    // The variant of a product that is on sale.
    private static async Task<Guid> MugAsync(Merchant merchant) =>
        (await merchant.CreateAsync(new { name = "Blue mug", status = "active", price = "10.00", quantity = 50 })).GetProperty("variants")[0].GetProperty("id").GetGuid();

    private async Task<(Guid Id, long Number, string Secret, string Token)> BuyAsync(Merchant merchant, Guid variant, string email)
    {
        using var buyer = App.Dashboard();
        var checkout = await buyer.CheckoutAsync(merchant.Subdomain, await buyer.CartAsync(merchant.Subdomain, variant), email);
        var paid = await buyer.PayAsync(merchant.Subdomain, checkout.GetProperty("checkoutId").GetGuid());
        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync(Ct));
        var number = long.Parse((await paid.JsonAsync()).GetProperty("orderNumber").ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var order = await merchant.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.Number == number, Ct));
        return (order.Id, number, order.AccessToken, ReviewLink.Of(order.AccessToken, order.Lines[0].Id)!);
    }

    // Pending reviews over all products of the shop in turn, written straight into the table.
    private async Task<List<Guid>> AddAsync(Merchant merchant, int count)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, Ct);
        var products = await db.Products.OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(Ct);
        var reviews = Enumerable.Range(0, count).Select(n => new Review { Id = Guid.CreateVersion7(), StoreId = merchant.StoreId, ProductId = products[n % products.Count], Stars = n % 5 + 1, Text = $"number {n}", Author = "Bo", CreatedAt = DateTimeOffset.UtcNow }).ToList();
        db.Reviews.AddRange(reviews);
        await db.CommitAsync(Ct);
        return [.. reviews.Select(r => r.Id)];
    }

    // What stands on every product is what its published reviews come to, counted here from nothing; answers how many those are.
    private static Task<int> ExactAsync(Merchant merchant) => merchant.ReadAsync(async db =>
    {
        var published = (await db.Reviews.AsNoTracking().Where(r => r.Status == ReviewStatus.Published).ToListAsync(Ct)).ToLookup(r => r.ProductId);
        foreach (var product in await db.Products.AsNoTracking().ToListAsync(Ct))
            Assert.Equal(Enumerable.Range(1, 5).Select(stars => published[product.Id].Count(r => r.Stars == stars)), product.Ratings);
        return published.Sum(p => p.Count());
    });

    private async Task<HttpResponseMessage> WriteAsync(Merchant merchant, object review)
    {
        using var guest = App.Dashboard();
        return await guest.PostAsJsonAsync($"/api/storefront/{merchant.Subdomain}/reviews", review, Ct);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient shop, params (string Name, string Value)[] form) => SendAsync(shop, "same-origin", form);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient shop, string site, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/review") { Content = new FormUrlEncodedContent(form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))), Headers = { { "Sec-Fetch-Site", site } } };
        return await shop.SendAsync(request, Ct);
    }

    private static async Task KeptAsync(HttpClient shop, string path)
    {
        for (var left = 10; left > 0; left--)
            if ((await shop.GetAsync(path, Ct)).Headers.Age is not null) return;
        Assert.Fail($"{path} is not kept.");
    }

    // A change is told to the caches right after its commit; the page is asked for until it has heard.
    private static async Task<string> UntilAsync(HttpClient shop, string path, string words, bool gone = false)
    {
        for (var left = 300; left > 0; left--)
        {
            var page = await shop.GetStringAsync(path, Ct);
            if (page.Contains(words, StringComparison.Ordinal) != gone) return page;
            await Task.Delay(20, Ct);
        }
        throw new TimeoutException($"{path} {(gone ? "still" : "never")} says {words}.");
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path)
    {
        var answer = await http.GetAsync(path, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.JsonAsync();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
