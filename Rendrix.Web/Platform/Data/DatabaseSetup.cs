using Microsoft.EntityFrameworkCore;
using Npgsql;

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
            await MigrateAsync(connections, ct);
            await GrantAsync(setup, ct);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException or ArgumentException)
        {
            var server = new NpgsqlConnectionStringBuilder(connections.Setup);
            throw new StartupProblem($"Rendrix cannot use the database {server.Database} on {server.Host}:{server.Port}: {Reason(e)} Check ConnectionStrings__Rendrix.", e);
        }
    }

    private static string Reason(Exception e) => e is PostgresException p ? p.MessageText + "." : (e.InnerException ?? e).Message.TrimEnd('.') + ".";

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
        await EnsureRoleAsync(setup, DatabaseConnections.OwnerRole, "nologin nosuperuser nobypassrls", null, ct);
        await EnsureRoleAsync(setup, DatabaseConnections.AppRole, "login nosuperuser nobypassrls", connections.AppPassword, ct);
        await EnsureRoleAsync(setup, DatabaseConnections.PlatformRole, "login nosuperuser bypassrls", connections.PlatformPassword, ct);
        await ExecuteAsync(setup, $"""
            grant {DatabaseConnections.OwnerRole} to current_user;
            grant create, usage on schema public to {DatabaseConnections.OwnerRole};
            revoke create on schema public from public;
            grant usage on schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
            """, ct);
    }

    private static async Task EnsureRoleAsync(NpgsqlConnection setup, string role, string attributes, string? password, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", setup) { Parameters = { new() { Value = role } } };
        var verb = await find.ExecuteScalarAsync(ct) is null ? "create" : "alter";
        // The password is hexadecimal, made by DatabaseConnections; roles take no parameters.
        await ExecuteAsync(setup, $"{verb} role {role} {attributes}{(password is null ? "" : $" password '{password}'")}", ct);
    }

    private static async Task MigrateAsync(DatabaseConnections connections, CancellationToken ct)
    {
        await using var db = new AppDb(new DbContextOptionsBuilder<AppDb>().UseNpgsql(connections.Owner).Options);
        await db.Database.MigrateAsync(ct);
    }

    // No TRUNCATE, REFERENCES or TRIGGER: TRUNCATE ignores row security.
    private static Task GrantAsync(NpgsqlConnection setup, CancellationToken ct) => ExecuteAsync(setup, $"""
        grant select, insert, update, delete on all tables in schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        grant usage on all sequences in schema public to {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        revoke all on table "__EFMigrationsHistory" from {DatabaseConnections.AppRole}, {DatabaseConnections.PlatformRole};
        """, ct);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
