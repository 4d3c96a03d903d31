using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Privacy;

/// <summary>What deleting an account did.</summary>
/// <param name="Organizations">How many organizations the person left.</param>
/// <param name="StillPublishedBy">Stores whose contact for shoppers is still the person's address: it belongs to the shop, and whoever runs it changes it.</param>
public sealed record UserErasure(int Organizations, IReadOnlyList<string> StillPublishedBy);

/// <summary>
/// Deletes an account: the person leaves every organization, their name and address go from timelines and audit logs, and the row that their deeds point at
/// stays empty. The last owner of an organization cannot leave it behind without one.
/// </summary>
public sealed class EraseUser(TenantTransactions transactions, Passwords passwords, SessionWatch sessions)
{
    /// <summary>Written where a name stood.</summary>
    public const string Nobody = "Former member";

    /// <summary>Deletes the person's account, after their password was right.</summary>
    public async Task<UserErasure> RunAsync(Guid userId, string? password, CancellationToken ct)
    {
        User user;
        List<Guid> organizations;
        await using (var db = await transactions.BeginGlobalAsync(ct))
        {
            user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == userId, ct) ?? throw new RefusedException(Refusal.NotFound("account"));
            if (string.IsNullOrEmpty(password) || password.Length > PasswordRules.MaxLength || !await passwords.IsRightAsync(user, password, ct)) throw new RefusedException(Refusal.Invalid("password", "Enter your password. Without it nobody can delete your account"));
            organizations = await db.Memberships.Where(m => m.UserId == userId).OrderBy(m => m.OrganizationId).Select(m => m.OrganizationId).ToListAsync(ct);
            // Asked of all before the first is left, and of each again under its lock.
            foreach (var organization in organizations) await DemandAnotherOwnerAsync(db, organization, userId, await db.Memberships.AsNoTracking().Where(m => m.OrganizationId == organization).ToListAsync(ct), ct);
        }
        var published = new List<string>();
        foreach (var organization in organizations) published.AddRange(await LeaveAsync(organization, user, ct));
        await ForgetAsync(user, ct);
        sessions.Forget(userId);
        return new UserErasure(organizations.Count, published);
    }

    private async Task<List<string>> LeaveAsync(Guid organization, User user, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        // The rows of all members are locked: of the last two owners who leave at once, one stays.
        var members = await db.Memberships.FromSql($"select * from memberships where organization_id = {organization} order by user_id for update").ToListAsync(ct);
        await DemandAnotherOwnerAsync(db, organization, user.Id, members, ct);
        if (members.Find(m => m.UserId == user.Id) is { } member) db.Memberships.Remove(member);
        Audit.Record(db, AuditActions.UserDelete, new("user", user.Id), by: new(AuditActorKind.User, user.Id, null));
        await db.SaveAsync(ct);

        await db.OrderEvents.Where(e => e.UserId == user.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.Actor, Nobody), ct);
        var same = CustomerId.Pattern(user.Email ?? "");
        var part = "%" + same + "%";
        await db.Database.ExecuteSqlAsync($"delete from outbox_messages where tenant_id = {organization} and payload::text ilike {part}", ct);
        await db.Database.ExecuteSqlAsync($"update outbox_messages set last_error = null where tenant_id = {organization} and last_error ilike {part}", ct);
        var actors = await db.AuditEntries.Where(e => e.ActorId == user.Id).Select(e => e.Id).ToListAsync(ct);
        var changes = await db.AuditEntries.Where(e => e.SubjectId == user.Id && e.SubjectKind == "user").Select(e => e.Id).ToListAsync(ct);
        changes.AddRange(await EraseAudit.NamingAsync(db, null, [user.Email ?? "", user.FullName], ct));
        await EraseAudit.RunAsync(db, new AuditSubject("user", user.Id), actors, changes, AuditActor.System, ct);
        await db.Invitations.Where(i => i.NormalizedEmail == EmailAddress.Normalize(user.Email)).ExecuteDeleteAsync(ct);
        var published = await db.Stores.Where(s => EF.Functions.ILike(s.ContactEmail, same)).Select(s => s.Name).ToListAsync(ct);
        await db.CommitAsync(ct);
        return published;
    }

    private async Task ForgetAsync(User person, CancellationToken ct)
    {
        await using (var anonymous = await transactions.BeginAsync(AnonymousCalls.TenantId, null, ct))
        {
            var part = "%" + CustomerId.Pattern(person.Email ?? "") + "%";
            await anonymous.Database.ExecuteSqlAsync($"delete from outbox_messages where tenant_id = {AnonymousCalls.TenantId} and (payload::text ilike {part} or last_error ilike {part})", ct);
            await anonymous.CommitAsync(ct);
        }
        await using var db = await transactions.BeginGlobalAsync(ct);
        await db.RefreshTokens.Where(t => t.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserTokens.Where(t => t.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserLogins.Where(l => l.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.UserClaims.Where(c => c.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.Sessions.Where(s => s.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.Passkeys.Where(p => p.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.SecondFactors.Where(f => f.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.UserId == person.Id).ExecuteDeleteAsync(ct);
        await db.Avatars.Where(a => a.UserId == person.Id).ExecuteDeleteAsync(ct);
        var address = CustomerId.Pattern(person.Email ?? "");
        await db.DevMails.Where(m => EF.Functions.ILike(m.To, address)).ExecuteDeleteAsync(ct);
        var user = await db.Users.FirstAsync(u => u.Id == person.Id, ct);
        // A name that nobody can register or sign in with: .invalid never resolves (RFC 2606).
        var gone = $"{person.Id:N}@deleted.invalid";
        (user.Email, user.UserName, user.NormalizedEmail, user.NormalizedUserName) = (gone, gone, EmailAddress.Normalize(gone), EmailAddress.Normalize(gone));
        (user.FirstName, user.LastName, user.PhoneNumber, user.PasswordHash, user.EmailConfirmed, user.TwoFactorEnabled) = (Nobody, "", null, null, false, false);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        await db.CommitAsync(ct);
    }

    private static async Task DemandAnotherOwnerAsync(AppDb db, Guid organization, Guid userId, List<Membership> members, CancellationToken ct)
    {
        if (members.Find(m => m.UserId == userId)?.Role != Role.Owner || members.Exists(m => m.UserId != userId && m.Role == Role.Owner)) return;
        var name = await db.Organizations.Where(o => o.Id == organization).Select(o => o.Name).FirstAsync(ct);
        throw new RefusedException(new Refusal("FORBIDDEN", $"You are the last owner of {name}. Make somebody else an owner first, or close the organization.", StatusCodes.Status409Conflict));
    }
}
