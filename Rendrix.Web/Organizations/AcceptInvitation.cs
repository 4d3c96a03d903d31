using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>What a link leads to, for the page that asks.</summary>
/// <param name="Email">The invited address.</param>
/// <param name="Organization">Who invites.</param>
/// <param name="RoleName">The role given.</param>
/// <param name="Inviter">Who invited, by name.</param>
/// <param name="UserId">The account of the address; null when it has none, or none whose address was ever confirmed.</param>
/// <param name="NeedsName">Whether there is no account at all.</param>
public sealed record InvitationLook(string Email, string Organization, string RoleName, string Inviter, Guid? UserId, bool NeedsName);

/// <summary>What a new person gives to join.</summary>
public sealed record NewPerson(string? FirstName, string? LastName, string? Password);

/// <summary>A person who joined, and where.</summary>
public sealed record Joined(Guid UserId, Organization Organization, Role Role, bool IsNewPerson);

/// <summary>
/// Accepts an invitation. Whoever holds the link reads the invited mailbox; the membership always goes to the account of that address. Without one,
/// it is made here. An account that never confirmed the address may have been made by somebody else beforehand: it gets a new password here, which
/// locks that somebody out (docs/decisions/0042-invitations.md).
/// </summary>
public sealed class AcceptInvitation(TenantTransactions transactions, Passwords passwords, SessionWatch sessions, TimeProvider clock)
{
    /// <summary>What the link leads to; null when it does not work any more.</summary>
    public async Task<InvitationLook?> LookAsync(string? token, CancellationToken ct)
    {
        if (InvitationLink.Read(token) is not { } link) return null;
        await using var db = await transactions.BeginAsync(link.Organization, null, ct);
        if (await FindAsync(db, link, ct) is not { } invitation) return null;
        var organization = await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == link.Organization, ct);
        if (organization is null || organization.EndsAt is not null) return null;
        var inviter = await db.Users.AsNoTracking().Where(u => u.Id == invitation.InvitedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct);
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == invitation.NormalizedEmail, ct);
        var rights = await InviteMember.RightsOfAsync(db, invitation, ct);
        return new InvitationLook(invitation.Email, organization.Name, rights.RoleName, inviter?.Trim() ?? "", account?.EmailConfirmed == true ? account.Id : null, account is null);
    }

    /// <summary>Joins.</summary>
    /// <param name="token">From the link.</param>
    /// <param name="signedIn">Who is signed in, if anybody: their account must be the invited one.</param>
    /// <param name="person">Names and password, for an address without an account.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Joined> RunAsync(string? token, Guid? signedIn, NewPerson? person, CancellationToken ct)
    {
        if (InvitationLink.Read(token) is not { } link || await LookAsync(token, ct) is not { } look) throw new RefusedException(TooOld);
        // Hashed before the organization is locked: it takes a while, and others wait behind that lock.
        var hash = look.UserId is null && signedIn is null ? await PasswordAsync(look, person, ct) : null;
        for (var attempt = 0; ; attempt++)
            try { return await JoinAsync(link, signedIn, person, hash, ct); }
            catch (DbUpdateException e) when (attempt < 2 && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { /* the address got an account at the same moment; the next round finds it */ }
    }

    /// <summary>The link is wrong, used, replaced, taken back or too old; which of these is nobody's business.</summary>
    public static Refusal TooOld { get; } = Refusal.Invalid("token", "This invitation does not work any more. Ask whoever sent it for a new one");

    private async Task<Joined> JoinAsync(InvitationLink link, Guid? signedIn, NewPerson? person, string? hash, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(link.Organization, null, ct);
        var organization = await Roster.LockAsync(db, link.Organization, ct);
        if (organization is null || organization.EndsAt is not null || await FindAsync(db, link, ct) is not { } invitation) throw new RefusedException(TooOld);
        // An invitation is worth what its sender holds today: nobody keeps a way back to rights they lost.
        var sender = await Roster.RightsAsync(db, organization, invitation.InvitedBy, ct);
        var gives = await InviteMember.RightsOfAsync(db, invitation, ct);
        if (sender?.May(Permission.ManageMembers) != true || sender.LackingFor(gives).Count > 0 || gives.Role == Role.Owner && sender.Role != Role.Owner || gives.Role == Role.Custom && gives.CustomRoleId is null)
            throw new RefusedException(new Refusal("FORBIDDEN", "Whoever sent this invitation cannot give these rights any more. Ask an owner or admin for a new one.", 403));

        var now = clock.GetUtcNow();
        var account = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == invitation.NormalizedEmail, ct);
        if (signedIn is { } who && who != account?.Id)
            throw new RefusedException(new Refusal("FORBIDDEN", $"This invitation is for {invitation.Email}. Sign out, then open the link again to join with that address.", 403));
        var isNew = account is null;
        if (signedIn is null && account?.EmailConfirmed != true) account = await PutInAsync(db, account, invitation, person, hash, now, ct);
        account!.EmailConfirmed = true;

        var member = await db.Memberships.AsNoTracking().FirstOrDefaultAsync(m => m.UserId == account.Id && m.OrganizationId == organization.Id, ct);
        if (member is null)
            db.Memberships.Add(new Membership
            {
                UserId = account.Id, OrganizationId = organization.Id, Role = invitation.Role, CustomRoleId = invitation.CustomRoleId, Permissions = [.. invitation.Permissions],
                AllStores = invitation.AllStores, Stores = [.. invitation.Stores], InvitedAt = invitation.CreatedAt, JoinedAt = now,
            });
        invitation.AcceptedAt = now;
        db.Publish(new MemberJoined(account.Id, invitation.Id));
        await db.TellAccessChangedAsync(organization.Id, ct);
        await db.CommitAsync(ct);
        sessions.Forget(account.Id);
        return new Joined(account.Id, organization, member?.Role ?? invitation.Role, isNew);
    }

    // Makes the account, or takes over one whose address nobody ever confirmed: whoever made that one did not read this mailbox.
    private static async Task<User> PutInAsync(AppDb db, User? account, Invitation invitation, NewPerson? person, string? hash, DateTimeOffset now, CancellationToken ct)
    {
        if (hash is null) throw new RefusedException(Refusal.Invalid("password", "Choose a password"));
        if (account is null)
        {
            account = new User
            {
                Id = Guid.CreateVersion7(now), Email = invitation.Email, NormalizedEmail = invitation.NormalizedEmail, UserName = invitation.Email, NormalizedUserName = invitation.NormalizedEmail,
                FirstName = person!.FirstName!.Trim(), LastName = person.LastName!.Trim(), CreatedAt = now,
            };
            db.Users.Add(account);
        }
        else
        {
            await Sessions.RevokeAllAsync(db, account.Id, null, now, ct);
            await ChangeForgottenPassword.ForgetOtherWaysInAsync(db, account, ct);
        }
        (account.PasswordHash, account.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
        return account;
    }

    private async Task<string> PasswordAsync(InvitationLook look, NewPerson? person, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (look.NeedsName)
        {
            Name(errors, "firstName", person?.FirstName, "Enter your first name");
            Name(errors, "lastName", person?.LastName, "Enter your last name");
        }
        if (string.IsNullOrEmpty(person?.Password)) errors.Add("password", "Choose a password");
        else foreach (var weak in PasswordRules.Problems(person.Password, look.Email, person.FirstName, person.LastName, look.Organization)) errors.Add("password", weak);
        errors.ThrowIfAny();
        return await passwords.HashAsync(new User(), person!.Password!, ct);
    }

    private static void Name(FieldErrors errors, string field, string? value, string missing)
    {
        if (string.IsNullOrWhiteSpace(value)) errors.Add(field, missing);
        else errors.Require(value.Trim().Length <= 100 && !value.Any(char.IsControl), field, "Use 100 letters or fewer");
    }

    private async Task<Invitation?> FindAsync(AppDb db, InvitationLink link, CancellationToken ct) =>
        await db.Invitations.FirstOrDefaultAsync(i => i.Id == link.Invitation, ct) is { } found && link.Matches(found.SecretHash) && found.StatusAt(clock.GetUtcNow()) == InvitationStatus.Pending ? found : null;
}
