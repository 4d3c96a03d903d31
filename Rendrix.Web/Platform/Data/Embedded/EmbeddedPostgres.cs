using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rendrix.Web.Platform.Data.Embedded;

/// <summary>
/// A private PostgreSQL server in the data directory, started and stopped with this process. A server that a killed process left behind
/// is taken over; a crashed one recovers from its write-ahead log at start, as PostgreSQL does.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly PostgresBinaries _binaries;
    private readonly string _folder;

    private EmbeddedPostgres(PostgresBinaries binaries, string folder, int port) => (_binaries, _folder, Port) = (binaries, folder, port);

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Connection of the cluster's superuser to a database.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Database={database};Username=postgres";

    /// <summary>Starts the server, making the cluster first when there is none.</summary>
    /// <param name="folder">The cluster's folder.</param>
    /// <param name="contentRoot">Where to look for the server's programs from.</param>
    /// <param name="settings">More server settings as <c>-c name=value</c>, for tests.</param>
    /// <param name="ct">Ends waiting.</param>
    public static async Task<EmbeddedPostgres> StartAsync(string folder, string contentRoot, string settings, CancellationToken ct)
    {
        var binaries = PostgresBinaries.Find(contentRoot);
        await PrepareAsync(binaries, folder, ct);
        if (await RunningPortAsync(binaries, folder, ct) is { } running) return new EmbeddedPostgres(binaries, folder, running);

        var port = FreePort();
        var log = Path.Combine(folder, "server.log");
        var options = $"-c listen_addresses=127.0.0.1 -p {port.ToString(CultureInfo.InvariantCulture)} -c unix_socket_directories='' -c max_connections=200 {settings}";
        var (code, _) = await binaries.RunAsync("pg_ctl", ["-D", folder, "-s", "-w", "-t", "60", "-l", log, "-o", options, "start"], ct, detached: true);
        if (code != 0) throw new StartupProblem($"The embedded database did not start. Its log is {log}{LastLine(log)}");
        return new EmbeddedPostgres(binaries, folder, port);
    }

    /// <summary>Stops the server in an orderly way.</summary>
    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await _binaries.RunAsync("pg_ctl", ["-D", _folder, "-s", "-m", "fast", "-w", "-t", "30", "stop"], CancellationToken.None, detached: true);
    }

    private static async Task PrepareAsync(PostgresBinaries binaries, string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            // A start that died inside initdb leaves half a cluster, which initdb refuses; nothing in it was ever in use.
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder)) { if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true); else File.Delete(entry); }
            await OwnAsync(folder, ct);
            string[] locale = binaries.Major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"] : ["--locale=C.UTF-8"];
            var (code, output) = await binaries.RunAsync("initdb", ["-D", folder, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync", .. locale], ct);
            if (code != 0) throw new StartupProblem($"The embedded database could not be made in {folder}: {output.Trim().Split('\n').LastOrDefault(l => l.Contains("error", StringComparison.OrdinalIgnoreCase) || l.Contains("No space", StringComparison.Ordinal)) ?? output.Trim()}");
        }
        else
        {
            var made = int.Parse((await File.ReadAllTextAsync(Path.Combine(folder, "PG_VERSION"), ct)).Trim(), CultureInfo.InvariantCulture);
            if (made != binaries.Major) throw new StartupProblem($"The data in {folder} was made by PostgreSQL {made}, but PostgreSQL {binaries.Major} was found. Move that folder away, or upgrade it with pg_upgrade.");
        }
    }

    // PostgreSQL refuses to run as root and refuses folders others may enter, so as root the cluster belongs to "nobody".
    private static async Task OwnAsync(string folder, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!PostgresBinaries.AsRoot) return;
        using var chown = Process.Start(new ProcessStartInfo("chown") { ArgumentList = { "-R", "65534:65534", folder } }) ?? throw new StartupProblem("chown could not be started.");
        await chown.WaitForExitAsync(ct);
    }

    private static async Task<int?> RunningPortAsync(PostgresBinaries binaries, string folder, CancellationToken ct)
    {
        var (code, _) = await binaries.RunAsync("pg_ctl", ["-D", folder, "status"], ct);
        if (code != 0) return null;
        // postmaster.pid, line 4, is the port (PostgreSQL's src/include/utils/pidfile.h).
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "postmaster.pid"), ct);
        return lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string LastLine(string log) => File.Exists(log) && File.ReadLines(log).LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal)) is { } line ? $": {line}" : ".";
}
