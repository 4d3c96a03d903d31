using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Content;

/// <summary>Themes through the API.</summary>
public sealed class ThemeApiTests(AppFixture shared) : IClassFixture<AppFixture>, IAsyncLifetime
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private ApiCaller _acme = null!, _globex = null!;
    private string _theme = "";
    private Guid _tenant;

    public async ValueTask InitializeAsync()
    {
        (_acme, var registered) = await ApiCaller.RegisterAsync(shared.App, $"ada-{_run}@acme.example", "Acme");
        _tenant = registered.GetProperty("organization").GetProperty("id").GetGuid();
        (_globex, _) = await ApiCaller.RegisterAsync(shared.App, $"hank-{_run}@globex.example", "Globex");
        var (_, body) = await _acme.SendAsync("POST", "/api/v1/stores", new { name = "Acme", subdomain = "acme-" + _run, industry = "toys" });
        _theme = $"/api/v1/stores/{body.GetProperty("id").GetString()}/theme";
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_library_is_listed_in_pages_read_and_shown()
    {
        var (status, first) = await _acme.SendAsync("GET", "/api/v1/themes?limit=4&include=total");
        Assert.Equal((200, 4, 9), (status, first.GetProperty("data").GetArrayLength(), first.GetProperty("total").GetInt32()));
        var (_, next) = await _acme.SendAsync("GET", "/api/v1/themes?limit=250&cursor=" + Uri.EscapeDataString(first.GetProperty("nextCursor").GetString()!));
        Assert.Equal(5, next.GetProperty("data").GetArrayLength());
        var (_, decor) = await _acme.SendAsync("GET", "/api/v1/themes/decor");
        Assert.Equal(("Home decor", "Rendrix"), (decor.GetProperty("name").GetString(), decor.GetProperty("author").GetString()));
        using var page = await _acme.RawAsync("GET", decor.GetProperty("previewUrl").GetString()!, null);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("--accent:#4C573A", html, StringComparison.Ordinal);
        Assert.Equal(404, (await _acme.SendAsync("GET", "/api/v1/themes/nothing")).Status);
    }

    [Fact]
    public async Task The_draft_is_changed_published_and_restored_and_the_shop_follows_only_then()
    {
        using var shop = shared.App.Shop("acme-" + _run);
        using var read = await _acme.RawAsync("GET", _theme + "/settings", null);
        var (status, draft) = await _acme.SendAsync("PATCH", _theme + "/settings", new { tokens = new Dictionary<string, string?> { ["scheme.page.accent"] = "#0055AA", ["scheme.night.bg"] = "#101820", ["display"] = "lora" }, css = ".a{color:red}" }, ("If-Match", read.Headers.ETag!.Tag));
        Assert.Equal(200, status);
        Assert.True(draft.GetProperty("hasUnpublishedChanges").GetBoolean());
        Assert.Equal("#0055AA", draft.GetProperty("settings").GetProperty("schemes").GetProperty("page").GetProperty("accent").GetString());
        Assert.Equal(412, (await _acme.SendAsync("PATCH", _theme + "/settings", new { css = "" }, ("If-Match", read.Headers.ETag!.Tag))).Status);
        Assert.DoesNotContain("#0055AA", await shop.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var (_, live) = await _acme.SendAsync("POST", _theme, new { });
        Assert.Equal((2, false), (live.GetProperty("publishedVersion").GetInt32(), live.GetProperty("hasUnpublishedChanges").GetBoolean()));
        await SeesAsync(shop, "--accent:#0055AA");

        var (_, worn) = await _acme.SendAsync("POST", _theme, new { themeId = "sports" });
        Assert.Equal(("sports", 3), (worn.GetProperty("themeId").GetString(), worn.GetProperty("publishedVersion").GetInt32()));
        Assert.Equal("#101820", worn.GetProperty("settings").GetProperty("schemes").GetProperty("night").GetProperty("bg").GetString());

        var (_, restored) = await _acme.SendAsync("POST", _theme + "/versions/1/restore", new { });
        Assert.Equal(("toys", 4), (restored.GetProperty("themeId").GetString(), restored.GetProperty("publishedVersion").GetInt32()));
        await SeesAsync(shop, "--accent:#CF3A20");
        var (_, versions) = await _acme.SendAsync("GET", _theme + "/versions?limit=3");
        Assert.Equal([4, 3, 2], versions.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("number").GetInt32()));
        Assert.Equal([true, false, false], versions.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("live").GetBoolean()));
    }

    [Fact]
    public async Task Whoever_has_the_theme_open_is_told_by_name_who_changed_it_over_the_api()
    {
        var store = Guid.Parse(_theme.Split('/')[4]);
        using var open = await shared.App.Services.GetRequiredService<ThemeSessions>().OpenAsync(_tenant, store, TestContext.Current.CancellationToken);
        var grace = Guid.NewGuid();
        open.Session.Do(grace, ThemeEdit.Set("scheme.page.accent", "#0055AA"));
        Assert.Equal(200, (await _acme.SendAsync("PATCH", _theme + "/settings", new { tokens = new Dictionary<string, string?> { ["scheme.page.accent"] = "#AA0000" } })).Status);
        Assert.Equal("Ada", Assert.Single(open.Session.OverlapsOf(grace)).By);
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_nothing_changes()
    {
        var (_, before) = await _acme.SendAsync("GET", _theme + "/settings");
        var (status, problem) = await _acme.TextAsync("PATCH", _theme + "/settings", """{"tokens":{"scheme.page.accent":"blue","nothing":"x","css":"a{}","display":"papyrus"},"css":"@import 'x';"}""");
        Assert.Equal(400, status);
        var errors = problem.GetProperty("errors");
        foreach (var field in new[] { "tokens.scheme.page.accent", "tokens.nothing", "tokens.css", "tokens.display", "css" }) Assert.True(errors.TryGetProperty(field, out _), field + " is not named: " + errors);
        Assert.Equal(400, (await _acme.SendAsync("POST", _theme, new { themeId = "unknown" })).Status);
        Assert.Equal(400, (await _acme.TextAsync("PATCH", _theme + "/settings", """{"tokens":{"alias.gone":"never-there"}}""")).Status);
        Assert.Equal(400, (await _acme.TextAsync("PATCH", _theme + "/settings", """{"tokens":[1]}""")).Status);
        Assert.Equal(400, (await _acme.TextAsync("PATCH", _theme + "/settings", """{"colour":"red"}""")).Status);
        Assert.Equal(404, (await _acme.SendAsync("POST", _theme + "/versions/99/restore", new { })).Status);
        Assert.Equal(before.GetProperty("settings").GetRawText(), (await _acme.SendAsync("GET", _theme + "/settings")).Body.GetProperty("settings").GetRawText());
    }

    [Fact]
    public async Task Another_tenant_finds_no_theme()
    {
        foreach (var (method, path) in new[] { ("GET", "/settings"), ("PATCH", "/settings"), ("POST", ""), ("GET", "/versions"), ("POST", "/versions/1/restore") })
            Assert.Equal(404, (await _globex.SendAsync(method, _theme + path, method == "GET" ? null : new { })).Status);
    }

    // Kept pages are swept with the commit, in the background.
    private static async Task SeesAsync(HttpClient shop, string text)
    {
        for (var give = Environment.TickCount64 + 30_000; !(await shop.GetStringAsync("/", TestContext.Current.CancellationToken)).Contains(text, StringComparison.Ordinal); await Task.Delay(50, TestContext.Current.CancellationToken))
            if (Environment.TickCount64 > give) Assert.Fail("The shop never showed " + text);
    }
}
