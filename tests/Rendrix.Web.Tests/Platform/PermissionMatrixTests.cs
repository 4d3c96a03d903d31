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
using Rendrix.Web.Tests.Operator;
using Rendrix.Web.Tests.Organizations;

namespace Rendrix.Web.Tests.Platform;

/// <summary>
/// The written matrix (PermissionMatrix.txt) against the running program: every endpoint and page stands in it with its rule, and every role, a role of the organization's own,
/// an API key, a guest, another organization's owner and whoever runs the installation are sent to each. A new endpoint without a line fails; so does a line whose endpoint says something else.
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
    public async Task Every_cell_is_as_it_is_written()
    {
        var cast = await CastAsync();
        // Each in a row of their own, all at once: nothing that anybody sends changes what another is answered.
        var wrong = (await Task.WhenAll(cast.Actors.Select(actor => CellsAsync(actor, cast)))).SelectMany(w => w).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} cells differ:\n" + string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_a_body_may_not_hold_is_named_by_every_endpoint_and_written_by_none()
    {
        var ada = await _world.FounderAsync("ada");
        var (_, store) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Bodies" });
        var world = new World(ada.Organization, store.GetProperty("id").GetGuid(), store.GetProperty("slug").GetString()!, []);
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var endpoint in shared.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (!path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/api/v1/platform", StringComparison.Ordinal)) continue;
            if (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>()?.ContentTypes.Contains("application/json") != true) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                asked++;
                var (status, body) = await ada.Caller.TextAsync(method, PathOf(path, world), "{\"isAdmin\":true}");
                if (status != 400 || !body.GetProperty("errors").TryGetProperty("isAdmin", out _)) wrong.Add($"{method} {path} answered {status} {body}");
            }
        }
        Assert.True(asked > 60, $"{asked} endpoints take a body");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(200, (await ada.Caller.SendAsync("GET", "/api/v1/auth/me")).Status);
    }

    private async Task<List<string>> CellsAsync(Actor actor, World cast)
    {
        var wrong = new List<string>();
        foreach (var line in Lines())
        {
            var path = PathOf(line.Path, cast).Replace("{Store}", cast.Slug, StringComparison.Ordinal);
            var says = line.Path.StartsWith("/api/", StringComparison.Ordinal) ? await CallAsync(actor, line, path) : await LookAsync(actor, line, path);
            if (says is not null) wrong.Add($"{actor.Name}: {line.Key} ({line.Rule}) {says}");
        }
        return wrong;
    }

    // What differs from the written rule; null when nothing does, or the cell would do something.
    private static async Task<string?> CallAsync(Actor actor, Line line, string path)
    {
        var may = Permission.Find(line.Rule) is { } right && actor.May(right);
        var named = line.Path.Contains("{storeId", StringComparison.Ordinal) || line.Path.Contains("{organizationId", StringComparison.Ordinal);
        var through = line.Rule switch { "anyone" => true, "platform" => actor.Kind == Kind.Admin, "member" => actor.Kind is Kind.Member, _ => may };
        if (through && line.Acts) return null;
        // Somebody's own account would change under their feet: those calls are tried by guests, and by keys, which have none.
        if (line.Rule == "anyone" && actor.Kind is not (Kind.Guest or Kind.Key)) return null;
        if (line.Rule is "member" && !named && actor.Kind is Kind.Stranger or Kind.Admin && line.Rule != "platform") return null;
        var (status, code, missing) = await SendAsync(actor.Http, line.Method, path);
        if (status >= 500) return $"answered {status}";
        var asWritten = (line.Rule, actor.Kind) switch
        {
            // Nobody but those who run the installation learns that it is there, the owner of an organization included.
            ("platform", Kind.Admin) => line.Method != "GET" || status == 200,
            ("platform", _) => status == 404,
            ("anyone", Kind.Key) => !path.StartsWith("/api/v1/", StringComparison.Ordinal) || status == 403,
            ("anyone", _) => status is not (403 or 405),
            (_, Kind.Guest) => status == 401,
            // Another organization's store and the organization itself are as if they never were.
            (_, Kind.Stranger or Kind.Admin) => !named || status == 404,
            ("member", Kind.Key) => OpenToKeys(line) ? status is not (401 or 403) : status == 403,
            ("member", _) => status != 401,
            // Some ask for a further right once they know what is wanted; whoever holds this one is not told that it is missing.
            _ => may ? status != 401 && (status != 403 || missing != line.Rule) : status == 403 && missing is not null,
        };
        return asWritten ? null : $"answered {status} {code} {missing}";
    }

    private static bool OpenToKeys(Line line) => line.Method == "GET" && (line.Path.StartsWith("/api/v1/stores", StringComparison.Ordinal) || line.Path.StartsWith("/api/v1/themes", StringComparison.Ordinal) || line.Path == "/api/v1/permissions");

    private static async Task<string?> LookAsync(Actor actor, Line line, string path)
    {
        if (actor.Browser is not { } browser) return null;
        var ofStore = line.Path.StartsWith("/s/{Store}", StringComparison.Ordinal);
        // The account's own pages are the same for everybody who is signed in.
        if (!ofStore && line.Rule != "page platform" && actor.Name is not ("guest" or "viewer")) return null;
        var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var status = (int)answer.StatusCode;
        var turnedAway = status == 302 && answer.Headers.Location!.OriginalString.StartsWith("/login", StringComparison.Ordinal);
        if (status >= 500) return $"answered {status}";
        if (line.Rule == "page platform") return (actor.Kind == Kind.Admin ? status == 200 : status == 404) ? null : $"answered {status}";
        if (actor.Kind == Kind.Guest) return turnedAway == (line.Rule != "page anyone") ? null : $"answered {status} {answer.Headers.Location}";
        if (ofStore && actor.Kind != Kind.Member) return status == 404 ? null : $"answered {status}";
        if (line.Rule == "page anyone") return null;
        if (turnedAway && ofStore) return "was sent to sign in";
        if (Permission.Find(line.Rule["page member".Length..].Trim()) is not { } right) return null;
        var told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains($"You need the right “{right.Title}”", StringComparison.Ordinal);
        return told == actor.May(right) ? $"holds it: {actor.May(right)}, and was told that it is missing: {told}" : null;
    }

    private async Task<World> CastAsync()
    {
        var (ada, stranger) = (await _world.FounderAsync("ada"), await _world.FounderAsync("stranger"));
        var (_, store) = await ada.Caller.SendAsync("POST", "/api/v1/stores", new { name = "Matrix" });
        var here = $"/api/v1/organizations/{ada.Organization}";
        string[] ofRole = [Permission.WriteProducts.Code, Permission.ReadProducts.Code], ofKey = [Permission.ReadProducts.Code, Permission.ReadOrders.Code];
        var own = (await ada.Caller.SendAsync("POST", here + "/roles", new { name = "Packer", permissions = ofRole })).Body.GetProperty("id").GetGuid();
        var people = await Task.WhenAll(RoleNames.Skip(1).Append("custom").Select(async role =>
        {
            var person = await _world.FounderAsync(role);
            await _world.JoinAsync(ada, person, role == "custom" ? new { role, roleId = own } : (object)new { role });
            Assert.Equal(200, (await person.Caller.SendAsync("POST", here + "/switch")).Status);
            return (role, person);
        }));
        var (made, key) = await ada.Caller.SendAsync("POST", here + "/api-keys", new { name = "Matrix", permissions = ofKey });
        Assert.Equal(201, made);
        var program = new ApiCaller(shared.App.Dashboard());
        program.Use(key.GetProperty("key").GetString());
        var admin = await new PlatformWorld(shared.App).AdminAsync("runs");
        var members = await Task.WhenAll(people.Prepend(("owner", ada)).Select(async p => new Actor(p.Item1, Kind.Member, p.Item2.Caller.Http, await BrowserAsync(p.Item2), p.Item1 == "custom" ? r => ofRole.Contains(r.Code) : r => r.HeldBy(Enum.Parse<Role>(p.Item1, ignoreCase: true)))));
        var guest = shared.App.Dashboard();
        return new World(ada.Organization, store.GetProperty("id").GetGuid(), store.GetProperty("slug").GetString()!,
        [
            .. members, new("guest", Kind.Guest, guest, guest, _ => false), new("stranger", Kind.Stranger, stranger.Caller.Http, await BrowserAsync(stranger), _ => false),
            new("key", Kind.Key, program.Http, null, r => ofKey.Contains(r.Code)), new("platform admin", Kind.Admin, admin.Caller.Http, await BrowserAsync(admin), _ => false),
        ]);
    }

    private enum Kind { Guest, Stranger, Member, Key, Admin }

    private sealed record Actor(string Name, Kind Kind, HttpClient Http, HttpClient? Browser, Func<Permission, bool> May);

    private sealed record World(Guid Organization, Guid Store, string Slug, IReadOnlyList<Actor> Actors);

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
        if (method is "POST" or "PATCH" or "PUT") request.Content = path.EndsWith("/redirects/import", StringComparison.Ordinal) ? new StringContent("x", System.Text.Encoding.UTF8, "text/csv") : takesFiles ? new MultipartFormDataContent { { new StringContent("x"), "nothing" } } : JsonContent.Create(new { });
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return ((int)answer.StatusCode, null, null);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString(), problem.TryGetProperty("missingPermission", out var missing) ? missing.GetString() : null);
    }

    // Every other id is one that never was.
    private static string PathOf(string pattern, World cast) => System.Text.RegularExpressions.Regex.Replace(pattern, "\\{(?!Store\\})[^}]*\\}", m => m.Value.TrimStart('{').Split(':', '}')[0] switch
    {
        "organizationId" or "organization" => cast.Organization.ToString(),
        "Id" when pattern.StartsWith("/platform/tenants", StringComparison.Ordinal) => cast.Organization.ToString(),
        "storeId" => cast.Store.ToString(),
        "storeSlug" => cast.Slug,
        _ when m.Value.Contains(":int", StringComparison.Ordinal) || m.Value.Contains(":long", StringComparison.Ordinal) => "7",
        var name when name.Contains("slug", StringComparison.OrdinalIgnoreCase) || name.Contains("code", StringComparison.OrdinalIgnoreCase) => "none",
        _ => "019ac000-0000-7000-8000-000000000000",
    });

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
            var ofSection = path.StartsWith("/s/{Store}/", StringComparison.Ordinal) ? Rendrix.Web.Dashboard.Section.RightOf("/" + path.Split('/')[3]) : null;
            if (page is not null) { yield return new Line("GET", path, ofPlatform ? "page platform" : open ? "page anyone" : $"page member {ofSection?.Code}".TrimEnd(), false); continue; }
            var rights = endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(p => p.Requirements).OfType<HoldsPermission>().Select(h => h.Permission.Code).ToList();
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]) yield return new Line(method, path, ofPlatform ? "platform" : rights.Count > 0 ? string.Join('+', rights) : open ? "anyone" : "member", false);
        }
    }
}
