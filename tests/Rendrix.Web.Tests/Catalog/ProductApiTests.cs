using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Rendrix.Web.Tests.Catalog;

public sealed class ProductApiTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_product_has_the_documented_shape_and_shows_in_the_shop_once_active()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var category = await (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = "Kitchen" })).JsonAsync();
        var mug = await north.CreateAsync(new { name = "Blue mug", description = "<p>Hi<script>x()</script></p>", status = "active", price = "49.99", compareAtPrice = 60, sku = "M-1", quantity = 10, tags = new[] { "New" }, categoryIds = new[] { category.GetProperty("id").GetGuid() }, seo = new { title = "T" } });
        Assert.Equal(("blue-mug", "active", "simple", "49.99", "60.00", "USD", 10), (Text(mug, "slug"), Text(mug, "status"), Text(mug, "type"), Text(mug, "price"), Text(mug, "compareAtPrice"), Text(mug, "currency"), mug.GetProperty("quantity").GetInt32()));
        Assert.Equal("<p>Hi</p>", Text(mug, "description"));
        var variant = Assert.Single(mug.GetProperty("variants").EnumerateArray());
        Assert.Equal(("M-1", "49.99", 10), (Text(variant, "sku"), Text(variant, "price"), variant.GetProperty("quantity").GetInt32()));
        await north.CreateAsync(new { name = "Hidden", price = 5 });

        using var shopper = app.Dashboard();
        var list = await (await shopper.GetAsync("/api/storefront/north/products?include=total&category=kitchen")).JsonAsync();
        var shown = Assert.Single(list.GetProperty("data").EnumerateArray());
        Assert.Equal(("Blue mug", "49.99", true, 1), (Text(shown, "name"), Text(shown, "price"), shown.GetProperty("available").GetBoolean(), list.GetProperty("total").GetInt32()));
        Assert.Equal(JsonValueKind.Null, list.GetProperty("nextCursor").ValueKind);
        var detail = await (await shopper.GetAsync("/api/storefront/north/products/blue-mug")).JsonAsync();
        Assert.Equal(variant.GetProperty("id").GetGuid(), detail.GetProperty("variants")[0].GetProperty("id").GetGuid());
        Assert.Equal("Kitchen", Text(detail.GetProperty("categories")[0], "name"));
        Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync("/api/storefront/north/products/hidden")).StatusCode);
        Assert.Equal(1, (await (await shopper.GetAsync("/api/storefront/north/categories/kitchen")).JsonAsync()).GetProperty("productCount").GetInt32());
        Assert.Equal(2, (await (await north.Http.GetAsync($"{north.Api}/products")).JsonAsync()).GetProperty("data").GetArrayLength());
        Assert.Equal(1, await north.ReadAsync(db => db.StockMovements.CountAsync()));
    }

    [Theory]
    [InlineData("""{"name":"A","price":"-1"}""", "price")]
    [InlineData("""{"name":"A","price":-1}""", "price")]
    [InlineData("""{"name":"A","price":"1.005"}""", "price")]
    [InlineData("""{"name":"A","price":"abc"}""", "price")]
    [InlineData("""{"name":"A","price":"1e3"}""", "price")]
    [InlineData("""{"name":"A","price":"1,5"}""", "price")]
    [InlineData("""{"name":"A","price":" 1"}""", "price")]
    [InlineData("""{"name":"A","price":"٣"}""", "price")]
    [InlineData("""{"name":"A","price":1e30}""", "price")]
    [InlineData("""{"name":"A","price":["1"]}""", "price")]
    [InlineData("""{"name":"A"}""", "price")]
    [InlineData("""{"price":"1"}""", "name")]
    [InlineData("""{"name":"","price":"1"}""", "name")]
    [InlineData("""{"name":"   ","price":"1"}""", "name")]
    [InlineData("""{"name":"A","price":"1","slug":"Not A Slug"}""", "slug")]
    [InlineData("""{"name":"A","price":"1","colour":"red"}""", "colour")]
    [InlineData("""{"name":"A","price":"1","currency":"EUR"}""", "currency")]
    [InlineData("""{"name":"A","price":"1","tenantId":"0198a1f0-0000-7000-8000-000000000000"}""", "tenantId")]
    [InlineData("""{"name":"A","price":"1","status":"sold"}""", "status")]
    [InlineData("""{"name":"A","price":"1","status":1}""", "status")]
    [InlineData("""{"name":"A","price":"1","quantity":-1}""", "quantity")]
    [InlineData("""{"name":"A","price":"1","quantity":1.5}""", "quantity")]
    [InlineData("""{"name":"A","price":"1","quantity":2147483648}""", "quantity")]
    [InlineData("""{"name":"A","price":"1","quantity":1000000001}""", "quantity")]
    [InlineData("""{"name":"A","price":"1","quantity":"5"}""", "quantity")]
    [InlineData("""{"name":"A","price":"1","options":[{"name":"Size","values":["S","S"]}]}""", "options[0].values")]
    [InlineData("""{"name":"A","price":"1","options":[{"name":"Size","values":["S"]},{"name":"size","values":["M"]}]}""", "options")]
    [InlineData("""{"name":"A","price":"1","options":[{"name":"Size","values":["S"]}],"variants":[{"price":"1"}]}""", "variants[0].options")]
    [InlineData("""{"name":"A","price":"1","options":[{"name":"Size","values":["S"]}],"variants":[{"options":{"Size":"XL"}}]}""", "variants[0].options")]
    [InlineData("""{"name":"A","price":"1","variants":[{"sku":"x","options":{"Size":"S"}},{"sku":"x","options":{"Size":"M"}}]}""", "variants[1].sku")]
    [InlineData("""{"name":"A","price":"1","variants":[{"options":{"Size":"S"}},{"options":{"Size":"S"}}]}""", "variants[1].options")]
    [InlineData("""{"name":"A","price":"1","tags":[null]}""", "tags")]
    [InlineData("""{"name":"A","price":"1","variants":[null]}""", "variants")]
    [InlineData("""{"name":"A","price":"1","images":[{"url":"javascript:alert(1)"}]}""", "images[0].url")]
    [InlineData("""{"name":"A","price":"1","images":[{"mediaId":"0198a1f0-0000-7000-8000-000000000000"}]}""", "images[0].url")]
    [InlineData("""{"name":"A","price":"1","categoryIds":["0198a1f0-0000-7000-8000-000000000000"]}""", "categoryIds")]
    [InlineData("""{"name":"A","price":"1","type":"house"}""", "type")]
    [InlineData("""{"name":"A\u0000","price":"1"}""", "name")]
    [InlineData("""{"name":"A","price":"1","name":"B"}""", "name")]
    public async Task A_wrong_product_is_refused_by_field_and_nothing_is_kept(string body, string field)
    {
        var (app, north) = await SharedAsync();
        var answer = await north.Http.PostAsync($"{north.Api}/products", Json(body));
        var problem = await answer.JsonAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, problem.ToString());
        Assert.Equal("VALIDATION_ERROR", Text(problem, "code"));
        Assert.NotEmpty(Text(problem, "requestId"));
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetProperty("errors").ToString());
        Assert.Equal(0, await north.ReadAsync(db => db.Products.CountAsync()));
        _ = app;
    }

    [Fact]
    public async Task Too_much_is_refused_too()
    {
        var (_, north) = await SharedAsync();
        var images = Enumerable.Range(0, 21).Select(i => new { url = $"https://x.example/{i}.png" }).ToArray();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { name = new string('a', 201), price = "1" }, "name"), (new { name = "A", price = "1", images }, "images"), (new { name = "A", price = "1", tags = Enumerable.Range(0, 101).Select(i => $"t{i}") }, "tags"),
            (new { name = "A", price = "1", description = new string('x', 50_001) }, "description"),
            (new { name = "A", price = "1", options = new[] { new { name = "A", values = Enumerable.Range(0, 50).Select(i => $"{i}") }, new { name = "B", values = Enumerable.Range(0, 41).Select(i => $"{i}") } } }, "options"),
        })
        {
            var answer = await north.Http.PostAsJsonAsync($"{north.Api}/products", body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty(field, out _));
        }
        Assert.Equal(0, await north.ReadAsync(db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task Options_make_variants_and_a_patch_keeps_what_it_does_not_name()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var tee = await north.CreateAsync(new { name = "Tee", price = "10", sku = "TEE", quantity = 3, options = new[] { new { name = "Size", values = new[] { "S", "M" } }, new { name = "Color", values = new[] { "Red", "Blue" } } } });
        Assert.Equal(("variable", 4, 12), (Text(tee, "type"), tee.GetProperty("variants").GetArrayLength(), tee.GetProperty("quantity").GetInt32()));
        Assert.Equal(["TEE-S-RED", "TEE-S-BLUE", "TEE-M-RED", "TEE-M-BLUE"], tee.GetProperty("variants").EnumerateArray().Select(v => Text(v, "sku")));
        var path = $"{north.Api}/products/{Text(tee, "id")}";
        var first = tee.GetProperty("variants")[0].GetProperty("id").GetGuid();

        var answer = await north.Http.PatchAsync(path, Json("""{"name":"Tee shirt","summary":"Soft"}"""));
        var patched = await answer.JsonAsync();
        Assert.Equal(("Tee shirt", "tee", 12), (Text(patched, "name"), Text(patched, "slug"), patched.GetProperty("quantity").GetInt32()));
        var etag = answer.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PatchAsync(path, Json("""{"price":"11"}"""))).StatusCode);
        var one = await (await north.Http.PatchAsync($"{path}/variants/{first}", Json("""{"price":"11.50","quantity":7,"sku":null}"""))).JsonAsync();
        Assert.Equal(("11.50", 7, JsonValueKind.Null), (Text(one, "price"), one.GetProperty("quantity").GetInt32(), one.GetProperty("sku").ValueKind));
        using (var stale = new HttpRequestMessage(HttpMethod.Patch, path) { Content = Json("""{"name":"X"}""") })
        {
            stale.Headers.IfMatch.Add(new EntityTagHeaderValue(etag));
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await north.Http.SendAsync(stale)).StatusCode);
        }
        var added = await north.Http.PostAsync($"{path}/variants", Json("""{"price":"12","options":{"Size":"L","Color":"Red"}}"""));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsync($"{path}/variants", Json("""{"price":"12","options":{"Size":"L"}}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{path}/variants/{first}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Http.DeleteAsync($"{path}/variants/{first}")).StatusCode);

        var page = await (await north.Http.GetAsync($"{path}/variants?limit=3&include=total")).JsonAsync();
        Assert.Equal((3, 4), (page.GetProperty("data").GetArrayLength(), page.GetProperty("total").GetInt32()));
        Assert.Equal(1, (await (await north.Http.GetAsync($"{path}/variants?limit=3&cursor={Text(page, "nextCursor")}")).JsonAsync()).GetProperty("data").GetArrayLength());
        Assert.Equal(["S", "M", "L"], (await (await north.Http.GetAsync(path)).JsonAsync()).GetProperty("options")[0].GetProperty("values").EnumerateArray().Select(v => v.GetString()));
    }

    [Fact]
    public async Task Slugs_and_skus_are_unique_in_a_store_and_free_elsewhere()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        await north.CreateAsync(new { name = "Mug", price = 1, sku = "M" });
        Assert.Equal("mug-2", Text(await north.CreateAsync(new { name = "Mug", price = 1 }), "slug"));
        var taken = await north.Http.PostAsJsonAsync($"{north.Api}/products", new { name = "Other", price = 1, slug = "mug", sku = "M" });
        var problem = await taken.JsonAsync();
        Assert.Equal((HttpStatusCode.Conflict, "ALREADY_EXISTS"), (taken.StatusCode, Text(problem, "code")));
        Assert.Contains("mug-3", problem.GetProperty("errors").GetProperty("slug")[0].GetString(), StringComparison.Ordinal);
        Assert.True(problem.GetProperty("errors").TryGetProperty("sku", out _));
        await south.CreateAsync(new { name = "Mug", price = 1, slug = "mug", sku = "M" });

        var races = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => north.Http.PostAsJsonAsync($"{north.Api}/products", new { name = "Race", price = 1, slug = "race" })));
        Assert.Equal(1, races.Count(r => r.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, races.Count(r => r.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Another_tenants_product_answers_like_one_that_never_was()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        using var south = await Merchant.OpenAsync(app, "south");
        var mug = await north.CreateAsync(new { name = "Mug", price = 1 });
        var category = await (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = "Kitchen" })).JsonAsync();
        foreach (var path in new[] { $"{south.Api}/products/{Text(mug, "id")}", $"{north.Api}/products/{Text(mug, "id")}", $"{south.Api}/categories/{Text(category, "id")}", $"{south.Api}/products/{Text(mug, "id")}/variants" })
        {
            var never = path.Replace(Text(mug, "id"), Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace(Text(category, "id"), Guid.NewGuid().ToString(), StringComparison.Ordinal);
            Assert.Equal(await ProblemAsync(south, HttpMethod.Get, never), await ProblemAsync(south, HttpMethod.Get, path));
            if (!path.EndsWith("variants", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.NotFound, (await south.Http.DeleteAsync(path)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await south.Http.PostAsJsonAsync($"{south.Api}/products", new { name = "A", price = 1, categoryIds = new[] { Text(category, "id") } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await south.Http.PostAsJsonAsync($"{south.Api}/categories", new { name = "A", parentId = Text(category, "id") })).StatusCode);
        Assert.Equal(1, await north.ReadAsync(db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task A_product_with_orders_is_archived_and_one_without_is_gone()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var sold = await north.CreateAsync(new { name = "Sold", price = 5, quantity = 5, status = "active" });
        var loose = await north.CreateAsync(new { name = "Loose", price = 5, quantity = 5, status = "active" });
        using var shopper = app.Dashboard();
        var checkout = await shopper.CheckoutAsync("north", await shopper.CartAsync("north", sold.GetProperty("variants")[0].GetProperty("id").GetGuid()));
        Assert.Equal(HttpStatusCode.Created, (await shopper.PayAsync("north", checkout.GetProperty("checkoutId").GetGuid())).StatusCode);

        var archived = await north.Http.DeleteAsync($"{north.Api}/products/{Text(sold, "id")}");
        Assert.Equal((HttpStatusCode.OK, "archived", 4), (archived.StatusCode, Text(await archived.JsonAsync(), "status"), (await (await north.Http.GetAsync($"{north.Api}/products/{Text(sold, "id")}")).JsonAsync()).GetProperty("quantity").GetInt32()));
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/products/{Text(loose, "id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await north.Http.DeleteAsync($"{north.Api}/products/{Text(loose, "id")}")).StatusCode);
        Assert.Equal(0, (await (await shopper.GetAsync("/api/storefront/north/products")).JsonAsync()).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Lists_are_paged_by_key_in_every_order()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        await north.ImportAsync("slug,name,price,status\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"p-{i},Name {i % 5},{i % 3}.00,active\n")));
        using var shopper = app.Dashboard();
        foreach (var sort in new[] { "-createdAt", "createdAt", "-updatedAt", "name", "-name", "price", "-price" })
        {
            var seen = new List<string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await (await north.Http.GetAsync($"{north.Api}/products?limit=4&sort={sort}{(cursor.Length > 0 ? "&cursor=" + cursor : "")}")).JsonAsync();
                seen.AddRange(page.GetProperty("data").EnumerateArray().Select(p => Text(p, "slug")));
                cursor = page.GetProperty("nextCursor").GetString();
            }
            Assert.Equal(25, seen.Distinct().Count());
            Assert.Equal(25, seen.Count);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.GetAsync($"{north.Api}/products?sort=cost")).StatusCode);
        Assert.Equal(5, (await (await shopper.GetAsync("/api/storefront/north/products?q=name 3")).JsonAsync()).GetProperty("data").GetArrayLength());
        Assert.Equal(8, (await (await shopper.GetAsync("/api/storefront/north/products?minPrice=2")).JsonAsync()).GetProperty("data").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await shopper.GetAsync("/api/storefront/north/products?minPrice=abc")).StatusCode);
    }

    [Fact]
    public async Task Many_are_made_changed_and_deleted_at_once()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        var mug = await north.CreateAsync(new { name = "Mug", price = 1 });
        var bulk = await (await north.Http.PostAsJsonAsync($"{north.Api}/products/bulk", new { products = new object[] { new { product = new { name = "A", price = "1" } }, new { product = new { name = "", price = "1" } }, new { id = Text(mug, "id"), product = new { name = "Big mug" } } } })).JsonAsync();
        Assert.Equal(["created", "failed", "updated"], bulk.GetProperty("results").EnumerateArray().Select(r => Text(r, "outcome")));
        var ids = new[] { Text(mug, "id"), Guid.NewGuid().ToString() };
        var status = await (await north.Http.PostAsJsonAsync($"{north.Api}/products/bulk", new { ids, status = "active" })).JsonAsync();
        Assert.Equal(["updated", "not_found"], status.GetProperty("results").EnumerateArray().Select(r => Text(r, "outcome")));
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"{north.Api}/products/bulk") { Content = JsonContent.Create(new { ids }) };
        Assert.Equal(["deleted", "not_found"], (await (await north.Http.SendAsync(delete)).JsonAsync()).GetProperty("results").EnumerateArray().Select(r => Text(r, "outcome")));
        Assert.Equal(1, await north.ReadAsync(db => db.Products.CountAsync()));
    }

    [Fact]
    public async Task Categories_are_a_tree_without_rings()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var north = await Merchant.OpenAsync(app);
        string? parent = null;
        var all = new List<JsonElement>();
        for (var level = 1; level <= 5; level++)
        {
            var made = await (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = $"Level {level}", parentId = parent })).JsonAsync();
            all.Add(made);
            parent = Text(made, "id");
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = "Level 6", parentId = parent })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PatchAsync($"{north.Api}/categories/{Text(all[0], "id")}", Json($$"""{"parentId":"{{parent}}"}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = "X", slug = "level-1" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await north.Http.PostAsJsonAsync($"{north.Api}/categories", new { name = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await north.Http.DeleteAsync($"{north.Api}/categories/{Text(all[1], "id")}")).StatusCode);
        Assert.Equal(Text(all[0], "id"), Text(await (await north.Http.GetAsync($"{north.Api}/categories/{Text(all[2], "id")}")).JsonAsync(), "parentId"));
        Assert.Equal("Named", Text(await (await north.Http.PatchAsync($"{north.Api}/categories/{Text(all[2], "id")}", Json("""{"name":"Named","parentId":null}"""))).JsonAsync(), "name"));
        Assert.Equal(4, (await (await north.Http.GetAsync($"{north.Api}/categories")).JsonAsync()).GetProperty("data").GetArrayLength());
    }

    private static readonly SemaphoreSlim Opening = new(1);
    private static (RunningApp, Merchant)? s_shared;

    // The refusals keep nothing, so they share one app; it ends with the process.
    private async Task<(RunningApp, Merchant)> SharedAsync()
    {
        await Opening.WaitAsync();
        try
        {
            if (s_shared is { } shared) return shared;
            var app = await RunningApp.StartAsync(postgres);
            s_shared = (app, await Merchant.OpenAsync(app));
            return s_shared.Value;
        }
        finally { Opening.Release(); }
    }

    private static async Task<string> ProblemAsync(Merchant who, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        var answer = await who.Http.SendAsync(request);
        var problem = await answer.JsonAsync();
        return $"{(int)answer.StatusCode} {Text(problem, "code")} {Text(problem, "detail")}";
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).ToString();
}
