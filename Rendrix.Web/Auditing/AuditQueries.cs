using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Auditing;

/// <summary>One entry with its detail and its place in the chain; the place is null for the moment until it has one.</summary>
public sealed record AuditRow(AuditEntry Entry, AuditDetail? Detail, AuditLink? Link);

/// <summary>What to look for; all of it must hold.</summary>
/// <param name="Actor">A person's id, or a part of their name.</param>
/// <param name="Action">An action, or the part before its dot.</param>
/// <param name="Subject">A thing's id, its kind, or a part of its name.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
/// <param name="StoreId">Of this store, or of none.</param>
public sealed record AuditFilter(string? Actor = null, string? Action = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? To = null, Guid? StoreId = null)
{
    /// <summary>From the query of a request; refuses what cannot be read, by field.</summary>
    public static AuditFilter Of(IQueryCollection query)
    {
        var errors = new FieldErrors();
        var filter = new AuditFilter(Text("actor"), Text("action"), Text("subject"), Moment("from"), Moment("to"), Id("storeId"));
        errors.ThrowIfAny();
        return filter;

        string? Text(string name)
        {
            var text = query[name].ToString().Trim();
            errors.Require(text.Length <= 200 && !text.Any(char.IsControl), name, "Use 200 characters or fewer");
            return text.Length == 0 ? null : text;
        }

        DateTimeOffset? Moment(string name)
        {
            if (query[name].ToString() is not { Length: > 0 } text) return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return at;
            errors.Add(name, "Enter a time such as 2026-01-31T12:00:00Z");
            return null;
        }

        Guid? Id(string name)
        {
            if (query[name].ToString() is not { Length: > 0 } text) return null;
            if (Guid.TryParse(text, out var id)) return id;
            errors.Add(name, "Enter the id of a store");
            return null;
        }
    }
}

/// <summary>Questions to the audit log.</summary>
internal static class AuditQueries
{
    /// <summary>Entries that match, newest first, after a place in the list.</summary>
    public static async Task<List<AuditRow>> AuditPageAsync(this AppDb db, AuditFilter filter, (DateTimeOffset At, Guid Id)? after, int take, CancellationToken ct)
    {
        var rows = db.AuditMatching(filter);
        if (after is var (at, id)) rows = rows.Where(e => e.At < at || e.At == at && e.Id.CompareTo(id) < 0);
        var entries = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(ct);
        var ids = entries.ConvertAll(e => e.Id);
        var details = await db.AuditDetails.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
        var links = await db.AuditLinks.AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        return entries.ConvertAll(e => new AuditRow(e, details.GetValueOrDefault(e.Id), links.GetValueOrDefault(e.Id)));
    }

    /// <summary>Entries that match, in no order.</summary>
    public static IQueryable<AuditEntry> AuditMatching(this AppDb db, AuditFilter filter)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (filter.StoreId is { } store) entries = entries.Where(e => e.StoreId == store || e.StoreId == null);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.To is { } to) entries = entries.Where(e => e.At < to);
        if (filter.Action is { } action) entries = action.Contains('.', StringComparison.Ordinal) ? entries.Where(e => e.Action == action) : entries.Where(e => e.Action.StartsWith(action + "."));
        if (filter.Actor is { } actor)
        {
            var part = Like(actor);
            entries = Guid.TryParse(actor, out var person) ? entries.Where(e => e.ActorId == person || e.ImpersonatorId == person)
                : entries.Where(e => db.AuditDetails.Any(d => d.Id == e.Id && EF.Functions.ILike(d.ActorName!, part)));
        }
        if (filter.Subject is { } subject)
        {
            var (part, kind) = (Like(subject), subject.ToLowerInvariant());
            entries = Guid.TryParse(subject, out var thing) ? entries.Where(e => e.SubjectId == thing)
                : entries.Where(e => e.SubjectKind == kind || db.AuditDetails.Any(d => d.Id == e.Id && EF.Functions.ILike(d.SubjectName!, part)));
        }
        return entries;
    }

    /// <summary>A pattern that finds the words anywhere.</summary>
    public static string Like(string words) => "%" + words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
