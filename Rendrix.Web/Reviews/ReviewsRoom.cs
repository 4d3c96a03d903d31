using Rendrix.Web.Catalog.Blocks;
using Rendrix.Web.Reviews.Blocks;

namespace Rendrix.Web.Reviews;

/// <summary>Registers the room.</summary>
public static class ReviewsRoom
{
    /// <summary>Verbs and the loader of its blocks.</summary>
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddScoped<WriteReview>().AddScoped<JudgeReviews>().AddSingleton<IBlockLoader, ReviewsLoader>();
}
