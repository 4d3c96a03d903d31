using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Platform.Auditing;

/// <summary>Entries were written and wait for their place in the chain. Published with them, so that none can be forgotten.</summary>
[Topic("audit.written")]
public sealed record AuditWritten(IReadOnlyList<Guid> Entries) : IShopEvent
{
    /// <summary>Most entries of one message.</summary>
    public const int Most = 500;
}

/// <summary>
/// Puts entries into the organization's chain, one transaction at a time per organization. Those who write entries wait for nobody: only this consumer
/// takes the lock, after their commit, for the few statements it needs.
/// </summary>
public sealed class ChainAudit : IConsume<AuditWritten>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(AuditWritten happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        await db.LockAuditChainAsync(ct);
        // After a repeated delivery they have their place already.
        var chained = await db.AuditLinks.Where(l => happened.Entries.Contains(l.Id)).Select(l => l.Id).ToListAsync(ct);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => happened.Entries.Contains(e.Id) && !chained.Contains(e.Id)).ToListAsync(ct);
        var head = await db.AuditLinks.AsNoTracking().OrderByDescending(l => l.Sequence).Select(l => new { l.Sequence, l.Hash }).FirstOrDefaultAsync(ct);
        var (sequence, hash) = (head?.Sequence ?? 0, head?.Hash ?? AuditHash.Zero);
        foreach (var entry in entries.OrderBy(e => IndexOf(happened.Entries, e.Id)))
        {
            var link = new AuditLink { TenantId = db.Tenant, Id = entry.Id, Sequence = ++sequence, PreviousHash = hash, Hash = AuditHash.OfLink(hash, sequence, entry) };
            db.AuditLinks.Add(link);
            hash = link.Hash;
        }
    }

    private static int IndexOf(IReadOnlyList<Guid> ids, Guid id)
    {
        for (var i = 0; i < ids.Count; i++) if (ids[i] == id) return i;
        return ids.Count;
    }
}

/// <summary>The lock of a chain.</summary>
internal static class AuditChain
{
    /// <summary>Waits for the organization's chain until the end of this transaction. A statement of its own, so that the next one sees what the last holder wrote.</summary>
    public static Task LockAuditChainAsync(this AppDb db, CancellationToken ct)
    {
        // Any 64 bits of the tenant's id will do: two organizations on one lock only wait for each other.
        var key = BitConverter.ToInt64(db.Tenant.ToByteArray(), 8) ^ 0x61756469745F6C6B;
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({key})", ct);
    }
}
