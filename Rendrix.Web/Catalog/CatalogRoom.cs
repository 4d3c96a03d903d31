namespace Rendrix.Web.Catalog;

/// <summary>Registers the room.</summary>
public static class CatalogRoom
{
    /// <summary>Verbs of products and categories.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddScoped<SaveProduct>().AddScoped<ArchiveProduct>().AddScoped<SaveCategory>().AddScoped<DeleteCategory>()
        .AddScoped<ProductPictures>().AddSingleton<RemotePictures>();
}
