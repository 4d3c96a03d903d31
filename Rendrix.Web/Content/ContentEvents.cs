using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Content;

/// <summary>A page went live. Header, footer and templates show at many addresses, so they make all pages of the store old.</summary>
[Topic("page.published")]
public sealed record PagePublished(Guid PageId, Guid StoreId, string Slug, int Number, bool AroundEveryPage) : IShopEvent, IEvictsPages
{
    /// <inheritdoc/>
    public IEnumerable<string> Tags() => AroundEveryPage ? [$"page:{PageId}", $"store:{StoreId}"] : [$"page:{PageId}"];
}
