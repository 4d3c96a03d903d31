using Npgsql;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Data.Embedded;

[assembly: AssemblyFixture(typeof(Rendrix.Web.Tests.PostgresFixture))]

namespace Rendrix.Web.Tests;

/// <summary>One PostgreSQL for the whole run, with a migrated template; each test class gets a database of its own, cloned in milliseconds.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string Template = "rendrix_template";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rendrix-tests-" + Guid.NewGuid().ToString("N"));
    private readonly SemaphoreSlim _cloning = new(1);
    private EmbeddedPostgres? _server;

    public async ValueTask InitializeAsync()
    {
        _server = await EmbeddedPostgres.StartAsync(Path.Combine(_folder, "postgres"), AppContext.BaseDirectory, "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=600", TestContext.Current.CancellationToken);
        await DatabaseSetup.RunAsync(new DatabaseConnections(_server.ConnectionString(Template)), TestContext.Current.CancellationToken);
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The superuser's connection to a fresh, migrated, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = "t_" + Guid.NewGuid().ToString("N")[..12];
        await _cloning.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(_server!.ConnectionString("postgres"));
            await connection.OpenAsync();
            await using var clone = new NpgsqlCommand($"create database {name} template {Template} strategy file_copy", connection);
            await clone.ExecuteNonQueryAsync();
        }
        finally { _cloning.Release(); }
        return _server.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
