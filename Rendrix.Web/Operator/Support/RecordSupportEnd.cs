using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Operator.Support;

/// <summary>The time of a support session is over.</summary>
[Topic("platform.support_time_over")]
public sealed record SupportTimeOver(Guid SessionId, DateTimeOffset DueAt) : IShopEvent, IComesLater;

/// <summary>Writes into the organization's log that support ended, where nobody ended it by hand.</summary>
public sealed class RecordSupportEnd : IConsume<SupportTimeOver>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(SupportTimeOver happened, ConsumeContext context, CancellationToken ct)
    {
        var db = context.Db;
        if (await db.SupportSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == happened.SessionId && s.EndedAt == null, ct) is not { } session) return;
        var name = await db.Organizations.Where(o => o.Id == session.OrganizationId).Select(o => o.Name).FirstOrDefaultAsync(ct);
        Audit.Record(db, AuditActions.ImpersonationEnd, new("organization", session.OrganizationId, name), [new("because", null, "the time was over")], new AuditActor(AuditActorKind.User, session.OwnerId, "Support", ImpersonatorId: session.AdminId));
    }
}
