using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Identity;

/// <summary>
/// Writes failed sign-ins and lockouts into the log of the person's organization, after the answer: whoever tries must not learn from the time it takes whether an
/// address has an account. Five tries a quarter of an hour bound what strangers can make it write (docs/decisions/0076).
/// </summary>
public sealed class RecordFailedSignIns : IConsume<SignInFailed>
{
    /// <inheritdoc/>
    public async Task ConsumeAsync(SignInFailed happened, ConsumeContext context, CancellationToken ct)
    {
        if (happened.UserId is not { } id || await context.Db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id, ct) is not { } user) return;
        Record(context.Db, user, "password", new AuditActor(AuditActorKind.Guest, null, null, happened.Address, happened.Device), happened.LockedOut);
    }

    /// <summary>The entry of one try, and of the lockout that it brought.</summary>
    internal static void Record(AppDb db, User user, string wrong, AuditActor by, bool lockedOut)
    {
        // Named by what was wrong, never by what was typed.
        Audit.Record(db, AuditActions.LoginFailed, new("user", user.Id, user.Email), [new("wrong", null, wrong == "password" ? "first factor" : "second factor")], by);
        if (lockedOut) Audit.Record(db, AuditActions.Lockout, new("user", user.Id, user.Email), [new("minutes", null, "15")], by);
    }
}
