using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Rendrix.Benchmarks.Limits;
using Rendrix.Benchmarks.Load;

namespace Rendrix.Benchmarks;

/// <summary>A server in a process of its own; killed at the end.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private int _disposed;

    private ServerProcess(Process process, int port, TimeSpan started)
    {
        (_process, Port, StartedIn) = (process, port, started);
        // Ctrl+C and kill end this process without its finally blocks.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>HTTP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>From the start of the process to its first whole answer.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Memory the process holds, MB (resident set).</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The product as it is installed, in Production, on the ground's database; ready when the store's home page answers.</summary>
    public static Task<ServerProcess> StartProductAsync(Ground ground, int mailPort, IReadOnlyDictionary<string, string>? settings = null)
    {
        var port = FreePort();
        var info = Dotnet(ProductDll(), "--urls", $"http://127.0.0.1:{port}");
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        info.Environment["ConnectionStrings__Rendrix"] = ground.Connection;
        info.Environment["RENDRIX_DATA"] = Path.Combine(ground.Folder, "data");
        info.Environment["RENDRIX_DEMO"] = "false";
        info.Environment["Logging__LogLevel__Default"] = "Warning";
        // One machine plays all the callers of the world, and mails go to the sink of the limit servers.
        info.Environment["Rendrix__RateLimits__RequestsPerMinute"] = "1000000000";
        info.Environment["Rendrix__RateLimits__ByPlan"] = "false";
        info.Environment["Rendrix__Plans__Default"] = "enterprise";
        info.Environment["Rendrix__Smtp__Host"] = "127.0.0.1";
        info.Environment["Rendrix__Smtp__Port"] = mailPort.ToString(System.Globalization.CultureInfo.InvariantCulture);
        info.Environment["Rendrix__Smtp__Tls"] = "false";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) info.Environment[name] = value;
        return StartAsync(info, port, Pipe.Get(Host(port), "/"));
    }

    /// <summary>The product in Development with its demo merchant, for the editor in a browser.</summary>
    public static Task<ServerProcess> StartDemoAsync(string connection, string folder)
    {
        var port = FreePort();
        var info = Dotnet(ProductDll(), "--urls", $"http://127.0.0.1:{port}");
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        info.Environment["ConnectionStrings__Rendrix"] = connection;
        info.Environment["RENDRIX_DATA"] = Path.Combine(folder, "data");
        info.Environment["RENDRIX_DEMO"] = "true";
        // What Production does: what carries its fingerprint in its name is kept by the browser.
        info.Environment["EnableStaticAssetsDevelopmentCaching"] = "true";
        info.Environment["Logging__LogLevel__Default"] = "Warning";
        info.Environment["Rendrix__RateLimits__RequestsPerMinute"] = "1000000000";
        info.Environment["Rendrix__RateLimits__ByPlan"] = "false";
        info.Environment["Rendrix__Plans__Default"] = "enterprise";
        return StartAsync(info, port, Pipe.Get("localhost", "/health/ready"));
    }

    /// <summary>The limit programs.</summary>
    public static Task<ServerProcess> StartLimitsAsync(LimitSettings settings, string folder)
    {
        var file = Path.Combine(folder, "limits.json");
        File.WriteAllText(file, JsonSerializer.Serialize(settings));
        return StartAsync(Dotnet(typeof(ServerProcess).Assembly.Location, "--limits", file), settings.Port, Pipe.Get("localhost", "/bytes"));
    }

    /// <summary>The store's host as the product knows it.</summary>
    public static string Host(int port, string label = Ground.Label) => $"{label}.localhost:{port}";

    /// <summary>A free port of 127.0.0.1.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The repository, or null when run elsewhere.</summary>
    public static string? Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rendrix.Web.sln"))) folder = folder.Parent;
        return folder?.FullName;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(ProcessStartInfo info, int port, byte[] first)
    {
        var clock = Stopwatch.StartNew();
        var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet could not be started.");
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (clock.Elapsed < TimeSpan.FromMinutes(4))
        {
            if (process.HasExited) break;
            try
            {
                using var pipe = new Pipe(port);
                if (pipe.Send(first) == 200) return new ServerProcess(process, port, clock.Elapsed);
            }
            catch (Exception e) when (e is SocketException or IOException) { /* not listening yet */ }
            await Task.Delay(5);
        }
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"{string.Join(' ', info.ArgumentList)} did not answer. It said: {string.Join('\n', said)}");

        void Keep(string? line)
        {
            if (line is null) return;
            lock (said) { if (said.Count < 200) said.Add(line); }
        }
    }

    // The product's own output folder beside this one; the copy in this program's folder when run elsewhere.
    private static string ProductDll()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var own = Repository() is { } root ? Path.Combine(root, "Rendrix.Web", "bin", here.Parent!.Name, here.Name, "Rendrix.Web.dll") : "";
        return File.Exists(own) ? own : Path.Combine(here.FullName, "Rendrix.Web.dll");
    }

    private static ProcessStartInfo Dotnet(string dll, params string[] arguments)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(dll)!,
        };
        info.ArgumentList.Add(dll);
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        return info;
    }
}
