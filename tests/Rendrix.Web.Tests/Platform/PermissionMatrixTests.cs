using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Identity;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Identity;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Platform;

/// <summary>
/// The written matrix (PermissionMatrix.txt) against the running program: every endpoint and page stands in it with its rule, and every role, a guest and another
/// organization's owner are sent to each. A new endpoint without a line fails; so does a line whose endpoint says something else.
/// </summary>
public sealed class PermissionMatrixTests(AppFixture shared) : IClassFixture<AppFixture>
{
    private static readonly string[] RoleNames = ["owner", "admin", "manager", "staff", "viewer", "designer", "writer"];
    private readonly OrganizationWorld _world = new(shared.App);

    [Fact]
    public void Every_endpoint_and_page_is_written_down_with_the_rule_it_has()
    {
        var (written, real) = (Lines().ToDictionary(l => l.Key, l => l.Rule), Real().ToDictionary(l => l.Key, l => l.Rule));
        var wrong = real.Where(r => written.GetValueOrDefault(r.Key) != r.Value).Select(r => $"{r.Key} {r.Value}").Concat(written.Keys.Except(real.Keys).Select(k => "GONE " + k)).Order(StringComparer.Ordinal).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} lines of PermissionMatrix.txt differ from the program:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_role_gets_through_where_it_may_and_nowhere_else()
    {
        var ada = await _world.FounderAsync("ada");
        var store = await OrganizationWorld.StoreAsync(ada, "Matrix");
        var stranger = await _world.FounderAsync("stranger");
        var people = new Dictionary<string, Somebody> { ["owner"] = ada };
        foreach (var role in RoleNames.Skip(1))
        {
            people[role] = await _world.FounderAsync(role);
            await _world.JoinAsync(ada, people[role], new { role });
            Assert.Equal(200, (await people[role].Caller.SendAsync("POST", $"/api/v1/organizations/{ada.Organization}/switch")).Status);
        }
        var wrong = new List<string>();
        using var guest = shared.App.Dashboard();
        foreach (var line in Lines().Where(l => l.Path.StartsWith("/api/v1/", StringComparison.Ordinal) && l.Rule != "anyone"))
        {
            var path = PathOf(line.Path, ada.Organization, store);
            if (line.Rule == "platform")
            {
                // Nobody but those who run the installation learns that it is there, the owner of an organization included.
                foreach (var (who, http) in people.Select(p => (p.Key, p.Value.Caller.Http)).Prepend(("guest", guest)))
                    if (await SendAsync(http, line.Method, path) is { Status: not 404 } told) wrong.Add($"{who}: {line.Key} answered {told.Status} {told.Code}");
                continue;
            }
            if (await SendAsync(guest, line.Method, path) is var (status, _, _) && status != 401) wrong.Add($"guest: {line.Key} answered {status}");
            // Another organization's store and the organization itself are as if they never were.
            if (line.Path.Contains("{storeId", StringComparison.Ordinal) || line.Path.Contains("{organizationId", StringComparison.Ordinal))
            {
                var foreign = await SendAsync(stranger.Caller.Http, line.Method, path);
                if (foreign.Status != 404) wrong.Add($"stranger: {line.Key} answered {foreign.Status} {foreign.Code}");
            }
            if (Permission.Find(line.Rule) is not { } right) continue;
            foreach (var (role, person) in people)
            {
                var may = right.HeldBy(Enum.Parse<Role>(role, ignoreCase: true));
                // What would act without a body is tried by those only who may not.
                if (may && line.Acts) continue;
                var (code, problem, missing) = await SendAsync(person.Caller.Http, line.Method, path);
                // Some ask for a further right once they know what is wanted; whoever holds this one is not told that it is missing.
                var asWritten = may ? code != 403 || missing != line.Rule : code == 403 && missing is not null;
                if (!asWritten || code is 401 or >= 500) wrong.Add($"{role}: {line.Key} needs {line.Rule} and answered {code} {problem}");
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} cells differ:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public async Task Pages_of_a_store_send_guests_to_the_door_and_show_strangers_nothing()
    {
        var ada = await _world.FounderAsync("ada");
        var (_, body) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Pages" });
        var stranger = await _world.FounderAsync("stranger");
        using var guest = shared.App.Dashboard();
        using var outsider = await BrowserAsync(stranger);
        var wrong = new List<string>();
        foreach (var line in Lines().Where(l => l.Rule.StartsWith("page", StringComparison.Ordinal)))
        {
            var path = PathOf(line.Path, ada.Organization, Guid.Empty).Replace("{Store}", body.GetProperty("slug").GetString(), StringComparison.Ordinal);
            var answer = await guest.GetAsync(new Uri(path, UriKind.Relative));
            var turnedAway = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/login", StringComparison.Ordinal);
            if (line.Rule == "page platform")
            {
                if (answer.StatusCode != HttpStatusCode.NotFound) wrong.Add($"guest: {line.Path} answered {(int)answer.StatusCode}");
                if (await outsider.GetAsync(new Uri(path, UriKind.Relative)) is { StatusCode: not HttpStatusCode.NotFound } open) wrong.Add($"merchant: {line.Path} answered {(int)open.StatusCode}");
                continue;
            }
            if (line.Rule == "page member" != turnedAway && line.Rule != "page anyone") wrong.Add($"guest: {line.Path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
            if (line.Path.StartsWith("/s/{Store}", StringComparison.Ordinal) && await outsider.GetAsync(new Uri(path, UriKind.Relative)) is { StatusCode: not HttpStatusCode.NotFound } shown) wrong.Add($"stranger: {line.Path} answered {(int)shown.StatusCode}");
            if ((int)answer.StatusCode >= 500) wrong.Add($"guest: {line.Path} answered {(int)answer.StatusCode}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<HttpClient> BrowserAsync(Somebody person)
    {
        var browser = shared.App.Dashboard();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync("/login", new() { ["Input.Email"] = person.Email, ["Input.Password"] = ApiCaller.Password })).StatusCode);
        return browser;
    }

    private static async Task<(int Status, string? Code, string? Missing)> SendAsync(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var takesFiles = path.EndsWith("/media/upload", StringComparison.Ordinal) || path.EndsWith("/replace", StringComparison.Ordinal) || path.EndsWith("/products/import", StringComparison.Ordinal);
        if (method is "POST" or "PATCH" or "PUT") request.Content = takesFiles ? new MultipartFormDataContent { { new StringContent("x"), "nothing" } } : JsonContent.Create(new { });
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return ((int)answer.StatusCode, null, null);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("missingPermission", out var missing) ? missing.GetString() : null);
    }

    // Every other id is one that never was.
    private static string PathOf(string pattern, Guid organization, Guid store) => System.Text.RegularExpressions.Regex.Replace(pattern.Replace("{organizationId:guid}", organization.ToString(), StringComparison.Ordinal).Replace("{organizationId}", organization.ToString(), StringComparison.Ordinal)
        .Replace("{storeId}", store.ToString(), StringComparison.Ordinal).Replace("{storeId:guid}", store.ToString(), StringComparison.Ordinal), "\\{(?!Store\\})[^}]*\\}", m => m.Value.Contains(":int", StringComparison.Ordinal) ? "7" : m.Value.Contains("slug", StringComparison.OrdinalIgnoreCase) || m.Value.Contains("code", StringComparison.OrdinalIgnoreCase) ? "none" : "019ac000-0000-7000-8000-000000000000");

    private sealed record Line(string Method, string Path, string Rule, bool Acts)
    {
        public string Key => $"{Method} {Path}";
    }

    private static IEnumerable<Line> Lines()
    {
        foreach (var text in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Platform", "PermissionMatrix.txt")))
            if (text.Length > 0 && text[0] != '#' && text.Split(' ', 3) is [var method, var path, var rule]) yield return new Line(method, path, rule.TrimEnd('!', ' '), rule.EndsWith('!'));
    }

    // What the program says of itself: the right, "member" for anybody who is signed in, "anyone" for everybody, "platform" for those who run the installation; pages apart.
    private IEnumerable<Line> Real()
    {
        foreach (var endpoint in shared.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>();
            var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
            if (page is null && !isApi) continue;
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null;
            var ofPlatform = path.StartsWith("/platform", StringComparison.Ordinal) || path.StartsWith("/api/v1/platform", StringComparison.Ordinal);
            if (page is not null) { yield return new Line("GET", path, ofPlatform ? "page platform" : open ? "page anyone" : "page member", false); continue; }
            var rights = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(p => p.Requirements).OfType<HoldsPermission>().Select(h => h.Permission.Code).ToList();
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]) yield return new Line(method, path, ofPlatform ? "platform" : rights.Count > 0 ? string.Join('+', rights) : open ? "anyone" : "member", false);
        }
    }
}
