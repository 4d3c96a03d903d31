using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rendrix.Web.Client.Media;

namespace Rendrix.Tests.Editor;

public sealed class MediaUploadsTests
{
    [Fact]
    public async Task A_part_that_is_let_go_while_its_script_is_on_the_way_asks_nothing_of_it()
    {
        var browser = new SlowBrowser();
        var uploads = new MediaUploads(browser, () => { }, (_, _) => Task.CompletedTask);
        var attaching = uploads.AttachAsync(new ElementReference("gone"), "/upload", "editor", pastes: false, one: true);
        await uploads.DisposeAsync();
        browser.Arrives.SetResult(browser);
        await attaching;
        Assert.Empty(browser.Asked);
        Assert.True(browser.LetGo);
    }

    private sealed class SlowBrowser : IJSRuntime, IJSObjectReference
    {
        public TaskCompletionSource<IJSObjectReference> Arrives { get; } = new();
        public List<string> Asked { get; } = [];
        public bool LetGo { get; private set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            if (identifier == "import") return (TValue)await Arrives.Task;
            Asked.Add(identifier);
            return default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            LetGo = true;
            return ValueTask.CompletedTask;
        }
    }
}
