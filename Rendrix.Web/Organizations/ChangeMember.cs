using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.ApiKeys;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>Gives a member other rights, or ends their membership. Open pages and running sessions learn of it with the commit.</summary>
public sealed class ChangeMember(TenantTransactions transactions, SessionWatch sessions, ApiKeyWatch keys, TimeProvider clock)
{
    /// <summary>Gives a member other rights and answers the membership as it is then.</summary>
    /// <param name="organization">The organization.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="user">Whose membership.</param>
    /// <param name="change">What they get, made of what they have.</param>
    /// <param name="demandMatch">Refuses when the caller saw an older version.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Membership> RunAsync(Guid organization, Guid actor, Guid user, Func<Membership, Grant> change, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.ManageMembers);
        var member = await roster.MemberAsync(user, ct);
        demandMatch?.Invoke(member.Version);
        roster.DemandMayTouch(await roster.RightsOfAsync(member, ct));
        var grant = change(member);
        roster.DemandMayGive(await grant.RightsAsync(db, ct));
        if (member.Role == Role.Owner && grant.Role != Role.Owner) await roster.DemandAnotherOwnerAsync(user, ct);
        (member.Role, member.CustomRoleId, member.Permissions, member.AllStores, member.Stores) =
            (grant.Role, grant.CustomRoleId, [.. (grant.Permissions ?? []).Distinct()], grant.AllStores, [.. grant.Stores ?? []]);
        if (!db.ChangeTracker.HasChanges()) return member;
        db.Publish(new MemberChanged(user, actor));
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
        sessions.Forget(user);
        return member;
    }

    /// <summary>Ends a membership. Everybody may leave; removing others needs the right to manage people. Sessions signed in to the organization end.</summary>
    public async Task RemoveAsync(Guid organization, Guid actor, Guid user, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        if (user != actor) roster.Demand(Permission.ManageMembers);
        var member = await roster.MemberAsync(user, ct);
        demandMatch?.Invoke(member.Version);
        if (user != actor) roster.DemandMayTouch(await roster.RightsOfAsync(member, ct));
        if (member.Role == Role.Owner) await roster.DemandAnotherOwnerAsync(user, ct);
        db.Memberships.Remove(member);
        await db.RefreshTokens.Where(t => t.UserId == user && t.OrganizationId == organization && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, clock.GetUtcNow()), ct);
        // Their keys stop with them, and do not wake up when they come back.
        await db.ApiKeys.Where(k => k.UserId == user && k.RevokedAt == null).ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, clock.GetUtcNow()), ct);
        db.Publish(new MemberRemoved(user, actor));
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
        sessions.Forget(user);
        keys.Forget(organization);
    }
}
