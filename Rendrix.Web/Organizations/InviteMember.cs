using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Organizations;

/// <summary>Asks somebody by mail to join, sends that mail again, and takes an invitation back.</summary>
public sealed class InviteMember(TenantTransactions transactions, RateWindows windows, TimeProvider clock)
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private const int MailsPerHour = 100;
    private const int SameMailPerHour = 5;

    /// <summary>Invites an address. The answer is the same whether or not it has an account.</summary>
    public async Task<Invitation> RunAsync(Guid organization, Guid actor, string? email, Grant grant, CancellationToken ct)
    {
        var address = (email ?? "").Trim();
        if (EmailAddress.Problem(address) is { } problem) throw new RefusedException(Refusal.Invalid("email", problem));
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageMembers);
        roster.DemandMayGive(await grant.RightsAsync(db, ct));

        var (now, normalized) = (clock.GetUtcNow(), EmailAddress.Normalize(address));
        if (await (from m in db.Memberships join u in db.Users on m.UserId equals u.Id where m.OrganizationId == organization && u.NormalizedEmail == normalized select u.Id).AnyAsync(ct))
            throw new RefusedException(Taken("This person belongs to the organization already. Change their role instead."));
        if (await db.Invitations.FirstOrDefaultAsync(i => i.NormalizedEmail == normalized && i.AcceptedAt == null && i.RevokedAt == null, ct) is { } earlier)
        {
            if (earlier.StatusAt(now) == InvitationStatus.Pending) throw new RefusedException(Taken("An invitation to this address is waiting. Send it again, or take it back first."));
            earlier.RevokedAt = now;
            await db.SaveAsync(ct);
        }
        DemandPace(organization, normalized);
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now), Email = address, NormalizedEmail = normalized, Role = grant.Role, CustomRoleId = grant.CustomRoleId, Permissions = [.. (grant.Permissions ?? []).Distinct()],
            AllStores = grant.AllStores, Stores = [.. grant.Stores ?? []], InvitedBy = actor, CreatedAt = now, SentAt = now, ExpiresAt = now + Lifetime,
        };
        db.Invitations.Add(invitation);
        db.Publish(new InvitationSent(invitation.Id));
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw new RefusedException(Taken("An invitation to this address is waiting. Send it again, or take it back first.")); }
        return invitation;
    }

    /// <summary>Sends the mail again with a new link and new time; the link before stops working. Who sends it again vouches for it.</summary>
    public async Task<Invitation> ResendAsync(Guid organization, Guid actor, Guid id, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var (roster, invitation) = await OpenAsync(db, organization, actor, id, ct);
        roster.DemandMayGive(await RightsOfAsync(db, invitation, ct));
        DemandPace(organization, invitation.NormalizedEmail);
        var now = clock.GetUtcNow();
        (invitation.InvitedBy, invitation.SentAt, invitation.ExpiresAt, invitation.SecretHash) = (actor, now, now + Lifetime, null);
        db.Publish(new InvitationSent(invitation.Id));
        await db.CommitAsync(ct);
        return invitation;
    }

    /// <summary>Takes an invitation back; its link stops working at once.</summary>
    public async Task RevokeAsync(Guid organization, Guid actor, Guid id, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var (roster, invitation) = await OpenAsync(db, organization, actor, id, ct);
        roster.DemandMayTouch(await RightsOfAsync(db, invitation, ct));
        invitation.RevokedAt = clock.GetUtcNow();
        await db.CommitAsync(ct);
    }

    /// <summary>What an invitation gives.</summary>
    internal static async Task<MemberRights> RightsOfAsync(AppDb db, Invitation invitation, CancellationToken ct)
    {
        var custom = invitation.CustomRoleId is { } id ? await db.CustomRoles.AsNoTracking().FirstOrDefaultAsync(role => role.Id == id, ct) : null;
        return new MemberRights(invitation.Role, custom, invitation.Permissions, invitation.AllStores, invitation.Stores);
    }

    private static async Task<(Roster, Invitation)> OpenAsync(AppDb db, Guid organization, Guid actor, Guid id, CancellationToken ct)
    {
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageMembers);
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.Id == id && i.RevokedAt == null, ct) ?? throw new RefusedException(Refusal.NotFound("invitation"));
        if (invitation.AcceptedAt is not null) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This invitation was accepted. Change or remove the member instead.", StatusCodes.Status409Conflict));
        return (roster, invitation);
    }

    // Mails to strangers: a stolen account must not make this server a source of spam, nor fill one mailbox.
    private void DemandPace(Guid organization, string address)
    {
        if (windows.Take($"invite:{organization:N}", MailsPerHour, TimeSpan.FromHours(1)).Allowed && windows.Take($"invite:{organization:N}:{address}", SameMailPerHour, TimeSpan.FromHours(1)).Allowed) return;
        throw new RefusedException(new Refusal("RATE_LIMITED", "Many invitations were sent within the hour. Try again later.", StatusCodes.Status429TooManyRequests));
    }

    private static Refusal Taken(string why) => new("ALREADY_EXISTS", why, StatusCodes.Status409Conflict) { Errors = new Dictionary<string, string[]> { ["email"] = [why.TrimEnd('.')] } };
}
