using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Orders;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Dashboard;

/// <summary>Every store that a person may open, by organization: asked of one tenant after the other, each in a unit of work of its own.</summary>
public sealed class StoresOfPerson(TenantTransactions transactions)
{
    /// <summary>The stores in the order of organization and name.</summary>
    public async Task<IReadOnlyList<StoreEntry>> ListAsync(Guid user, CancellationToken ct)
    {
        List<Belonging> places;
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            places = await (from m in db.Memberships
                            join o in db.Organizations on m.OrganizationId equals o.Id
                            where m.UserId == user
                            orderby o.Name, o.Id
                            select new Belonging(o.Id, o.Name, m.Role)).ToListAsync(ct);
        }
        var stores = new List<StoreEntry>();
        foreach (var place in places)
        {
            await using var db = await transactions.BeginAsync(place.Id, null, ct);
            var open = new[] { OrderStatus.Pending, OrderStatus.Processing };
            var found = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id)
                .Select(s => new { s.Name, s.Subdomain, s.Industry, s.Status, ToShip = db.Orders.Count(o => o.StoreId == s.Id && open.Contains(o.Status)) })
                .ToListAsync(ct);
            stores.AddRange(found.Select(s => new StoreEntry(place.Id, place.Name, s.Name, s.Subdomain, s.Status == StoreStatus.Active) { Industry = s.Industry, OrdersToShip = s.ToShip }));
        }
        return stores;
    }

    /// <summary>The organizations in which a person may open new stores.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OrganizationsForNewStoresAsync(Guid user, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var found = await (from m in db.Memberships join o in db.Organizations on m.OrganizationId equals o.Id where m.UserId == user orderby o.Name, o.Id select new Belonging(o.Id, o.Name, m.Role)).ToListAsync(ct);
        return [.. found.Where(p => Permission.CreateStores.HeldBy(p.Role)).Select(p => (p.Id, p.Name))];
    }

    private sealed record Belonging(Guid Id, string Name, Role Role);
}
