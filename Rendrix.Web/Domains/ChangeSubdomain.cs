using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>
/// Gives a store another free address. The old one leads to it and is kept for this store for a year: links in mails and search engines stay right,
/// and nobody else can stand where shoppers expect this shop.
/// </summary>
public sealed class ChangeSubdomain(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>How long an old address is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Most old addresses of one store: names must not be collected by changing again and again.</summary>
    public const int MostKept = 5;

    /// <summary>Changes it; the store as it is then. Refuses what is no label, what is taken, and what looks like another tenant's.</summary>
    public async Task<Store> RunAsync(Guid tenantId, Guid storeId, string? wanted, Action<int>? demandMatch, CancellationToken ct)
    {
        var label = SubdomainAvailability.Normal(wanted ?? "");
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        demandMatch?.Invoke(store.Version);
        if (store.Subdomain == label) return store;
        if (Subdomain.Problem(label) is { } problem) throw new RefusedException(Refusal.Invalid("subdomain", problem));

        var old = await FormerAsync(db, storeId, ct);
        if (!old.Exists(d => d.Name == label)) await TakeAsync(db, storeId, label, store.Name, old, now, ct);
        var due = DateTimeOffset.FromUnixTimeSeconds((now + Kept).ToUnixTimeSeconds());
        await db.StoreDomains.Where(d => d.Kind == DomainKind.Subdomain && d.Name == store.Subdomain && d.TenantId == tenantId).ExecuteUpdateAsync(set => set.SetProperty(d => d.KeptUntil, due), ct);
        await db.StoreDomains.Where(d => d.Kind == DomainKind.Subdomain && d.Name == label && d.TenantId == tenantId).ExecuteUpdateAsync(set => set.SetProperty(d => d.KeptUntil, (DateTimeOffset?)null), ct);
        db.Publish(new SubdomainKeptUntil(storeId, store.Subdomain, due));
        store.Subdomain = label;
        await db.TellStoreChangedAsync(storeId, ct);
        await db.CommitAsync(ct);
        return store;
    }

    /// <summary>Addresses the store left and still keeps, the one left last first.</summary>
    internal static Task<List<StoreDomain>> FormerAsync(AppDb db, Guid storeId, CancellationToken ct) =>
        db.StoreDomains.AsNoTracking().Where(d => d.Kind == DomainKind.Subdomain && d.TenantId == db.Tenant && d.StoreId == storeId && d.KeptUntil != null).OrderByDescending(d => d.KeptUntil).ThenBy(d => d.Name).ToListAsync(ct);

    private static async Task TakeAsync(AppDb db, Guid storeId, string label, string storeName, List<StoreDomain> old, DateTimeOffset now, CancellationToken ct)
    {
        if (old.Count >= MostKept)
            throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"The address was changed {MostKept} times, and each old one is kept for a year. The next new one is possible on {old.Min(d => d.KeptUntil)!.Value.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}. You can go back to one of the old ones at any time."));
        await SubdomainAvailability.LockAsync(db, label, ct);
        var answer = await SubdomainAvailability.AskAsync(db, label, storeName, ct);
        if (!answer.IsFree) throw new RefusedException(SubdomainAvailability.Taken(answer));
        var taken = await db.Database.ExecuteSqlAsync($"""
            insert into store_domains (kind, name, tenant_id, store_id, verified_at) values ('subdomain', {label}, {db.Tenant}, {storeId}, {now}) on conflict (kind, name) do nothing
            """, ct);
        if (taken == 0) throw new RefusedException(SubdomainAvailability.Taken(new SubdomainAnswer(label, false, "That address was taken a moment ago. Choose another", [])));
    }
}

/// <summary>Lets an old address go when the year is over.</summary>
public sealed class ReleaseSubdomain : IConsume<SubdomainKeptUntil>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(SubdomainKeptUntil happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        var gone = await db.StoreDomains.Where(d => d.Kind == DomainKind.Subdomain && d.Name == happened.Label && d.TenantId == context.TenantId && d.StoreId == happened.StoreId && d.KeptUntil == happened.DueAt).ExecuteDeleteAsync(ct);
        if (gone > 0) await db.TellStoreChangedAsync(happened.StoreId, ct);
    }
}
