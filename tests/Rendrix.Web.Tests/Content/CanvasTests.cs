using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Rendrix.Blocks;
using Rendrix.Content;
using Rendrix.Content.Edits;
using Rendrix.Storefront;
using Rendrix.Stores;
using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Client;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Content;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Content;

/// <summary>The canvas after patches is the canvas drawn afresh, in a real browser, and the published page is the canvas without its marks.</summary>
public sealed class CanvasTests : IAsyncDisposable
{
    private static readonly BlockRules Rules = BlockRules.Of(BlockCatalog.Default.All.Select(k => k.Component));
    private static readonly StoreInfo Store = new(Guid.CreateVersion7(), Guid.CreateVersion7(), "acme", "Acme", "toys", "EUR", "en-US", "UTC", StoreStatus.Active, "", "", "", "{}", 0, null, 0, false, true, null, 1);
    private static readonly ShopContext Shop = new() { Name = "Acme", PathBase = "/store/acme" };
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddScoped(_ => new BlockLoaders([])).BuildServiceProvider();

    private static PageDocument Start() => PageDocument.Of(
        BlockNode.Create("hero", new Dictionary<string, string> { ["Title"] = "Made <slowly> & well" }, id: "hero1"),
        BlockNode.Create("usp", id: "usp1"),
        BlockNode.Create("faq", children: [BlockNode.Create("faq_item", id: "q1"), BlockNode.Create("faq_item", id: "q2"), BlockNode.Create("faq_item", id: "q3")], id: "faq1"),
        BlockNode.Create("testimonials", children: [BlockNode.Create("testimonial", id: "t1")], id: "tm1"),
        BlockNode.Create("rich_text", id: "rt1"),
        BlockNode.Create("gone_kind", id: "old1"),
        BlockNode.Create("newsletter", id: "nl1"));

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    [Fact]
    public async Task Published_markup_is_the_canvas_without_its_marks()
    {
        var document = PageDocument.Of([.. Start().Root.Children("children").Where(b => b.Type != "gone_kind")]);
        var canvas = await DrawAsync(document.Root, editing: true);
        var published = await DrawAsync(document.Root, editing: false);
        Assert.Contains("data-ed=", canvas, StringComparison.Ordinal);
        Assert.DoesNotContain("data-ed", published, StringComparison.Ordinal);
        Assert.Equal(published, System.Text.RegularExpressions.Regex.Replace(canvas, " data-ed(-[a-z]+)?=\"[^\"]*\"", ""));
    }

    [Fact]
    public async Task A_patch_holds_the_block_alone_and_new_blocks_whole()
    {
        var before = Start();
        var after = Do(before, new InsertBlock("faq1", "children", 1, BlockNode.Create("faq_item", new Dictionary<string, string> { ["Question"] = "New?" }, id: "q9")));
        var patch = Assert.Single(await PaintAsync(after, ["faq1"], before));
        Assert.Equal("faq1", patch.Id);
        Assert.Contains("<template data-ed-keep=\"q1\"></template>", patch.Html, StringComparison.Ordinal);
        Assert.Contains("New?", patch.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-ed-keep=\"q9\"", patch.Html, StringComparison.Ordinal);

        // A canvas whose state is not known gets the changed block with everything in it.
        Assert.DoesNotContain("data-ed-keep", Assert.Single(await PaintAsync(after, ["faq1", "q1"], null)).Html, StringComparison.Ordinal);
        // What was removed since is not sent.
        Assert.Empty(await PaintAsync(before, ["q9"], after));
    }

    [Fact]
    public async Task Patched_canvas_equals_a_fresh_one_after_any_edits()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Browser.Chromium.StartAsync(playwright);
        var page = await browser.NewPageAsync();
        var script = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "wwwroot", "js", "canvas.js"), TestContext.Current.CancellationToken);

        for (var seed = 1; seed <= 4; seed++)
        {
            var random = new Random(seed);
            var document = Start();
            await page.SetContentAsync($"<!doctype html><body><main>{await DrawAsync(document.Root, editing: true)}</main>");
            await page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = script, Type = "module" });
            await page.WaitForFunctionAsync("() => window.rendrixCanvas");
            var inverses = new Stack<Edit>();
            for (var round = 0; round < 40; round++)
            {
                var shown = document;
                var ids = new HashSet<string>();
                var said = new List<string>();
                // One to three edits in a batch: a move between containers must not lose its element.
                for (var n = random.Next(1, 4); n > 0; n--)
                {
                    var undo = random.Next(4) == 0 && inverses.Count > 0;
                    var edit = undo ? inverses.Pop() : Some(random, document);
                    if (edit.Apply(document, Rules) is not Applied done) continue;
                    if (!undo) inverses.Push(done.Inverse);
                    said.Add(edit.ToString()!);
                    document = done.Document;
                    ids.UnionWith(done.Changed);
                }
                if (ids.Count == 0) continue;
                var patches = await PaintAsync(document, ids, random.Next(8) == 0 ? null : shown);
                await page.EvaluateAsync("p => window.rendrixCanvas.patch(p, 2)", patches.Select(p => new { id = p.Id, html = p.Html }).ToArray());
                var fresh = await DrawAsync(document.Root, editing: true);
                var equal = await page.EvaluateAsync<bool>("""
                    html => { const t = document.createElement('template'); t.innerHTML = html; const a = document.querySelector('[data-ed=root]').cloneNode(true), b = t.content.firstElementChild; a.normalize(); b.normalize(); return a.isEqualNode(b); }
                    """, fresh);
                Assert.True(equal, $"seed {seed}, round {round}, after {string.Join(" | ", said)}:\n{await page.EvaluateAsync<string>("() => document.querySelector('[data-ed=root]').outerHTML")}\nshould be\n{fresh}");
            }
        }
    }

    private static Edit Some(Random random, PageDocument document)
    {
        string Any() => document.Places.Keys.ElementAt(random.Next(document.Places.Count));
        var slots = document.Places.Values.Where(p => p.Node.Type is "page" or "faq" or "testimonials").Select(p => p.Node.Id).ToList();
        string Slot() => slots[random.Next(slots.Count)];
        string[] kinds = ["hero", "usp", "faq_item", "faq", "rich_text", "heading", "spacer", "testimonial", "image_text"];
        return random.Next(13) switch
        {
            9 => new ChangeProp(Any(), "@hidden", random.Next(2) == 0 ? null : "true"),
            10 => new ChangeProp(Any(), "@devices", random.Next(2) == 0 ? null : "phone"),
            11 => new ChangeProp(Any(), random.Next(2) == 0 ? "Title@phone" : "Question@tablet", random.Next(3) == 0 ? null : "Short " + random.Next(100)),
            12 => new SeveralEdits([new MoveBlock(Any(), Slot(), "children", 0), new RemoveBlock(Any()), new ChangeProp(Any(), "@hidden", "true")], null),
            0 or 1 => new InsertBlock(Slot(), "children", random.Next(6), BlockPlaces.Fresh(Rules, kinds[random.Next(kinds.Length)])),
            2 or 3 or 4 => new MoveBlock(Any(), Slot(), "children", random.Next(6)),
            5 => new RemoveBlock(Any()),
            6 => new DuplicateBlock(Any(), BlockNode.NewId()),
            7 => new ChangeProp(Any(), "Scheme", random.Next(2) == 0 ? "tint" : "accent"),
            _ => new ChangeProp(Any(), random.Next(2) == 0 ? "Title" : "Question", random.Next(3) == 0 ? "" : "Words & <more> " + random.Next(100)),
        };
    }

    private static PageDocument Do(PageDocument document, Edit edit) => Assert.IsType<Applied>(edit.Apply(document, Rules)).Document;

    private Task<IReadOnlyList<CanvasPatch>> PaintAsync(PageDocument document, IReadOnlyCollection<string> ids, PageDocument? shown) =>
        new CanvasPainter(_services.GetRequiredService<ILoggerFactory>(), _services.GetRequiredService<IServiceScopeFactory>()).PaintAsync(Store, Shop, new PaintRequest(document, ids, shown), TestContext.Current.CancellationToken);

    private async Task<string> DrawAsync(BlockNode root, bool editing)
    {
        await using var renderer = new HtmlRenderer(_services, _services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<BlockTree>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(BlockTree.Root)] = root, [nameof(BlockTree.Shop)] = Shop, [nameof(BlockTree.Editing)] = editing,
        }))).ToHtmlString());
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Rendrix.Web.sln"))) at = at.Parent ?? throw new InvalidOperationException("The repository's root was not found.");
        return at.FullName;
    }
}
