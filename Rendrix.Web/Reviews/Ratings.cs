using Microsoft.EntityFrameworkCore;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Reviews;

/// <summary>
/// Keeps what stands on a product equal to what its published reviews come to. Whoever changes which reviews are published locks the products first
/// and counts last, in one transaction; nothing is added or subtracted, so nothing can drift.
/// </summary>
public static class Ratings
{
    /// <summary>Makes whoever changes reviews of the same products wait for this transaction. Locked in the order of ids, so that two never wait for each other.</summary>
    public static Task LockAsync(AppDb db, IEnumerable<Guid> products, CancellationToken ct)
    {
        Guid[] ids = [.. products.Distinct()];
        return ids.Length == 0 ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"select 1 from products where tenant_id = {db.Tenant} and id = any({ids}) order by id for no key update", ct);
    }

    /// <summary>Counts the published reviews of locked products anew.</summary>
    public static Task CountAsync(AppDb db, IEnumerable<Guid> products, CancellationToken ct)
    {
        Guid[] ids = [.. products.Distinct()];
        return ids.Length == 0 ? Task.CompletedTask : db.Database.ExecuteSqlAsync($"""
            update products p set ratings = coalesce(s.counts, array[0, 0, 0, 0, 0])
            from unnest({ids}) wanted(id) left join (
                select product_id, array[count(*) filter (where stars = 1), count(*) filter (where stars = 2), count(*) filter (where stars = 3), count(*) filter (where stars = 4), count(*) filter (where stars = 5)]::integer[] as counts
                from reviews where tenant_id = {db.Tenant} and product_id = any({ids}) and status = 'published' group by product_id) s on s.product_id = wanted.id
            where p.tenant_id = {db.Tenant} and p.id = wanted.id
            """, ct);
    }
}
