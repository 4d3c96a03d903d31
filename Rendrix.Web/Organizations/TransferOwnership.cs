using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>Hands an organization over: the other member becomes its owner and the one who hands it over an admin, in one step.</summary>
public sealed class TransferOwnership(TenantTransactions transactions)
{
    /// <summary>Hands it over to a member.</summary>
    public async Task RunAsync(Guid organization, Guid actor, Guid to, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        if (roster.Organization.EndsAt is not null) throw new RefusedException(CloseOrganization.IsClosing);
        if (to == actor) throw new RefusedException(Refusal.Invalid("userId", "Name another member; you own the organization already"));
        var (giver, taker) = (await roster.MemberAsync(actor, ct), await roster.MemberAsync(to, ct));
        Put(giver, Role.Admin);
        Put(taker, Role.Owner);
        db.Publish(new OwnershipTransferred(actor, to));
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
    }

    private static void Put(Membership member, Role role) =>
        (member.Role, member.CustomRoleId, member.Permissions, member.AllStores, member.Stores) = (role, null, [], true, []);
}
