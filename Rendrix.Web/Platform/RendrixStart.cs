using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Data.Embedded;

namespace Rendrix.Web.Platform;

/// <summary>What must stand before the host is built: the data directory and a migrated database, embedded unless a connection is configured.</summary>
public sealed class RendrixStart(IConfiguration configuration, IHostEnvironment environment) : IAsyncDisposable
{
    private EmbeddedPostgres? _embedded;
    private DataDirectory? _data;

    /// <summary>Opens the data directory, starts or reaches the database, migrates it.</summary>
    public async Task<(DatabaseConnections Connections, DataDirectory Data)> PrepareAsync(CancellationToken ct)
    {
        ListenAddresses.Check(configuration["urls"]);
        var data = _data = DataDirectory.Open(configuration, environment.ContentRootPath);
        var owner = configuration.GetConnectionString("Rendrix");
        if (string.IsNullOrWhiteSpace(owner))
        {
            data.Claim();
            _embedded = await EmbeddedPostgres.StartAsync(data.Database, environment.ContentRootPath, "", ct);
            owner = _embedded.ConnectionString("rendrix");
        }
        var connections = new DatabaseConnections(owner, isEmbedded: _embedded is not null, configuration.GetConnectionString("Pooler") is { Length: > 0 } pooler ? pooler : null);
        if (configuration["Rendrix:SkipSetup"] != "true") await DatabaseSetup.RunAsync(connections, ct);
        return (connections, data);
    }

    /// <summary>Stops the embedded database with the program.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null) await _embedded.DisposeAsync();
        _data?.Dispose();
    }
}
