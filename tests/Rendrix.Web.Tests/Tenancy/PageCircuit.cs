// What a renderer hands to a browser is meant for the framework alone; whoever attacks reads it all the same, and a change of its form breaks this file and nothing else.
#pragma warning disable BL0006
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>
/// A page in a circuit without a browser: the door, the session and the page are the program's own, and every event handler the page drew can be called, as a browser calls it by its number.
/// </summary>
internal sealed class PageCircuit : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly Drawing _drawing;

    private PageCircuit(AsyncServiceScope scope, Drawing drawing) => (_scope, _drawing) = (scope, drawing);

    /// <summary>Numbers of the handlers that can be called now.</summary>
    public IReadOnlyList<ulong> Handlers => [.. _drawing.Handlers.Keys.Order()];

    /// <summary>Those of them that a press calls, and not a field that was filled in.</summary>
    public IReadOnlyList<ulong> Presses => [.. _drawing.Handlers.Where(h => h.Value == "onclick").Select(h => h.Key).Order()];

    /// <summary>Whether the page ever said this.</summary>
    public bool Said(string words) => _drawing.Said.Any(text => text.Contains(words, StringComparison.Ordinal));

    /// <summary>What broke; refusals do not. An event that a browser did not fill in breaks some handlers before they do anything.</summary>
    public IReadOnlyList<Exception> Broken => [.. _drawing.Broken];

    /// <summary>Opens a page as the person of a session and waits until it has loaded.</summary>
    public static async Task<PageCircuit> OpenAsync(RunningApp app, Type page, string path, IReadOnlyDictionary<string, object?> values, Guid session)
    {
        var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var person = (ServerAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>();
        var state = await services.GetRequiredService<SessionWatch>().FindAsync(session, CancellationToken.None);
        person.SetAuthenticationState(Task.FromResult(new AuthenticationState(state!.Person("test"))));
        ((IHostEnvironmentNavigationManager)services.GetRequiredService<NavigationManager>()).Initialize("http://localhost/", "http://localhost" + path);
        var open = await OpenCircuit.AsAsync(scope, path, person);
        var confirms = services.GetRequiredService<Confirms>();
        var drawing = new Drawing(new Overriding(services, open.Navigation), services.GetRequiredService<ILoggerFactory>());
        // Whoever attacks says yes to every question.
        confirms.Changed += () => { if (confirms.Asked is not null) _ = drawing.Dispatcher.InvokeAsync(() => confirms.Answer(true)); };
        await drawing.Dispatcher.InvokeAsync(() => drawing.ShowAsync(page, values));
        return new PageCircuit(scope, drawing);
    }

    /// <summary>Calls handlers by their numbers, those that are there and those that are not, and waits until what they began is over.</summary>
    public async Task CallAsync(IEnumerable<ulong> handlers)
    {
        foreach (var handler in handlers)
        {
            await _drawing.Dispatcher.InvokeAsync(() => _drawing.Call(handler));
            await _drawing.SettleAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _drawing.DisposeAsync();
        await _scope.DisposeAsync();
    }

    private sealed class Drawing(IServiceProvider services, ILoggerFactory log) : Renderer(services, log)
    {
        private readonly List<Task> _begun = [];

        public Dictionary<ulong, string> Handlers { get; } = [];
        public HashSet<string> Said { get; } = [];
        public List<Exception> Broken { get; } = [];
        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();
        protected override RendererInfo RendererInfo { get; } = new("Server", isInteractive: true);

        public Task ShowAsync(Type page, IReadOnlyDictionary<string, object?> values) =>
            RenderRootComponentAsync(AssignRootComponentId(InstantiateComponent(typeof(RouteView))), ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(RouteView.RouteData)] = new RouteData(page, values), [nameof(RouteView.DefaultLayout)] = typeof(DashboardLayout),
            }));

        public void Call(ulong handler)
        {
            try { _begun.Add(WatchAsync(DispatchEventAsync(handler, null, Arguments(GetEventArgsType(handler)), waitForQuiescence: false))); }
            catch (ArgumentException e) when (e.ParamName == "eventHandlerId") { /* Of another circuit, or gone meanwhile. */ }
            catch (Exception e) when (e is not OutOfMemoryException) { Note(e); }
        }

        // Some handlers wait for something that never comes here, such as an answer of the browser: those are left behind.
        public async Task SettleAsync()
        {
            await Task.WhenAny(Task.WhenAll(_begun), Task.Delay(TimeSpan.FromSeconds(1)));
            _begun.Clear();
        }

        protected override void HandleException(Exception exception) => Note(exception);

        protected override IComponent ResolveComponentForRenderMode(Type componentType, int? parentComponentId, IComponentActivator componentActivator, IComponentRenderMode renderMode) => componentActivator.CreateInstance(componentType);

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            var frames = renderBatch.ReferenceFrames;
            for (var i = 0; i < frames.Count; i++)
            {
                var drawn = frames.Array[i];
                if (drawn.FrameType == RenderTreeFrameType.Text) Said.Add(drawn.TextContent);
                else if (drawn is { FrameType: RenderTreeFrameType.Attribute, AttributeEventHandlerId: > 0 }) Handlers[drawn.AttributeEventHandlerId] = drawn.AttributeName;
            }
            for (var i = 0; i < renderBatch.DisposedEventHandlerIDs.Count; i++) Handlers.Remove(renderBatch.DisposedEventHandlerIDs.Array[i]);
            return Task.CompletedTask;
        }

        private async Task WatchAsync(Task begun)
        {
            try { await begun; }
            catch (Exception e) when (e is not OutOfMemoryException) { Note(e); }
        }

        private void Note(Exception e)
        {
            if (e is not (RefusedException or OperationCanceledException or NavigationException)) Broken.Add(e);
        }

        private static EventArgs Arguments(Type type) => Activator.CreateInstance(type) switch
        {
            ChangeEventArgs change => new ChangeEventArgs { Value = "Probe" },
            EventArgs other => other,
            _ => EventArgs.Empty,
        };
    }

    // The scope's services, with a browser that answers nothing and an address bar that stays.
    private sealed class Overriding(IServiceProvider scope, NavigationManager bar) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(NavigationManager) ? bar : serviceType == typeof(IJSRuntime) ? new Silent() : scope.GetService(serviceType);
    }

    private sealed class Silent : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult<TValue>(default!);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => ValueTask.FromResult<TValue>(default!);
    }
}
