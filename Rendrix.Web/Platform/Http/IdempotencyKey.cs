using Rendrix.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>The stored answer of a POST that came with an Idempotency-Key. Kept for 24 hours.</summary>
public sealed class IdempotencyKey : ITenantOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>Who called: user, key or cart, with method and path; unique together with the key.</summary>
    public string Scope { get; set; } = "";
    /// <summary>The key as sent, at most 255 characters.</summary>
    public string Key { get; set; } = "";
    /// <summary>SHA-256 of the request body.</summary>
    public string BodyHash { get; set; } = "";
    /// <summary>Status of the answer; 0 while the first call is still running.</summary>
    public int Status { get; set; }
    /// <summary>Media type of the answer.</summary>
    public string ContentType { get; set; } = "";
    /// <summary>Headers worth repeating (Location, ETag), one "Name: value" a line.</summary>
    public string Headers { get; set; } = "";
    /// <summary>Body of the answer.</summary>
    public byte[] Body { get; set; } = [];
    /// <summary>When the first call came.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
