using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Fields;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;
using Rendrix.Web.Platform.Data;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>One page with every block there is, in a shop whose header and footer hold the rest.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BlockBrowserTests(BrowserWorld world)
{
    private const string Shop = "blocks-toys";
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task Every_block_is_accessible_wide_and_narrow_and_nothing_sticks_out() => world.RunAsync(async visit =>
    {
        await PublishAsync();
        var page = await visit.OpenAsync();
        await page.GotoAsync(world.ShopOf(Shop) + "/");
        await Expect(page.Locator(".consent-box")).ToBeVisibleAsync();
        var violations = new List<string>();
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
            await page.SettledAsync();
            violations.AddRange(await Axe.ViolationsAsync(page, $"every block, {width} px"));
            Assert.True(await page.EvaluateAsync<bool>("() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth"), $"Something sticks out at {width} px");
        }
        Assert.True(violations.Count == 0, string.Join("\n", violations));

        // Each file of a block's own is asked for once, a small stylesheet stands in the page once, and only what is needed.
        Assert.Equal(1, await page.Locator("link[href*='/blocks/media']").CountAsync());
        Assert.Equal(1, await page.Locator("script[src*='/blocks/tabs']").CountAsync());
        Assert.Equal(1, await page.EvaluateAsync<int>(StylesOfTabs));
        await page.GotoAsync(world.ShopOf(Shop) + "/pages/about");
        Assert.Equal(0, await page.Locator("link[href*='/blocks/media'], script[src*='/blocks/tabs']").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>(StylesOfTabs));
        Assert.Equal(1, await page.Locator("script[src*='/blocks/consent']").CountAsync());
    });

    private const string StylesOfTabs = "() => [...document.querySelectorAll('style')].filter(s => s.textContent.includes('.tab>summary')).length";

    [Fact]
    public Task Blocks_that_open_and_close_are_used_by_keyboard_and_without_script() => world.RunAsync(async visit =>
    {
        await PublishAsync();
        var page = await visit.OpenAsync();
        await page.GotoAsync(world.ShopOf(Shop) + "/");

        // The cookie question stands before everything else that would open by itself.
        await Expect(page.Locator(".consent-box")).ToBeVisibleAsync();
        await Expect(page.Locator("dialog.pop")).ToBeHiddenAsync();
        await page.Button("Only what is needed").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".consent-box")).ToBeHiddenAsync();
        await Expect(page.Locator("dialog.pop")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog.pop")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".consent-box")).ToBeHiddenAsync();
        await page.LinkTo("Cookie settings").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".consent-box")).ToBeVisibleAsync();
        await page.Button("Only what is needed").ClickAsync();

        var tabs = page.Locator(".tabs").First;
        await tabs.Locator("summary").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(tabs.Locator("summary").Nth(1)).ToBeFocusedAsync();
        await Expect(tabs.Locator(".tab-in").Nth(1)).ToBeVisibleAsync();
        await Expect(tabs.Locator(".tab-in").First).ToBeHiddenAsync();

        var slides = page.Locator(".slides").First;
        await page.Locator(".slide-keys button").Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => document.querySelector('.slides').scrollLeft > 50");
        await slides.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.WaitForFunctionAsync("() => document.querySelector('.slides').scrollLeft < 50 || document.querySelector('.slide-keys button').disabled === false");

        await page.Button("Size guide").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Size guide" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Size guide" })).ToBeHiddenAsync();
        await Expect(page.Button("Size guide")).ToBeFocusedAsync();

        var large = page.Locator(".large");
        await page.Locator(".shot > button").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(large.First.Locator("img")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(large.Nth(1)).ToBeVisibleAsync();
        await Expect(large.First).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(large.Nth(1)).ToBeHiddenAsync();

        var mega = page.Locator(".mega").First;
        await mega.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(mega.Locator(".mega-panel")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(mega.GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(mega.Locator(".mega-panel")).ToBeHiddenAsync();
        await Expect(mega.Locator("summary")).ToBeFocusedAsync();

        // Nothing of another site was asked for; a film is, once it is pressed.
        Assert.Equal(0, await page.Locator("iframe").CountAsync());

        var plain = await visit.OpenAsync(width: 390, height: 844, script: false);
        await plain.GotoAsync(world.ShopOf(Shop) + "/");
        await plain.Button("Menu").ClickAsync();
        await Expect(plain.GetByRole(AriaRole.Navigation, new() { Name = "Main" })).ToBeVisibleAsync();
        await plain.Keyboard.PressAsync("Escape");
        await plain.Button("Size guide").ClickAsync();
        await Expect(plain.GetByRole(AriaRole.Dialog, new() { Name = "Size guide" })).ToBeVisibleAsync();
        await plain.Keyboard.PressAsync("Escape");
        await Expect(plain.Locator(".tab-in").First).ToBeVisibleAsync();
        await plain.Locator(".tabs").First.Locator("summary").Nth(1).ClickAsync();
        await Expect(plain.Locator(".tab-in").Nth(1)).ToBeVisibleAsync();
        await Expect(plain.Locator(".tab-in").First).ToBeHiddenAsync();
        await Expect(plain.Locator(".consent-box")).ToBeHiddenAsync();
        await Expect(plain.Locator(".count-words time")).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_palette_finds_walks_and_inserts_by_keyboard_and_shows_blocks_as_the_shop_does() => world.RunAsync(async visit =>
    {
        // A store of its own: an open editor and the publishing of the other tests would meet.
        var merchant = await world.MerchantAsync("palette-toys");
        var page = await visit.OpenAsync(merchant.SignedIn);
        await page.GotoAsync($"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit");
        var canvas = await page.EditorAsync();
        await page.Locator(".ed-rail").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await page.Locator(".ed-gallery[data-pictures=ready]").WaitForAsync();
        // Drawn in the shop's own face and color, by the shop's own stylesheet.
        await page.WaitForFunctionAsync("() => document.querySelector('[data-thumb=hero]')?.shadowRoot?.querySelector('h1')");
        Assert.Equal(await canvas.Locator(".hero h1").First.EvaluateAsync<string>("e => getComputedStyle(e).fontFamily + getComputedStyle(e).color"), await page.EvaluateAsync<string>("() => { const s = getComputedStyle(document.querySelector('[data-thumb=hero]').shadowRoot.querySelector('h1')); return s.fontFamily + s.color; }"));

        var before = await canvas.Locator(".timeline").CountAsync();
        await page.Locator("[data-gallery-find]").FillAsync("picture");
        await Expect(page.Locator("[data-chip=gallery]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-chip=divider]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator(".ed-chip").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".ed-chip").Nth(1)).ToBeFocusedAsync();
        await page.Locator("[data-gallery-find]").FillAsync("timeline");
        await Expect(page.Locator(".ed-chip")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(canvas.Locator(".timeline")).ToHaveCountAsync(before + 1);
    });

    // Published anew by each test that needs it, always the same.
    private async Task PublishAsync()
    {
        var merchant = await world.MerchantAsync(Shop);
        var cover = await world.App.InScopeAsync(async services =>
        {
            await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, Ct);
            return await db.Products.Where(p => p.StoreId == merchant.StoreId && p.CoverUrl != null).OrderBy(p => p.Id).Select(p => p.CoverUrl!).FirstAsync(Ct);
        });
        var blocks = Rules.Kinds.Where(k => !k.About.Hidden && k.About.Parents.Length == 0 && Rules.Suits(k.About.Code, PageType.Home)).OrderBy(k => k.About.Group, StringComparer.Ordinal).ThenBy(k => k.About.Code, StringComparer.Ordinal).Select(k => Whole(BlockPlaces.Fresh(Rules, k.About.Code), cover));
        var footer = BlockNode.Create("footer", [new("Newsletter", "true"), new("Payments", "Visa\nMastercard\nPayPal")], [Whole(BlockNode.Create("social"), cover)]);
        var site = BlockNode.Create("site", slot: "header", id: "root", children: [BlockNode.Create("announcement", [new("LinkLabel", "See more"), new("Link", "/products"), new("Icon", "truck")]), BlockNode.Create("header", children: [BlockPlaces.Fresh(Rules, "mega_menu")], slot: "menus")])
            .WithSlot("footer", [footer, BlockNode.Create("cookie_consent")]);
        await LiveAsync(merchant, PageType.Home, BlockNode.Create("page", children: blocks, id: "root"));
        await LiveAsync(merchant, PageType.Site, site);
    }

    private async Task LiveAsync(Merchant merchant, PageType type, BlockNode root) => await world.App.InScopeAsync(async services =>
    {
        Guid id;
        int revision;
        await using (var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(merchant.TenantId, null, Ct))
            (id, revision) = await db.Pages.Where(p => p.StoreId == merchant.StoreId && p.Type == type).Select(p => new ValueTuple<Guid, int>(p.Id, p.DraftRevision)).SingleAsync(Ct);
        Assert.NotNull(await services.GetRequiredService<SaveDraft>().RunAsync(merchant.TenantId, merchant.StoreId, id, revision, new PageDocument(root), Ct));
        var problems = await services.GetRequiredService<PublishPage>().RunAsync(merchant.TenantId, merchant.StoreId, id, null, Ct);
        Assert.True(problems.Count == 0, string.Join("\n", problems.Select(p => p.Message)));
        return 0;
    });

    // With pictures, a film and a day, as a merchant would leave it.
    private static BlockNode Whole(BlockNode node, string cover)
    {
        foreach (var field in Rules.Find(node.Type)!.Fields.Fields)
        {
            if ((node.Prop(field.Name) ?? field.Default).Length > 0) continue;
            if (field.Kind == FieldKind.Image) node = node.With(field.Name, cover);
            if (field.Kind == FieldKind.Product) node = node.With(field.Name, "barnaby-bear");
            if (field.Kind == FieldKind.Moment) node = node.With(field.Name, DateTimeOffset.UtcNow.AddDays(40).ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        }
        node = node.Type switch
        {
            "video" => node.With("Address", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            "embed" => node.With("Address", "https://www.openstreetmap.org/export/embed.html?bbox=4.8,52.3,5.0,52.4"),
            "social" => node.With("Instagram", "https://example.com/a").With("YouTube", "https://example.com/b"),
            "popup" => node.With("When", "delay").With("Delay", "3").With("SecondPage", "false"),
            "hero" => node.With("Level", "h1"),
            _ => node,
        };
        foreach (var (slot, children) in node.Slots) node = node.WithSlot(slot, [.. children.Select(child => Whole(child, cover))]);
        return node;
    }
}
