using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Npgsql;
using Rendrix.Web.Platform.Data.Embedded;
using Rendrix.Web.Tests.Browser;

namespace Rendrix.Benchmarks.Editor;

/// <summary>
/// The visual editor as a person meets it: a real Chromium on the product, page documents of 500 and 2,000 blocks, the demo's shop around them.
/// Every figure is from the browser's event to the change in the other document, on one clock.
/// </summary>
internal sealed class EditorBench(IBrowser browser, int port, NpgsqlDataSource database, Options options)
{
    private readonly List<(string Work, double[] Times, string Goal, bool? Met)> _rows = [];
    private string _signedIn = "";

    public static async Task RunAsync(Options options)
    {
        var clock = Stopwatch.StartNew();
        var folder = Path.Combine(Path.GetTempPath(), "rendrix-editor-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "postgres"), AppContext.BaseDirectory, "", CancellationToken.None);
            var connection = postgres.ConnectionString("rendrix");
            using var product = await ServerProcess.StartDemoAsync(connection, folder);
            await using var database = NpgsqlDataSource.Create(connection);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await Chromium.StartAsync(playwright);
            var bench = new EditorBench(browser, product.Port, database, options);
            await bench.MeasureAsync();
            bench.Print();
            Console.WriteLine($"Chromium {browser.Version}, {Environment.ProcessorCount} cores shared by browser, program and database. The whole run took {clock.Elapsed.TotalSeconds:F0} s.");
        }
        finally
        {
            try { Directory.Delete(folder, recursive: true); }
            catch (IOException e) { await Console.Error.WriteLineAsync($"{folder} could not be deleted: {e.Message}"); }
        }
    }

    private async Task MeasureAsync()
    {
        _signedIn = await SignInAsync();
        if (options.Wants("500")) await ResponseAsync(500, port, "", 20, 20, 400);
        if (options.Wants("2000")) await ResponseAsync(2_000, port, "", 40, 40, 1_500);
        if (options.Wants("line"))
        {
            using var line = new DelayProxy(port, TimeSpan.FromMilliseconds(25));
            await ResponseAsync(500, line.Port, ", 50 ms away", 110, 110, 1_500);
        }
        if (options.Wants("memory")) await MemoryAsync();
    }

    private async Task ResponseAsync(int blocks, int through, string where, double selectGoal, double settingGoal, double openGoal)
    {
        var far = where.Length > 0;
        var address = await PageOfAsync(blocks, through);
        await using var context = await ContextAsync();
        var opened = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            var first = await OpenAsync(context, address);
            opened.Add(await first.EvaluateAsync<double>("() => window.readyAt"));
            await first.CloseAsync();
        }
        Add($"open by its address in a new tab, {blocks} blocks{where}", opened.Skip(1), $"<= {openGoal} ms", times => P(times, 50) <= openGoal);
        Add($"open from the list of pages, {blocks} blocks{where}", (await OpenFromListAsync(context, address, 6)).Skip(1), $"<= {openGoal} ms", times => P(times, 50) <= openGoal);

        var page = await OpenAsync(context, address);
        var n = far ? 25 : 100;
        // What comes after opening (pictures, checks, other people) is not what is measured.
        await Task.Delay(3_000);
        // A server that people have worked on: the first sixty are still being compiled and measure the start.
        await page.EvaluateAsync("n => probe.select(n)", far ? 25 : 60);
        var select = await page.EvaluateAsync<JsonElement>("n => probe.select(n)", n);
        Add($"select, {blocks}{where}", Times(select, "times"), $"p95 <= {selectGoal} ms", t => P(t, 95) <= selectGoal);
        Add($"selection frame drawn, {blocks}{where}", Times(select, "drawn"), "p95 <= 5 ms", t => P(t, 95) <= 5);
        await page.EvaluateAsync("n => probe.setting(n)", far ? 5 : 20);
        var setting = await page.EvaluateAsync<JsonElement>("n => probe.setting(n)", n);
        Add($"setting to canvas, {blocks}{where}", Times(setting, "times"), $"p95 <= {settingGoal} ms", t => P(t, 95) <= settingGoal);
        Add($"setting to painted frame, {blocks}{where}", Times(setting, "painted"), "", null);
        // A page holds 200 blocks of its own; the one of 2,000 is full, and nothing can be copied into it.
        var structure = blocks > 500 ? default : await page.EvaluateAsync<JsonElement>("n => probe.structure(n)", far ? 8 : 25);
        foreach (var work in blocks > 500 ? (string[])[] : ["duplicate", "move", "remove", "undo"]) Add($"{work}, {blocks}{where}", Times(structure, work), far ? "p95 <= 110 ms" : "", far ? t => P(t, 95) <= 110 : null);

        var frame = page.Frames.Single(f => f.Url.Contains("/canvas/", StringComparison.Ordinal));
        var text = frame.Locator($"[data-ed=\"{await page.EvaluateAsync<string>("() => probe.textBlock()")}\"] [data-ed-prop]").First;
        await text.DblClickAsync();
        await page.EvaluateAsync("() => probe.watchKeys()");
        await page.Keyboard.TypeAsync("Made slowly, in small numbers, by people who like what they do. ", new() { Delay = 70 });
        await page.Keyboard.PressAsync("Enter");
        var keys = await page.EvaluateAsync<JsonElement>("() => probe.keys");
        Add($"key to end of handler, {blocks}{where}", Times(keys, "handler"), "p95 <= 4 ms", t => P(t, 95) <= 4);
        Add($"key to next frame, {blocks}{where}", Times(keys, "frame"), "p50 <= 16 ms", t => P(t, 50) <= 16);
        await page.CloseAsync();
    }

    // Ten editors open, closed again; then one that works without a pause.
    private async Task MemoryAsync()
    {
        var address = await PageOfAsync(500, port);
        await using (var warm = await ContextAsync()) await OpenAsync(warm, address);
        await LeftAsync();
        var before = await HeapAsync();
        var contexts = new List<IBrowserContext>();
        for (var i = 0; i < 10; i++)
        {
            contexts.Add(await ContextAsync());
            await OpenAsync(contexts[^1], address);
        }
        // What is on its way to the browsers (the last panels, pictures, checks) is no part of an editor that is open.
        await Task.Delay(5_000);
        var each = (await HeapAsync() - before) / 10;
        Add("heap per open editor, 500 blocks, MB", [each], "< 2 MB", t => t[0] < 2);
        // A tab that is closed says goodbye; one that is torn down with its window does not, and its circuit would wait three minutes for it to come back.
        foreach (var context in contexts)
        {
            foreach (var open in context.Pages) await open.GotoAsync("about:blank");
            await context.DisposeAsync();
        }
        await LeftAsync();
        Add("heap kept after ten closed, MB", [await HeapAsync() - before], "", null);

        await using var working = await ContextAsync();
        var page = await OpenAsync(working, address);
        var clock = Stopwatch.StartNew();
        var heap = new List<double>();
        var script = new List<double>();
        while (clock.Elapsed.TotalMinutes < options.Minutes)
        {
            await page.EvaluateAsync("async () => { await probe.select(20); await probe.setting(20); await probe.structure(5); }");
            heap.Add(await HeapAsync());
            script.Add(await page.EvaluateAsync<double>("() => performance.memory.usedJSHeapSize / 1048576"));
            Console.WriteLine($"{clock.Elapsed.TotalMinutes:F1} min: heap {heap[^1]:F1} MB, script {script[^1]:F1} MB");
        }
        // Flat: the last third holds no more than the first, give or take a tenth.
        var third = Math.Max(1, heap.Count / 3);
        Add($"heap over {options.Minutes} min of work, MB", [.. heap], "flat", t => t[^third..].Average() <= t[..third].Average() * 1.1 + 1);
        Add("script heap over that time, MB", [.. script], "", null);
    }

    private async Task LeftAsync()
    {
        // A circuit whose browser left without a word is given up after a while, and so is a page that nobody has open.
        for (var end = Stopwatch.StartNew(); end.Elapsed < TimeSpan.FromMinutes(8); await Task.Delay(1000))
            if (await MemoryJsonAsync() is var now && now.GetProperty("people").GetInt32() == 0 && now.GetProperty("openPages").GetInt32() == 0) return;
        Console.WriteLine("Some editors were still open eight minutes after their browsers had gone.");
    }

    private async Task<double> HeapAsync() => (await MemoryJsonAsync()).GetProperty("heapBytes").GetInt64() / 1048576.0;

    private async Task<JsonElement> MemoryJsonAsync()
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync($"http://localhost:{port}/dev/memory.json")).RootElement.Clone();
    }

    private async Task<string> SignInAsync()
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync($"http://localhost:{port}/login");
        await page.GetByLabel("Email").FillAsync("demo@rendrix.dev");
        await page.GetByLabel("Password").FillAsync("Rendrix-demo-2026!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync($"http://localhost:{port}/");
        return await context.StorageStateAsync();
    }

    private async Task<IBrowserContext> ContextAsync()
    {
        var context = await browser.NewContextAsync(new() { StorageState = _signedIn, ViewportSize = new() { Width = 1440, Height = 900 } });
        await using var script = typeof(EditorBench).Assembly.GetManifestResourceStream("Rendrix.Benchmarks.Editor.probe.js")!;
        using var reader = new StreamReader(script);
        await context.AddInitScriptAsync("if (window === window.top) { " + await reader.ReadToEndAsync() + """
            const timer = setInterval(() => {
              const inner = document.querySelector('.ed-frame iframe')?.contentWindow;
              if (!document.querySelector('.ed[data-keys]') || !inner?.rendrixCanvas || inner.document.readyState === 'loading') return;
              window.readyAt = performance.now();
              clearInterval(timer);
            }, 4);
            }
            """);
        return context;
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);
        await page.WaitForFunctionAsync("() => window.readyAt > 0", null, new() { Timeout = 60_000 });
        return page;
    }

    // As people open it: a click in the list, in the circuit that is there.
    private static async Task<List<double>> OpenFromListAsync(IBrowserContext context, string address, int times)
    {
        var page = await context.NewPageAsync();
        var (list, path) = (address[..address.IndexOf("/pages/", StringComparison.Ordinal)] + "/pages", new Uri(address).AbsolutePath);
        var opened = new List<double>();
        for (var i = 0; i < times; i++)
        {
            await page.GotoAsync(list);
            await page.Locator("body[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.Locator($"main a[href='{path}']").First.WaitForAsync();
            await page.EvaluateAsync("() => { probe.opening(); }");
            await page.Locator($"main a[href='{path}']").First.ClickAsync();
            await page.WaitForFunctionAsync("() => probe.openedAfter > 0", null, new() { Timeout = 60_000 });
            opened.Add(await page.EvaluateAsync<double>("() => probe.openedAfter"));
        }
        await page.CloseAsync();
        return opened;
    }

    /// <summary>Makes the demo shop's home page hold so many blocks; answers the address of its editor.</summary>
    private async Task<string> PageOfAsync(int blocks, int through)
    {
        await using var command = database.CreateCommand("""
            update pages p set draft = $1::jsonb, draft_revision = draft_revision + 1 from stores s
            where s.tenant_id = p.tenant_id and s.id = p.store_id and s.subdomain = 'tumblewick' and p.slug = $2 returning p.id
            """);
        // Two pages of their own, so that a session still open from before does not stand in the way.
        var slug = await SlugAsync(blocks);
        command.Parameters.Add(new NpgsqlParameter { Value = EditorPages.Of(blocks).ToJson(), DataTypeName = "text" });
        command.Parameters.Add(new NpgsqlParameter { Value = slug });
        var id = (Guid)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("The demo has no such page."));
        return $"http://localhost:{through}/s/tumblewick/pages/{id}/edit";
    }

    private async Task<string> SlugAsync(int blocks)
    {
        await using var command = database.CreateCommand("select p.slug from pages p join stores s on s.tenant_id = p.tenant_id and s.id = p.store_id where s.subdomain = 'tumblewick' and p.type = 'standard' order by p.slug");
        await using var reader = await command.ExecuteReaderAsync();
        var slugs = new List<string>();
        while (await reader.ReadAsync()) slugs.Add(reader.GetString(0));
        return slugs[blocks % 1_000 == 0 ? ^1 : 0];
    }

    private void Add(string work, IEnumerable<double> times, string goal, Func<double[], bool>? met)
    {
        double[] all = [.. times];
        _rows.Add((work, all, goal, met?.Invoke(all)));
        Console.WriteLine($"{work}: {P(all, 50):F1} / {P(all, 95):F1}");
    }

    private static IEnumerable<double> Times(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(v => v.GetDouble());

    private static double P(double[] times, double percent) => times.Length == 0 ? double.NaN : times.Order().ElementAt(Math.Min(times.Length - 1, (int)Math.Ceiling(times.Length * percent / 100) - 1));

    private void Print()
    {
        Console.WriteLine("\n| work | n | p50 | p95 | max | goal | met |\n|---|--:|--:|--:|--:|---|--|");
        foreach (var (work, times, goal, met) in _rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {times.Length} | {P(times, 50):F1} | {P(times, 95):F1} | {(times.Length == 0 ? double.NaN : times.Max()):F1} | {goal} | {met switch { true => "yes", false => "NO", null => "" }} |"));
    }
}
