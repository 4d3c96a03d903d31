using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Storefront.Blocks;

namespace Rendrix.Web.Storefront;

/// <summary>Registers the shop's face.</summary>
public static class StorefrontRoom
{
    /// <summary>Frames, page cache, block loaders, output caching.</summary>
    public static IServiceCollection AddStorefront(this IServiceCollection services) => services
        .AddOutputCache(o => o.UseCaseSensitivePaths = true)
        .AddSingleton<ShopTurns>().AddSingleton<ShopFrames>().AddSingleton<ShopAssets>()
        .AddSingleton<ShopCache>().AddHostedService(s => s.GetRequiredService<ShopCache>()).AddSingleton<ShopShelves>()
        .AddSingleton<IBlockLoader, ProductGridLoader>().AddSingleton<IBlockLoader, CategoryListLoader>()
        .AddSingleton<IBlockLoader, ProductBlocksLoader>().AddSingleton<IBlockLoader, RelatedProductsLoader>().AddSingleton<IBlockLoader, RepeatLoader>().AddSingleton<BlockLoaders>()
        .AddScoped<ShopVisit>();
}
