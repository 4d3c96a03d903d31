using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Reviews;

/// <summary>People who wrote reviews.</summary>
public static class Reviewers
{
    /// <summary>
    /// Takes the name off the reviews that a person wrote about what they bought with this address, in the caller's transaction; answers how many there were.
    /// Stars and words stay, signed by nobody. Reviews without a purchase are tied to no address; the shop deletes those by hand.
    /// </summary>
    public static async Task<int> EraseAsync(AppDb db, Guid storeId, string email, CancellationToken ct)
    {
        var address = email.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Becomes SQL, which knows no culture.
        var erased = await db.Reviews.Where(r => r.StoreId == storeId && r.Author != "" && db.OrderLines.Any(l => l.Id == r.OrderLineId && db.Orders.Any(o => o.Id == l.OrderId && o.StoreId == storeId && o.Email.ToLower() == address)))
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Author, "").SetProperty(x => x.Version, x => x.Version + 1), ct);
#pragma warning restore CA1304, CA1311, CA1862
        if (erased > 0) db.Publish(new ReviewsChanged(storeId));
        return erased;
    }
}
