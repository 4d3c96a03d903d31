using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tests.Plans;
using Rendrix.Web.Webhooks;

namespace Rendrix.Web.Tests.Webhooks;

/// <summary>One program for all tests about webhooks, with a receiver that the operator trusts, names that lead where a test says, and a clock that can be moved.</summary>
public sealed class WebhookWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly PlanWorld _plans = new(postgres);

    internal Receiver Receiver { get; } = new();

    /// <summary>Where names lead.</summary>
    internal ConcurrentDictionary<string, string> Names { get; } = new();

    internal IServiceProvider Services => _plans.App.Services;

    internal DateTimeOffset Now => _plans.Now;

    public async ValueTask InitializeAsync() => await _plans.InitializeAsync(web =>
    {
        web.UseSetting("Rendrix:Webhooks:InnerHosts", $"127.0.0.1:{Receiver.Port}");
        web.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<FindAddresses>((host, _) =>
            IPAddress.TryParse(host, out var literal) ? Task.FromResult<IPAddress[]>([literal])
            : Names.TryGetValue(host, out var known) ? Task.FromResult<IPAddress[]>([.. known.Split(' ').Select(IPAddress.Parse)]) : throw new SocketException((int)SocketError.HostNotFound))));
    });

    public async ValueTask DisposeAsync()
    {
        await _plans.DisposeAsync();
        Receiver.Dispose();
    }

    /// <summary>Somebody whose plan opens webhooks.</summary>
    internal async Task<PlanMerchant> MerchantAsync(string name, string? plan = "premium")
    {
        var merchant = await _plans.MerchantAsync(name);
        if (plan is not null) await merchant.StartAsync(plan);
        await DrainAsync();
        return merchant;
    }

    /// <summary>A webhook at a path of the receiver.</summary>
    internal async Task<(string Path, string Secret)> HookAsync(PlanMerchant merchant, string at, params string[] topics)
    {
        var made = await merchant.SendAsync("POST", $"/stores/{merchant.Store}/webhooks", new { url = Receiver.UrlOf(at), topics }, 201);
        return ($"/stores/{merchant.Store}/webhooks/{made.GetProperty("id").GetGuid()}", made.GetProperty("secret").GetString()!);
    }

    internal void Sleep(TimeSpan time) => _plans.Sleep(time);

    /// <summary>Everything due is told and sent.</summary>
    internal async Task DrainAsync()
    {
        await _plans.DrainAsync();
        var worker = Services.GetRequiredService<WebhookWorker>();
        while (await worker.DrainAsync(CancellationToken.None) || (await Services.GetRequiredService<PlatformAccess>().TenantsWithDueDeliveriesAsync(Now, 1, CancellationToken.None)).Count > 0) await Task.Yield();
        await _plans.DrainAsync();
    }

    /// <summary>As the database's own administrator, whom no policy binds.</summary>
    internal async Task<List<object?[]>> SqlAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(Services.GetRequiredService<DatabaseConnections>().Platform);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        var rows = new List<object?[]>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    internal static async Task<List<JsonElement>> DeliveriesAsync(PlanMerchant merchant, string hook) => [.. (await merchant.SendAsync("GET", hook + "/deliveries", null, 200)).GetProperty("data").EnumerateArray()];
}
