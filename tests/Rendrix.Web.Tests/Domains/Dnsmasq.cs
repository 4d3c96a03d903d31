using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rendrix.Web.Tests.Domains;

/// <summary>Programs of the machine that these tests drive. A machine without them fails the test and says the way out, as it does without a browser.</summary>
internal static class Tools
{
    public static string Dnsmasq => Find("RENDRIX_DNSMASQ", "dnsmasq", "dnsmasq-base");

    public static string Caddy => Find("RENDRIX_CADDY", "caddy", "caddy");

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Find(string variable, string program, string package)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named && File.Exists(named)) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(["/usr/sbin", "/usr/bin"]).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} was not found. Install it (Debian: apt-get install {package}; ./test does that itself as root), or name it in {variable}.");
    }
}

/// <summary>A real name server on a port of its own. Its records are changed by starting it anew, which takes milliseconds.</summary>
internal sealed class Dnsmasq : IAsyncDisposable
{
    private readonly SortedDictionary<string, string> _records = new(StringComparer.Ordinal);
    private Process? _process;

    public int Port { get; } = Tools.FreePort();

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Sets records: an option of dnsmasq each, under a name by which it can be taken away again.</summary>
    public Task SetAsync(params (string Key, string? Option)[] records)
    {
        foreach (var (key, option) in records)
            if (option is null) _records.Remove(key);
            else _records[key] = option;
        return RestartAsync();
    }

    public static string A(string name, string address) => $"--host-record={name},{address}";
    public static string Txt(string name, string text) => $"--txt-record={name},{text}";
    public static string Cname(string name, string target) => $"--cname={name},{target}";
    public static string Caa(string name, string tag, string value) => $"--caa-record={name},0,{tag},{value}";

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task RestartAsync()
    {
        await StopAsync();
        var start = new ProcessStartInfo(Tools.Dnsmasq) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--no-daemon", "--log-facility=-", "--user=", "--pid-file=", "--listen-address=127.0.0.1", "--bind-interfaces", "--local=/#/", "--edns-packet-max=1232", $"--port={Port.ToString(CultureInfo.InvariantCulture)}", .. _records.Values]) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var words = new StringBuilder();
        _process.ErrorDataReceived += (_, line) => { lock (words) words.AppendLine(line.Data); };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        // It answers over TCP as soon as it serves at all.
        for (var attempt = 0; ; attempt++)
        {
            if (_process.HasExited || attempt == 200) { lock (words) throw new InvalidOperationException("dnsmasq did not start: " + words); }
            using var probe = new TcpClient();
            try { await probe.ConnectAsync(IPAddress.Loopback, Port); return; }
            catch (SocketException) { await Task.Delay(25); }
        }
    }

    private async Task StopAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
