using Rendrix.Integrations;
using Rendrix.Web.Stores.Cloning;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Stores.Exports;
using Rendrix.Web.Stores.Handover;

namespace Rendrix.Web.Stores;

/// <summary>Registers the room: opening, copying, closing and handing over stores, and the drawings they begin with.</summary>
public static class StoresRoom
{
    /// <summary>Verbs and pictures.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services) => services
        .AddSingleton<ArtImages>().AddSingleton<IImageSource>(s => s.GetRequiredService<ArtImages>())
        .AddSingleton<Templates.TemplateShelf>().AddScoped<CreateStore>().AddScoped<Openings.OpenStore>().AddScoped<ChangeStore>().AddScoped<SubdomainAvailability>()
        .AddScoped<PreviewClone>().AddScoped<CloneStore>().AddScoped<CloseStore>().AddScoped<EmptyStore>().AddScoped<OfferStore>().AddScoped<AcceptStore>()
        .AddScoped<StoreTables>().AddScoped<ExportStore>();
}
