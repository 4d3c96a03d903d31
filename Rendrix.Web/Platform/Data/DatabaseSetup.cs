using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Rendrix.Web.Operator;
using Rendrix.Web.Platform.Auditing;

namespace Rendrix.Web.Platform.Data;

/// <summary>Makes roles, database, schema and grants from the owner's connection. Safe to run at every start and from several processes at once.</summary>
public static class DatabaseSetup
{
    /// <summary>Brings the database up to this program; a wrong connection is one clear line.</summary>
    public static async Task RunAsync(DatabaseConnections connections, CancellationToken ct)
    {
        try
        {
            await EnsureDatabaseAsync(connections, ct);
            await using var setup = new NpgsqlConnection(connections.Setup);
            await setup.OpenAsync(ct);
            if (setup.PostgreSqlVersion.Major < 15) throw new StartupProblem($"Rendrix needs PostgreSQL 15 or newer; this server is {setup.PostgreSqlVersion}.");
            // One process at a time sets up; the lock ends with the connection.
            await ExecuteAsync(setup, "select pg_advisory_lock(20261121)", ct);
            await EnsureRolesAsync(setup, connections, ct);
            await ExecuteAsync(setup, Search.SearchWalls.Extensions, ct);
            if (!await IsCurrentAsync(setup, ct)) await MigrateAsync(connections, ct);
            await GrantAsync(setup, ct);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException or ArgumentException)
        {
            var server = new NpgsqlConnectionStringBuilder(connections.Setup);
            throw new StartupProblem($"Rendrix cannot use the database {server.Database} on {server.Host}:{server.Port}: {Reason(e)}{(connections.IsEmbedded ? "" : " Check ConnectionStrings__Rendrix.")}", e);
        }
    }

    private static string Reason(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } p =>
            $"{p.MessageText}.{(p.Detail is { Length: > 0 } detail ? " " + detail.TrimEnd('.') + "." : "")} The connection's user must be a superuser, or on PostgreSQL 16 and newer have CREATEROLE, CREATEDB and BYPASSRLS.",
        PostgresException p => p.MessageText + ".",
        _ => (e.InnerException ?? e).Message.TrimEnd('.') + ".",
    };

    private static async Task EnsureDatabaseAsync(DatabaseConnections connections, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(connections.Setup);
        try
        {
            await using var probe = new NpgsqlConnection(connections.Setup);
            await probe.OpenAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connections.Setup) { Database = "postgres", Pooling = false }.ConnectionString);
            await server.OpenAsync(ct);
            await ExecuteAsync(server, $"create database {Quote(target.Database!)}", ct);
        }
    }

    private static async Task EnsureRolesAsync(NpgsqlConnection setup, DatabaseConnections connections, CancellationToken ct)
    {
        await EnsureRoleAsync(setup, DatabaseConnections.OwnerRole, null, bypasses: false, ct);
        await EnsureRoleAsync(setup, DatabaseConnections.AppRole, connections.AppPassword, bypasses: false, ct);
        await EnsureRoleAsync(setup, DatabaseConnections.PlatformRole, connections.PlatformPassword, bypasses: true, ct);
        // A request is served by one core: what one tenant's statement won by taking more, the shoppers of others would wait for. Nor is any long enough to be compiled.
        await ExecuteAsync(setup, $"""
            alter role {DatabaseConnections.AppRole} set max_parallel_workers_per_gather = 0;
            alter role {DatabaseConnections.AppRole} set jit = off;
            grant {DatabaseConnections.OwnerRole} to current_user;
            grant create, usage on schema public to {DatabaseConnections.OwnerRole};
            revoke create on schema public from public;
            grant usage on schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
            """, ct);
    }

    // Only what differs is altered: an owner that is no superuser may make these roles, and may not even repeat that they are none (PostgreSQL 16, ALTER ROLE).
    private static async Task EnsureRoleAsync(NpgsqlConnection setup, string role, string? password, bool bypasses, CancellationToken ct)
    {
        var attributes = new List<string>();
        var isNew = true;
        await using (var find = new NpgsqlCommand("select rolsuper, rolcanlogin, rolbypassrls from pg_roles where rolname = $1", setup) { Parameters = { new() { Value = role } } })
        await using (var found = await find.ExecuteReaderAsync(ct))
        {
            if (await found.ReadAsync(ct))
            {
                isNew = false;
                if (found.GetBoolean(0)) throw new StartupProblem($"The role {role} is a superuser, whom row security does not bind. Run `alter role {role} nosuperuser` as a superuser.");
                if (found.GetBoolean(1) != password is not null) attributes.Add(password is null ? "nologin" : "login");
                if (found.GetBoolean(2) != bypasses) attributes.Add(bypasses ? "bypassrls" : "nobypassrls");
            }
            else attributes.AddRange([password is null ? "nologin" : "login", bypasses ? "bypassrls" : "nobypassrls"]);
        }
        if (password is not null) attributes.Add($"password '{Verifier(password)}'");
        if (attributes.Count > 0) await ExecuteAsync(setup, $"{(isNew ? "create" : "alter")} role {role} {string.Join(' ', attributes)}", ct);
    }

    // What PostgreSQL would store for the password (RFC 5803), made here: the password itself never stands in a statement that a server may log.
    private static string Verifier(string password)
    {
        const int iterations = 4096;
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }

    // Asked for in plain SQL: to find out that there is nothing to do, the migrator builds the whole model twice, which is two seconds of every start.
    private static async Task<bool> IsCurrentAsync(NpgsqlConnection setup, CancellationToken ct)
    {
        await using (var exists = new NpgsqlCommand("select to_regclass('public.\"__EFMigrationsHistory\"') is not null", setup))
            if (await exists.ExecuteScalarAsync(ct) is not true) return false;
        var known = typeof(AppDb).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        await using var read = new NpgsqlCommand("select \"MigrationId\" from \"__EFMigrationsHistory\"", setup);
        await using var rows = await read.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) known.Remove(rows.GetString(0));
        return known.Count == 0;
    }

    private static async Task MigrateAsync(DatabaseConnections connections, CancellationToken ct)
    {
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connections.Owner).Options);
        await db.Database.MigrateAsync(ct);
    }

    // No TRUNCATE, REFERENCES or TRIGGER: TRUNCATE ignores row security. People and organizations have no row security, and no request deletes one.
    private static Task GrantAsync(NpgsqlConnection setup, CancellationToken ct) => ExecuteAsync(setup, $"""
        grant select, insert, update, delete on all tables in schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        grant usage on all sequences in schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        revoke delete on users, organizations from {DatabaseConnections.AppRole};
        {AuditWalls.Grants}
        {Stores.Handover.StoreWalls.Grants}
        {OperatorWalls.Grants}
        {Search.SearchWalls.Grants}
        {Inventory.InventoryWalls.Grants}
        revoke all on table "__EFMigrationsHistory" from {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        """, ct);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
