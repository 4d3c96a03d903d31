using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Auditing;

/// <summary>
/// Computes the chain again, from the checkpoint to its end, and says where it breaks first. Halves of entries that were erased are passed over only where an
/// entry of the chain says that they were; a chain that does not begin at 1 begins where an entry of the chain says that older ones were removed.
/// </summary>
public sealed class VerifyAudit(TenantTransactions transactions)
{
    private const int PageSize = 1000;

    /// <summary>Checks the whole chain of an organization.</summary>
    /// <param name="tenantId">The organization.</param>
    /// <param name="anchor">A place and hash kept elsewhere, which must still be so.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AuditVerdict> RunAsync(Guid tenantId, (long Sequence, string Hash)? anchor, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var head = await db.AuditLinks.AsNoTracking().OrderByDescending(l => l.Sequence).FirstOrDefaultAsync(ct);
        var known = await ToldAsync(db, ct);
        var (count, since, first, previous) = (0L, (DateTimeOffset?)null, (long?)null, AuditHash.Zero);
        for (var next = 1L; head is not null && next <= head.Sequence;)
        {
            var from = next;
            var links = await db.AuditLinks.AsNoTracking().Where(l => l.Sequence >= from && l.Sequence <= head.Sequence).OrderBy(l => l.Sequence).Take(PageSize).ToListAsync(ct);
            var ids = links.ConvertAll(l => l.Id);
            var entries = await db.AuditEntries.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
            var details = await db.AuditDetails.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
            foreach (var link in links)
            {
                if (first is null)
                {
                    first = link.Sequence;
                    if (link.Sequence > 1 && !known.Checkpoints.Contains((link.Sequence - 1, link.PreviousHash))) return Broken(new(link.Sequence, link.Id, $"Entries 1 to {link.Sequence - 1} are missing, and no entry says that they were removed for their age."));
                    if (link.Sequence > 1) (previous, next) = (link.PreviousHash, link.Sequence);
                }
                var problem = link.Sequence != next ? new AuditBreak(next, null, link.Sequence == next + 1 ? $"Entry {next} was taken out." : $"Entries {next} to {link.Sequence - 1} were taken out.")
                    : ProblemOf(link, previous, entries.GetValueOrDefault(link.Id), details.GetValueOrDefault(link.Id), known) is { } text ? new(link.Sequence, link.Id, text) : null;
                if (problem is null && anchor is { } kept && kept.Sequence == link.Sequence && kept.Hash != link.Hash) problem = new(link.Sequence, link.Id, "The hash here is not the one that was kept: the chain was written anew.");
                if (problem is not null) return Broken(problem);
                since ??= entries[link.Id].At;
                (previous, next, count) = (link.Hash, next + 1, count + 1);
            }
        }
        if (anchor is { } end && end.Sequence > (head?.Sequence ?? 0)) return Broken(new(end.Sequence, null, $"The chain ends at {head?.Sequence ?? 0}: what came after it, up to the place that was kept, was cut off."));
        var (waiting, stray) = await OutsideAsync(db, ct);
        return stray is null ? new(true, count, since, first, head?.Sequence, head?.Hash, waiting, null) : Broken(stray);

        AuditVerdict Broken(AuditBreak at) => new(false, count, since, first, head?.Sequence, head?.Hash, 0, at);
    }

    private static string? ProblemOf(AuditLink link, string previous, AuditEntry? entry, AuditDetail? detail, Told known)
    {
        if (entry is null) return "The entry was deleted.";
        if (link.PreviousHash != previous) return "The link does not hold the hash of the entry before.";
        if (AuditHash.OfLink(previous, link.Sequence, entry) != link.Hash) return "The entry or its link was changed.";
        if (detail is null) return "Who did it and what changed was deleted.";
        if (detail.ActorSalt is null ? !known.Actors.Contains(entry.Id) || detail.ActorName is not null || detail.Address is not null || detail.Device is not null : AuditHash.OfActor(detail) != entry.ActorHash)
            return detail.ActorSalt is null ? "Who did it was removed, and no entry says that it was erased." : "Who did it was changed.";
        if (detail.ChangeSalt is null ? !known.Changes.Contains(entry.Id) || detail.SubjectName is not null || detail.Changes is not null : AuditHash.OfChange(detail) != entry.ChangeHash)
            return detail.ChangeSalt is null ? "What changed was removed, and no entry says that it was erased." : "What changed was changed afterwards.";
        return null;
    }

    // What entries say of others. They stand in the chain themselves and are checked like all; what is false in them breaks it at their own place.
    private static async Task<Told> ToldAsync(AppDb db, CancellationToken ct)
    {
        var told = new Told([], [], []);
        var rows = await db.AuditEntries.AsNoTracking().Where(e => e.Action == AuditActions.PrivacyErase || e.Action == AuditActions.AuditExpire)
            .Join(db.AuditDetails, e => new { e.TenantId, e.Id }, d => new { d.TenantId, d.Id }, (e, d) => new { e.Action, e.ChangeHash, Detail = d }).ToListAsync(ct);
        foreach (var row in rows.Where(r => r.Detail.Changes is not null && AuditHash.OfChange(r.Detail) == r.ChangeHash))
        {
            var fields = AuditEntryResponse.ChangesOf(row.Detail).ToDictionary(c => c.Field, c => c.After ?? "");
            if (row.Action == AuditActions.AuditExpire) { if (long.TryParse(fields.GetValueOrDefault("through"), out var through)) told.Checkpoints.Add((through, fields.GetValueOrDefault("hash", ""))); }
            else
            {
                told.Actors.UnionWith(Ids(fields.GetValueOrDefault("actors")));
                told.Changes.UnionWith(Ids(fields.GetValueOrDefault("changes")));
            }
        }
        return told;
    }

    private static IEnumerable<Guid> Ids(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty);

    // Every entry was written with the message that chains it, so one without a place and without a message was put there by another hand.
    private static async Task<(int Waiting, AuditBreak? Stray)> OutsideAsync(AppDb db, CancellationToken ct)
    {
        var outside = await db.AuditEntries.Where(e => !db.AuditLinks.Any(l => l.Id == e.Id)).Select(e => e.Id).ToListAsync(ct);
        var loose = await db.AuditDetails.Where(d => !db.AuditEntries.Any(e => e.Id == d.Id)).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
        if (loose is not null) return (0, new(null, loose, "The entry was deleted; who did it and what changed is still there."));
        if (outside.Count == 0) return (0, null);
        var messages = await db.OutboxMessages.Where(m => m.Consumer == nameof(ChainAudit) && m.DoneAt == null).Select(m => m.Payload).ToListAsync(ct);
        var onTheWay = messages.SelectMany(text => JsonSerializer.Deserialize<AuditWritten>(text, OutboxWriter.Json)?.Entries ?? []).ToHashSet();
        var stray = outside.Find(id => !onTheWay.Contains(id));
        // Chained between our two questions: it is fine, and the next check counts it.
        if (stray != Guid.Empty && await db.AuditLinks.AnyAsync(l => l.Id == stray, ct)) return (outside.Count, null);
        return stray == Guid.Empty ? (outside.Count, null) : (0, new(null, stray, "The entry is in no place of the chain and not on its way there: its link was deleted, or it was not written by the program."));
    }

    private sealed record Told(HashSet<Guid> Actors, HashSet<Guid> Changes, HashSet<(long, string)> Checkpoints);
}
