using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Blocks;
using Rendrix.Cast;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Refusals;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Web.Tests.Content;

/// <summary>Theme drafts, versions and the live shop, on a real database with two shops.</summary>
public sealed class ThemeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Guid Ada = Guid.CreateVersion7();
    private RunningApp _app = null!;
    private CastShop _acme = null!, _globex = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ThemeSessions Sessions => _app.Services.GetRequiredService<ThemeSessions>();

    public async ValueTask InitializeAsync()
    {
        _app = await RunningApp.StartAsync(postgres);
        _acme = await Cast.Cast.AcmeAsync(_app.Services);
        _globex = await Cast.Cast.GlobexAsync(_app.Services);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_draft_does_not_touch_the_shop_and_publishing_reaches_its_kept_pages()
    {
        using var shop = _app.Shop("acme");
        var before = await shop.GetStringAsync("/", Ct);
        using var lease = await OpenAsync();
        Assert.Null(lease.Session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#123456")));
        lease.Session.Do(Ada, ThemeEdit.Set("css", ".hero { outline: 3px solid #654321 }"));
        Assert.True(await lease.Open.SaveAsync(Ct));
        Assert.Equal(before, await shop.GetStringAsync("/", Ct));
        Assert.DoesNotContain("654321", await shop.GetStringAsync("/theme.css", Ct), StringComparison.Ordinal);

        Assert.Equal(2, await PublishAsync());
        var after = await EventuallyAsync(() => shop.GetStringAsync("/", Ct), html => html.Contains("--accent:#123456", StringComparison.Ordinal));
        var link = System.Text.RegularExpressions.Regex.Match(after, "/theme\\.css\\?v=[0-9a-f]+").Value;
        using var sheet = await shop.GetAsync(link, Ct);
        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", sheet.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("#654321", await sheet.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        // The way to pay cannot be hidden by a rule of one's own.
        Assert.DoesNotContain("theme.css", await (await shop.GetAsync("/checkout", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_and_the_theme_go_live_together_or_not_at_all()
    {
        using var lease = await OpenAsync();
        lease.Session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#123456"));
        Assert.True(await lease.Open.SaveAsync(Ct));
        var page = await Verb<CreatePage, Guid>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, "About us", Ct));
        var before = await LiveAsync();
        async Task<IReadOnlyList<PublishProblem>> Publish(PublishOrder order) => await Verb<PublishPage, IReadOnlyList<PublishProblem>>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, page, Ada, order, Ct));
        async Task<int> Versions() { await using var db = await DbAsync(); return await db.PageVersions.CountAsync(v => v.PageId == page, Ct); }

        // The page has a fault: the theme stays as it is. The theme is not what was looked at: the page stays as it is.
        Assert.NotEmpty(await Publish(new PublishOrder { Document = PageDocument.Of(BlockNode.Create("never_installed")), Theme = new ThemeOrder() }));
        Assert.Equal(412, (await Assert.ThrowsAsync<RefusedException>(() => Publish(new PublishOrder { Theme = new ThemeOrder(lease.Session.Theme, lease.Session.Revision, Base: 7) }))).Refusal.Status);
        Assert.Equal((before.ToJson(), 0), ((await LiveAsync()).ToJson(), await Versions()));

        // What was reviewed goes live and not what came after.
        var reviewed = lease.Session.Theme;
        var revision = lease.Session.Revision;
        lease.Session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#654321"));
        Assert.True(await lease.Open.SaveAsync(Ct));
        Assert.Empty(await Publish(new PublishOrder { Theme = new ThemeOrder(reviewed, revision, Base: 1) }));
        Assert.Equal(("#123456", 1), ((await LiveAsync())["accent"], await Versions()));
        // Without a word about the theme it stays; with one, and nothing looked at, its draft goes live.
        Assert.Empty(await Publish(new PublishOrder()));
        Assert.Equal("#123456", (await LiveAsync())["accent"]);
        Assert.Empty(await Publish(new PublishOrder { Theme = new ThemeOrder() }));
        Assert.Equal(("#654321", 3), ((await LiveAsync())["accent"], await Versions()));
    }

    [Fact]
    public async Task Versions_carry_who_and_when_and_going_back_is_a_new_version()
    {
        var opened = await LiveAsync();
        using var lease = await OpenAsync();
        lease.Session.Do(Ada, ThemeEdit.Set("display", "fraunces"));
        await lease.Open.SaveAsync(Ct);
        await PublishAsync();
        Assert.Equal("fraunces", (await LiveAsync())["display"]);
        Assert.Equal(2, await PublishAsync());
        Assert.Equal(3, await Verb<RestoreTheme, int>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, 1, Ada, Ct)));
        Assert.Equal(opened["display"], (await LiveAsync())["display"]);
        await lease.Open.TakeStoredAsync("Restored", Ct);
        Assert.Equal(opened["display"], lease.Session.Theme["display"]);
        await using var db = await DbAsync();
        Assert.Equal([(1, (Guid?)null), (2, Ada), (3, (Guid?)Ada)], (await db.ThemeVersions.Where(v => v.StoreId == _acme.StoreId).OrderBy(v => v.Number).ToListAsync(Ct)).Select(v => (v.Number, v.PublishedBy)));
        Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Verb<RestoreTheme, int>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, 99, Ada, Ct)))).Refusal.Status);
    }

    [Fact]
    public async Task Another_tenant_can_neither_open_nor_publish_nor_restore_it()
    {
        using (await OpenAsync()) { }
        foreach (var (tenant, store) in new[] { (_globex.TenantId, _acme.StoreId), (_acme.TenantId, _globex.StoreId) })
        {
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Sessions.OpenAsync(tenant, store, Ct))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Verb<PublishTheme, int>(v => v.RunAsync(tenant, store, Ada, Ct)))).Refusal.Status);
            Assert.Equal(404, (await Assert.ThrowsAsync<RefusedException>(() => Verb<RestoreTheme, int>(v => v.RunAsync(tenant, store, 1, Ada, Ct)))).Refusal.Status);
            Assert.Null(await Verb<SaveThemeDraft, int?>(v => v.RunAsync(tenant, store, 1, ThemeLibrary.Find("sports"), Ct)));
        }
        using var lease = await OpenAsync();
        Assert.NotEqual("sports", lease.Session.Theme["name"]);
    }

    [Fact]
    public async Task Two_people_share_one_session_and_it_saves_itself_within_two_seconds()
    {
        using var ada = await OpenAsync();
        using var grace = await OpenAsync();
        Assert.Same(ada.Session, grace.Session);
        var saved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ada.Session.Changed += _ => { if (ada.Session.Saving == SaveState.Saved) saved.TrySetResult(); };
        ada.Session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#0A0B0C"));
        await saved.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await using var db = await DbAsync();
        var row = await db.StoreThemes.SingleAsync(t => t.StoreId == _acme.StoreId, Ct);
        Assert.Equal(("#0A0B0C", true, 2), (ThemeTokens.Parse(row.Draft)["accent"], row.HasUnpublishedChanges, row.DraftRevision));
    }

    [Fact]
    public async Task Two_processes_that_edit_one_theme_lose_nothing()
    {
        ThemeSessions Process() => new(_app.Services.GetRequiredService<IServiceScopeFactory>(), TimeProvider.System, NullLogger<ThemeSessions>.Instance);
        using var here = await Process().OpenAsync(_acme.TenantId, _acme.StoreId, Ct);
        using var there = await Process().OpenAsync(_acme.TenantId, _acme.StoreId, Ct);
        here.Session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#00AA11"));
        there.Session.Do(Guid.CreateVersion7(), ThemeEdit.Set("body", "lora"));
        Assert.True(await here.Open.SaveAsync(Ct));
        Assert.True(await there.Open.SaveAsync(Ct));
        Assert.Equal(("#00AA11", "lora"), (there.Session.Theme["accent"], there.Session.Theme["body"]));
        await using var db = await DbAsync();
        var stored = ThemeTokens.Parse((await db.StoreThemes.SingleAsync(t => t.StoreId == _acme.StoreId, Ct)).Draft);
        Assert.Equal(("#00AA11", "lora"), (stored["accent"], stored["body"]));
    }

    [Fact]
    public async Task Eight_people_who_publish_at_once_make_one_version()
    {
        using var lease = await OpenAsync();
        lease.Session.Do(Ada, ThemeEdit.Set("sale", "#990000"));
        await lease.Open.SaveAsync(Ct);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PublishAsync()));
        Assert.All(numbers, n => Assert.Equal(2, n));
    }

    [Fact]
    public void Usage_counts_what_blocks_wear_also_when_they_leave_it_to_their_kind()
    {
        var rules = _app.Services.GetRequiredService<BlockRules>();
        var theme = ThemeTokens.Default.With("scheme.night.bg", "#101820").With("alias.old", "night");
        BlockNode Worn(string id, string type, params (string, string)[] props) => BlockNode.Create(type, props.ToDictionary(p => p.Item1, p => p.Item2), id: id);
        var uses = ThemeHosts.Count(
        [
            PageDocument.Of(Worn("a", "hero", ("Scheme", "night")), Worn("b", "hero", ("Scheme", "old")), Worn("c", "newsletter")).Root,
            PageDocument.Of(Worn("a", "hero", ("Scheme", "night"), ("Scheme@phone", "contrast")), Worn("d", "gadget", ("Scheme", "night"))).Root,
        ], rules, theme);
        Assert.Equal(new SchemeUse(3, 2), uses["night"]);
        Assert.Equal(new SchemeUse(1, 1), uses["tint"]);
        Assert.Equal(new SchemeUse(1, 1), uses["contrast"]);
        Assert.Equal("Used by 3 blocks on 2 pages", uses["night"].Words);
    }

    private Task<ThemeLease> OpenAsync() => Sessions.OpenAsync(_acme.TenantId, _acme.StoreId, Ct);

    private Task<int> PublishAsync() => Verb<PublishTheme, int>(v => v.RunAsync(_acme.TenantId, _acme.StoreId, Ada, Ct));

    private Task<T> Verb<TVerb, T>(Func<TVerb, Task<T>> run) where TVerb : notnull => _app.InScopeAsync(services => run(services.GetRequiredService<TVerb>()));

    private async Task<ThemeTokens> LiveAsync()
    {
        await using var db = await DbAsync();
        return ThemeTokens.Parse(await db.Stores.Where(s => s.Id == _acme.StoreId).Select(s => s.Theme).SingleAsync(Ct));
    }

    private async Task<AppDb> DbAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(_acme.TenantId, null, Ct);
    }

    private static async Task<string> EventuallyAsync(Func<Task<string>> read, Func<string, bool> holds)
    {
        for (var give = Environment.TickCount64 + 30_000; ;)
        {
            var text = await read();
            if (holds(text)) return text;
            if (Environment.TickCount64 > give) Assert.Fail("It never came: " + text[..Math.Min(2_000, text.Length)]);
            await Task.Delay(50, Ct);
        }
    }
}
