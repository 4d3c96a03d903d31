using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Auditing;

/// <summary>
/// Removes entries that are older than the period, from the beginning of the chain. In the same transaction an entry says up to which link and hash: that is
/// the checkpoint a check begins at from then on. The last link always stays.
/// </summary>
public sealed class ExpireAudit(TenantTransactions transactions)
{
    private const int Most = 5000;

    /// <summary>Removes what is older; answers how many entries.</summary>
    public async Task<long> RunAsync(Guid tenantId, DateTimeOffset olderThan, CancellationToken ct)
    {
        var removed = 0L;
        while (true)
        {
            var now = await RunOnceAsync(tenantId, olderThan, ct);
            removed += now;
            if (now < Most) return removed;
        }
    }

    private async Task<long> RunOnceAsync(Guid tenantId, DateTimeOffset olderThan, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        await db.LockAuditChainAsync(ct);
        var oldest = await db.AuditLinks.AsNoTracking().OrderBy(l => l.Sequence).Take(Most + 1)
            .Join(db.AuditEntries, l => new { l.TenantId, l.Id }, e => new { e.TenantId, e.Id }, (l, e) => new { l.Sequence, l.Hash, e.At }).OrderBy(l => l.Sequence).ToListAsync(ct);
        var old = oldest.TakeWhile(l => l.At < olderThan).ToList();
        // What comes after the last link must be able to hold its hash.
        if (old.Count == oldest.Count && old.Count > 0) old.RemoveAt(old.Count - 1);
        if (old.Count == 0) return 0;
        // As they are: a mask would take a hash for a secret.
        var expiry = db.Trail.Add(db, AuditActions.AuditExpire, new("audit", null),
            [new("through", null, old[^1].Sequence.ToString(CultureInfo.InvariantCulture)), new("hash", null, old[^1].Hash), new("until", null, old[^1].At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))], AuditActor.System);
        await db.SaveAsync(ct);
        var removed = (await db.Database.SqlQuery<long>($"select audit_expire({expiry}) as \"Value\"").ToListAsync(ct))[0];
        await db.CommitAsync(ct);
        return removed;
    }
}
