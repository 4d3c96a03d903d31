using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Organizations;

/// <summary>
/// Deletes an organization with time to think: its shops close at once and nothing in it can be changed, but everything is kept and an owner can
/// bring it back until the time is over. Then <see cref="EndOrganization"/> deletes it for good.
/// </summary>
public sealed class CloseOrganization(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>How long a closed organization can be brought back.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>Closes it and answers it with the time at which it ends.</summary>
    public async Task<Organization> RunAsync(Guid organization, Guid actor, Action<int>? demandMatch, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        if (roster.Organization.EndsAt is not null) throw new RefusedException(IsClosing);
        demandMatch?.Invoke(roster.Organization.Version);
        // To the whole second, so that the message and the row, which keeps fewer digits than the clock has, name the same moment.
        var ends = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Grace).ToUnixTimeSeconds());
        roster.Organization.EndsAt = ends;
        db.Publish(new OrganizationClosed(actor, ends));
        db.Publish(new OrganizationEndingDue(ends));
        await TellAsync(db, organization, ct);
        return roster.Organization;
    }

    /// <summary>Brings it back as it was.</summary>
    public async Task<Organization> RestoreAsync(Guid organization, Guid actor, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(organization, null, ct);
        var roster = await Roster.OpenAsync(db, organization, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        if (roster.Organization.EndsAt is not { } ends) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This organization is not being deleted, so there is nothing to bring back.", StatusCodes.Status409Conflict));
        // From its end on it is being taken apart, and half an organization must not come back.
        if (ends <= clock.GetUtcNow()) throw new RefusedException(new Refusal("INVALID_TRANSITION", "The time to bring this organization back is over.", StatusCodes.Status409Conflict));
        roster.Organization.EndsAt = null;
        await TellAsync(db, organization, ct);
        return roster.Organization;
    }

    internal static Refusal IsClosing => new("INVALID_TRANSITION", "This organization is being deleted already. Bring it back first.", StatusCodes.Status409Conflict);

    // Shops and open dashboards learn of it with the commit.
    private static async Task TellAsync(AppDb db, Guid organization, CancellationToken ct)
    {
        foreach (var store in await db.Stores.Select(s => s.Id).ToListAsync(ct)) await db.TellStoreChangedAsync(store, ct);
        await db.TellAccessChangedAsync(organization, ct);
        await db.CommitAsync(ct);
    }
}
