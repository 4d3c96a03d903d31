using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Media;

/// <summary>A picture came, or its bytes were replaced: its sizes are to be made.</summary>
[Topic("media.added")]
public sealed record MediaAdded(Guid StoreId, Guid FileId) : IShopEvent;

/// <summary>A picture's bytes, focal point or alt text changed, or it is gone: pages that show it are old, and so is what processes remember of it.</summary>
[Topic("media.changed")]
public sealed record MediaChanged(Guid StoreId, Guid FileId) : IShopEvent, IEvictsPages
{
    /// <summary>Begins the tag that names the file.</summary>
    internal const string TagStart = "media:";

    /// <inheritdoc/>
    public IEnumerable<string> Tags() => [$"store:{StoreId}", $"{TagStart}{FileId}"];
}
