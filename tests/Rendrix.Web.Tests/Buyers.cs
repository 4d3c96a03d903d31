using System.Net.Http.Json;
using System.Text.Json;

namespace Rendrix.Web.Tests;

/// <summary>Shoppers over HTTP, as a headless shop would act for them.</summary>
public static class Buyers
{
    public static readonly object Ada = new { firstName = "Ada", lastName = "Moss", address1 = "12 Quay Street", city = "Bergen", postalCode = "5003", country = "NO" };

    public static async Task<Guid> CartAsync(this HttpClient client, string shop, Guid variantId, int quantity = 1)
    {
        var answer = await client.PostAsJsonAsync($"/api/storefront/{shop}/cart", new { items = new[] { new { variantId, quantity } } });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.JsonAsync()).GetProperty("id").GetGuid();
    }

    public static async Task<JsonElement> CheckoutAsync(this HttpClient client, string shop, Guid cartId, string email = "ada@example.com")
    {
        var answer = await client.PostAsJsonAsync($"/api/storefront/{shop}/checkout", new { cartId, email, shippingAddress = Ada });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static Task<HttpResponseMessage> PayAsync(this HttpClient client, string shop, Guid checkoutId, string token = "test_ok") =>
        client.PostAsJsonAsync($"/api/storefront/{shop}/checkout/complete", new { checkoutId, gateway = "test", payment = new { token } });

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
