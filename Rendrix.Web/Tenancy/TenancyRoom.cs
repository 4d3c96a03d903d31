using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Rendrix.Web.Tenancy;

/// <summary>Registers tenant resolution and its doors.</summary>
public static class TenancyRoom
{
    /// <summary>Strategies, directory, scope.</summary>
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services
        .AddSingleton<HostNames>().AddSingleton<LongRequests>()
        .AddSingleton<IMultiTenantStrategy, CustomDomainStrategy>().AddSingleton<IMultiTenantStrategy, SubdomainStrategy>().AddSingleton<IMultiTenantStrategy, PathStrategy>()
        .AddSingleton<TenantStore>().AddSingleton<IMultiTenantStore>(s => s.GetRequiredService<TenantStore>())
        .AddSingleton<ITenantResolver, TenantResolver>()
        .AddSingleton<AccessChanges>().AddScoped<RightsReader>()
        .AddScoped<CurrentTenant>().AddScoped<CurrentMember>().AddScoped<DashboardStore>()
        .AddScoped<CircuitHandler, TenantCircuit>();
}
