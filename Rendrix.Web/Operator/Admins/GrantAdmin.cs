using Microsoft.EntityFrameworkCore;
using Rendrix.Operator;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator.Admins;

/// <summary>An admin as the others see them.</summary>
public sealed record AdminView(Guid UserId, string Name, string Email, bool HasSecondFactor, DateTimeOffset GrantedAt, string? GrantedBy, DateTimeOffset? SeenAt);

/// <summary>Who runs the installation: listed, added, taken away. The first is made by the command line; one always stays.</summary>
public sealed class GrantAdmin(PlatformTransactions platform, TimeProvider clock)
{
    /// <summary>All of them, longest first.</summary>
    public async Task<IReadOnlyList<AdminView>> ListAsync(PlatformPerson by, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "admins", ct);
        return await (from admin in db.PlatformAdmins
                      join user in db.Users on admin.UserId equals user.Id
                      orderby admin.GrantedAt, admin.UserId
                      select new AdminView(user.Id, user.FirstName + " " + user.LastName, user.Email!, user.TwoFactorEnabled, admin.GrantedAt,
                          db.Users.Where(u => u.Id == admin.GrantedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefault(), db.Sessions.Where(s => s.UserId == user.Id).Max(s => (DateTimeOffset?)s.SeenAt))).ToListAsync(ct);
    }

    /// <summary>Makes the account of an address an admin; it must exist and have proved the address.</summary>
    public async Task<string> RunAsync(PlatformPerson by, string? email, CancellationToken ct)
    {
        var normalized = EmailAddress.Normalize(email ?? "");
        await using var db = await platform.BeginAsync(by, "admins", ct);
        var user = normalized.Length is 0 or > 254 || normalized.Contains('\0') ? null : await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        if (user is null) throw new RefusedException(Refusal.Invalid("email", "No account has this address. The person signs up first, then comes here"));
        if (!user.EmailConfirmed) throw new RefusedException(Refusal.Invalid("email", "This account has not confirmed its address yet"));
        var now = clock.GetUtcNow();
        // Of two at once, one makes the row and the other finds it.
        var made = await db.Database.ExecuteSqlAsync($"insert into platform_admins (user_id, granted_at, granted_by) values ({user.Id}, {now}, {by.UserId}) on conflict do nothing", ct);
        if (made == 0) throw new RefusedException(Refusal.Invalid("email", $"{user.FullName} is an admin already"));
        platform.Record(db, by, PlatformActions.AdminGrant, null, user.Email!);
        await db.CommitAsync(ct);
        return user.FullName;
    }

    /// <summary>Takes the right away; their support sessions end with it. The last one stays.</summary>
    public async Task RevokeAsync(PlatformPerson by, Guid user, CancellationToken ct)
    {
        await using var db = await platform.BeginAsync(by, "admins", ct);
        // Locked, so that two who take each other's right do not leave nobody.
        var all = await db.PlatformAdmins.FromSql($"select * from platform_admins order by user_id for update").ToListAsync(ct);
        var admin = all.Find(a => a.UserId == user) ?? throw new RefusedException(Refusal.NotFound("admin"));
        if (all.Count == 1) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This is the only admin. Make somebody else one first.", StatusCodes.Status409Conflict));
        var now = clock.GetUtcNow();
        var email = await db.Users.Where(u => u.Id == user).Select(u => u.Email).FirstAsync(ct);
        var ended = await db.SupportSessions.Where(s => s.AdminId == user && s.EndedAt == null && s.EndsAt > now).ToListAsync(ct);
        foreach (var session in ended)
        {
            session.EndedAt = now;
            await Sessions.RevokeAsync(db, session.Id, now, ct);
        }
        db.PlatformAdmins.Remove(admin);
        platform.Record(db, by, PlatformActions.AdminRevoke, null, email!);
        // Open pages of those sessions learn of it within seconds: nobody remembers a session for longer.
        await db.CommitAsync(ct);
    }
}
