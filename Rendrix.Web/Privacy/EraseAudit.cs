using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Privacy;

/// <summary>
/// Takes a person out of the audit log and leaves the chain whole: the halves that name them are emptied, their hashes stay, and an entry says which they were.
/// </summary>
internal static class EraseAudit
{
    // A uuid and a comma are 37 bytes: an entry stays below 40 kB.
    private const int Most = 500;

    /// <summary>Empties halves of entries, in the caller's unit of work. What the caller records about the erasure names nobody.</summary>
    /// <param name="db">The organization's unit of work; saved here.</param>
    /// <param name="about">Whose erasure it is, by id.</param>
    /// <param name="actors">Entries whose "who did it" goes.</param>
    /// <param name="changes">Entries whose "what changed" goes.</param>
    /// <param name="by">Who erases, when that must not be the person of the request.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task RunAsync(AppDb db, AuditSubject about, IReadOnlyCollection<Guid> actors, IReadOnlyCollection<Guid> changes, AuditActor? by, CancellationToken ct)
    {
        var (left, right) = (actors.Distinct().Chunk(Most).ToList(), changes.Distinct().Chunk(Most).ToList());
        for (var i = 0; i < Math.Max(1, Math.Max(left.Count, right.Count)); i++)
        {
            var told = new List<AuditChange>();
            if (i < left.Count) told.Add(new("actors", null, string.Join(',', left[i].Select(id => id.ToString("D")))));
            if (i < right.Count) told.Add(new("changes", null, string.Join(',', right[i].Select(id => id.ToString("D")))));
            // Ids are neither masked nor cut.
            var erasure = db.Trail.Add(db, AuditActions.PrivacyErase, about, told, by);
            await db.SaveAsync(ct);
            if (told.Count > 0) await db.Database.ExecuteSqlAsync($"select audit_erase({erasure})", ct);
        }
    }

    /// <summary>Entries whose "what changed" names the person anywhere.</summary>
    public static async Task<List<Guid>> NamingAsync(AppDb db, Guid? storeId, IEnumerable<string> words, CancellationToken ct)
    {
        var found = new List<Guid>();
        foreach (var word in words.Where(w => w.Trim().Length > 3).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var part = AuditQueries.Like(word.Trim());
            found.AddRange(await db.AuditDetails.Where(d => EF.Functions.ILike(d.SubjectName!, part) || EF.Functions.ILike(d.Changes!, part))
                .Where(d => storeId == null || db.AuditEntries.Any(e => e.Id == d.Id && (e.StoreId == storeId || e.StoreId == null))).Select(d => d.Id).ToListAsync(ct));
        }
        return found;
    }
}
