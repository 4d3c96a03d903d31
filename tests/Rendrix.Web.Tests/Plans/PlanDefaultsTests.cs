using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Rendrix.Plans;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Content;

namespace Rendrix.Web.Tests.Plans;

public sealed class PlanDefaultsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task First_days_on_premium_then_free_calls_limited_by_the_plan_and_the_api_closed_where_the_installation_says_so()
    {
        var clock = new MovedClock();
        await using var plain = await RunningApp.StartAsync(postgres);
        await using var app = plain.WithWebHostBuilder(web =>
        {
            web.UseSetting("Rendrix:Plans:Default", "free");
            web.UseSetting("Rendrix:Plans:ApiAccess", "all");
            web.UseSetting("Rendrix:RateLimits:ByPlan", "true");
            web.UseSetting("Rendrix:RateLimits:Anonymous", "8");
            web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        });
        // A plan that nobody has would stop the start.
        var wrong = new PlanSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Rendrix:Plans:Default"] = "gold" }).Build(), app.Services.GetRequiredService<IHostEnvironment>());
        Assert.Contains("Rendrix__Plans__Default is gold", (await Assert.ThrowsAsync<StartupProblem>(() => new CheckPlanSettings(wrong, app.Services.GetRequiredService<IServiceScopeFactory>()).StartAsync(CancellationToken.None))).Message);

        var ada = await CallerAsync(app, "ada@defaults.example");
        var current = (await ada.SendAsync("GET", "/api/v1/subscriptions/current")).Body;
        Assert.Equal(("premium", "trialing"), (current.GetProperty("plan").GetProperty("code").GetString(), current.GetProperty("status").GetString()));
        using (var first = await ada.RawAsync("GET", "/api/v1/stores", null)) Assert.Equal(("200", "500"), (((int)first.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture), first.Headers.GetValues("RateLimit-Limit").Single()));
        Assert.Equal(201, (await ada.SendAsync("POST", "/api/v1/stores", new { name = "First" })).Status);

        clock.Passed += TimeSpan.FromDays(14.01);
        await SignInAsync(ada, "ada@defaults.example");
        Assert.Equal("free", (await ada.SendAsync("GET", "/api/v1/subscriptions/current")).Body.GetProperty("plan").GetProperty("code").GetString());
        var (status, closed) = await ada.SendAsync("GET", "/api/v1/stores");
        Assert.Equal((402, "PLAN_LIMIT_REACHED", "api_access", "premium"), (status, closed.GetProperty("code").GetString(), closed.GetProperty("feature").GetString(), closed.GetProperty("upgradeTo").GetString()));
        // The way up stays open, and with it the API.
        Assert.Equal(201, (await ada.SendAsync("POST", "/api/v1/subscriptions", new { plan = "premium" })).Status);
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/stores")).Status);

        // A plan of three calls, for who has it and nobody else.
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SavePlan>().RunAsync(null, new PlanDraft { Code = "quiet", Name = "Quiet", Monthly = "1", Yearly = "10", ApiCalls = "3", Features = ["api_access"] }, null, CancellationToken.None);
        var eve = await CallerAsync(app, "eve@defaults.example");
        Assert.Equal(201, (await eve.SendAsync("POST", "/api/v1/subscriptions", new { plan = "quiet" })).Status);
        app.Services.GetRequiredService<PlanCache>().Forget(null);
        var answers = new List<int>();
        for (var i = 0; i < 5; i++) answers.Add((await eve.SendAsync("GET", "/api/v1/stores")).Status);
        Assert.Equal([429, 429], answers[^2..]);
        Assert.Equal(200, (await ada.SendAsync("GET", "/api/v1/stores")).Status);
        using (var limited = await eve.RawAsync("GET", "/api/v1/stores", null))
            Assert.True(limited.Headers.GetValues("RateLimit-Limit").Single() == "3" && limited.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(10));
        // Too fast is told by the minute and costs nothing of the quarter.
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<SavePlan>().RunAsync(null, new PlanDraft { Code = "calm", Name = "Calm", Monthly = "1", Yearly = "10", ApiCalls = "6", ApiBurst = "4", Features = ["api_access"] }, null, CancellationToken.None);
        var joe = await CallerAsync(app, "joe@defaults.example");
        Assert.Equal(201, (await joe.SendAsync("POST", "/api/v1/subscriptions", new { plan = "calm" })).Status);
        app.Services.GetRequiredService<PlanCache>().Forget(null);
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await joe.SendAsync("GET", "/api/v1/stores")).Status);
        for (var i = 0; i < 3; i++)
        {
            using var fast = await joe.RawAsync("GET", "/api/v1/stores", null);
            Assert.Equal((429, "4"), ((int)fast.StatusCode, fast.Headers.GetValues("RateLimit-Limit").Single()));
            Assert.True(fast.Headers.RetryAfter!.Delta <= TimeSpan.FromMinutes(1));
        }
        clock.Passed += TimeSpan.FromMinutes(1.1);
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await joe.SendAsync("GET", "/api/v1/stores")).Status);
        using (var spent = await joe.RawAsync("GET", "/api/v1/stores", null)) Assert.Equal((429, "6"), ((int)spent.StatusCode, spent.Headers.GetValues("RateLimit-Limit").Single()));

        // Somebody unknown has the installation's few; shoppers are never counted by plans.
        using var guest = app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://localhost") });
        var statuses = new List<int>();
        for (var i = 0; i < 12; i++) statuses.Add((int)(await guest.GetAsync("/api/v1/subscriptions/plans", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(429, statuses[^1]);
        Assert.Equal(200, (int)(await guest.GetAsync("/api/storefront/first/products", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<ApiCaller> CallerAsync(WebApplicationFactory<Program> app, string email)
    {
        var caller = new ApiCaller(app.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://localhost") }));
        var (status, body) = await caller.SendAsync("POST", "/api/v1/auth/register", new { email, password = ApiCaller.Password, firstName = "Ada", lastName = "Keeper", organizationName = email });
        Assert.Equal(201, status);
        caller.Use(body.GetProperty("accessToken").GetString());
        return caller;
    }

    private static async Task SignInAsync(ApiCaller caller, string email)
    {
        caller.Use(null);
        caller.Use((await caller.SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password })).Body.GetProperty("accessToken").GetString());
    }
}
