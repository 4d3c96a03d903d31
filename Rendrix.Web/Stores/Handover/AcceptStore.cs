using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores.Handover;

/// <summary>
/// Accepts the offer of a store. The link is not enough: it takes the account of the address that was asked, and that account owns the organization that
/// takes. From then on the store is moved in the background.
/// </summary>
public sealed class AcceptStore(TenantTransactions transactions, PlanGate plans, TimeProvider clock)
{
    /// <summary>The link is wrong, used, taken back or too old; which of these is nobody's business.</summary>
    public static Refusal TooOld { get; } = Refusal.Invalid("token", "This offer does not work any more. Ask whoever sent it for a new one");

    /// <summary>What the link leads to; null when it does not work any more.</summary>
    public async Task<OfferLook?> LookAsync(string? token, CancellationToken ct)
    {
        if (InvitationLink.Read(token) is not { } link) return null;
        await using var db = await transactions.BeginAsync(link.Organization, null, ct);
        if (await FindAsync(db, link, ct) is not { } offer) return null;
        var from = await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == link.Organization, ct);
        var store = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == offer.StoreId, ct);
        if (from is null || from.EndsAt is not null || store is null) return null;
        var who = await db.Users.Where(u => u.Id == offer.OfferedBy).Select(u => u.FirstName + " " + u.LastName).FirstOrDefaultAsync(ct);
        return new OfferLook(store.Name, from.Name, who?.Trim() ?? "", offer.Email, await db.Products.CountAsync(p => p.StoreId == store.Id, ct), await db.Orders.CountAsync(o => o.StoreId == store.Id, ct), offer.ExpiresAt);
    }

    /// <summary>Accepts for an organization that the person owns.</summary>
    public async Task<StoreTransfer> RunAsync(string? token, Guid person, Guid? organization, CancellationToken ct)
    {
        if (InvitationLink.Read(token) is not { } link) throw new RefusedException(TooOld);
        if (organization is not { } to) throw new RefusedException(Refusal.Invalid("organizationId", "Choose the organization that takes the store"));
        await DemandRoomAsync(link, to, person, ct);
        await using var db = await transactions.BeginAsync(link.Organization, null, ct);
        var from = await Roster.LockAsync(db, link.Organization, ct);
        if (from is null || from.EndsAt is not null || await FindAsync(db, link, ct) is not { } offer) throw new RefusedException(TooOld);
        // An offer is worth what its sender holds today.
        if ((await Roster.RightsAsync(db, from, offer.OfferedBy, ct))?.May(Permission.OwnOrganization) != true) throw new RefusedException(TooOld);
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == person, ct);
        if (account?.NormalizedEmail != offer.NormalizedEmail) throw new RefusedException(new Refusal("FORBIDDEN", $"This offer is for {offer.Email}. Sign out, then open the link again with that account.", 403));
        if (!account.EmailConfirmed) throw new RefusedException(new Refusal("FORBIDDEN", "Confirm your email address first: open the link in the mail we sent when you signed up.", 403));
        if (to == link.Organization) throw new RefusedException(Refusal.Invalid("organizationId", "The store is in this organization already"));
        await DemandOwnerAsync(db, to, person, ct);
        (offer.AcceptedAt, offer.AcceptedBy, offer.ToOrganization) = (clock.GetUtcNow(), person, to);
        db.Publish(new StoreTransferAccepted(offer.StoreId, offer.Id, to));
        await db.CommitAsync(ct);
        return offer;
    }

    // Another organization's id answers as one that never was.
    private static async Task DemandOwnerAsync(AppDb db, Guid organization, Guid person, CancellationToken ct)
    {
        var place = await (from m in db.Memberships where m.OrganizationId == organization && m.UserId == person join o in db.Organizations on m.OrganizationId equals o.Id select new { m.Role, o.EndsAt, Lacks = o.DemandsSecondFactor && !db.Users.Any(u => u.Id == person && u.TwoFactorEnabled) }).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
        if (place.Lacks) throw new RefusedException(MemberRights.SecondFactorFirst);
        if (place.Role != Role.Owner) throw new RefusedException(new Refusal("FORBIDDEN", "Only an owner of the organization can accept a store for it.", 403));
        if (place.EndsAt is not null) throw new RefusedException(CloseOrganization.IsClosing);
    }

    // The plan of the taking organization has room, and claims no domain of the store itself. Asked of the taking organization only after its owner was found to ask.
    private async Task DemandRoomAsync(InvitationLink link, Guid to, Guid person, CancellationToken ct)
    {
        List<string> names;
        int products;
        await using (var db = await transactions.BeginAsync(link.Organization, null, ct))
        {
            if (await FindAsync(db, link, ct) is not { } offer) throw new RefusedException(TooOld);
            await DemandOwnerAsync(db, to, person, ct);
            products = await db.Products.CountAsync(p => p.StoreId == offer.StoreId && p.Status != ProductStatus.Archived, ct);
            names = await db.DomainClaims.Where(c => c.StoreId == offer.StoreId).Select(c => c.Name).ToListAsync(ct);
        }
        await using var own = await transactions.BeginAsync(to, null, ct);
        await plans.DemandStoresAsync(own, 1, ct);
        await plans.DemandProductsAsync(own, products, ct);
        if (await own.DomainClaims.Where(c => names.Contains(c.Name)).Select(c => c.Name).FirstOrDefaultAsync(ct) is { } twice)
            throw new RefusedException(new Refusal("ALREADY_EXISTS", $"A store of your organization claims {twice} too. Remove it there first, then accept.", StatusCodes.Status409Conflict));
    }

    private async Task<StoreTransfer?> FindAsync(AppDb db, InvitationLink link, CancellationToken ct) =>
        await db.StoreTransfers.FirstOrDefaultAsync(t => t.Id == link.Invitation, ct) is { } offer && link.Matches(offer.SecretHash) && offer.StatusAt(clock.GetUtcNow()) == TransferStatus.Offered ? offer : null;
}
