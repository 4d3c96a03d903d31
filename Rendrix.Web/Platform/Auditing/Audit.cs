using Rendrix.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Platform.Auditing;

/// <summary>Records by name what no saved field tells: <c>Audit.Record(db, AuditActions.Login, new("user", user.Id, user.Email));</c></summary>
public static class Audit
{
    /// <summary>Adds the entry to the caller's unit of work; it stands when that commits, and never without it.</summary>
    /// <param name="db">A unit of work of the organization it belongs to.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="changes">Fields before and after; secrets are masked here.</param>
    /// <param name="by">Who did it, when the request does not say: a person who signs in is nobody yet.</param>
    /// <returns>The entry's id.</returns>
    public static Guid Record(AppDb db, string action, AuditSubject subject, IEnumerable<AuditChange>? changes = null, AuditActor? by = null) =>
        db.Trail.Add(db, action, subject, changes?.Select(c => new AuditChange(c.Field, AuditMask.Mask(c.Field, c.Before), AuditMask.Mask(c.Field, c.After))) ?? [], by);
}
