using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Orders;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Catalog;

/// <summary>A person with an organization and one empty store in it, speaking through the API.</summary>
internal sealed class Merchant : IDisposable
{
    private readonly RunningApp _app;

    private Merchant(RunningApp app, HttpClient http, Guid tenantId, Guid storeId, string subdomain) => (_app, Http, TenantId, StoreId, Subdomain) = (app, http, tenantId, storeId, subdomain);

    public HttpClient Http { get; }
    public Guid TenantId { get; }
    public Guid StoreId { get; }
    public string Subdomain { get; }
    public string Api => $"/api/v1/stores/{StoreId}";

    public static async Task<Merchant> OpenAsync(RunningApp app, string subdomain = "north", string currency = "USD")
    {
        var http = app.Dashboard();
        var answer = await http.PostAsJsonAsync("/api/v1/auth/register", new { email = $"{subdomain}@example.com", password = "A long enough passphrase 7", firstName = "Ida", lastName = "North", organizationName = subdomain });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var registered = await answer.JsonAsync();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", registered.GetProperty("accessToken").GetString());
        var tenant = registered.GetProperty("organization").GetProperty("id").GetGuid();
        return new Merchant(app, http, tenant, await AddStoreAsync(app, tenant, subdomain, currency), subdomain);
    }

    public static Task<Guid> AddStoreAsync(RunningApp app, Guid tenant, string subdomain, string currency = "USD") => AddStoreAsync(app.Services, tenant, subdomain, currency);

    public static async Task<Guid> AddStoreAsync(IServiceProvider services, Guid tenant, string subdomain, string currency = "USD")
    {
        var store = Guid.CreateVersion7();
        await using var scope = services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
        var now = DateTimeOffset.UtcNow;
        db.StoreDomains.Add(new StoreDomain { Kind = DomainKind.Subdomain, Name = subdomain, TenantId = tenant, StoreId = store, VerifiedAt = now });
        db.Stores.Add(new Store { Id = store, Name = subdomain, Subdomain = subdomain, Industry = "toys", Currency = currency, CreatedAt = now });
        db.OrderCounters.Add(new OrderCounter { Id = Guid.CreateVersion7(now), StoreId = store });
        await db.CommitAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Reads the tenant's rows.</summary>
    public async Task<T> ReadAsync<T>(Func<AppDb, Task<T>> read)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(TenantId, null, CancellationToken.None);
        return await read(db);
    }

    /// <summary>Runs a verb in a scope of the tenant.</summary>
    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentTenant>().Enter(TenantId);
        return await act(scope.ServiceProvider);
    }

    public async Task<JsonElement> CreateAsync(object product)
    {
        var answer = await Http.PostAsJsonAsync($"{Api}/products", product);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Uploads a file and waits for its end.</summary>
    public async Task<JsonElement> ImportAsync(string csv, bool dryRun = false)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        var answer = await Http.PostAsync($"{Api}/products/import?dryRun={(dryRun ? "true" : "false")}", body);
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await WaitAsync((await answer.JsonAsync()).GetProperty("id").GetGuid());
    }

    public async Task<JsonElement> WaitAsync(Guid job)
    {
        for (var i = 0; i < 600; i++)
        {
            var now = await (await Http.GetAsync($"{Api}/products/import/{job}")).JsonAsync();
            if (now.GetProperty("status").GetString() is "done" or "failed" or "cancelled") return now;
            await _app.Services.GetRequiredService<OutboxWorker>().DrainAsync(CancellationToken.None);
            await Task.Delay(20);
        }
        throw new TimeoutException("The import did not end.");
    }

    /// <summary>A public file from ../shared/fixtures; the test says so and is skipped where the folder is not there.</summary>
    public static string Fixture(string name, [CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        string[] places = [Environment.GetEnvironmentVariable("RENDRIX_FIXTURES") ?? "", Path.Combine(folder, "../../../../shared/fixtures"), Path.Combine(folder, "../../../../../shared/fixtures")];
        var found = places.Where(p => p.Length > 0).Select(p => Path.Combine(p, name)).FirstOrDefault(File.Exists);
        Assert.SkipUnless(found is not null, $"{name} is not there; it lies in ../shared/fixtures, or where RENDRIX_FIXTURES says.");
        return File.ReadAllText(found!);
    }

    public void Dispose() => Http.Dispose();
}
