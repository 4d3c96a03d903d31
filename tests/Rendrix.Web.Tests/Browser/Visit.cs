using System.Diagnostics;
using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>One test's windows. Whatever goes wrong in a page unseen (an uncaught error, a dialog, a 5xx answer, a line of red in the console) fails the test.</summary>
public sealed class Visit(BrowserWorld world, string test) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<string> _complaints = [];
    private readonly List<string> _expected = [];
    private readonly List<IBrowserContext> _contexts = [];
    private readonly int _errorsBefore = world.App.Errors.Count;
    private string? _step;

    /// <summary>Opens a window of a new visitor, with cookies of its own.</summary>
    /// <param name="signedIn">Cookies to begin with; null for a stranger.</param>
    /// <param name="width">Of the window in pixels.</param>
    /// <param name="height">Of the window in pixels.</param>
    /// <param name="script">Whether pages may run scripts.</param>
    public async Task<IPage> OpenAsync(string? signedIn = null, int width = 1440, int height = 900, bool script = true)
    {
        var context = await world.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            StorageState = signedIn, JavaScriptEnabled = script, ReducedMotion = ReducedMotion.Reduce, ColorScheme = ColorScheme.Light, Locale = "en-US",
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        context.SetDefaultTimeout(BrowserWorld.Patience);
        context.SetDefaultNavigationTimeout(BrowserWorld.Patience);
        _contexts.Add(context);
        context.Page += (_, page) => Watch(page);
        return await context.NewPageAsync();
    }

    /// <summary>A complaint that belongs to the test: one that holds these words is passed over.</summary>
    public void Expect(string words) { lock (_lock) _expected.Add(words); }

    /// <summary>Names what comes next, so that a failure says where the journey ended.</summary>
    public async Task StepAsync(string name, Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        _step = name;
        try { await act(); }
        catch (Exception e) when (!e.Message.StartsWith("Step ", StringComparison.Ordinal)) { throw new InvalidOperationException($"Step “{name}” failed: {e.Message}{Complaints()}{Errors}", e); }
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  {name}");
        FailOnComplaints();
    }

    /// <summary>Fails the test when a page complained.</summary>
    public void FailOnComplaints() { if (Complaints() is { Length: > 0 } complaints) Assert.Fail($"{(_step is null ? "" : $"Step “{_step}”: ")}a page complained:{complaints}{Errors}"); }

    // What the program itself said meanwhile: a page only tells that something went wrong.
    private string Errors => world.App.Errors.Since(_errorsBefore);

    /// <summary>Writes picture and markup of every window to TestResults.</summary>
    public async Task KeepEvidenceAsync()
    {
        var folder = Path.Combine(BrowserWorld.Root, "TestResults", "browser", test);
        Directory.CreateDirectory(folder);
        var number = 0;
        foreach (var page in _contexts.SelectMany(c => c.Pages))
        {
            var name = Path.Combine(folder, (++number).ToString(System.Globalization.CultureInfo.InvariantCulture));
            try
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = name + ".png", FullPage = true, Timeout = 10_000 });
                await File.WriteAllTextAsync(name + ".html", $"<!-- {page.Url} -->\n" + await page.ContentAsync());
            }
            // Evidence is a help; the failure itself is what must be told.
            catch (Exception e) when (e is PlaywrightException or TimeoutException) { TestContext.Current.TestOutputHelper?.WriteLine($"No evidence of {page.Url}: {e.Message}"); }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"Pictures and markup are in {folder}{Complaints()}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts) await context.DisposeAsync();
    }

    private void Watch(IPage page)
    {
        page.PageError += (_, error) => Complain($"uncaught error on {page.Url}: {error}");
        page.Console += (_, message) => { if (message.Type == "error") Complain($"console error on {page.Url}: {message.Text} ({message.Location})"); };
        page.Response += (_, response) => { if (response.Status >= 500) Complain($"{response.Status} from {response.Request.Method} {response.Url}"); };
        page.Dialog += async (_, dialog) =>
        {
            Complain($"dialog on {page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    private void Complain(string what) { lock (_lock) _complaints.Add(what); }

    private string Complaints()
    {
        lock (_lock) return string.Concat(_complaints.Where(c => !_expected.Exists(e => c.Contains(e, StringComparison.Ordinal))).Select(c => "\n  " + c));
    }
}
