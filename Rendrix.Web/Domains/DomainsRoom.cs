using Rendrix.Web.Platform.Dns;

namespace Rendrix.Web.Domains;

/// <summary>Registers the room: what merchants' domains need, from asking DNS to answering the TLS proxy.</summary>
public static class DomainsRoom
{
    /// <summary>Verbs and the resolver.</summary>
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddSingleton(s => DnsServers.From(s.GetRequiredService<IConfiguration>())).AddSingleton<DnsClient>().AddSingleton<OurPlaces>().AddSingleton<LookUpDomain>()
        .AddScoped<AddDomain>().AddScoped<RemoveDomain>().AddScoped<ChoosePrimary>().AddScoped<CheckDomain>().AddScoped<ChangeSubdomain>().AddScoped<Certificates>();
}
