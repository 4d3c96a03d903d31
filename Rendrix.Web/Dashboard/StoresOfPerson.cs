using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Orders;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Dashboard;

/// <summary>An organization as one of its members sees it.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rights">What the person may do there.</param>
public sealed record OrganizationOfPerson(Guid Id, string Name, MemberRights Rights);

/// <summary>Every store that a person may open, by organization: asked of one tenant after the other, each in a unit of work of its own.</summary>
public sealed class StoresOfPerson(TenantTransactions transactions, RightsReader reader)
{
    /// <summary>The organizations a person belongs to, in the order of their names.</summary>
    public async Task<IReadOnlyList<OrganizationOfPerson>> OrganizationsAsync(Guid user, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        var places = await (from m in db.Memberships join o in db.Organizations on m.OrganizationId equals o.Id where m.UserId == user orderby o.Name, o.Id select new { o.Id, o.Name }).ToListAsync(ct);
        var found = new List<OrganizationOfPerson>();
        foreach (var place in places)
            if (await reader.ReadAsync(user, place.Id, ct) is { } rights) found.Add(new OrganizationOfPerson(place.Id, place.Name, rights));
        return found;
    }

    /// <summary>The stores in the order of organization and name; those that are closed to a member who is limited to others are left out.</summary>
    public async Task<IReadOnlyList<StoreEntry>> ListAsync(Guid user, CancellationToken ct)
    {
        var stores = new List<StoreEntry>();
        foreach (var place in await OrganizationsAsync(user, ct)) stores.AddRange(await OfAsync(place, ct));
        return stores;
    }

    /// <summary>The stores of one organization that the person may open, by name.</summary>
    public async Task<IReadOnlyList<StoreEntry>> OfAsync(OrganizationOfPerson place, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(place.Id, null, ct);
        var open = new[] { OrderStatus.Pending, OrderStatus.Processing };
        var here = db.Stores.AsNoTracking();
        if (place.Rights.OnlyStores is { } only) here = here.Where(s => only.Contains(s.Id));
        var found = await here.OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new { s.Id, s.Name, s.Subdomain, s.Industry, s.IconUrl, s.Status, s.ArchivedAt, s.EndsAt, ToShip = db.Orders.Count(o => o.StoreId == s.Id && open.Contains(o.Status)) })
            .ToListAsync(ct);
        // Copies are rare: asked only when a store is being made.
        var making = found.Exists(s => s.Status == StoreStatus.Making) ? await db.StoreClones.AsNoTracking().Where(c => c.FinishedAt == null).ToDictionaryAsync(c => c.TargetId, c => c.Total == 0 ? 0 : Math.Min(99, 100 * c.Done / c.Total), ct) : [];
        var live = place.Rights is { OrganizationEndsAt: null, OrganizationSuspended: null };
        return [.. found.Select(s => new StoreEntry(place.Id, place.Name, s.Name, s.Subdomain, live && s.Status == StoreStatus.Active && s.ArchivedAt is null && s.EndsAt is null)
        {
            Id = s.Id, IconUrl = s.IconUrl, Suspended = s.Status == StoreStatus.Suspended || place.Rights.OrganizationSuspended is not null, ArchivedAt = s.ArchivedAt, EndsAt = s.EndsAt, Made = s.Status == StoreStatus.Making ? making.GetValueOrDefault(s.Id) : null,
            Industry = s.Industry, RoleName = place.Rights.RoleName,
            // Who may not see orders is not told how many wait.
            OrdersToShip = place.Rights.May(Permission.ReadOrders, s.Id) ? s.ToShip : 0,
        })];
    }

    /// <summary>The organizations in which a person may open new stores.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OrganizationsForNewStoresAsync(Guid user, CancellationToken ct) =>
        [.. (await OrganizationsAsync(user, ct)).Where(place => place.Rights.May(Permission.CreateStores)).Select(place => (place.Id, place.Name))];
}
