using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Platform.Secrets;

namespace Rendrix.Web.Platform;

/// <summary>Registers the ground floor: database, outbox, key ring, data directory, clock.</summary>
public static class PlatformRoom
{
    /// <summary>Everything that needs the connections.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, DatabaseConnections connections, DataDirectory data)
    {
        services.AddSingleton(connections).AddSingleton(data).AddSingleton(TimeProvider.System);
        services.AddDbContextFactory<AppDb>(o => o.UseNpgsql(connections.App, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)).AddInterceptors(OneTrip.Interceptor), ServiceLifetime.Singleton);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext());
        services.AddHttpContextAccessor().AddScoped<CurrentActor>().AddScoped<CircuitHandler, ActorOfCircuit>();
        services.AddScoped<TenantTransactions>().AddSingleton<PlatformAccess>();

        var events = new EventCatalog();
        services.AddSingleton(events).AddSingleton<OutboxWriter>();
        foreach (var consumer in events.Consumers) services.AddScoped(consumer);
        services.AddSingleton<Notifications>().AddHostedService(s => s.GetRequiredService<Notifications>());
        services.AddSingleton<Flags.FeatureFlags>();
        services.AddSingleton<OutboxWorker>().AddHostedService(s => s.GetRequiredService<OutboxWorker>());

        services.AddDataProtection().SetApplicationName("rendrix");
        services.AddSingleton(s => MasterKeys.Open(s.GetRequiredService<IConfiguration>(), data)).AddSingleton<SecretBox>().AddSingleton<SealSecrets>().AddHostedService<SealRingAtStart>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(o => (o.XmlRepository, o.XmlEncryptor) = (new DatabaseKeyRing(connections), new SealedKeyRing(s.GetRequiredService<SecretBox>()))));
        return services;
    }
}
