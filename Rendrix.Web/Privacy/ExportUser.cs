using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Privacy;

/// <summary>Everything the platform holds of a person with an account.</summary>
public sealed record UserExport(Guid Id, string? Email, string FirstName, string LastName, DateTimeOffset CreatedAt, IReadOnlyList<MembershipExport> Organizations, IReadOnlyList<SessionExport> Sessions, IReadOnlyList<ActivityExport> Activity);

/// <summary>An organization of theirs.</summary>
public sealed record MembershipExport(string Organization, Role Role, DateTimeOffset JoinedAt);

/// <summary>A sign-in of theirs.</summary>
public sealed record SessionExport(DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? EndedAt);

/// <summary>Writes down what is held of a person, for that person.</summary>
public sealed class ExportUser(TenantTransactions transactions)
{
    /// <summary>The export of a person who asks for their own.</summary>
    public async Task<UserExport> RunAsync(Guid userId, CancellationToken ct)
    {
        User user;
        List<(Guid Id, MembershipExport Row)> organizations;
        List<SessionExport> sessions;
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, ct) ?? throw new RefusedException(Refusal.NotFound("account"));
            organizations = [.. (await (from m in db.Memberships where m.UserId == userId join o in db.Organizations on m.OrganizationId equals o.Id orderby m.JoinedAt select new { o.Id, o.Name, m.Role, m.JoinedAt }).ToListAsync(ct)).Select(m => (m.Id, new MembershipExport(m.Name, m.Role, m.JoinedAt)))];
            sessions = await db.RefreshTokens.Where(t => t.UserId == userId).OrderBy(t => t.CreatedAt).Select(t => new SessionExport(t.CreatedAt, t.ExpiresAt, t.RevokedAt)).ToListAsync(ct);
        }
        var activity = new List<ActivityExport>();
        foreach (var (organization, _) in organizations)
        {
            await using var db = await transactions.BeginAsync(organization, null, ct);
            activity.AddRange(await db.AuditEntries.AsNoTracking().Where(e => e.ActorId == userId).Join(db.AuditDetails, e => new { e.TenantId, e.Id }, d => new { d.TenantId, d.Id }, (e, d) => new ActivityExport(e.Action, e.At, d.SubjectName, d.Address, d.Device)).ToListAsync(ct));
            Audit.Record(db, AuditActions.PrivacyExport, new("user", userId));
            await db.CommitAsync(ct);
        }
        return new UserExport(user.Id, user.Email, user.FirstName, user.LastName, user.CreatedAt, [.. organizations.Select(o => o.Row)], sessions, [.. activity.OrderBy(a => a.At)]);
    }
}
