using System.Text;

namespace Rendrix.Web.Tests.Api;

public sealed class ProblemTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private readonly RunningApp _app = shared.App;
    private readonly ApiCaller _guest = new(shared.App.Dashboard());

    [Theory]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":\"a@b.co\",\"password\":\"x\",\"isAdmin\":true}", 400, "VALIDATION_ERROR", "isAdmin")]
    [InlineData("POST", "/api/v1/auth/login", "{\"Email\":\"a@b.co\",\"password\":\"x\"}", 400, "VALIDATION_ERROR", "Email")]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":5,\"password\":\"x\"}", 400, "VALIDATION_ERROR", "email")]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":\"a\",\"email\":\"b\"}", 400, "VALIDATION_ERROR", "email")]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":\"a\\u0000\",\"password\":\"x\"}", 400, "VALIDATION_ERROR", "email")]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":\"\\ud800\",\"password\":\"x\"}", 400, null, null)]
    [InlineData("POST", "/api/v1/auth/login", "{\"email\":", 400, "INVALID_INPUT", null)]
    [InlineData("POST", "/api/v1/auth/login", "[]", 400, "INVALID_INPUT", null)]
    [InlineData("POST", "/api/v1/auth/login", "null", 400, "INVALID_INPUT", null)]
    [InlineData("POST", "/api/v1/auth/login", "{}", 400, "VALIDATION_ERROR", "email")]
    [InlineData("GET", "/api/v1/auth/login", null, 405, "INVALID_INPUT", null)]
    [InlineData("GET", "/api/v1/nothing", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/nothing", null, 404, "NOT_FOUND", null)]
    [InlineData("GET", "/api/v1/stores", null, 401, "UNAUTHORIZED", null)]
    [InlineData("GET", "/api/v1/stores?q=%00", null, 400, "INVALID_INPUT", null)]
    [InlineData("GET", "/api/storefront/nobody/products", null, 404, "TENANT_NOT_FOUND", null)]
    public async Task Every_error_is_a_problem_document(string method, string path, string? json, int status, string? code, string? field)
    {
        using var response = await _guest.RawAsync(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));
        var body = await ApiCaller.ReadAsync(response);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.Equal(path.Split('?')[0], body.GetProperty("instance").GetString());
        foreach (var member in new[] { "type", "title", "detail", "code", "requestId" }) Assert.NotEqual("", body.GetProperty(member).GetString());
        if (code is not null) Assert.Equal(code, body.GetProperty("code").GetString());
        if (field is not null) Assert.NotEmpty(body.GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    [Fact]
    public async Task Other_media_types_and_large_bodies_are_refused()
    {
        using var form = await _guest.RawAsync("POST", "/api/v1/auth/login", new StringContent("email=a", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(415, (int)form.StatusCode);
        using var large = await _guest.RawAsync("POST", "/api/v1/auth/login", new StringContent($"{{\"email\":\"{new string('a', 1_100_000)}\"}}", Encoding.UTF8, "application/json"));
        Assert.Equal(413, (int)large.StatusCode);
        Assert.Equal("PAYLOAD_TOO_LARGE", (await ApiCaller.ReadAsync(large)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_deep_body_is_refused_and_not_followed() =>
        Assert.Equal(400, (await _guest.TextAsync("POST", "/api/v1/auth/login", string.Concat(Enumerable.Repeat("{\"email\":", 10_000)))).Status);

    [Fact]
    public async Task The_document_describes_every_route_and_the_reference_shows_it()
    {
        var (status, document) = await _guest.SendAsync("GET", "/openapi/v1.json");
        Assert.Equal(200, status);
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var path in new[] { "/api/v1/auth/register", "/api/v1/stores", "/api/v1/stores/{storeId}" }) Assert.True(document.GetProperty("paths").TryGetProperty(path, out _), path);
        var html = await _guest.Http.GetStringAsync(new Uri("/docs/api", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("/api/v1/stores/{storeId}", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_are_told_on_every_answer()
    {
        using var response = await _guest.RawAsync("GET", "/api/v1/stores", null);
        foreach (var header in new[] { "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-Id" }) Assert.True(response.Headers.Contains(header), header);
    }
}
