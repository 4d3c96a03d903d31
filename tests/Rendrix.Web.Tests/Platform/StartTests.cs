namespace Rendrix.Web.Tests.Platform;

public sealed class StartTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_program_starts_and_says_it_is_ready()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        var client = app.Dashboard();
        var ready = System.Net.HttpStatusCode.ServiceUnavailable;
        for (var i = 0; i < 100 && ready != System.Net.HttpStatusCode.OK; i++)
        {
            ready = (await client.GetAsync("/health/ready")).StatusCode;
            await Task.Delay(50);
        }
        Assert.Equal(System.Net.HttpStatusCode.OK, ready);
    }

    [Fact]
    public async Task A_database_that_was_set_up_before_is_set_up_again_by_the_next_process()
    {
        var owner = await postgres.NewDatabaseAsync();
        for (var i = 0; i < 2; i++) await Web.Platform.Data.DatabaseSetup.RunAsync(new Web.Platform.Data.DatabaseConnections(owner), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_that_names_no_store_answers_404_and_tells_nothing()
    {
        await using var app = await RunningApp.StartAsync(postgres);
        using var stranger = app.Shop("nobody-here");
        var answer = await stranger.GetAsync("/");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Not found.", await answer.Content.ReadAsStringAsync());
    }
}
