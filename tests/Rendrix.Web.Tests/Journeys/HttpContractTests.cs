using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Tests.Journeys;

/// <summary>From sign-up to the merchant's view of a paid order over HTTP alone, field by field as the contract says.</summary>
public sealed partial class HttpContractTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_merchant_and_a_shopper_need_nothing_but_the_api()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var client = app.Dashboard();

        var registered = await PostAsync(client, "/api/v1/auth/register", new { email = "ingrid@halden.example", password = "Kiln-and-Quay-1042!", firstName = "Ingrid", lastName = "Lund", organizationName = "Halden" });
        Assert.Equal("Bearer", registered.GetProperty("tokenType").GetString());
        Assert.Equal(900, registered.GetProperty("expiresIn").GetInt32());
        Assert.Equal("ingrid@halden.example", registered.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal("Halden", registered.GetProperty("organization").GetProperty("name").GetString());
        Assert.True(registered.GetProperty("refreshToken").GetString()!.Length > 20);
        var merchant = Bearer(app, registered);

        var store = await PostAsync(merchant, "/api/v1/stores", new { name = "Halden Ceramics", subdomain = "halden", industry = "decor", currency = "EUR" });
        Assert.Equal(("Halden Ceramics", "halden", "halden", "decor", "EUR", "active"), (Text(store, "name"), Text(store, "slug"), Text(store, "subdomain"), Text(store, "industry"), Text(store, "currency"), Text(store, "status")));
        Assert.Equal(JsonValueKind.Null, store.GetProperty("customDomain").ValueKind);
        Assert.EndsWith("Z", Text(store, "createdAt"), StringComparison.Ordinal);
        var storeId = store.GetProperty("id").GetGuid();
        Assert.Equal('7', storeId.ToString()[14]);
        await merchant.PatchAsJsonAsync($"/api/v1/stores/{storeId}", new { taxRate = "21.00", shippingRate = "4.96" });

        var product = await PostAsync(merchant, $"/api/v1/stores/{storeId}/products", new { name = "Stoneware mug", status = "active", price = "49.99", compareAtPrice = 59, sku = "MUG-1", quantity = 10, tags = new[] { "mug" } });
        Assert.Equal(("Stoneware mug", "stoneware-mug", "active", "49.99", "59.00", "EUR"), (Text(product, "name"), Text(product, "slug"), Text(product, "status"), Text(product, "price"), Text(product, "compareAtPrice"), Text(product, "currency")));
        Assert.Equal(10, product.GetProperty("quantity").GetInt32());
        var productId = product.GetProperty("id").GetGuid();
        var variantId = Assert.Single(product.GetProperty("variants").EnumerateArray()).GetProperty("id").GetGuid();

        using var shopper = app.Dashboard();
        var listed = await shopper.GetFromJsonAsync<JsonElement>("/api/storefront/halden/products?q=stoneware+mug&limit=1");
        var card = Assert.Single(listed.GetProperty("data").EnumerateArray());
        Assert.Equal(("Stoneware mug", "stoneware-mug", "49.99", "59.00", "EUR", true), (Text(card, "name"), Text(card, "slug"), Text(card, "price"), Text(card, "compareAtPrice"), Text(card, "currency"), card.GetProperty("available").GetBoolean()));
        Assert.Equal(JsonValueKind.Array, card.GetProperty("images").ValueKind);
        Assert.True(listed.TryGetProperty("nextCursor", out _));

        var cart = await PostAsync(shopper, "/api/storefront/halden/cart", new { items = new object[] { new { productId, quantity = 2 } } });
        var line = Assert.Single(cart.GetProperty("items").EnumerateArray());
        Assert.Equal((variantId, productId, "Stoneware mug", 2, "49.99", "99.98"), (line.GetProperty("variantId").GetGuid(), line.GetProperty("productId").GetGuid(), Text(line, "name"), line.GetProperty("quantity").GetInt32(), Text(line, "unitPrice"), Text(line, "total")));
        Assert.Equal(("EUR", "99.98", "0.00", "99.98"), (Text(cart, "currency"), Text(cart, "subtotal"), Text(cart, "discountTotal"), Text(cart, "total")));
        Assert.Equal(JsonValueKind.Null, cart.GetProperty("couponCode").ValueKind);
        var cartId = cart.GetProperty("id").GetGuid();

        var patched = await shopper.PatchAsJsonAsync("/api/storefront/halden/cart", new { cartId, items = new[] { new { id = line.GetProperty("id").GetGuid(), quantity = 3 } } });
        Assert.Equal("149.97", Text(await patched.JsonAsync(), "subtotal"));

        var checkoutAnswer = await shopper.PostAsJsonAsync("/api/storefront/halden/checkout", new { cartId, email = "ada@example.com", shippingAddress = new { firstName = "Ada", lastName = "Moss", address1 = "1 Main St", city = "Portland", province = "OR", postalCode = "97201", country = "US" } });
        Assert.Equal(HttpStatusCode.OK, checkoutAnswer.StatusCode);
        var checkout = await checkoutAnswer.JsonAsync();
        Assert.Equal("149.97", Text(checkout, "subtotal"));
        Assert.Contains(checkout.GetProperty("gateways").EnumerateArray(), g => Text(g, "id") == "test" && g.GetProperty("clientConfig").ValueKind == JsonValueKind.Object);
        Assert.All(checkout.GetProperty("shippingRates").EnumerateArray(), r => Assert.Matches(@"^\d+\.\d\d$", Text(r, "price")));
        Assert.True(checkout.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UtcNow);
        var total = Text(checkout, "total");
        var checkoutId = checkout.GetProperty("checkoutId").GetGuid();

        var challenged = await shopper.PayAsync("halden", checkoutId, "test_3ds");
        Assert.Equal(HttpStatusCode.PaymentRequired, challenged.StatusCode);
        Assert.StartsWith("http://halden.localhost", Text(await challenged.JsonAsync(), "nextActionUrl"), StringComparison.Ordinal);

        var paid = await shopper.PayAsync("halden", checkoutId);
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
        var order = await paid.JsonAsync();
        Assert.Equal(("paid", total, "EUR"), (Text(order, "paymentStatus"), Text(order, "total"), Text(order, "currency")));
        Assert.Single(order.GetProperty("items").EnumerateArray());

        var seen = await merchant.GetFromJsonAsync<JsonElement>($"/api/v1/stores/{storeId}/orders/{order.GetProperty("orderId").GetGuid()}");
        Assert.Equal((Text(order, "orderNumber"), "paid", "ada@example.com", total), (Text(seen, "orderNumber"), Text(seen, "paymentStatus"), Text(seen, "email"), Text(seen, "total")));
        Assert.Equal("Portland", Text(seen.GetProperty("shippingAddress"), "city"));
        Assert.Equal(7, (await merchant.GetFromJsonAsync<JsonElement>($"/api/v1/stores/{storeId}/products/{productId}")).GetProperty("quantity").GetInt32());

        var shipped = await PostAsync(merchant, $"/api/v1/stores/{storeId}/orders/{order.GetProperty("orderId").GetGuid()}/fulfill", new { trackingCarrier = "Posten", trackingNumber = "NO42" }, HttpStatusCode.OK);
        Assert.Equal(("shipped", "NO42"), (Text(shipped, "status"), Text(shipped, "trackingNumber")));
        var late = await merchant.PostAsJsonAsync($"/api/v1/stores/{storeId}/orders/{order.GetProperty("orderId").GetGuid()}/cancel", new { });
        Assert.Equal((HttpStatusCode.Conflict, "INVALID_TRANSITION"), (late.StatusCode, Text(await late.JsonAsync(), "code")));
    }

    [Fact]
    public async Task A_foreign_id_answers_like_one_that_never_existed()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var guest = app.Dashboard();
        var (acme, acmeStore) = await MerchantAsync(app, guest, "acme");
        var (globex, globexStore) = await MerchantAsync(app, guest, "globex");
        var foreign = (await globex.GetFromJsonAsync<JsonElement>($"/api/v1/stores/{globexStore}/products?limit=1")).GetProperty("data")[0].GetProperty("id").GetGuid();

        foreach (var (theirs, missing) in new[]
        {
            ($"/api/v1/stores/{globexStore}", $"/api/v1/stores/{Guid.CreateVersion7()}"),
            ($"/api/v1/stores/{globexStore}/products", $"/api/v1/stores/{Guid.CreateVersion7()}/products"),
            ($"/api/v1/stores/{acmeStore}/products/{foreign}", $"/api/v1/stores/{acmeStore}/products/{Guid.CreateVersion7()}"),
            ($"/api/v1/stores/{globexStore}/orders/{Guid.CreateVersion7()}", $"/api/v1/stores/{Guid.CreateVersion7()}/orders/{Guid.CreateVersion7()}"),
        })
        {
            var (a, b) = (await acme.GetAsync(theirs), await acme.GetAsync(missing));
            Assert.Equal(HttpStatusCode.NotFound, a.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, b.StatusCode);
            Assert.Equal(Anonymous(await b.Content.ReadAsStringAsync()), Anonymous(await a.Content.ReadAsStringAsync()));
        }
    }

    private static string Anonymous(string body) => RequestId().Replace(Ids().Replace(body, "ID"), "\"requestId\":\"\"");

    private static async Task<(HttpClient Client, Guid StoreId)> MerchantAsync(RunningApp app, HttpClient guest, string name)
    {
        var client = Bearer(app, await PostAsync(guest, "/api/v1/auth/register", new { email = $"owner@{name}.example", password = "Kiln-and-Quay-1042!", firstName = "Owner", lastName = "One", organizationName = name }));
        return (client, (await PostAsync(client, "/api/v1/stores", new { name, subdomain = name })).GetProperty("id").GetGuid());
    }

    private static HttpClient Bearer(RunningApp app, JsonElement tokens)
    {
        var client = app.Dashboard();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Text(tokens, "accessToken"));
        return client;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.Created)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        Assert.True(expected == answer.StatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.JsonAsync();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();
}
