using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Every page keeps WCAG 2.2 AA as far as a machine can tell, at the width of a desk and of a phone, light and dark.</summary>
[Collection(BrowserCollection.Name)]
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
        foreach (var width in new[] { 1440, 390 })
        {
            await page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
            foreach (var scheme in schemes)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.SettledAsync();
                violations.AddRange(await Axe.ViolationsAsync(page, $"{name}, {width} px, {scheme}"));
            }
        }
        Assert.True(violations.Count == 0, string.Join("\n", violations));
    }, $"Accessible_{name}");
}
