using Rendrix.Cast;

namespace Rendrix.Web.Tests.Api;

/// <summary>One running app for all tests of a class that keep out of each other's way by their own addresses.</summary>
public sealed class AppFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private Task<CastShop>? _acme;

    public PostgresFixture Postgres => postgres;

    public RunningApp App { get; private set; } = null!;

    /// <summary>The shop Acme of the cast, opened by the first test that asks.</summary>
    public Task<CastShop> AcmeAsync() => _acme ??= Cast.Cast.AcmeAsync(App.Services);

    public async ValueTask InitializeAsync() => App = await RunningApp.StartAsync(postgres);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
