using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Web.Auditing;

namespace Rendrix.Web.Operator;

/// <summary>Reads what was done from the platform's area.</summary>
public sealed class PlatformLog(PlatformTransactions platform)
{
    /// <summary>Entries, newest first, after a place in the list.</summary>
    public async Task<List<PlatformEntry>> ListAsync(PlatformPerson by, string words, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "log", ct);
        var found = db.PlatformLog.AsNoTracking();
        var part = AuditQueries.Like(words);
        if (words.Length > 0) found = found.Where(e => EF.Functions.ILike(e.Subject, part) || EF.Functions.ILike(e.ActorName, part) || EF.Functions.ILike(e.Action, part));
        if (after is var (at, id)) found = found.Where(e => e.At < at || e.At == at && e.Id.CompareTo(id) < 0);
        return await found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(ct);
    }
}
