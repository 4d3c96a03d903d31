using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>What changes of a store's addresses have in common; each joins the caller's transaction.</summary>
internal static class StoreAddresses
{
    /// <summary>The claim, locked until the transaction ends; null when there is none of that id in the store.</summary>
    public static Task<DomainClaim?> LockAsync(AppDb db, Guid storeId, Guid claimId, CancellationToken ct) =>
        db.DomainClaims.FromSql($"select * from domain_claims where tenant_id = {db.Tenant} and store_id = {storeId} and id = {claimId} for update").FirstOrDefaultAsync(ct);

    /// <summary>Takes the name in the directory of hosts for the claim's store; false when another tenant holds it. The unique key decides between two who come at once.</summary>
    public static async Task<bool> TakeAsync(AppDb db, DomainClaim claim, DateTimeOffset now, CancellationToken ct)
    {
        var added = await db.Database.ExecuteSqlAsync($"""
            insert into store_domains (kind, name, tenant_id, store_id, verified_at) values ('custom', {claim.Name}, {db.Tenant}, {claim.StoreId}, {now}) on conflict (kind, name) do nothing
            """, ct);
        return added == 1 || await db.StoreDomains.AnyAsync(d => d.Kind == DomainKind.Custom && d.Name == claim.Name && d.TenantId == db.Tenant && d.StoreId == claim.StoreId, ct);
    }

    /// <summary>Gives the name back: from the commit on the host answers nothing, here and in every process.</summary>
    public static Task FreeAsync(AppDb db, DomainClaim claim, CancellationToken ct) =>
        db.StoreDomains.Where(d => d.Kind == DomainKind.Custom && d.Name == claim.Name && d.TenantId == db.Tenant).ExecuteDeleteAsync(ct);

    /// <summary>Writes into the store which address is its first, from what was chosen and works, and tells every process that its addresses changed.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="storeId">The store.</param>
    /// <param name="claims">Its claims as they are about to be saved.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task SettleAsync(AppDb db, Guid storeId, IEnumerable<DomainClaim> claims, CancellationToken ct)
    {
        var store = await db.Stores.FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        store.PrimaryDomain = claims.FirstOrDefault(c => c.IsPrimary && c.State == DomainState.Active)?.Name;
        await db.TellStoreChangedAsync(storeId, ct);
    }

    /// <summary>All claims of a store, tracked.</summary>
    public static Task<List<DomainClaim>> ClaimsAsync(AppDb db, Guid storeId, CancellationToken ct) => db.DomainClaims.Where(c => c.StoreId == storeId).OrderBy(c => c.Id).ToListAsync(ct);

    /// <summary>Tells owners and admins of the organization what became of a domain.</summary>
    public static async Task TellAsync(AppDb db, DomainClaim claim, DomainNews news, CancellationToken ct)
    {
        if (news is DomainNews.None or DomainNews.Proven) return;
        var addresses = await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == db.Tenant && (m.Role == Role.Owner || m.Role == Role.Admin) && u.Email != null select u.Email!).ToListAsync(ct);
        string[] findings = [.. claim.Findings.Where(f => f.IsProblem).Select(f => f.Message)];
        foreach (var to in addresses) db.Publish(new DomainNotice(claim.StoreId, claim.Name, news, to, findings));
    }
}
