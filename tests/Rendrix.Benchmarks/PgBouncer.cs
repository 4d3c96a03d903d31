using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Benchmarks;

/// <summary>A PgBouncer of our own in transaction mode with two connections for each role; ended at the end. The ground's server trusts this machine, so PgBouncer does too.</summary>
internal sealed class PgBouncer : IDisposable
{
    private readonly Process _process;

    private PgBouncer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<PgBouncer> StartAsync(Ground ground)
    {
        var (port, folder) = (ServerProcess.FreePort(), Path.Combine(Path.GetTempPath(), Path.GetFileName(ground.Folder) + "-bouncer"));
        Directory.CreateDirectory(folder);
        var database = new NpgsqlConnectionStringBuilder(ground.Connection);
        await File.WriteAllTextAsync(Path.Combine(folder, "users.txt"), $"\"{DatabaseConnections.AppRole}\" \"\"\n\"{DatabaseConnections.PlatformRole}\" \"\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "pgbouncer.ini"), $"""
            [databases]
            rendrix = host={database.Host} port={database.Port} dbname={database.Database}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {folder}/users.txt
            pool_mode = transaction
            default_pool_size = 2
            max_client_conn = 200
            ignore_startup_parameters = extra_float_digits
            """);
        // It refuses to run as root.
        var start = new ProcessStartInfo("pgbouncer") { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Environment.IsPrivilegedProcess) { start.ArgumentList.Add("-u"); start.ArgumentList.Add("nobody"); }
        start.ArgumentList.Add(Path.Combine(folder, "pgbouncer.ini"));
        var process = Process.Start(start) ?? throw new InvalidOperationException("pgbouncer could not be started.");
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var bouncer = new PgBouncer(process, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => bouncer.Dispose();
        for (var i = 0; i < 200; i++)
        {
            if (process.HasExited) break;
            try
            {
                using var socket = new TcpClient("127.0.0.1", port);
                return bouncer;
            }
            catch (SocketException) { await Task.Delay(25); }
        }
        throw new InvalidOperationException("pgbouncer did not come up.");
    }

    public void Dispose()
    {
        try { if (!_process.HasExited) _process.Kill(); }
        catch (InvalidOperationException) { /* over already */ }
    }
}
