using Rendrix.Web.Catalog;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Search;

/// <summary>Registers the search of products.</summary>
public static class SearchRoom
{
    /// <summary>PostgreSQL's own search; another engine is registered here in its place.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddSingleton<IProductSearch, PostgresProductSearch>();
}
