using Rendrix.Tenancy;

namespace Rendrix.Media;

/// <summary>
/// A file of a store's media library. The bytes lie in the file store under the tenant's prefix. The file keeps its id, and with it every place that
/// shows it, when its bytes are replaced: what is served has an id of its own, so that each address means one picture for ever.
/// </summary>
public sealed class MediaFile : IStoreOwned
{
    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>Id of the bytes, once they were replaced; the file's own until then.</summary>
    public Guid? BlobId { get; set; }
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
    /// <summary>Pictures in it; more than one moves.</summary>
    public int Frames { get; set; } = 1;
    /// <summary>What must stay in sight when it is cut to a shape: per cent from the left.</summary>
    public int FocalX { get; set; } = 50;
    /// <summary>Per cent from the top.</summary>
    public int FocalY { get; set; } = 50;
    /// <summary>Average color, six hexadecimal digits, shown until it has loaded; empty for one with transparent parts.</summary>
    public string Tint { get; set; } = "";
    /// <summary>Alt text of places that have none of their own.</summary>
    public string Alt { get; set; } = "";
    /// <summary>products, store, editor or a name of the merchant's.</summary>
    public string Folder { get; set; } = "store";
    /// <summary>SHA-256 of the bytes, so that the same file is stored once per store.</summary>
    public string Hash { get; set; } = "";
    /// <summary>The file it was cut from, which stays as it is.</summary>
    public Guid? CropOf { get; set; }
    /// <summary>Where it was cut: left, top, width and height in pixels of the uncut picture; empty for one that was not.</summary>
    public string Crop { get; set; } = "";
    /// <summary>The picture it was before it was replaced, as JSON (see <see cref="ReplacedPicture"/>), while that can be taken back; null otherwise.</summary>
    public string? Replaced { get; set; }
    /// <summary>When it came.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Id the bytes are stored and served under.</summary>
    public Guid Blob => BlobId ?? Id;

    /// <summary>Address that pages, products and letters name it by; it leads to the newest bytes.</summary>
    public string Url => $"/media/{Id:N}{Extension(ContentType)}";

    /// <summary>File extension for a type.</summary>
    public static string Extension(string contentType) => contentType switch { "image/svg+xml" => ".svg", "image/png" => ".png", "image/jpeg" => ".jpg", "image/webp" => ".webp", "image/gif" => ".gif", "image/avif" => ".avif", _ => "" };

    /// <summary>The file's id in an address of ours, or null: <c>/media/{id}.jpg</c>.</summary>
    public static Guid? IdIn(string? url) =>
        url is not null && url.StartsWith("/media/", StringComparison.Ordinal) && url.Length >= 39 && Guid.TryParseExact(url.AsSpan(7, 32), "N", out var id) ? id : null;
}
