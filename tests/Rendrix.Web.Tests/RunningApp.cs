using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Tests;

/// <summary>The real program on a database of its own, row security on. In memory by default; <see cref="ListenAsync"/> gives it a port for browsers.</summary>
public sealed class RunningApp : WebApplicationFactory<Program>
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "rendrix-app-" + Guid.NewGuid().ToString("N"));
    private readonly string _owner;
    private readonly string _environment;
    private int? _port;

    private readonly IReadOnlyDictionary<string, string>? _settings;

    private RunningApp(string owner, string environment, IReadOnlyDictionary<string, string>? settings) => (_owner, _environment, _settings) = (owner, environment, settings);

    /// <summary>What the program logged as errors; a browser test that fails tells those of its time.</summary>
    public ErrorLog Errors { get; } = new();

    /// <summary>The connections of the three roles to this app's database.</summary>
    public DatabaseConnections Connections => Services.GetRequiredService<DatabaseConnections>();

    public static async Task<RunningApp> StartAsync(PostgresFixture postgres, string environment = "Development", IReadOnlyDictionary<string, string>? settings = null) =>
        new(await postgres.NewDatabaseAsync(), environment, settings);

    /// <summary>Listens on a free port of 127.0.0.1; answers it.</summary>
    public int Listen()
    {
        UseKestrel(0);
        StartServer();
        var address = Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.First();
        return (_port = new Uri(address).Port).Value;
    }

    /// <summary>A client of the dashboard host that follows no redirects and keeps its cookies.</summary>
    public HttpClient Dashboard() => CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://localhost" + Suffix), AllowAutoRedirect = false });

    /// <summary>A client of a store's own host.</summary>
    public HttpClient Shop(string subdomain) => CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri($"http://{subdomain}.localhost{Suffix}"), AllowAutoRedirect = false });

    // Once it listens, clients reach it over the network like everybody else.
    private string Suffix => _port is { } port ? ":" + port.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    /// <summary>Runs something inside a fresh scope.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        builder.UseSetting("ConnectionStrings:Rendrix", _owner);
        builder.UseSetting("Rendrix:SkipSetup", "true");
        builder.UseSetting("RENDRIX_DATA", _data);
        builder.UseSetting("RENDRIX_DEMO", "false");
        // Apps that share a database share the key outside of it, as an installation of several processes does.
        builder.UseSetting("Rendrix:MasterKeys", "9lWg9k9T9ESiZeqWcPlMCr33kfZfi+IiGTleze1yP/8=");
        // Nobody listens there: a test that needs DNS brings a name server, and none ever asks the world.
        builder.UseSetting("Rendrix:Domains:DnsServers", "127.0.0.1:9");
        // Tests of other rooms make as many stores and products as they need; those about plans say which plan they mean.
        builder.UseSetting("Rendrix:Plans:Default", "enterprise");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureLogging(logging => logging.AddProvider(Errors));
        // Hundreds of accounts are made in a run; PasswordTests sees to it that the product's own hashes are dear.
        builder.ConfigureTestServices(services => services.PostConfigure<PasswordHasherOptions>(o => o.IterationCount = 1000));
        foreach (var (name, value) in _settings ?? new Dictionary<string, string>()) builder.UseSetting(name, value);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        // Not those of the services: where only an app derived from this one ran, they would start this one to end it.
        var connections = new DatabaseConnections(_owner);
        var (app, setup, platform) = (new Npgsql.NpgsqlConnection(connections.App), new Npgsql.NpgsqlConnection(connections.Setup), new Npgsql.NpgsqlConnection(connections.Platform));
        // Idle connections of a finished app would hold the server's slots for minutes.
        foreach (var connection in new[] { app, setup, platform }) { Npgsql.NpgsqlConnection.ClearPool(connection); await connection.DisposeAsync(); }
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }
}
