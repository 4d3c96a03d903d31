namespace Rendrix.Web.Platform;

/// <summary>Where the program keeps what is not in the database: uploaded files, and the embedded database's own folder.</summary>
public sealed class DataDirectory : IDisposable
{
    private FileStream? _claim;

    private DataDirectory(string root) => Root = root;

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Uploaded files, one folder per tenant.</summary>
    public string Files => Path.Combine(Root, "files");

    /// <summary>The embedded PostgreSQL cluster.</summary>
    public string Database => Path.Combine(Root, "postgres");

    /// <summary>
    /// Opens the folder named by RENDRIX_DATA, or <c>.rendrix</c> at the repository's root (beside the working directory when published),
    /// and proves that it can be written to.
    /// </summary>
    public static DataDirectory Open(IConfiguration configuration, string contentRoot)
    {
        var chosen = configuration["RENDRIX_DATA"];
        var root = Path.GetFullPath(string.IsNullOrWhiteSpace(chosen) ? Path.Combine(HomeOf(contentRoot), ".rendrix") : chosen);
        try
        {
            Directory.CreateDirectory(Path.Combine(root, "files"));
            var probe = Path.Combine(root, ".write-test");
            File.WriteAllBytes(probe, new byte[4096]);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"Rendrix cannot write to its data directory {root}: {e.Message.TrimEnd('.')}. Free some space there, or choose another directory with RENDRIX_DATA.", e);
        }
        return new DataDirectory(root);
    }

    /// <summary>
    /// Claims the embedded database for this process. A second program with the same directory would take the first one's server over and
    /// stop it when it ends; it is refused instead. The operating system frees the claim when the process dies, however it dies.
    /// </summary>
    public void Claim()
    {
        try { _claim = new FileStream(Path.Combine(Root, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
        catch (IOException e)
        {
            throw new StartupProblem($"Rendrix is already running with the data directory {Root}. Stop it first, or choose another directory with RENDRIX_DATA.", e);
        }
    }

    /// <summary>Frees the claim.</summary>
    public void Dispose() => _claim?.Dispose();

    // `dotnet run --project Rendrix.Web` has the project as content root; the data lies beside the solution, not inside a project.
    private static string HomeOf(string contentRoot)
    {
        var parent = Directory.GetParent(contentRoot)?.FullName;
        return parent is not null && File.Exists(Path.Combine(parent, "Rendrix.Web.sln")) ? parent : contentRoot;
    }
}
