using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Every page keeps WCAG 2.2 AA as far as a machine can tell, at the width of a desk and of a phone, light and dark, and nothing sticks out at the side of a phone.</summary>
[Collection(PagesCollection.Name)]
public sealed class AccessibilityTests(BrowserWorld world)
{
    public static TheoryData<string> ShopPages => [.. KnownPages.OfTheShop];

    public static TheoryData<string> OwnPages => [.. KnownPages.BeforeTheStore, .. KnownPages.OfTheDashboard];

    [Theory, MemberData(nameof(ShopPages))]
    public Task A_page_of_the_shop_is_accessible(string name) => CheckAsync(name, [ColorScheme.Light]);

    [Theory, MemberData(nameof(OwnPages))]
    public Task A_page_of_ours_is_accessible(string name) => CheckAsync(name, [ColorScheme.Light, ColorScheme.Dark]);

    private Task CheckAsync(string name, ColorScheme[] schemes) => world.RunAsync(async visit =>
    {
        var page = await world.OpenAsync(visit, name);
        var violations = new List<string>();
        // Ours by day on a desk and in the dark on a phone, where nearly all of it stands below each other; the frame of the desk and the editor in the dark too.
        foreach (var (width, scheme) in schemes.Length == 1 ? [(1440, ColorScheme.Light), (390, ColorScheme.Light)]
            : name is "dashboard home" or "editor" ? new[] { (1440, ColorScheme.Light), (1440, ColorScheme.Dark), (390, ColorScheme.Light), (390, ColorScheme.Dark) } : [(1440, ColorScheme.Light), (390, ColorScheme.Dark)])
        {
            await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SettledAsync();
            violations.AddRange(await Axe.ViolationsAsync(page, $"{name}, {width} px, {scheme}"));
        }
        foreach (var width in new[] { 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 700);
            await page.SettledAsync();
            if (await page.EvaluateAsync<string?>(SticksOut) is { } wide) violations.Add($"{name} at {width} px is too wide: {wide}");
        }
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }, $"Accessible_{name}");

    // What sticks out at the side is named by its selector, deepest first, unless something around it cuts or scrolls it.
    private const string SticksOut = """
        () => {
          const view = document.scrollingElement;
          if (view.scrollWidth <= view.clientWidth) return null;
          const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
          const held = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
          const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > view.clientWidth + 0.5 && !held(e)).reverse().slice(0, 6);
          return `${view.scrollWidth} > ${view.clientWidth}: ` + out.map(e => `${name(e.parentElement)} > ${name(e)} (${Math.round(e.getBoundingClientRect().right)})`).join(', ');
        }
        """;
}
