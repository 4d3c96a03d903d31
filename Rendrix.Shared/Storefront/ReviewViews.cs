using Rendrix.Reviews;

namespace Rendrix.Storefront;

/// <summary>A published review as shoppers read it. All of it is plain text.</summary>
public sealed record ReviewView(Guid Id, int Stars, string Title, string Text, string Author, bool IsVerified, string Reply, DateTimeOffset At)
{
    /// <summary>Who signed it; somebody whose name was erased is a customer.</summary>
    public string SignedBy => Author.Length > 0 ? Author : "A customer";
}

/// <summary>Reviews of one product for a block: what they come to, and the newest of them.</summary>
public sealed record ReviewListView(string Slug, string Product, Rating Rating, IReadOnlyList<ReviewView> Reviews);
