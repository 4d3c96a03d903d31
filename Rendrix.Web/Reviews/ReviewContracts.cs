using Rendrix.Reviews;

namespace Rendrix.Web.Reviews;

/// <summary>A review as staff read it.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="ProductId">The product.</param>
/// <param name="ProductName">Its name now.</param>
/// <param name="Rating">1 to 5 stars.</param>
/// <param name="Title">In a few words; may be empty.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Author">The name it is signed with.</param>
/// <param name="Verified">Whether it comes from a purchase.</param>
/// <param name="OrderNumber">Number of that order.</param>
/// <param name="Status">pending, published or rejected.</param>
/// <param name="Reply">What the shop says to it.</param>
/// <param name="RepliedAt">When it said so.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="PublishedAt">When it was first published.</param>
public sealed record ReviewResponse(
    Guid Id, Guid ProductId, string ProductName, int Rating, string Title, string Text, string Author, bool Verified, string? OrderNumber, ReviewStatus Status, string Reply,
    DateTimeOffset? RepliedAt, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt)
{
    /// <summary>The wire form.</summary>
    public static ReviewResponse From(ReviewRow row) => new(
        row.Review.Id, row.Review.ProductId, row.ProductName, row.Review.Stars, row.Review.Title, row.Review.Text, row.Review.Author, row.Review.OrderLineId is not null,
        row.OrderNumber?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Review.Status, row.Review.Reply, row.Review.RepliedAt, row.Review.CreatedAt, row.Review.PublishedAt);
}

/// <summary>Body of PATCH /reviews/{reviewId}; what is left out stays.</summary>
public sealed record ReviewPatch
{
    /// <summary>pending, published or rejected.</summary>
    public ReviewStatus? Status { get; init; }
    /// <summary>What the shop says to it, at most 2,000 characters; empty takes it back.</summary>
    public string? Reply { get; init; }
}

/// <summary>Body of POST /reviews/bulk.</summary>
/// <param name="Ids">1 to 250 reviews.</param>
/// <param name="Status">What they become.</param>
public sealed record ReviewBulkRequest(IReadOnlyList<Guid>? Ids = null, ReviewStatus? Status = null);

/// <summary>What became of a bulk call.</summary>
/// <param name="Changed">The reviews that were in another status before.</param>
public sealed record ReviewBulkResponse(IReadOnlyList<Guid> Changed);

/// <summary>Body of POST /api/storefront/{storeSlug}/reviews.</summary>
/// <param name="Product">Slug of the product; not needed with an order link.</param>
/// <param name="Rating">1 to 5 stars.</param>
/// <param name="Title">In a few words, at most 120 characters; may be left out.</param>
/// <param name="Text">Plain text, at most 5,000 characters.</param>
/// <param name="Author">Name to sign with, at most 60 characters.</param>
/// <param name="Order">Token of the review link of a purchase; it makes the review a verified one.</param>
public sealed record WriteReviewRequest(string? Product = null, int? Rating = null, string? Title = null, string? Text = null, string? Author = null, string? Order = null);

/// <summary>What became of a review just written.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Status">pending until the shop has read it, or published.</param>
/// <param name="Verified">Whether it comes from a purchase.</param>
public sealed record WrittenReviewResponse(Guid Id, ReviewStatus Status, bool Verified);

/// <summary>A published review as shoppers read it.</summary>
public sealed record ShopReviewResponse(Guid Id, int Rating, string Title, string Text, string Author, bool Verified, string? Reply, DateTimeOffset CreatedAt);
