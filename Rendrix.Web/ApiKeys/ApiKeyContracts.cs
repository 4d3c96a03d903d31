using Rendrix.Identity;

namespace Rendrix.Web.ApiKeys;

/// <summary>Body of POST /organizations/{organizationId}/api-keys.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Permissions">Codes of the rights it carries, such as products.read; at least one.</param>
/// <param name="StoreId">The one store it opens; all of yours when left out.</param>
/// <param name="ExpiresAt">From when on it is refused; never when left out.</param>
public sealed record ApiKeyRequest(string? Name = null, IReadOnlyList<string>? Permissions = null, Guid? StoreId = null, DateTimeOffset? ExpiresAt = null);

/// <summary>An API key.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Hint">Its last four characters.</param>
/// <param name="Permissions">Codes of the rights written on it.</param>
/// <param name="StoreId">The one store it opens; null for all that are open to its person.</param>
/// <param name="UserId">The person it acts for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="LastUsedAt">When it was last used, to within five minutes.</param>
/// <param name="RevokedAt">When it was taken back.</param>
/// <param name="IsActive">Whether it is accepted now.</param>
/// <param name="Key">The key itself: in the answer that makes it, and nowhere else.</param>
public sealed record ApiKeyResponse(Guid Id, string Name, string Hint, IReadOnlyList<string> Permissions, Guid? StoreId, Guid UserId, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, bool IsActive, string? Key = null)
{
    /// <summary>The wire form.</summary>
    public static ApiKeyResponse From(ApiKey key, DateTimeOffset now, string? token = null) =>
        new(key.Id, key.Name, key.Hint, key.Permissions, key.StoreId, key.UserId, key.CreatedAt, key.ExpiresAt, key.LastUsedAt, key.RevokedAt, key.WorksAt(now), token);
}
