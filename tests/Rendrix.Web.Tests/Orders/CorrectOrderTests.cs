using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Catalog;

namespace Rendrix.Web.Tests.Orders;

/// <summary>Who gets an order and where it goes is put right until it leaves the house; its money stays as it is.</summary>
public sealed class CorrectOrderTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Contact_and_addresses_are_corrected_until_the_order_is_shipped_and_the_timeline_tells_what_was_there()
    {
        using var north = await Merchant.OpenAsync(shared.App, "corrected");
        using var south = await Merchant.OpenAsync(shared.App, "not-corrected");
        var (at, id) = await BuyAsync(north);
        var before = await ReadAsync(north, at);
        var bergen = new { firstName = "Ada", lastName = "Moss", address1 = "7 Harbor Lane", city = "Bergen", postalCode = "5004", country = "NO", phone = "+47 55 00 00 00" };

        var wrong = await SendAsync(north, at, new { email = "nobody", shippingAddress = new { firstName = "", lastName = "Moss", address1 = "1", city = "Bergen", postalCode = "5003", country = "SE" }, billingAddress = new { firstName = "A", lastName = "M", address1 = "1", city = "B", postalCode = "1", country = "XX" } }, HttpStatusCode.BadRequest);
        Assert.Equal(["billingAddress.country", "email", "shippingAddress.country", "shippingAddress.firstName"], wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(before.GetRawText(), (await ReadAsync(north, at)).GetRawText());

        // The bill went where the goods went, and goes with them.
        var moved = await SendAsync(north, at, new { shippingAddress = bergen }, HttpStatusCode.OK);
        foreach (var part in new[] { "shippingAddress", "billingAddress" }) Assert.Equal("7 Harbor Lane", moved.GetProperty(part).GetProperty("address1").GetString());
        foreach (var money in new[] { "subtotal", "shippingTotal", "taxTotal", "total" }) Assert.Equal(before.GetProperty(money).GetString(), moved.GetProperty(money).GetString());
        var mailed = await SendAsync(north, at, new { email = "ada.moss@example.com", billingAddress = new { firstName = "Moss", lastName = "AS", address1 = "1 Tower", city = "Oslo", postalCode = "0150", country = "NO" }, status = "processing" }, HttpStatusCode.OK);
        Assert.Equal(("ada.moss@example.com", "processing", "7 Harbor Lane", "1 Tower"), (mailed.GetProperty("email").GetString(), mailed.GetProperty("status").GetString(), mailed.GetProperty("shippingAddress").GetProperty("address1").GetString(), mailed.GetProperty("billingAddress").GetProperty("address1").GetString()));

        // What changes nothing is told nowhere; whoever saw an older version is told.
        await SendAsync(north, at, new { shippingAddress = bergen }, HttpStatusCode.OK);
        await SendAsync(north, at, new { email = "late@example.com" }, HttpStatusCode.PreconditionFailed, "\"1\"");
        await SendAsync(south, at, new { email = "theirs@example.com" }, HttpStatusCode.NotFound);
        var timeline = await north.Http.GetFromJsonAsync<JsonElement>(at + "/timeline", Ct);
        var told = timeline.GetProperty("data").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "corrected").Select(e => e.GetProperty("message").GetString()!).ToList();
        Assert.Equal(["The delivery address was corrected. Before: Ada Moss, 12 Quay Street, Bergen 5003, Norway.", "The email address was corrected to ada.moss@example.com.", "The billing address was corrected. Before: Ada Moss, 7 Harbor Lane, Bergen 5004, Norway, +47 55 00 00 00."], told);
        var audited = await north.ReadAsync(db => db.AuditEntries.Where(e => e.Action == "order.correct" && e.SubjectId == id).CountAsync(Ct));
        Assert.Equal(2, audited);

        await SendAsync(north, at, new { status = "shipped" }, HttpStatusCode.OK);
        var late = await SendAsync(north, at, new { email = "late@example.com" }, HttpStatusCode.Conflict);
        Assert.Contains("can be corrected until it is shipped", late.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<(string Path, Guid Id)> BuyAsync(Merchant merchant)
    {
        var product = await merchant.CreateAsync(new { name = "Cup", price = "9.00", status = "active", quantity = 9 });
        using var shopper = shared.App.Dashboard();
        var checkout = await shopper.CheckoutAsync(merchant.Subdomain, await shopper.CartAsync(merchant.Subdomain, product.GetProperty("variants")[0].GetProperty("id").GetGuid()));
        using var paid = await shopper.PayAsync(merchant.Subdomain, checkout.GetProperty("checkoutId").GetGuid());
        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync(Ct));
        var id = await merchant.ReadAsync(db => db.Orders.Where(o => o.StoreId == merchant.StoreId).Select(o => o.Id).SingleAsync(Ct));
        return ($"{merchant.Api}/orders/{id}", id);
    }

    private static async Task<JsonElement> ReadAsync(Merchant merchant, string path) => await merchant.Http.GetFromJsonAsync<JsonElement>(path, Ct);

    private static async Task<JsonElement> SendAsync(Merchant merchant, string path, object body, HttpStatusCode expected, string? match = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        using var answer = await merchant.Http.SendAsync(request, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == expected, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
