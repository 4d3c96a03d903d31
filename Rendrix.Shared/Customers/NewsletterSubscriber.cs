using Rendrix.Tenancy;

namespace Rendrix.Customers;

/// <summary>An address that asked for a store's newsletter; once per store.</summary>
public sealed class NewsletterSubscriber : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>The address, lower case, at most 254 characters.</summary>
    public string Email { get; set; } = "";
    /// <summary>When it asked.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
