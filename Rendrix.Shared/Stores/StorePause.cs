using System.Globalization;

namespace Rendrix.Stores;

/// <summary>A store that can be looked at and not changed: archived, to be deleted, or not made yet.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Status">Making, while it is being made; else what it was before.</param>
/// <param name="EndsAt">When it is deleted for good; null for one that is not.</param>
public sealed record StorePause(Guid StoreId, StoreStatus Status, DateTimeOffset? EndsAt)
{
    /// <summary>The pause of a store that says this of itself; null for one in use.</summary>
    public static StorePause? Of(Guid store, StoreStatus status, DateTimeOffset? archivedAt, DateTimeOffset? endsAt) =>
        status == StoreStatus.Making || archivedAt is not null || endsAt is not null ? new StorePause(store, status, endsAt) : null;

    /// <summary>What people are told, with the way out.</summary>
    public string Why => Status == StoreStatus.Making ? "This store is still being made. It can be used when it is whole."
        : EndsAt is { } ends ? string.Create(CultureInfo.GetCultureInfo("en-US"), $"This store is being deleted, so nothing in it can be changed. It can be brought back until {ends:d MMMM yyyy}, under Settings, Store life.")
        : "This store is archived, so nothing in it can be changed. Bring it back under Settings, Store life.";
}
