using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Integrations;
using Rendrix.Orders;
using Rendrix.Reviews;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Dashboard;

/// <summary>Reads what the frame of a store shows.</summary>
public sealed class FrameReader(TenantTransactions transactions, CurrentTenant tenant, CurrentMember member, StoresOfPerson stores, HostNames hosts, TimeProvider clock)
{
    /// <summary>The whole frame.</summary>
    public async Task<StoreFrame> ReadAsync(CancellationToken ct)
    {
        var store = tenant.RequireStore;
        var all = member.IsSet ? await stores.ListAsync(member.UserId, ct) : [];
        if (member.Rights.IsSupport) all = [.. all.Where(s => s.TenantId == store.TenantId)];
        return await RefreshAsync(new StoreFrame(store.Name, store.Identifier, hosts.UrlOf(store), store.Currency, store.Locale, store.TimeZone) { Stores = all }, ct);
    }

    /// <summary>The same frame with newer counts and jobs.</summary>
    public async Task<StoreFrame> RefreshAsync(StoreFrame frame, CancellationToken ct)
    {
        var store = tenant.RequireStore;
        var since = clock.GetUtcNow() - TimeSpan.FromMinutes(10);
        await using var db = await transactions.BeginAsync(ct);
        var waiting = !member.May(Permission.ReadOrders) ? 0 : await db.Orders.CountAsync(o => o.StoreId == store.StoreId && (o.Status == OrderStatus.Pending || o.Status == OrderStatus.Processing), ct);
        var reviews = !member.May(Permission.ReadProducts) ? 0 : await db.Reviews.CountAsync(r => r.StoreId == store.StoreId && r.Status == ReviewStatus.Pending, ct);
        var imports = await db.ImportJobs.AsNoTracking().Where(j => j.StoreId == store.StoreId && (j.Status == ImportStatus.Pending || j.Status == ImportStatus.Running || j.FinishedAt > since))
            .OrderByDescending(j => j.Id).Take(5).ToListAsync(ct);
        var copies = !member.May(Permission.CreateStores) ? [] : await db.StoreClones.AsNoTracking().Where(c => c.StoreId == store.StoreId && (c.Status == CloneStatus.Pending || c.Status == CloneStatus.Running || c.FinishedAt > since))
            .OrderByDescending(c => c.Id).Take(5).ToListAsync(ct);
        return frame with
        {
            Name = store.Name,
            IconUrl = store.IconUrl,
            // The list is not read again: of this store it says what was just saved.
            Stores = [.. frame.Stores.Select(s => s.Subdomain == frame.Subdomain ? s with { Name = store.Name, IconUrl = store.IconUrl } : s)],
            ShopUrl = hosts.UrlOf(store),
            Currency = store.Currency,
            Locale = store.Locale,
            ZoneName = store.TimeZone,
            OrdersToShip = waiting,
            ReviewsPending = reviews,
            Jobs = [.. imports.Select(j => new JobEntry(j.Id, j.IsOver ? $"Import of {j.FileName}" : "Importing", frame.Path($"/products/import?job={j.Id:N}"), j.DoneRows, j.TotalRows, !j.IsOver, j.Status == ImportStatus.Failed ? "Failed" : j.Failed > 0 ? $"{j.Failed} left out" : null)), .. copies.Select(c => CopyEntry(frame, c))],
        };
    }

    private static JobEntry CopyEntry(StoreFrame frame, StoreClone copy) =>
        new(copy.Id, copy.Status is CloneStatus.Pending or CloneStatus.Running ? $"Copying to {copy.Name}" : $"Copy {copy.Name}", frame.Path("/settings/life"), copy.Done, copy.Total, copy.Status is CloneStatus.Pending or CloneStatus.Running,
            copy.Status switch { CloneStatus.Failed => "Failed", CloneStatus.Cancelled => "Stopped", _ => null })
        { Unit = "parts" };
}
