using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Rendrix.Web.Platform.Data;

/// <summary>
/// The connections of the three roles, all made from the owner's: the owner migrates, the app role cannot bypass row security and serves
/// every request, the platform role bypasses it and is used in Platform/Data/PlatformAccess alone.
/// </summary>
public sealed class DatabaseConnections
{
    /// <summary>Role that owns schema and tables; nobody logs in as it.</summary>
    public const string OwnerRole = "rendrix_owner";
    /// <summary>Role of every request.</summary>
    public const string AppRole = "rendrix_app";
    /// <summary>Role that sees all tenants.</summary>
    public const string PlatformRole = "rendrix_platform";

    /// <summary>Derives the connections; refuses settings that would let one tenant's session reach another's.</summary>
    /// <param name="owner">The owner's connection.</param>
    /// <param name="isEmbedded">Whether it leads to the private server of this program, which only this machine reaches.</param>
    public DatabaseConnections(string owner, bool isEmbedded = false)
    {
        IsEmbedded = isEmbedded;
        NpgsqlConnectionStringBuilder given;
        try { given = new NpgsqlConnectionStringBuilder(owner); }
        catch (ArgumentException e) { throw new StartupProblem($"ConnectionStrings__Rendrix cannot be read: {e.Message}", e); }
        if (given.NoResetOnClose || given.Multiplexing)
            throw new StartupProblem("ConnectionStrings__Rendrix sets No Reset On Close or Multiplexing. Both let a setting of one tenant reach another's request; remove them.");
        // The passwords of the other roles are made from this one. Without it anybody who reads this file could make them.
        if (string.IsNullOrEmpty(given.Password) && !IsLocal(given.Host))
            throw new StartupProblem("ConnectionStrings__Rendrix names no password. The passwords of Rendrix's own roles are made from it; give the connection's user one.");
        given.ApplicationName = "rendrix";
        // Never pooled: the setup's lock ends with the connection, and a pool would hold both for minutes while another process waits to start.
        Setup = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Pooling = false }.ConnectionString;
        Owner = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Options = "-c role=" + OwnerRole, Pooling = false }.ConnectionString;
        AppPassword = Derive(given.Password, AppRole);
        PlatformPassword = Derive(given.Password, PlatformRole);
        App = As(given, AppRole, AppPassword, maxPool: 60);
        Platform = As(given, PlatformRole, PlatformPassword, maxPool: 8);
    }

    /// <summary>Whether the database is the private server of this program.</summary>
    public bool IsEmbedded { get; }
    /// <summary>As given: makes roles and the database.</summary>
    public string Setup { get; }
    /// <summary>As given, acting as <see cref="OwnerRole"/>: migrations.</summary>
    public string Owner { get; }
    /// <summary>Every request.</summary>
    public string App { get; }
    /// <summary>All tenants; PlatformAccess only.</summary>
    public string Platform { get; }
    internal string AppPassword { get; }
    internal string PlatformPassword { get; }

    private static string As(NpgsqlConnectionStringBuilder given, string role, string password, int maxPool) =>
        new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            Username = role, Password = password, MaxPoolSize = maxPool, MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, Timeout = 5, CommandTimeout = 30,
        }.ConnectionString;

    private static bool IsLocal(string? host) => host is null or "" or "localhost" or "127.0.0.1" or "::1" || host.StartsWith('/');

    // Every process of an installation must reach the same password without storing one: a keyed hash of the owner's.
    private static string Derive(string? ownerPassword, string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("rendrix:" + ownerPassword), Encoding.UTF8.GetBytes(role)));
}
