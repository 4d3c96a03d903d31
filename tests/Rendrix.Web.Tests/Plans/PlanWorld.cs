using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rendrix.Plans;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Content;

namespace Rendrix.Web.Tests.Plans;

/// <summary>One program for all tests about plans: organizations begin on Free, without first days, and the clock can be moved. Each test has organizations of its own.</summary>
public sealed class PlanWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private static int _count;
    private readonly MovedClock _clock = new();
    private RunningApp? _plain;

    public WebApplicationFactory<Program> App { get; private set; } = null!;

    internal IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Rendrix:Plans:Default"] = "free", ["Rendrix:Plans:Trial"] = "", ["Rendrix:ShopBadge:Text"] = "A shop of Rendrix", ["Rendrix:ShopBadge:Url"] = "https://rendrix.example/", ["Rendrix:Plans:TaxCountry"] = "DE", ["Rendrix:Plans:TaxRates"] = "FR=20 AT=20", ["Rendrix:Platform:Costs:Currency"] = "EUR", ["Rendrix:Platform:Costs:TrafficPerGb"] = "0.10", ["Rendrix:Platform:Costs:DatabasePerGb"] = "100", ["Rendrix:Plans:PayTo"] = "Bank of Rendrix\nDE00 1234" };

    public DateTimeOffset Now => _clock.GetUtcNow();

    public ValueTask InitializeAsync() => InitializeAsync(null);

    public async ValueTask InitializeAsync(Action<IWebHostBuilder>? more)
    {
        _plain = await RunningApp.StartAsync(postgres);
        App = _plain.WithWebHostBuilder(web =>
        {
            foreach (var (name, value) in Settings) web.UseSetting(name, value);
            web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
            more?.Invoke(web);
        });
        _ = App.Server;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_plain is not null) await _plain.DisposeAsync();
    }

    public HttpClient Client(string host) => App.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://" + host), AllowAutoRedirect = false });

    /// <summary>A person with an organization and one empty store in it. Sign in again after time passed: tokens grow old.</summary>
    public async Task<PlanMerchant> MerchantAsync(string name)
    {
        var label = $"{name}-{Interlocked.Increment(ref _count)}";
        var merchant = new PlanMerchant(this, new ApiCaller(Client("localhost")), $"{label}@plans.example", label);
        var (status, body) = await merchant.Caller.SendAsync("POST", "/api/v1/auth/register", new { email = merchant.Email, password = ApiCaller.Password, firstName = "Ada", lastName = "Keeper", organizationName = label });
        Assert.True(status == 201, body.ToString());
        merchant.Caller.Use(body.GetProperty("accessToken").GetString());
        merchant.Tenant = body.GetProperty("organization").GetProperty("id").GetGuid();
        merchant.User = body.GetProperty("user").GetProperty("id").GetGuid();
        merchant.Store = await Catalog.Merchant.AddStoreAsync(App.Services, merchant.Tenant, label);
        return merchant;
    }

    /// <summary>Lets time pass, step by step, and everything happen that is due on the way.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        // Half a day at a time, as a server that runs would see it.
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromHours(12))
        {
            _clock.Passed += left < TimeSpan.FromHours(12) ? left : TimeSpan.FromHours(12);
            await DrainAsync();
        }
    }

    /// <summary>Lets time pass with nobody there to see to anything.</summary>
    public void Sleep(TimeSpan time) => _clock.Passed += time;

    public async Task DrainAsync()
    {
        var worker = App.Services.GetRequiredService<OutboxWorker>();
        // The program's own workers take messages too: done is when nothing is due any more.
        while (await worker.DrainAsync(CancellationToken.None) > 0 || (await App.Services.GetRequiredService<PlatformAccess>().TenantsWithDueMessagesAsync(Now, 1, CancellationToken.None)).Count > 0) await Task.Yield();
    }

    public async Task<T> InAsync<T>(Guid tenant, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(tenant);
        return await act(scope.ServiceProvider);
    }
}

/// <summary>Somebody with an organization whose plan is tried.</summary>
public sealed class PlanMerchant(PlanWorld world, ApiCaller caller, string email, string label)
{
    public ApiCaller Caller => caller;
    public string Email => email;
    public string Label => label;
    public Guid Tenant { get; set; }
    public Guid User { get; set; }
    public Guid Store { get; set; }

    public async Task SignInAsync()
    {
        caller.Use(null);
        var (status, body) = await caller.SendAsync("POST", "/api/v1/auth/login", new { email, password = ApiCaller.Password });
        Assert.True(status == 200, body.ToString());
        caller.Use(body.GetProperty("accessToken").GetString());
    }

    public async Task<JsonElement> SendAsync(string method, string path, object? body, int expected)
    {
        var (status, answer) = await caller.SendAsync(method, "/api/v1" + path, body);
        Assert.True(status == expected, $"{method} {path} answered {status}: {answer}");
        return answer;
    }

    public Task<JsonElement> StartAsync(string plan, string interval = "month") => SendAsync("POST", "/subscriptions", new { plan, interval }, 201);

    public Task<(int Status, JsonElement Body)> ProductAsync(string name, string status = "active") => caller.SendAsync("POST", $"/api/v1/stores/{Store}/products", new { name, price = "5.00", status });

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act) => world.InAsync(Tenant, act);

    public Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read) => InAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(Tenant, null, CancellationToken.None);
        return await read(db);
    });

    /// <summary>Products as rows: their own verbs are not what is tried.</summary>
    public Task<bool> FillAsync(int products) => InAsync(async services =>
    {
        await using var db = await services.GetRequiredService<TenantTransactions>().BeginAsync(Tenant, null, CancellationToken.None);
        for (var i = 0; i < products; i++) db.Products.Add(new Rendrix.Catalog.Product { Id = Guid.CreateVersion7(), StoreId = Store, Name = $"Filler {i}", Slug = $"filler-{Guid.NewGuid():N}", Status = Rendrix.Catalog.ProductStatus.Active, Currency = "USD", CreatedAt = world.Now, UpdatedAt = world.Now });
        await db.CommitAsync(CancellationToken.None);
        return true;
    });

    public Task<List<Invoice>> InvoicesAsync() => ReadAsync(db => db.Invoices.AsNoTracking().OrderBy(i => i.Number).ToListAsync());

    public Task<Subscription?> SubscriptionAsync() => ReadAsync(db => db.Subscriptions.AsNoTracking().OrderByDescending(s => s.CreatedAt).FirstOrDefaultAsync());

    public Task<Invoice> PayAsync(Invoice invoice) => InAsync(services => services.GetRequiredService<SettleInvoice>().PaidAsync(Tenant, invoice.Id, "Bank", CancellationToken.None));

    public Task<List<string>> SubjectsAsync() => ReadAsync(db => db.DevMails.Where(m => m.To == email).OrderBy(m => m.SentAt).Select(m => m.Subject).ToListAsync());
}
