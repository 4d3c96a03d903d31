using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Rendrix.Web.Tests.Api;

/// <summary>A program that calls the API: sends JSON as written, reads any answer as JSON.</summary>
public sealed class ApiCaller(HttpClient http)
{
    public const string Password = "Copper-Lantern-42!";

    public HttpClient Http => http;

    /// <summary>Registers somebody and keeps their token.</summary>
    public static async Task<(ApiCaller Caller, JsonElement Body)> RegisterAsync(RunningApp app, string email, string organization = "Halden Ceramics")
    {
        var caller = new ApiCaller(app.Dashboard());
        var (status, body) = await caller.SendAsync("POST", "/api/v1/auth/register", new { email, password = Password, firstName = "Ada", lastName = "Lovelace", organizationName = organization });
        Assert.Equal(201, status);
        caller.Use(body.GetProperty("accessToken").GetString());
        return (caller, body);
    }

    public void Use(string? token) => http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public async Task<(int Status, JsonElement Body)> SendAsync(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await RawAsync(method, path, body is null ? null : JsonContent.Create(body), headers);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    public async Task<(int Status, JsonElement Body)> TextAsync(string method, string path, string json)
    {
        using var response = await RawAsync(method, path, new StringContent(json, Encoding.UTF8, "application/json"));
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    public Task<HttpResponseMessage> RawAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The mails kept for an address, oldest first; waits until there are as many as wanted.</summary>
    public static async Task<List<JsonElement>> MailsAsync(RunningApp app, string to, int wanted)
    {
        using var http = app.Dashboard();
        for (var i = 0; ; i++)
        {
            var mails = JsonDocument.Parse(await http.GetStringAsync(new Uri("/dev/mail.json?to=" + Uri.EscapeDataString(to), UriKind.Relative), TestContext.Current.CancellationToken)).RootElement.EnumerateArray().Reverse().ToList();
            if (mails.Count >= wanted || i == 100) return mails;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The token in the first link of a mail.</summary>
    public static string TokenOf(JsonElement mail) => mail.GetProperty("links")[0].GetString()!.Split("token=")[1];
}
