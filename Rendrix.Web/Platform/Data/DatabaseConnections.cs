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
    /// <param name="pooler">Host, port and database of a pooler that requests go through; null for none.</param>
    public DatabaseConnections(string owner, bool isEmbedded = false, string? pooler = null)
    {
        IsEmbedded = isEmbedded;
        var given = Read(owner, "ConnectionStrings__Rendrix");
        // The passwords of the other roles are made from this one. Without it anybody who reads this file could make them.
        if (string.IsNullOrEmpty(given.Password) && !IsLocal(given.Host))
            throw new StartupProblem("ConnectionStrings__Rendrix names no password. The passwords of Rendrix's own roles are made from it; give the connection's user one.");
        DemandTls(given, "ConnectionStrings__Rendrix");
        given.ApplicationName = "rendrix";
        // Never pooled: the setup's lock ends with the connection, and a pool would hold both for minutes while another process waits to start.
        Setup = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Pooling = false }.ConnectionString;
        Owner = new NpgsqlConnectionStringBuilder(given.ConnectionString) { Options = "-c role=" + OwnerRole, Pooling = false }.ConnectionString;
        AppPassword = Derive(given.Password, AppRole);
        PlatformPassword = Derive(given.Password, PlatformRole);
        var direct = As(given, AppRole, AppPassword, maxPool: 60);
        // A pooler hands each transaction to another session: what is prepared in one is missing in the next.
        var through = pooler is null ? given : Read(pooler, "ConnectionStrings__Pooler");
        if (pooler is not null) DemandTls(through, "ConnectionStrings__Pooler");
        through.ApplicationName = "rendrix";
        App = pooler is null ? direct : As(through, AppRole, AppPassword, maxPool: 60, prepares: 0);
        Platform = As(through, PlatformRole, PlatformPassword, maxPool: 8, pooler is null ? 200 : 0);
        Listening = new NpgsqlConnectionStringBuilder(direct) { Pooling = false, KeepAlive = 15 }.ConnectionString;
    }

    /// <summary>Whether the database is the private server of this program.</summary>
    public bool IsEmbedded { get; }
    /// <summary>As given: makes roles and the database.</summary>
    public string Setup { get; }
    /// <summary>As given, acting as <see cref="OwnerRole"/>: migrations.</summary>
    public string Owner { get; }
    /// <summary>Every request.</summary>
    public string App { get; }
    /// <summary>Hears what is told: never through a pooler, since LISTEN belongs to a session.</summary>
    public string Listening { get; }
    /// <summary>All tenants; PlatformAccess only.</summary>
    public string Platform { get; }
    internal string AppPassword { get; }
    internal string PlatformPassword { get; }

    // A smaller pool or a shorter time than ours may be asked for; greater ones would let one process take the server from the others.
    private static string As(NpgsqlConnectionStringBuilder given, string role, string password, int maxPool, int prepares = 200) =>
        new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            Username = role, Password = password, MaxPoolSize = Math.Min(maxPool, given.MaxPoolSize), MaxAutoPrepare = prepares, AutoPrepareMinUsages = 2, Timeout = 5, CommandTimeout = Math.Min(30, given.CommandTimeout),
        }.ConnectionString;

    private static NpgsqlConnectionStringBuilder Read(string text, string setting)
    {
        NpgsqlConnectionStringBuilder given;
        try { given = new NpgsqlConnectionStringBuilder(text); }
        catch (ArgumentException e) { throw new StartupProblem($"{setting} cannot be read: {e.Message}", e); }
        if (given.NoResetOnClose || given.Multiplexing)
            throw new StartupProblem($"{setting} sets No Reset On Close or Multiplexing. Both let a setting of one tenant reach another's request; remove them.");
        return given;
    }

    // The driver's own default falls back to plain text without a word when the server, or somebody between, says that it has no TLS.
    private static void DemandTls(NpgsqlConnectionStringBuilder given, string setting)
    {
        if (!IsLocal(given.Host) && given.SslMode is SslMode.Prefer or SslMode.Allow)
            throw new StartupProblem($"{setting} leads to {given.Host} and does not say whether the way there is encrypted. Add SSL Mode=VerifyFull (with Root Certificate=… for an authority of your own), or SSL Mode=Disable where nobody else is on that network.");
    }

    private static bool IsLocal(string? host) => host is null or "" or "localhost" or "127.0.0.1" or "::1" || host.StartsWith('/');

    // Every process of an installation must reach the same password without storing one: a keyed hash of the owner's.
    private static string Derive(string? ownerPassword, string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("rendrix:" + ownerPassword), Encoding.UTF8.GetBytes(role)));
}
