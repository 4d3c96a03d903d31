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
    /// <summary>When the link in the mail was followed: before that nobody knows whether the address is theirs who typed it, and nothing may be sent there.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
    /// <summary>When it left; kept so that nobody writes there again. Null for whoever is on the list.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Whether letters may be sent there.</summary>
    public bool IsOn => ConfirmedAt is not null && LeftAt is null;
}
