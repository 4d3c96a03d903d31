namespace Rendrix.Web.Tests.Browser;

/// <summary>Nothing sticks out at the side of a phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SmallScreenTests(BrowserWorld world)
{
    public static TheoryData<string> Pages => [.. KnownPages.OfTheShop, .. KnownPages.BeforeTheStore, .. KnownPages.OfTheDashboard];

    [Theory, MemberData(nameof(Pages))]
    public Task A_page_does_not_scroll_sideways(string name) => world.RunAsync(async visit =>
    {
        var page = await world.OpenAsync(visit, name, width: 390);
        foreach (var width in new[] { 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 700);
            await page.SettledAsync();
            // What sticks out is named by its selector, deepest first, unless something around it cuts or scrolls it.
            var wide = await page.EvaluateAsync<string?>("""
                () => {
                  const view = document.scrollingElement;
                  if (view.scrollWidth <= view.clientWidth) return null;
                  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + [...e.classList].map(c => '.' + c).join('');
                  const held = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
                  const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > view.clientWidth + 0.5 && !held(e)).reverse().slice(0, 6);
                  return `${view.scrollWidth} > ${view.clientWidth}: ` + out.map(e => `${name(e.parentElement)} > ${name(e)} (${Math.round(e.getBoundingClientRect().right)})`).join(', ');
                }
                """);
            Assert.True(wide is null, $"{name} at {width} px is too wide: {wide}");
        }
    }, $"Narrow_{name}");
}
