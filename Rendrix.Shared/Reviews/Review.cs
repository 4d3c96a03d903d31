using Rendrix.Tenancy;

namespace Rendrix.Reviews;

/// <summary>Who may write reviews of a store's products.</summary>
public enum ReviewWriters
{
    /// <summary>Nobody; what is published stays.</summary>
    Nobody,
    /// <summary>Who bought the product, by the link of their order.</summary>
    Buyers,
    /// <summary>Everybody; who bought it is marked.</summary>
    Everyone,
}

/// <summary>Whether shoppers see a review.</summary>
public enum ReviewStatus
{
    /// <summary>Waits for somebody of the shop.</summary>
    Pending,
    /// <summary>Everybody reads it.</summary>
    Published,
    /// <summary>Kept, and shown to nobody.</summary>
    Rejected,
}

/// <summary>What somebody thinks of a product. Plain text throughout.</summary>
public sealed class Review : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The product.</summary>
    public Guid ProductId { get; set; }
    /// <summary>The line of the order it was bought with, unique; null when nobody knows whether it was.</summary>
    public Guid? OrderLineId { get; set; }
    /// <summary>1 to 5 stars.</summary>
    public int Stars { get; set; }
    /// <summary>In a few words; may be empty.</summary>
    public string Title { get; set; } = "";
    /// <summary>The review.</summary>
    public string Text { get; set; } = "";
    /// <summary>The name it is signed with; empty once that person was erased.</summary>
    public string Author { get; set; } = "";
    /// <summary>Whether shoppers see it.</summary>
    public ReviewStatus Status { get; set; }
    /// <summary>What the shop says to it; empty when nothing.</summary>
    public string Reply { get; set; } = "";
    /// <summary>When the shop said it.</summary>
    public DateTimeOffset? RepliedAt { get; set; }
    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it was first published.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    /// <summary>Grows with each change.</summary>
    public int Version { get; set; }

    /// <summary>Puts it into a status.</summary>
    public void Become(ReviewStatus status, DateTimeOffset now)
    {
        Status = status;
        if (status == ReviewStatus.Published) PublishedAt ??= now;
    }

    /// <summary>Says something to it, or takes back what was said when the text is empty.</summary>
    public void Answer(string reply, DateTimeOffset now)
    {
        Reply = ReviewDraft.Lines(reply);
        RepliedAt = Reply.Length == 0 ? null : now;
    }
}
