using Rendrix.Tenancy;

namespace Rendrix.Media;

/// <summary>A file of a store's media library. The bytes lie in the file store under the tenant's prefix.</summary>
public sealed class MediaFile : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Name people know it by, sanitized.</summary>
    public string Name { get; set; } = "";
    /// <summary>MIME type, decided from the bytes.</summary>
    public string ContentType { get; set; } = "";
    /// <summary>Size in bytes.</summary>
    public long Bytes { get; set; }
    /// <summary>Pixels; 0 when unknown.</summary>
    public int Width { get; set; }
    /// <summary>Pixels; 0 when unknown.</summary>
    public int Height { get; set; }
    /// <summary>Alt text that new uses start with.</summary>
    public string Alt { get; set; } = "";
    /// <summary>products, store or editor.</summary>
    public string Folder { get; set; } = "store";
    /// <summary>SHA-256 of the bytes, so that the same file is stored once per store.</summary>
    public string Hash { get; set; } = "";
    /// <summary>When it came.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Address the shop and the dashboard serve it at; never changes meaning, so it is cached for a year.</summary>
    public string Url => $"/media/{Id:N}{Extension(ContentType)}";

    /// <summary>File extension for a type.</summary>
    public static string Extension(string contentType) => contentType switch { "image/svg+xml" => ".svg", "image/png" => ".png", "image/jpeg" => ".jpg", "image/webp" => ".webp", "image/gif" => ".gif", "image/avif" => ".avif", _ => "" };
}
