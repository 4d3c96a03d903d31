using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rendrix.Domains;
using Rendrix.Web.Domains;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Api;
using Rendrix.Web.Tests.Content;

namespace Rendrix.Web.Tests.Domains;

/// <summary>The program, a real name server that it asks, a clock that can be moved, and two organizations.</summary>
public sealed class DomainWorld(PostgresFixture postgres) : IAsyncLifetime
{
    public const string Here = "192.0.2.10";
    private static int _mail;
    private readonly MovedClock _clock = new();
    private RunningApp? _plain;

    internal Dnsmasq Dns { get; } = new();
    public WebApplicationFactory<Program> App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Dns.SetAsync(("base", Dnsmasq.A("shops.rendrix-dns.com", Here)));
        _plain = await RunningApp.StartAsync(postgres);
        App = _plain.WithWebHostBuilder(web =>
        {
            web.UseSetting("Rendrix:Domains:DnsServers", Dns.Address);
            web.UseSetting("Rendrix:Domains:Target", "shops.rendrix-dns.com");
            web.UseSetting("Rendrix:Domains:AskKey", "a-key-for-the-proxy");
            web.UseSetting("Rendrix:Domains:CertificatesOfDomainInWeek", "2");
            web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
        });
        _ = App.Server;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_plain is not null) await _plain.DisposeAsync();
        await Dns.DisposeAsync();
    }

    public void Pass(TimeSpan time) => _clock.Passed += time;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public HttpClient Client(string host) => App.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("http://" + host), AllowAutoRedirect = false });

    /// <summary>A person with an organization and a store of that label.</summary>
    public async Task<Keeper> KeeperAsync(string subdomain)
    {
        var email = $"keeper{Interlocked.Increment(ref _mail)}@{subdomain}.net";
        var caller = new ApiCaller(Client("localhost"));
        var (_, body) = await caller.SendAsync("POST", "/api/v1/auth/register", new { email, password = ApiCaller.Password, firstName = "Ada", lastName = "Keeper", organizationName = subdomain });
        caller.Use(body.GetProperty("accessToken").GetString());
        var tenant = body.GetProperty("organization").GetProperty("id").GetGuid();
        var store = await Catalog.Merchant.AddStoreAsync(App.Services, tenant, subdomain);
        return new Keeper(this, caller, tenant, store, subdomain, email);
    }

    /// <summary>Lets the clock's own look happen: what is due is done, without waiting for it.</summary>
    public async Task LookAsync(Keeper keeper, Guid domain)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CheckDomain>().RunAsync(keeper.TenantId, keeper.StoreId, domain, CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Guid tenant, Func<AppDb, Task<T>> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginAsync(tenant, null, CancellationToken.None);
        return await read(db);
    }
}

/// <summary>Somebody who keeps a store and calls the API.</summary>
public sealed record Keeper(DomainWorld World, ApiCaller Caller, Guid TenantId, Guid StoreId, string Subdomain, string Email)
{
    public string Api => $"/api/v1/stores/{StoreId}";

    public async Task<JsonElement> AddAsync(string name)
    {
        var (status, body) = await Caller.SendAsync("POST", Api + "/domains", new { name });
        Assert.True(status == 201, body.ToString());
        return body;
    }

    public async Task<JsonElement> VerifyAsync(JsonElement domain)
    {
        var (status, body) = await Caller.SendAsync("POST", $"{Api}/domains/{domain.GetProperty("id").GetString()}/verify");
        Assert.True(status == 200, body.ToString());
        return body;
    }

    /// <summary>Adds the domain, sets both its records and has it looked at.</summary>
    public async Task<JsonElement> ConnectAsync(string name)
    {
        var domain = await AddAsync(name);
        await World.Dns.SetAsync(($"a:{name}", Dnsmasq.A(name, DomainWorld.Here)), ($"txt:{name}:{Subdomain}", Dnsmasq.Txt("_rendrix." + name, Token(domain))));
        var connected = await VerifyAsync(domain);
        Assert.Equal("active", connected.GetProperty("status").GetString());
        return connected;
    }

    public static string Token(JsonElement domain) => domain.GetProperty("records").EnumerateArray().Single(r => r.GetProperty("type").GetString() == "TXT").GetProperty("value").GetString()!;

    public static string[] Codes(JsonElement domain) => [.. domain.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()!)];
}
