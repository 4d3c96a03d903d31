using Rendrix.Integrations;

namespace Rendrix.Web.Stores;

/// <summary>Registers the room: opening stores and the drawings they begin with.</summary>
public static class StoresRoom
{
    /// <summary>Verbs and pictures.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services) => services
        .AddSingleton<ArtImages>().AddSingleton<IImageSource>(s => s.GetRequiredService<ArtImages>())
        .AddSingleton<Templates.TemplateShelf>().AddScoped<CreateStore>().AddScoped<ChangeStore>().AddScoped<SubdomainAvailability>();
}
