using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Reviews;

/// <summary>Somebody wrote a review.</summary>
[Topic("review.written")]
public sealed record ReviewWritten(Guid StoreId, Guid ReviewId, Guid ProductId) : IShopEvent;

/// <summary>What shoppers read of reviews changed: some were published or withdrawn, answered, or lost the name they were signed with. Stars stand on cards everywhere, so every kept page of the shop is old.</summary>
[Topic("reviews.changed")]
public sealed record ReviewsChanged(Guid StoreId) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"store:{StoreId}"];
}
