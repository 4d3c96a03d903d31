using Rendrix.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>The pictures of the page that this scope draws.</summary>
public sealed class ShopPictures(MediaCache known, TenantTransactions transactions)
{
    private (StoreInfo Store, PictureBook Book)? _page;

    /// <summary>The book for pages of a store.</summary>
    public PictureBook BookOf(StoreInfo store)
    {
        var book = known.BookOf(store.TenantId, store.StoreId);
        _page = (store, book);
        return book;
    }

    /// <summary>Reads what the drawn page wanted to know; true when there was something, so that the page is to be drawn again.</summary>
    public Task<bool> LearnAsync(CancellationToken ct) => _page is var (store, book) ? LearnAsync(store.TenantId, book, ct) : Task.FromResult(false);

    /// <summary>The same for a book that outlives its scope, such as the editor's.</summary>
    public async Task<bool> LearnAsync(Guid tenantId, PictureBook? book, CancellationToken ct)
    {
        if (book?.TakeWanted() is not { Count: > 0 } wanted) return false;
        await known.LearnAsync(transactions, tenantId, wanted, ct);
        return true;
    }
}
