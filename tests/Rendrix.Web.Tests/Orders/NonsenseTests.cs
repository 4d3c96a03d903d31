using System.Net;
using System.Text;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Orders;

/// <summary>What no program of good will sends; it changes nothing, so one shop takes it all.</summary>
public sealed class NonsenseTests(AppFixture shared) : IClassFixture<AppFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await shared.AcmeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"items":[{"variantId":"00000000-0000-0000-0000-000000000000"}]}""")]
    [InlineData("""{"items":{}}""")]
    [InlineData("""{"items":[{"quantity":99999999999}]}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""[]""")]
    [InlineData("""{"items":[{"variantId":"\u0000"}]}""")]
    [InlineData("""nonsense""")]
    public async Task A_cart_nobody_could_mean_is_a_400_with_a_code(string body)
    {
        using var client = shared.App.Dashboard();
        var answer = await client.PostAsync("/api/storefront/acme/cart", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.JsonAsync();
        Assert.True(problem.TryGetProperty("code", out _) && problem.TryGetProperty("requestId", out _));
    }

    [Theory]
    [InlineData("""["products:-createdAt","2026-01-01T00:00:00+05:00","0197a0b0-0000-7000-8000-000000000000"]""")]
    [InlineData("""["\ud800",1]""")]
    [InlineData("""[]""")]
    public async Task A_made_up_cursor_is_never_an_accident(string keys)
    {
        using var client = shared.App.Dashboard();
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keys));
        foreach (var sort in new[] { "", "&sort=-createdAt", "&sort=-updatedAt", "&sort=price" })
            Assert.True((int)(await client.GetAsync($"/api/storefront/acme/products?cursor={cursor}{sort}")).StatusCode is 200 or 400);
    }
}
