using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Two people set the same setting at once: the one whose value went sees both and has theirs back with one press.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OverlapBrowserTests(BrowserWorld world)
{
    [Fact]
    public Task Whoever_lost_a_value_is_told_and_takes_it_back() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("overlap-toys");
        var address = $"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit";
        var ingrid = await visit.OpenAsync(merchant.SignedIn);
        var jonas = await visit.OpenAsync(await world.ColleagueAsync(merchant, "Jonas", "Berg"));
        await Task.WhenAll(ingrid.GotoAsync(address), jonas.GotoAsync(address));
        var (hers, his) = (await ingrid.EditorAsync(), await jonas.EditorAsync());
        await Expect(ingrid.GetByRole(AriaRole.Group, new() { Name = "Also here: Jonas Berg" })).ToBeVisibleAsync();
        await hers.Locator(".hero h1").First.ClickAsync();
        await his.Locator(".hero h1").First.ClickAsync();
        ILocator Headline(IPage page) => page.Locator(".ed-insp").GetByLabel("Headline", new() { Exact = true });

        await Headline(ingrid).FillAsync("Hers");
        await Expect(Headline(jonas)).ToHaveValueAsync("Hers");
        await Headline(jonas).FillAsync("Of Jonas");
        var note = ingrid.Locator("[data-set=Title] + .ed-overlap");
        await Expect(note).ToContainTextAsync("Jonas changed this to “Of Jonas” at the same time. Yours was “Hers”.");
        await Expect(ingrid.Locator(".ed > p[role=status]")).ToContainTextAsync("Jonas changed headline of Hero to “Of Jonas” at the same time. Yours was “Hers”. You can take yours back in the settings.");
        await Expect(jonas.Locator(".ed-overlap")).ToHaveCountAsync(0);
        var complaints = await Axe.ViolationsAsync(ingrid, "the settings with both values", ".ed-insp");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));

        // It is still there for somebody who looks at something else, and after a reload.
        await ingrid.ReloadAsync();
        hers = await ingrid.EditorAsync();
        await Expect(ingrid.Locator(".ed-overlap")).ToContainTextAsync("Jonas changed headline of Hero to “Of Jonas”");
        await ingrid.Locator(".ed-overlap").GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(note).ToBeVisibleAsync();

        await note.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).FocusAsync();
        await ingrid.Keyboard.PressAsync("Enter");
        await Expect(his.Locator(".hero h1").First).ToHaveTextAsync("Hers");
        await Expect(ingrid.Locator(".ed-overlap")).ToHaveCountAsync(0);
        // He is told in turn; she takes her step back like any other, and nothing of his is lost any more.
        await Expect(jonas.Locator(".ed-overlap")).ToContainTextAsync("Ingrid changed this to “Hers”");
        await ingrid.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo: Change headline of Hero") }).First.ClickAsync();
        await Expect(hers.Locator(".hero h1").First).ToHaveTextAsync("Of Jonas");
        await Expect(jonas.Locator(".ed-overlap")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Whoever_lost_a_color_of_the_theme_sees_both_and_takes_theirs_back() => world.RunAsync(async visit =>
    {
        var merchant = await world.MerchantAsync("overlap-theme-toys");
        var address = $"{world.Dashboard}/s/{merchant.Subdomain}/pages/{merchant.HomePageId:D}/edit?panel=theme";
        var ingrid = await visit.OpenAsync(merchant.SignedIn);
        var jonas = await visit.OpenAsync(await world.ColleagueAsync(merchant, "Jonas", "Berg"));
        await Task.WhenAll(ingrid.GotoAsync(address), jonas.GotoAsync(address));
        await ingrid.EditorAsync();
        await jonas.EditorAsync();
        ILocator Button(IPage page) => page.Locator("[data-token='scheme.page.accent'] .th-hex");
        await Button(ingrid).FillAsync("#0055AA");
        await Expect(Button(jonas)).ToHaveValueAsync("#0055AA");
        await Button(jonas).FillAsync("#AA0000");
        var note = ingrid.Locator("[data-overlap='scheme.page.accent']");
        await Expect(note).ToContainTextAsync("Jonas changed button of Page to #AA0000 at the same time. Yours was #0055AA.");
        await Expect(ingrid.Locator(".ed > p[role=status]")).ToContainTextAsync("You can take yours back in the theme.");
        await Expect(jonas.Locator("[data-overlap]")).ToHaveCountAsync(0);
        await ingrid.SettledAsync();
        var complaints = await Axe.ViolationsAsync(ingrid, "the theme with both values", ".ed-left");
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));

        await note.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).FocusAsync();
        await ingrid.Keyboard.PressAsync("Enter");
        await Expect(Button(jonas)).ToHaveValueAsync("#0055AA");
        await Expect(note).ToHaveCountAsync(0);
        // He is told in turn, and keeps hers.
        await jonas.Locator("[data-overlap]").GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Expect(jonas.Locator("[data-overlap]")).ToHaveCountAsync(0);
        await Expect(Button(jonas)).ToHaveValueAsync("#0055AA");
    });
}
