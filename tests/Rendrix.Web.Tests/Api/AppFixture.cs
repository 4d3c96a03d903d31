namespace Rendrix.Web.Tests.Api;

/// <summary>One running app for all tests of a class that keep out of each other's way by their own addresses.</summary>
public sealed class AppFixture(PostgresFixture postgres) : IAsyncLifetime
{
    public PostgresFixture Postgres => postgres;

    public RunningApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await RunningApp.StartAsync(postgres);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
