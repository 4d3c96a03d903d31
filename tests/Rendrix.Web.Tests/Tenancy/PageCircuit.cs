// What a renderer hands to a browser is meant for the framework alone; whoever attacks reads it all the same, and a change of its form breaks this file and nothing else.
#pragma warning disable BL0006
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>An event handler that stands on a page.</summary>
/// <param name="Number">The number a browser calls it by; a new one whenever it is drawn anew.</param>
/// <param name="Event">As onclick.</param>
/// <param name="Control">The element, of an input with its type.</param>
/// <param name="Place">Component, place in its markup and method: the same for each row of a list, and when it is drawn anew.</param>
/// <param name="Label">What is written on it.</param>
/// <param name="Offers">What a list offers to be chosen.</param>
/// <param name="OfKit">Whether it belongs to a part that many pages use, as a text field: then the place says nothing about what it does.</param>
internal sealed record PageHandler(ulong Number, string Event, string Control, string Place, string Label, IReadOnlyList<string> Offers, bool OfKit)
{
    /// <summary>What stays the same when it is drawn anew.</summary>
    public string Name => $"{Place} “{Label}”";
}

/// <summary>
/// A page in a circuit without a browser: the door, the session and the page are the program's own, and every event handler the page drew can be called, as a browser calls it by its number.
/// </summary>
internal sealed class PageCircuit : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly Drawing _drawing;

    private PageCircuit(AsyncServiceScope scope, Drawing drawing) => (_scope, _drawing) = (scope, drawing);

    /// <summary>The handlers that stand on the page now, from top to bottom.</summary>
    public Task<List<PageHandler>> HandlersAsync() => _drawing.Dispatcher.InvokeAsync(() => _drawing.Read());

    /// <summary>Whether the page ever said this.</summary>
    public bool Said(string words) => _drawing.Said.Any(text => text.Contains(words, StringComparison.Ordinal));

    /// <summary>Whether an error took the page's place; nothing of it is left to be called.</summary>
    public bool Fell => Said("This page did not load");

    /// <summary>What broke; refusals do not.</summary>
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
        var around = new Overriding(services, open.Navigation);
        var drawing = new Drawing(around, services.GetRequiredService<ILoggerFactory>());
        around.Fallen = drawing.Note;
        // Whoever attacks says yes to every question.
        confirms.Changed += () => { if (confirms.Asked is not null) _ = YesAsync(); };
        await drawing.Dispatcher.InvokeAsync(() => drawing.ShowAsync(page, values));
        return new PageCircuit(scope, drawing);

        async Task YesAsync()
        {
            await Task.Yield();
            await drawing.Dispatcher.InvokeAsync(() => confirms.Answer(true));
        }
    }

    /// <summary>Calls one handler with what a browser could send to it, and waits until what it began is over.</summary>
    public async Task CallAsync(PageHandler handler)
    {
        foreach (var value in Values(handler))
        {
            await _drawing.Dispatcher.InvokeAsync(() => _drawing.Call(handler.Number, value));
            await _drawing.SettleAsync();
        }
    }

    /// <summary>Calls whatever has these numbers here, if anything has.</summary>
    public async Task CallAsync(IEnumerable<ulong> numbers)
    {
        foreach (var number in numbers) await CallAsync(new PageHandler(number, "", "", "", "", [], false));
    }

    public async ValueTask DisposeAsync()
    {
        await _drawing.DisposeAsync();
        await _scope.DisposeAsync();
    }

    // What somebody would type, choose or set there. A box is set and set back, a list is tried at both ends.
    private static IEnumerable<object?> Values(PageHandler handler) => handler.Control switch
    {
        "input checkbox" => [true, false],
        "input number" or "input range" => ["7"],
        "input email" => ["probe@example.com"],
        "input url" => ["https://probe.example/"],
        "input color" => ["#336699"],
        "input date" => ["2031-02-03"],
        "input time" => ["10:20"],
        "input datetime-local" => ["2031-02-03T10:20"],
        "select" => handler.Offers.Count switch { 0 => ["1"], 1 => [handler.Offers[0]], _ => [handler.Offers[0], handler.Offers[^1]] },
        _ => handler.Event is "onchange" or "oninput" && handler.Name.Contains("rice", StringComparison.Ordinal) ? ["12.50"] : ["Probe"],
    };

    private sealed class Drawing(IServiceProvider services, ILoggerFactory log) : Renderer(services, log)
    {
        private readonly List<Task> _begun = [];
        private int _root;

        public HashSet<string> Said { get; } = [];
        public List<Exception> Broken { get; } = [];
        public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();
        protected override RendererInfo RendererInfo { get; } = new("Server", isInteractive: true);

        public Task ShowAsync(Type page, IReadOnlyDictionary<string, object?> values)
        {
            ElementReferenceContext = new WebElementReferenceContext(new Silent());
            return RenderRootComponentAsync(_root = AssignRootComponentId(InstantiateComponent(typeof(RouteView))), ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(RouteView.RouteData)] = new RouteData(page, values), [nameof(RouteView.DefaultLayout)] = typeof(DashboardLayout),
            }));
        }

        public void Call(ulong handler, object? value)
        {
            try { _begun.Add(WatchAsync(DispatchEventAsync(handler, null, Arguments(GetEventArgsType(handler), value), waitForQuiescence: false))); }
            catch (ArgumentException e) when (e.ParamName == "eventHandlerId") { /* Of another circuit, or gone meanwhile. */ }
            catch (Exception e) when (e is not OutOfMemoryException) { Note(e); }
        }

        // Some handlers wait for something that never comes here, such as an answer of the browser: those are left behind.
        public async Task SettleAsync()
        {
            if (_begun.TrueForAll(t => t.IsCompleted)) { _begun.Clear(); return; }
            await Task.WhenAny(Task.WhenAll(_begun), Task.Delay(TimeSpan.FromSeconds(2)));
            _begun.RemoveAll(t => t.IsCompleted);
        }

        // All that stands on the page, from the root down, in the order of the document.
        public List<PageHandler> Read()
        {
            var found = new List<PageHandler>();
            Read(_root, typeof(RouteView), found);
            return found;
        }

        private void Read(int component, Type type, List<PageHandler> found)
        {
            var frames = GetCurrentRenderTreeFrames(component);
            for (var i = 0; i < frames.Count; i++)
            {
                var frame = frames.Array[i];
                if (frame.FrameType == RenderTreeFrameType.Component) Read(frame.ComponentId, frame.ComponentType, found);
                else if (frame.FrameType == RenderTreeFrameType.Element) ReadElement(frames, i, type, found);
            }
        }

        private static void ReadElement(ArrayRange<RenderTreeFrame> frames, int at, Type component, List<PageHandler> found)
        {
            var element = frames.Array[at];
            var end = at + element.ElementSubtreeLength;
            var (type, label, events) = ("", "", new List<RenderTreeFrame>());
            var i = at + 1;
            for (; i < end && frames.Array[i].FrameType == RenderTreeFrameType.Attribute; i++)
            {
                var attribute = frames.Array[i];
                if (attribute.AttributeEventHandlerId > 0) events.Add(attribute);
                else if (attribute.AttributeName == "type") type = " " + attribute.AttributeValue;
                else if (attribute.AttributeName is "aria-label" or "name") label = attribute.AttributeValue?.ToString() ?? "";
            }
            if (events.Count == 0) return;
            var offers = new List<string>();
            for (; i < end; i++)
            {
                var inner = frames.Array[i];
                if (inner.FrameType == RenderTreeFrameType.Text && element.ElementName is "button" or "a" && label.Length < 40) label += inner.TextContent?.Trim();
                else if (inner is { FrameType: RenderTreeFrameType.Attribute, AttributeName: "value" } && element.ElementName == "select") offers.Add(inner.AttributeValue?.ToString() ?? "");
            }
            foreach (var handler in events)
                found.Add(new PageHandler(handler.AttributeEventHandlerId, handler.AttributeName, element.ElementName == "input" ? element.ElementName + type : element.ElementName,
                    $"{component.Name}:{handler.Sequence} {handler.AttributeName} {MethodOf(handler.AttributeValue)}", label, offers, component.Namespace == typeof(TextField).Namespace && component != typeof(Card)));
        }

        private static string MethodOf(object? value) => value switch
        {
            Delegate method => method.Method.Name,
            null => "",
            _ => (value.GetType().GetField("Delegate", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(value) as Delegate)?.Method.Name ?? "",
        };

        protected override void HandleException(Exception exception) => Note(exception);

        protected override IComponent ResolveComponentForRenderMode(Type componentType, int? parentComponentId, IComponentActivator componentActivator, IComponentRenderMode renderMode) => componentActivator.CreateInstance(componentType);

        protected override Task UpdateDisplayAsync(in RenderBatch renderBatch)
        {
            var frames = renderBatch.ReferenceFrames;
            for (var i = 0; i < frames.Count; i++)
            {
                var drawn = frames.Array[i];
                if (drawn.FrameType == RenderTreeFrameType.Text) Said.Add(drawn.TextContent);
            }
            return Task.CompletedTask;
        }

        private async Task WatchAsync(Task begun)
        {
            try { await begun; }
            catch (Exception e) when (e is not OutOfMemoryException) { Note(e); }
        }

        public void Note(Exception e)
        {
            if (e is not (RefusedException or OperationCanceledException or NavigationException)) Broken.Add(e);
        }

        // The type as the framework names it; what a browser fills in of it is filled in.
        private static EventArgs Arguments(Type type, object? value)
        {
            if (type == typeof(ChangeEventArgs)) return new ChangeEventArgs { Value = value };
            var fields = new { key = "Enter", code = "Enter", clientX = 5, clientY = 5, button = 0, value, checkedIds = Array.Empty<string>() };
            return (EventArgs?)JsonSerializer.Deserialize(JsonSerializer.Serialize(fields), type, JsonSerializerOptions.Web) ?? EventArgs.Empty;
        }
    }

    // The scope's services, with a browser that answers nothing and an address bar that stays.
    private sealed class Overriding(IServiceProvider scope, NavigationManager bar) : IServiceProvider, IErrorBoundaryLogger
    {
        public Action<Exception>? Fallen { get; set; }

        public object? GetService(Type serviceType) =>
            serviceType == typeof(NavigationManager) ? bar : serviceType == typeof(IJSRuntime) ? new Silent() : serviceType == typeof(IErrorBoundaryLogger) ? this : scope.GetService(serviceType);

        public ValueTask LogErrorAsync(Exception exception)
        {
            Fallen?.Invoke(exception);
            return ValueTask.CompletedTask;
        }
    }

    // A browser that does what it is asked and has nothing to say; its script modules too.
    private sealed class Silent : IJSRuntime, IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => ValueTask.FromResult(Nothing<TValue>());

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private TValue Nothing<TValue>() =>
            typeof(TValue) == typeof(IJSObjectReference) ? (TValue)(object)this
            : typeof(TValue).IsValueType || typeof(TValue) == typeof(string) || typeof(TValue).IsInterface || typeof(TValue).IsAbstract ? default!
            : JsonSerializer.Deserialize<TValue>(typeof(TValue).IsArray ? "[]" : "{}", JsonSerializerOptions.Web)!;
    }
}
