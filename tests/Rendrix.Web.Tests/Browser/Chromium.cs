using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>The browser of the machine. Nothing is downloaded.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    // A later list of features replaces an earlier one, so Playwright's own stands here again. The last two draw the address bar's popup in a process
    // of its own for every window, which nobody sees without a window and which costs more than most pages under test.
    private const string FeaturesOff = "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,"
        + "ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,"
        + "WebUIOmniboxPopup,WebUIOmniboxAimPopup";

    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-features=" + FeaturesOff];

    /// <summary>Path of the browser: what RENDRIX_CHROMIUM says, or the first of the known names on the PATH; the shell without windows first, which does half of the work for the same pages.</summary>
    public static string Path() => Candidates().FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No browser was found: install Chromium (apt-get install chromium), or set RENDRIX_CHROMIUM to the path of Chromium or Chrome.");

    /// <summary>Starts it without a window.</summary>
    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path(), Args = Arguments, Timeout = 60_000 });

    private static IEnumerable<string> Candidates()
    {
        // Whoever names a browser means that one: another is no substitute for a wrong path.
        if (Environment.GetEnvironmentVariable("RENDRIX_CHROMIUM") is { Length: > 0 } named) return [named];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. Names.SelectMany(name => folders.Append("/usr/bin").Select(folder => System.IO.Path.Combine(folder, name)))];
    }
}
