using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Organizations;

/// <summary>An owner lets the support of this installation look at the dashboard for a day, or takes it back, which ends what is open.</summary>
public sealed class AllowSupport(TenantTransactions transactions, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>How long consent lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Lets support in, or not any more; answers the organization as it is then.</summary>
    public async Task<Organization> RunAsync(Guid organization, Guid actor, bool allow, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        var now = clock.GetUtcNow();
        var before = roster.Organization.SupportUntil;
        if (!allow && (before is null || before <= now) && !await db.SupportSessions.AnyAsync(s => s.OrganizationId == organization && s.EndedAt == null && s.EndsAt > now, ct)) return roster.Organization;
        roster.Organization.SupportUntil = allow ? now + Lasts : null;
        Audit.Record(db, AuditActions.SupportConsent, new("organization", organization, roster.Organization.Name), [new("supportUntil", Say(before > now ? before : null), Say(roster.Organization.SupportUntil))]);
        var open = allow ? [] : await db.SupportSessions.Where(s => s.OrganizationId == organization && s.EndedAt == null && s.EndsAt > now).Select(s => s.Id).ToListAsync(ct);
        foreach (var session in open) await Sessions.RevokeAsync(db, session, now, ct);
        await db.CommitAsync(ct);
        foreach (var session in open) sessions.Forget(session);
        return roster.Organization;
    }

    private static string? Say(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
