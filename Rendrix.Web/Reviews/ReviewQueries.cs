using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Reviews;
using Rendrix.Storefront;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Reviews;

/// <summary>What a list of reviews is narrowed by.</summary>
/// <param name="Status">Only this status.</param>
/// <param name="ProductId">Only of this product.</param>
/// <param name="Stars">Only with so many stars.</param>
/// <param name="Text">A part of title, text or name.</param>
public sealed record ReviewFilter(ReviewStatus? Status = null, Guid? ProductId = null, int? Stars = null, string? Text = null);

/// <summary>A review as staff read it, with what it is about.</summary>
public sealed record ReviewRow(Review Review, string ProductName, string ProductSlug, long? OrderNumber);

/// <summary>A purchase that may be reviewed.</summary>
/// <param name="LineId">Line of the order.</param>
/// <param name="ProductId">What was bought.</param>
/// <param name="FirstName">Who it was sent to.</param>
/// <param name="IsReviewed">Whether it has its review.</param>
public sealed record BoughtLine(Guid LineId, Guid ProductId, string FirstName, bool IsReviewed);

/// <summary>Reads reviews of one store.</summary>
public static class ReviewQueries
{
    /// <summary>The store's reviews that a filter leaves.</summary>
    public static IQueryable<Review> OfStore(this IQueryable<Review> reviews, Guid storeId, ReviewFilter filter)
    {
        reviews = reviews.Where(r => r.StoreId == storeId);
        if (filter.Status is { } status) reviews = reviews.Where(r => r.Status == status);
        if (filter.ProductId is { } product) reviews = reviews.Where(r => r.ProductId == product);
        if (filter.Stars is { } stars) reviews = reviews.Where(r => r.Stars == stars);
        if (string.IsNullOrWhiteSpace(filter.Text)) return reviews;
        var part = "%" + filter.Text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
        return reviews.Where(r => EF.Functions.ILike(r.Text, part) || EF.Functions.ILike(r.Title, part) || EF.Functions.ILike(r.Author, part));
    }

    /// <summary>With what each is about and which order it comes from, in the same statement.</summary>
    public static IQueryable<ReviewRow> AsRows(this IQueryable<Review> reviews, AppDb db) => reviews.Select(r => new ReviewRow(r,
        db.Products.Where(p => p.Id == r.ProductId).Select(p => p.Name).First(), db.Products.Where(p => p.Id == r.ProductId).Select(p => p.Slug).First(),
        db.OrderLines.Where(l => l.Id == r.OrderLineId).Select(l => db.Orders.Where(o => o.Id == l.OrderId).Select(o => (long?)o.Number).FirstOrDefault()).FirstOrDefault()));

    /// <summary>What shoppers may read of a product, newest first, from behind a review on.</summary>
    public static IQueryable<Review> Published(this IQueryable<Review> reviews, Guid productId, Guid? after = null, bool verified = false)
    {
        reviews = reviews.Where(r => r.ProductId == productId && r.Status == ReviewStatus.Published);
        if (after is { } last) reviews = reviews.Where(r => r.Id.CompareTo(last) < 0);
        if (verified) reviews = reviews.Where(r => r.OrderLineId != null);
        return reviews.OrderByDescending(r => r.Id);
    }

    /// <summary>As shoppers read them.</summary>
    public static IQueryable<ReviewView> AsViews(this IQueryable<Review> reviews) =>
        reviews.Select(r => new ReviewView(r.Id, r.Stars, r.Title, r.Text, r.Author, r.OrderLineId != null, r.Reply, r.CreatedAt));

    /// <summary>The purchase that a link names and was signed for; null when it is none, or was called off.</summary>
    public static async Task<BoughtLine?> BoughtAsync(this AppDb db, Guid storeId, string? link, CancellationToken ct)
    {
        if (ReviewLink.LineOf(link) is not { } line) return null;
        var found = await db.OrderLines.AsNoTracking().Where(l => l.StoreId == storeId && l.Id == line)
            .Join(db.Orders.AsNoTracking(), l => new { l.TenantId, Id = l.OrderId }, o => new { o.TenantId, o.Id }, (l, o) => new { l.Id, l.ProductId, o.AccessToken, o.Status, o.ShippingAddress, IsReviewed = db.Reviews.Any(r => r.OrderLineId == l.Id) })
            .FirstOrDefaultAsync(ct);
        return found is null || found.Status == OrderStatus.Cancelled || !ReviewLink.IsSigned(link!, found.AccessToken) ? null : new BoughtLine(found.Id, found.ProductId, found.ShippingAddress.FirstName, found.IsReviewed);
    }
}
