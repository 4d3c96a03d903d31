using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Content;
using Rendrix.Identity;
using Rendrix.Web.Content.Templates;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Content;

/// <summary>Pages over HTTP: the whole life of one, and everything that is no page.</summary>
public sealed class PageApiTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private RunningApp App => fixture.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_life_of_a_page()
    {
        using var north = await Merchant.OpenAsync(App, "page-life");
        var (_, page, tag) = await SendAsync(north, "POST", "/pages", new { title = "About us", seo = new { description = "Who we are" } }, HttpStatusCode.Created);
        var at = "/pages/" + page.GetProperty("id").GetGuid();
        Assert.Equal(("standard", "about-us", "/pages/about-us", "draft", "Who we are"), (Text(page, "type"), Text(page, "slug"), Text(page, "path"), Text(page, "status"), Text(page.GetProperty("seo"), "description")));

        (_, page, var newer) = await SendAsync(north, "PATCH", at, new { document = Heading("First"), baseRevision = 1 }, HttpStatusCode.OK, ("If-Match", tag!));
        Assert.Equal(2, page.GetProperty("draftRevision").GetInt32());
        await SendAsync(north, "PATCH", at, new { title = "Stale" }, HttpStatusCode.PreconditionFailed, ("If-Match", tag!));
        var (_, stale, _) = await SendAsync(north, "PATCH", at, new { document = Heading("Lost"), baseRevision = 1 }, HttpStatusCode.PreconditionFailed);
        Assert.Equal(("PRECONDITION_FAILED", 2), (Text(stale, "code"), stale.GetProperty("draftRevision").GetInt32()));

        var (_, first, _) = await SendAsync(north, "POST", at + "/publish", new { note = "Opening", baseVersion = 0 }, HttpStatusCode.OK, ("If-Match", newer!));
        Assert.Equal((1, "Opening", true), (first.GetProperty("number").GetInt32(), Text(first, "note"), first.GetProperty("live").GetBoolean()));
        Assert.Contains("First", await ShopAsync("page-life", "/pages/about-us"), StringComparison.Ordinal);

        await SendAsync(north, "PATCH", at, new { document = Heading("Second") }, HttpStatusCode.OK);
        Assert.Contains("First", await ShopAsync("page-life", "/pages/about-us"), StringComparison.Ordinal);
        var (_, lateComer, _) = await SendAsync(north, "POST", at + "/publish", new { baseVersion = 0 }, HttpStatusCode.PreconditionFailed);
        Assert.Contains("Version 1 went live while you were looking", Text(lateComer, "detail"), StringComparison.Ordinal);
        await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.OK);

        var (_, restored, _) = await SendAsync(north, "POST", at + "/versions/1/restore", new { keepDraft = true }, HttpStatusCode.OK);
        Assert.Equal((3, 1), (restored.GetProperty("number").GetInt32(), restored.GetProperty("restoredFrom").GetInt32()));
        Assert.Contains("First", await ShopAsync("page-life", "/pages/about-us"), StringComparison.Ordinal);
        (_, page, _) = await SendAsync(north, "GET", at, null, HttpStatusCode.OK);
        Assert.Equal(("changed", "Second"), (Text(page, "status"), Text(page.GetProperty("document").GetProperty("root").GetProperty("slots").GetProperty("children")[0].GetProperty("props"), "Text")));

        var (_, versions, _) = await SendAsync(north, "GET", at + "/versions?limit=2", null, HttpStatusCode.OK);
        Assert.Equal([3, 2], versions.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("number").GetInt32()));
        (_, versions, _) = await SendAsync(north, "GET", $"{at}/versions?limit=2&cursor={Text(versions, "nextCursor")}", null, HttpStatusCode.OK);
        Assert.Equal([1], versions.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("number").GetInt32()));
        var (_, one, _) = await SendAsync(north, "GET", at + "/versions/2", null, HttpStatusCode.OK);
        Assert.Equal("page", Text(one.GetProperty("document").GetProperty("root"), "type"));

        // A new address leads visitors of the old one on, in one step however often it changes.
        await SendAsync(north, "PATCH", at, new { slug = "our-story" }, HttpStatusCode.OK);
        await SendAsync(north, "PATCH", at, new { slug = "story" }, HttpStatusCode.OK);
        using var shop = App.Shop("page-life");
        foreach (var old in new[] { "/pages/about-us", "/pages/our-story", "/pages/About-Us/" })
        {
            using var moved = await shop.GetAsync(new Uri(old + "?ref=mail", UriKind.Relative), Ct);
            Assert.Equal((HttpStatusCode.MovedPermanently, "/pages/story?ref=mail"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
        }
        // Back again: the page answers at its first address itself, and the chain is turned round.
        await SendAsync(north, "PATCH", at, new { slug = "about-us" }, HttpStatusCode.OK);
        Assert.Contains("First", await ShopAsync("page-life", "/pages/about-us"), StringComparison.Ordinal);
        using (var moved = await shop.GetAsync(new Uri("/pages/story", UriKind.Relative), Ct)) Assert.Equal("/pages/about-us", moved.Headers.Location!.OriginalString);

        await SendAsync(north, "DELETE", at, null, HttpStatusCode.NoContent);
        await SendAsync(north, "DELETE", at, null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_tenants_pages_are_not_there_whatever_is_asked_of_them()
    {
        using var north = await Merchant.OpenAsync(App, "mine-pages");
        using var south = await Merchant.OpenAsync(App, "their-pages");
        var (_, theirs, _) = await SendAsync(south, "POST", "/pages", new { title = "Theirs" }, HttpStatusCode.Created);
        var id = theirs.GetProperty("id").GetGuid();
        var (_, redirect, _) = await SendAsync(south, "POST", "/redirects", new { from = "/old", to = "/pages/theirs" }, HttpStatusCode.Created);
        foreach (var store in new[] { north.StoreId, south.StoreId })
            foreach (var (method, path, body) in new (string, string, object?)[]
            {
                ("GET", $"/pages/{id}", null), ("PATCH", $"/pages/{id}", new { title = "Mine" }), ("DELETE", $"/pages/{id}", null), ("POST", $"/pages/{id}/restore", null), ("POST", $"/pages/{id}/publish", null), ("POST", $"/pages/{id}/review", null),
                ("GET", $"/pages/{id}/versions", null), ("GET", $"/pages/{id}/versions/1", null), ("POST", $"/pages/{id}/versions/1/restore", null), ("GET", $"/pages/{id}/export", null), ("GET", $"/pages/{id}/checks", null),
                ("GET", $"/pages/{id}/preview-links", null), ("POST", $"/pages/{id}/preview-links", null), ("GET", $"/pages/{id}/schedules", null), ("POST", $"/pages/{id}/schedules", new { publishAt = DateTimeOffset.UtcNow.AddDays(1) }),
                ("GET", $"/redirects/{redirect.GetProperty("id").GetGuid()}", null), ("DELETE", $"/redirects/{redirect.GetProperty("id").GetGuid()}", null),
            })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/stores/{store}{path}") { Content = body is null ? null : JsonContent.Create(body) };
                using var answer = await north.Http.SendAsync(request, Ct);
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{method} {path} in store {(store == north.StoreId ? "mine" : "theirs")} answered {answer.StatusCode}");
            }
        Assert.Empty((await SendAsync(north, "GET", "/pages", null, HttpStatusCode.OK)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_deleted_page_is_restored()
    {
        using var north = await Merchant.OpenAsync(App, "page-back");
        var (_, page, _) = await SendAsync(north, "POST", "/pages", new { title = "About us" }, HttpStatusCode.Created);
        var at = "/pages/" + page.GetProperty("id").GetGuid();
        await SendAsync(north, "DELETE", at, null, HttpStatusCode.NoContent);
        await SendAsync(north, "GET", at, null, HttpStatusCode.NotFound);
        await SendAsync(north, "POST", "/pages", new { title = "Other", slug = "about-us" }, HttpStatusCode.Created);
        var (_, taken, _) = await SendAsync(north, "POST", at + "/restore", null, HttpStatusCode.Conflict);
        Assert.Equal("ALREADY_EXISTS", Text(taken, "code"));
        var (_, all, _) = await SendAsync(north, "GET", "/pages", null, HttpStatusCode.OK);
        await SendAsync(north, "DELETE", "/pages/" + Assert.Single(all.GetProperty("data").EnumerateArray()).GetProperty("id").GetGuid(), null, HttpStatusCode.NoContent);
        var (_, back, _) = await SendAsync(north, "POST", at + "/restore", null, HttpStatusCode.OK);
        Assert.Equal("about-us", Text(back, "slug"));
        await SendAsync(north, "GET", at, null, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Several_pages_are_planned_listed_with_conflicts_and_called_off()
    {
        using var north = await Merchant.OpenAsync(App, "plan-north");
        using var south = await Merchant.OpenAsync(App, "plan-south");
        var ids = new List<Guid>();
        foreach (var title in new[] { "Sale", "News" }) ids.Add((await SendAsync(north, "POST", "/pages", new { title }, HttpStatusCode.Created)).Body.GetProperty("id").GetGuid());
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddDays(8));
        var (_, made, _) = await SendAsync(north, "POST", "/schedules", new { name = "Sale week", publishAt = from, revertAt = until, pageIds = ids, theme = true }, HttpStatusCode.Created);
        Assert.Equal(("site", "waiting", true, 2, 0), (Text(made, "kind"), Text(made, "state"), made.GetProperty("theme").GetBoolean(), made.GetProperty("pageIds").GetArrayLength(), made.GetProperty("conflicts").GetArrayLength()));
        await SendAsync(north, "POST", "/schedules", new { name = "Again", publishAt = from.AddDays(1), pageIds = ids.Take(1) }, HttpStatusCode.Conflict);
        var (_, second, _) = await SendAsync(north, "POST", "/schedules", new { name = "Again", publishAt = from.AddDays(1), pageIds = ids.Take(1), allowOverlap = true }, HttpStatusCode.Created);
        Assert.Equal("Sale week changes Sale at the same time.", Assert.Single(second.GetProperty("conflicts").EnumerateArray()).GetString());
        await SendAsync(north, "POST", "/schedules", new { name = "Never", pageIds = ids }, HttpStatusCode.BadRequest);
        var (_, all, _) = await SendAsync(north, "GET", "/schedules", null, HttpStatusCode.OK);
        Assert.Equal(["Sale week", "Again"], all.GetProperty("data").EnumerateArray().Select(p => Text(p, "name")));
        Assert.Empty((await SendAsync(south, "GET", "/schedules", null, HttpStatusCode.OK)).Body.GetProperty("data").EnumerateArray());
        await SendAsync(south, "DELETE", "/schedules/" + made.GetProperty("id").GetGuid(), null, HttpStatusCode.NotFound);
        await SendAsync(north, "DELETE", "/schedules/" + made.GetProperty("id").GetGuid(), null, HttpStatusCode.NoContent);
        await SendAsync(north, "DELETE", "/schedules/" + made.GetProperty("id").GetGuid(), null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_no_page_is_refused_by_name_and_the_live_page_stays()
    {
        using var north = await Merchant.OpenAsync(App, "bad-pages");
        var (_, page, _) = await SendAsync(north, "POST", "/pages", new { title = "Steady", document = Heading("Steady words") }, HttpStatusCode.Created);
        var at = "/pages/" + page.GetProperty("id").GetGuid();
        await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.OK);

        static string Block(string id, string props = "{}", string slots = "{}", string type = "heading") => "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"props\":" + props + ",\"slots\":" + slots + "}";
        static string Doc(string children) => "{\"document\":{\"schema\":1,\"root\":" + Block("root", slots: "{\"children\":[" + children + "]}", type: "page") + "}}";
        var deep = Block("d0");
        for (var i = 1; i < 20; i++) deep = Block("d" + i, slots: $$"""{"children":[{{deep}}]}""");
        foreach (var (what, json, status) in new (string, string, int)[]
        {
            ("a million blocks", Doc(string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $$"""{"id":"n{{i}}","type":"x"}"""))), 413),
            ("more blocks than a page holds", Doc(string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$"""{"id":"n{{i}}","type":"heading"}"""))), 400),
            ("a text of 5 MB", Doc(Block("a", $$"""{"Text":"{{new string('x', 5_000_000)}}"}""")), 413),
            ("one id twice, as in a cycle", Doc(Block("a", slots: $$"""{"children":[{{Block("a")}}]}""")), 400),
            ("the root inside itself", Doc(Block("root")), 400),
            ("too deep", Doc(deep), 400),
            ("a setting that is an object", Doc(Block("a", """{"Text":{"a":1}}""")), 400),
            ("an id that is markup", Doc(Block("<script>")), 400),
            ("a character no text holds", Doc(Block("a", """{"Text":"\u0000"}""")), 400),
            ("half a character", Doc(Block("a", """{"Text":"\ud800"}""")), 400),
            ("a slot that is no list", Doc(Block("a", slots: """{"children":5}""")), 400),
            ("slots that are a list", """{"document":{"schema":1,"root":{"id":"root","type":"page","slots":[]}}}""", 400),
            ("settings that are a list", Doc("""{"id":"a","type":"heading","props":["Text"]}"""), 400),
            ("a form of a later version", """{"document":{"schema":2,"root":{"id":"root","type":"page"}}}""", 400),
            ("a form that is no number", """{"document":{"schema":"1","root":{"id":"root","type":"page"}}}""", 400),
            ("no root", """{"document":{"blocks":[]}}""", 400),
            ("a list for a document", """{"document":[]}""", 400),
            ("a number for a document", """{"document":7}""", 400),
            ("an unknown field", """{"documnet":{}}""", 400),
        })
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await north.Http.PatchAsync(new Uri(north.Api + at, UriKind.Relative), body, Ct);
            Assert.True((int)answer.StatusCode == status, $"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        }

        // Whoever sends too much is told how much is not, and valid JSON is not called invalid.
        foreach (var (json, says) in new[]
        {
            (Doc(Block("a", $$"""{"Text":"{{new string('x', 1_100_000)}}"}""")), "at most 1 MB"),
            (string.Concat(Enumerable.Repeat("""{"document":""", 5_000)) + "1" + new string('}', 5_000), "at most 64 levels"),
        })
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await north.Http.PatchAsync(new Uri(north.Api + at, UriKind.Relative), body, Ct);
            Assert.Contains(says, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        // Unknown kinds and script are kept in the draft as what they are; publishing names them, and no shopper ever sees them.
        const string Script = """{"Text":"<script>alert(1)</script>"}""", Rich = """{"Html":"<p onclick=\"x()\">Hi<script>alert(1)</script></p>"}""";
        var odd = Doc(string.Join(',', Block("g", """{"Any":"kept"}""", type: "gadget"), Block("s", Script), Block("b", """{"Link":"javascript:alert(1)"}""", type: "button"), Block("r", Rich, type: "rich_text")));
        using (var body = new StringContent(odd, Encoding.UTF8, "application/json")) Assert.Equal(HttpStatusCode.OK, (await north.Http.PatchAsync(new Uri(north.Api + at, UriKind.Relative), body, Ct)).StatusCode);
        var (_, refused, _) = await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.BadRequest);
        Assert.Equal(["document.blocks.g", "document.blocks.b"], refused.GetProperty("errors").EnumerateObject().Select(e => e.Name));
        var (_, draft, _) = await SendAsync(north, "GET", at, null, HttpStatusCode.OK);
        Assert.Equal("kept", Text(draft.GetProperty("document").GetProperty("root").GetProperty("slots").GetProperty("children")[0].GetProperty("props"), "Any"));
        Assert.Contains("Steady words", await ShopAsync("bad-pages", "/pages/steady"), StringComparison.Ordinal);

        var clean = Doc(Block("s", Script) + "," + Block("r", Rich, type: "rich_text"));
        using (var body = new StringContent(clean, Encoding.UTF8, "application/json")) await north.Http.PatchAsync(new Uri(north.Api + at, UriKind.Relative), body, Ct);
        await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.OK);
        var html = await ShopAsync("bad-pages", "/pages/steady");
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("onclick", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_publish_at_once_with_one_view_make_one_version()
    {
        using var north = await Merchant.OpenAsync(App, "race-pages");
        var (_, page, _) = await SendAsync(north, "POST", "/pages", new { title = "Race" }, HttpStatusCode.Created);
        var at = north.Api + "/pages/" + page.GetProperty("id").GetGuid() + "/publish";
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => north.Http.PostAsJsonAsync(at, new { baseVersion = 0 }, Ct)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task A_page_goes_into_a_file_and_out_of_it_in_another_store()
    {
        using var north = await Merchant.OpenAsync(App, "export-pages");
        using var south = await Merchant.OpenAsync(App, "import-pages");
        var (_, page, _) = await SendAsync(north, "POST", "/pages", new { title = "Story", document = Heading("Told once"), seo = new { title = "Our story", noIndex = true } }, HttpStatusCode.Created);
        var (_, file, _) = await SendAsync(north, "GET", $"/pages/{page.GetProperty("id").GetGuid()}/export", null, HttpStatusCode.OK);
        Assert.Equal(("rendrix.page", 1), (Text(file, "kind"), file.GetProperty("format").GetInt32()));
        var (_, copy, _) = await SendAsync(south, "POST", "/pages/import", file, HttpStatusCode.Created);
        Assert.Equal(("story", "Our story", true, "draft"), (Text(copy, "slug"), Text(copy.GetProperty("seo"), "title"), copy.GetProperty("seo").GetProperty("noIndex").GetBoolean(), Text(copy, "status")));
        Assert.Equal(page.GetProperty("document").GetRawText(), copy.GetProperty("document").GetRawText());
        var (_, again, _) = await SendAsync(south, "POST", "/pages/import", file, HttpStatusCode.Created);
        Assert.Equal("story-2", Text(again, "slug"));
        await SendAsync(south, "POST", "/pages/import", new { kind = "something.else", format = 9 }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Redirects_by_hand_are_flat_and_never_turn_in_a_circle()
    {
        using var north = await Merchant.OpenAsync(App, "redirect-pages");
        var (_, one, tag) = await SendAsync(north, "POST", "/redirects", new { from = "/Summer", to = "/products" }, HttpStatusCode.Created);
        Assert.Equal(("/summer", "/products"), (Text(one, "from"), Text(one, "to")));
        await SendAsync(north, "POST", "/redirects", new { from = "/summer/", to = "/cart" }, HttpStatusCode.Conflict);
        await SendAsync(north, "POST", "/redirects", new { from = "/a", to = "/a" }, HttpStatusCode.BadRequest);
        foreach (var wrong in new[] { "javascript:alert(1)", "//evil.example", "http://evil.example", "", "/with space" })
            await SendAsync(north, "POST", "/redirects", new { from = "/wrong", to = wrong }, HttpStatusCode.BadRequest);
        var (_, chain, _) = await SendAsync(north, "POST", "/redirects", new { from = "/older", to = "/summer" }, HttpStatusCode.Created);
        Assert.Equal("/products", Text(chain, "to"));
        // /summer would lead to /older, which leads to /products since the chain was shortened: no circle, and both end in one step.
        var (_, turned, _) = await SendAsync(north, "PATCH", "/redirects/" + one.GetProperty("id").GetGuid(), new { to = "/older" }, HttpStatusCode.OK, ("If-Match", tag!));
        Assert.Equal("/products", Text(turned, "to"));
        using var shop = App.Shop("redirect-pages");
        using (var moved = await shop.GetAsync(new Uri("/older", UriKind.Relative), Ct)) Assert.Equal((HttpStatusCode.MovedPermanently, "/products"), (moved.StatusCode, moved.Headers.Location!.OriginalString));
        // A page that is there is never hidden.
        await SendAsync(north, "POST", "/redirects", new { from = "/products", to = "/cart" }, HttpStatusCode.Created);
        using (var there = await shop.GetAsync(new Uri("/products", UriKind.Relative), Ct)) Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task Many_redirects_are_read_from_a_file_each_bad_row_has_its_reason_and_a_second_reading_changes_nothing()
    {
        using var north = await Merchant.OpenAsync(App, "redirect-file");
        using var south = await Merchant.OpenAsync(App, "redirect-file-2");
        await SendAsync(south, "POST", "/redirects", new { from = "/a", to = "/theirs" }, HttpStatusCode.Created);
        await SendAsync(north, "POST", "/redirects", new { from = "/start", to = "/a" }, HttpStatusCode.Created);
        // As Shopify writes it, with whole addresses, a chain in the wrong order, a circle, and what cannot be.
        const string File = "\uFEFFRedirect from,Redirect to\r\n/A,/b\r\nhttps://old.example/c/,/a\r\n/b,/products\r\n/products-old,https://else.example/x?y=1\r\n/products,/c\r\n/d?x=1,/a\r\n,/a\r\n/e,javascript:alert(1)\r\n/f,/f\r\n/a,/other\r\n/g,\"/unclosed /x\"\r\n";
        var tried = await ReadAsync(north, File, "?dryRun=true");
        Assert.Equal((true, 4, 0, 0, 7), Sums(tried));
        Assert.Equal([6, 7, 8, 9, 10, 11, 12], tried.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("line").GetInt32()));
        Assert.Single((await SendAsync(north, "GET", "/redirects", null, HttpStatusCode.OK)).Body.GetProperty("data").EnumerateArray());

        Assert.Equal((false, 4, 0, 0, 7), Sums(await ReadAsync(north, File)));
        Assert.Equal((false, 0, 0, 4, 7), Sums(await ReadAsync(north, File)));
        // What was there before leads to the new end too, in one step; the other shop's is its own.
        var kept = (await SendAsync(north, "GET", "/redirects", null, HttpStatusCode.OK)).Body.GetProperty("data").EnumerateArray().ToDictionary(r => Text(r, "from")!, r => Text(r, "to"));
        Assert.Equal(new Dictionary<string, string?> { ["/start"] = "/products", ["/a"] = "/products", ["/b"] = "/products", ["/c"] = "/products", ["/products-old"] = "https://else.example/x?y=1" }, kept.OrderBy(r => r.Key).ToDictionary());
        Assert.Equal("/theirs", Text((await SendAsync(south, "GET", "/redirects", null, HttpStatusCode.OK)).Body.GetProperty("data")[0], "to"));

        // Its own export says what is so already.
        using var export = await north.Http.GetAsync(new Uri($"/api/v1/stores/{north.StoreId}/redirects/export", UriKind.Relative), Ct);
        Assert.Equal((false, 0, 0, 5, 0), Sums(await ReadAsync(north, await export.Content.ReadAsStringAsync(Ct))));
        foreach (var (file, word) in new[] { ("", "empty"), ("one,two\n/a,/b\n", "column from"), ("PK\u0003\u0004rest", "zip"), ("from,to\n\"/a,/b\n", "never closed") })
            Assert.Contains(word, (await ReadAsync(north, file, "", HttpStatusCode.BadRequest)).GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("10,000 rows", (await ReadAsync(north, "from,to\n" + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"/old-{i},/x\n")), "", HttpStatusCode.BadRequest)).GetProperty("errors").GetProperty("file")[0].GetString(), StringComparison.Ordinal);
        // A full store says so row by row, and keeps what fits.
        Assert.Equal((false, 9995, 0, 0, 5), Sums(await ReadAsync(north, "from,to\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"/old-{i},/x\n")))));

        static (bool, int, int, int, int) Sums(JsonElement read) => (read.GetProperty("dryRun").GetBoolean(), read.GetProperty("added").GetInt32(), read.GetProperty("changed").GetInt32(), read.GetProperty("unchanged").GetInt32(), read.GetProperty("failed").GetInt32());
        static async Task<JsonElement> ReadAsync(Merchant merchant, string file, string query = "", HttpStatusCode expected = HttpStatusCode.OK)
        {
            using var content = new StringContent(file, Encoding.UTF8, "text/csv");
            using var answer = await merchant.Http.PostAsync(new Uri($"/api/v1/stores/{merchant.StoreId}/redirects/import{query}", UriKind.Relative), content, Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.StatusCode == expected, body);
            return JsonDocument.Parse(body).RootElement;
        }
    }

    [Fact]
    public async Task A_writer_changes_words_over_the_api_and_asks_for_review()
    {
        using var north = await Merchant.OpenAsync(App, "writer-pages");
        var (_, page, _) = await SendAsync(north, "POST", "/pages", new { title = "Words", document = Heading("Before") }, HttpStatusCode.Created);
        var at = "/pages/" + page.GetProperty("id").GetGuid();
        await RoleAsync(north, Role.Writer);
        await SendAsync(north, "PATCH", at, new { document = Heading("After") }, HttpStatusCode.OK);
        var (_, refused, _) = await SendAsync(north, "PATCH", at, new { document = new { schema = 1, root = new { id = "root", type = "page", props = new { }, slots = new { children = Array.Empty<object>() } } } }, HttpStatusCode.Forbidden);
        Assert.StartsWith("Your role changes texts, pictures and links", Text(refused, "detail"), StringComparison.Ordinal);
        await SendAsync(north, "PATCH", at, new { title = "Another" }, HttpStatusCode.Forbidden);
        await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.Forbidden);
        await SendAsync(north, "POST", "/pages", new { title = "New" }, HttpStatusCode.Forbidden);
        var (_, asked, _) = await SendAsync(north, "POST", at + "/review", new { note = "Please look" }, HttpStatusCode.OK);
        Assert.Equal("Please look", Text(asked, "reviewNote"));
        await RoleAsync(north, Role.Owner);
        await SendAsync(north, "POST", at + "/publish", null, HttpStatusCode.OK);
        var (_, done, _) = await SendAsync(north, "GET", at, null, HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, done.GetProperty("reviewAskedAt").ValueKind);
    }

    [Fact]
    public async Task Lists_are_filtered_paged_and_repeated_posts_make_one_page()
    {
        using var north = await Merchant.OpenAsync(App, "list-pages");
        for (var i = 0; i < 5; i++) await SendAsync(north, "POST", "/pages", new { title = "Page " + i }, HttpStatusCode.Created);
        var key = ("Idempotency-Key", "one-" + Guid.NewGuid());
        var (_, first, _) = await SendAsync(north, "POST", "/pages", new { title = "Once", type = "policy" }, HttpStatusCode.Created, key);
        var (_, repeated, _) = await SendAsync(north, "POST", "/pages", new { title = "Once", type = "policy" }, HttpStatusCode.Created, key);
        Assert.Equal(first.GetProperty("id").GetGuid(), repeated.GetProperty("id").GetGuid());
        var (_, list, _) = await SendAsync(north, "GET", "/pages?limit=4&include=total", null, HttpStatusCode.OK);
        Assert.Equal((4, 6), (list.GetProperty("data").GetArrayLength(), list.GetProperty("total").GetInt32()));
        (_, list, _) = await SendAsync(north, "GET", $"/pages?limit=4&cursor={Text(list, "nextCursor")}", null, HttpStatusCode.OK);
        Assert.Equal((2, JsonValueKind.Null), (list.GetProperty("data").GetArrayLength(), list.GetProperty("nextCursor").ValueKind));
        Assert.Equal(1, (await SendAsync(north, "GET", "/pages?type=policy", null, HttpStatusCode.OK)).Body.GetProperty("data").GetArrayLength());
        Assert.Equal(0, (await SendAsync(north, "GET", "/pages?status=draft&q=%25", null, HttpStatusCode.OK)).Body.GetProperty("data").GetArrayLength());
        await SendAsync(north, "GET", "/pages?status=nonsense", null, HttpStatusCode.BadRequest);
    }

    private static object Heading(string text) => new { schema = 1, root = new { id = "root", type = "page", props = new { }, slots = new { children = new[] { new { id = "h1", type = "heading", props = new Dictionary<string, string> { ["Text"] = text }, slots = new { } } } } } };

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    [Fact]
    public async Task Template_rules_are_read_and_replaced_as_a_whole()
    {
        using var north = await Merchant.OpenAsync(App, "rules-north");
        using var south = await Merchant.OpenAsync(App, "rules-south");
        var gifts = await App.InScopeAsync(s => s.GetRequiredService<OpenTemplate>().AddAsync(north.TenantId, north.StoreId, PageType.Product, "Gifts", Ct));
        const string At = "/template-rules/product";
        var (_, rules, tag) = await SendAsync(north, "GET", At, null, HttpStatusCode.OK);
        Assert.Equal(("product", "USD", 0), (Text(rules, "kind"), Text(rules, "currency"), rules.GetProperty("rules").GetArrayLength()));
        (_, rules, var newer) = await SendAsync(north, "PUT", At, new { rules = new object[] { new { templateId = gifts, tags = new[] { " Gift ", "gift" }, priceTo = "20.00" }, new { templateId = gifts, types = new[] { "digital" } } } }, HttpStatusCode.OK, ("If-Match", tag!));
        var first = rules.GetProperty("rules")[0];
        Assert.Equal((gifts, "gift", "20.00", 0), (first.GetProperty("templateId").GetGuid(), first.GetProperty("tags")[0].GetString(), Text(first, "priceTo"), first.GetProperty("matching").GetInt32()));
        Assert.Equal(1, first.GetProperty("tags").GetArrayLength());
        // Rules of the other kind are no reason to look again, those of this kind are.
        await SendAsync(north, "PUT", "/template-rules/collection", new { rules = Array.Empty<object>() }, HttpStatusCode.OK);
        await SendAsync(north, "PUT", At, new { rules = Array.Empty<object>() }, HttpStatusCode.PreconditionFailed, ("If-Match", tag!));
        // A list that was read can be written back; two never get one id.
        var id = first.GetProperty("id").GetGuid();
        (_, rules, _) = await SendAsync(north, "PUT", At, new { rules = new[] { new { id, templateId = gifts, tags = new[] { "a" } }, new { id, templateId = gifts, tags = new[] { "b" } } } }, HttpStatusCode.OK, ("If-Match", newer!));
        Assert.Equal((id, 2), (rules.GetProperty("rules")[0].GetProperty("id").GetGuid(), rules.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetGuid()).Distinct().Count()));

        foreach (var (body, field) in new (object, string)[]
        {
            (new { }, "rules"), (new { rules = new object?[] { null } }, "rules[0]"), (new { rules = new[] { new { tags = new[] { "a" } } } }, "rules[0].templateId"), (new { rules = new[] { new { templateId = gifts } } }, "rules[0]"),
            (new { rules = new[] { new { templateId = Guid.NewGuid(), tags = new[] { "a" } } } }, "rules[0].templateId"), (new { rules = new[] { new { templateId = gifts, categoryIds = new[] { Guid.NewGuid() } } } }, "rules[0].categoryIds"),
            (new { rules = new[] { new { templateId = gifts, priceFrom = "9.999" } } }, "rules[0].priceFrom"), (new { rules = new[] { new { templateId = gifts, priceFrom = "9", priceTo = "8" } } }, "rules[0].priceFrom"),
            (new { rules = Enumerable.Repeat(new { templateId = gifts, tags = new[] { "a" } }, 51) }, "rules"),
        })
        {
            var (_, problem, _) = await SendAsync(north, "PUT", At, body, HttpStatusCode.BadRequest);
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), field + " is not named: " + problem);
        }
        var (_, wrong, _) = await SendAsync(north, "PUT", "/template-rules/collection", new { rules = new[] { new { templateId = gifts, tags = new[] { "a" } } } }, HttpStatusCode.BadRequest);
        Assert.True(wrong.GetProperty("errors").TryGetProperty("rules[0].tags", out _));
        await SendAsync(north, "GET", "/template-rules/cart", null, HttpStatusCode.NotFound);
        // Another tenant's template is none, and another tenant's rules are not there.
        var (_, foreign, _) = await SendAsync(south, "PUT", At, new { rules = new[] { new { templateId = gifts, tags = new[] { "a" } } } }, HttpStatusCode.BadRequest);
        Assert.True(foreign.GetProperty("errors").TryGetProperty("rules[0].templateId", out _));
        using var theirs = await south.Http.GetAsync(north.Api + At, Ct);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
    }

    private static async Task<(HttpResponseHeaders Headers, JsonElement Body, string? Tag)> SendAsync(Merchant merchant, string method, string path, object? body, HttpStatusCode expected, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), merchant.Api + path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await merchant.Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return (answer.Headers, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers.ETag?.Tag);
    }

    private async Task<string> ShopAsync(string subdomain, string path)
    {
        using var shop = App.Shop(subdomain);
        // The cache hears of a change a moment after its commit.
        for (var i = 0; ; i++)
        {
            using var answer = await shop.GetAsync(new Uri(path, UriKind.Relative), Ct);
            if (answer.IsSuccessStatusCode || i == 50) return await answer.Content.ReadAsStringAsync(Ct);
            await Task.Delay(50, Ct);
        }
    }

    private async Task RoleAsync(Merchant merchant, Role role) => await App.InScopeAsync(async services =>
    {
        await using var db = await services.GetRequiredService<Web.Platform.Data.TenantTransactions>().BeginGlobalAsync(Ct);
        await db.Memberships.Where(m => m.OrganizationId == merchant.TenantId).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, role), Ct);
        var user = await db.Memberships.Where(m => m.OrganizationId == merchant.TenantId).Select(m => m.UserId).SingleAsync(Ct);
        await db.CommitAsync(Ct);
        services.GetRequiredService<Web.Identity.SessionWatch>().Forget(user);
        return true;
    });
}
