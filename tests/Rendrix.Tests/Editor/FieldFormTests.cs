using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Fields;
using Rendrix.Web.Client.Blocks;
using Rendrix.Web.Client.Fields;

namespace Rendrix.Tests.Editor;

public sealed class FieldFormTests
{
    private static readonly FieldChoices Choices = new([new FieldChoice("mugs", "Mugs")], [], [new FieldChoice("main", "Main menu")], [], [new MediaChoice("/media/a.png", "a.png", "A mug")], "/store/acme");

    [Fact]
    public async Task Every_setting_of_every_block_has_a_labelled_control()
    {
        foreach (var kind in BlockCatalog.Default.All)
        {
            var page = await DrawAsync(kind.Schema, _ => null);
            Assert.Equal(kind.Schema.Fields.Count(f => kind.Schema.Applies(f, _ => null)), page.QuerySelectorAll("[data-set]").Length);
            foreach (var set in page.QuerySelectorAll("[data-set]"))
            {
                Assert.NotEqual("", set.QuerySelector(".ff-label")!.TextContent);
                var label = set.QuerySelector("label.ff-label") as IHtmlLabelElement;
                Assert.True(label is null ? set.GetAttribute("aria-labelledby") is not null : page.GetElementById(label.HtmlFor!) is not null || set.QuerySelector(".ff-media") is not null, $"{kind.Code}.{set.GetAttribute("data-set")} has no control for its label");
            }
        }
    }

    [Fact]
    public async Task A_changed_setting_can_be_reset_and_a_category_that_is_gone_is_still_shown()
    {
        var page = await DrawAsync(BlockCatalog.Default.Find("product_grid")!.Schema, name => name switch { "Title" => "Mine", "Category" => "bowls", "Count" => "4", _ => null });
        Assert.NotNull(page.QuerySelector("[data-set=Title] .ff-reset"));
        Assert.Null(page.QuerySelector("[data-set=Count] .ff-reset"));
        Assert.Contains("bowls (gone)", page.QuerySelector("[data-set=Category]")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IHtmlDocument> DrawAsync(FieldSchema schema, Func<string, string?> value)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IJSRuntime, NoBrowser>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<FieldForm>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(FieldForm.Schema)] = schema, [nameof(FieldForm.Value)] = value, [nameof(FieldForm.Choices)] = Choices,
        }))).ToHtmlString());
        return new HtmlParser().ParseDocument(html);
    }

    private sealed class NoBrowser : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => throw new InvalidOperationException();
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => throw new InvalidOperationException();
    }
}
