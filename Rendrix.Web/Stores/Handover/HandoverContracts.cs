using Rendrix.Stores;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Stores.Handover;

/// <summary>An offer is to be mailed. The link is made when the mail is written, and is stored nowhere else.</summary>
[Topic("store.offered")]
public sealed record StoreOffered(Guid StoreId, Guid TransferId) : IShopEvent;

/// <summary>An offer was accepted: the store is to be moved. This message stays with the organization that gives.</summary>
[Topic("store.transfer_accepted")]
public sealed record StoreTransferAccepted(Guid StoreId, Guid TransferId, Guid ToOrganization) : IShopEvent;

/// <summary>A store arrived in this organization. Pages that were kept of it are old.</summary>
[Topic("store.arrived")]
public sealed record StoreArrived(Guid StoreId, Guid OfferedBy, Guid AcceptedBy) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"store:{StoreId}"];
}

/// <summary>Body of POST /stores/{storeId}/transfer.</summary>
/// <param name="Email">Whom to offer it to: somebody who owns another organization.</param>
public sealed record OfferRequest(string? Email = null);

/// <summary>The offer of a store to another organization.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="StoreId">The store.</param>
/// <param name="Email">Who is asked.</param>
/// <param name="Status">offered, expired, revoked, moving, done or failed.</param>
/// <param name="CreatedAt">When it was offered.</param>
/// <param name="ExpiresAt">When the link stops working.</param>
/// <param name="Error">Why it could not be moved; empty otherwise.</param>
public sealed record TransferResponse(Guid Id, Guid StoreId, string Email, TransferStatus Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Error)
{
    /// <summary>The wire form at a moment.</summary>
    public static TransferResponse From(StoreTransfer t, DateTimeOffset now) => new(t.Id, t.StoreId, t.Email, t.StatusAt(now), t.CreatedAt, t.ExpiresAt, t.Error);
}

/// <summary>Body of POST /store-offers/look.</summary>
/// <param name="Token">From the link in the mail.</param>
public sealed record OfferTokenRequest(string? Token = null);

/// <summary>Body of POST /store-offers/accept.</summary>
/// <param name="Token">From the link in the mail.</param>
/// <param name="OrganizationId">The organization that takes it; the caller owns it.</param>
public sealed record AcceptOfferRequest(string? Token = null, Guid? OrganizationId = null);

/// <summary>What an offer gives.</summary>
/// <param name="Store">Name of the store.</param>
/// <param name="Organization">Who gives it.</param>
/// <param name="OfferedBy">The owner who offers, by name.</param>
/// <param name="Email">Who is asked.</param>
/// <param name="Products">How many products come along.</param>
/// <param name="Orders">How many orders come along.</param>
/// <param name="ExpiresAt">When the link stops working.</param>
public sealed record OfferLook(string Store, string Organization, string OfferedBy, string Email, int Products, int Orders, DateTimeOffset ExpiresAt);
