using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Identity;
using Rendrix.Web.Organizations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Stores.Closing;

namespace Rendrix.Web.Stores.Handover;

/// <summary>Offers a store to somebody who owns another organization, and takes the offer back.</summary>
public sealed class OfferStore(TenantTransactions transactions, RateWindows windows, TimeProvider clock)
{
    /// <summary>How long an offer can be accepted; as long as an invitation.</summary>
    public static readonly TimeSpan Lifetime = InviteMember.Lifetime;
    private const int MailsPerHour = 10;

    /// <summary>Offers it. The answer is the same whether or not the address has an account.</summary>
    public async Task<StoreTransfer> RunAsync(Guid tenantId, Guid storeId, Guid actor, string? email, CancellationToken ct)
    {
        var address = (email ?? "").Trim();
        if (EmailAddress.Problem(address) is { } problem) throw new RefusedException(Refusal.Invalid("email", problem));
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var roster = await Roster.OpenAsync(db, tenantId, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        if (roster.Organization.EndsAt is not null) throw new RefusedException(CloseOrganization.IsClosing);
        var store = await CloseStore.LockAsync(db, storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        if (store.Status == StoreStatus.Making || store.EndsAt is not null) throw new RefusedException(CloseStore.Wrong(store.Pause!.Why));
        await CloseStore.DemandStillAsync(db, storeId, ct);
        var now = clock.GetUtcNow();
        foreach (var earlier in await db.StoreTransfers.Where(t => t.StoreId == storeId && t.AcceptedAt == null && t.RevokedAt == null).ToListAsync(ct))
        {
            if (earlier.StatusAt(now) == TransferStatus.Offered) throw new RefusedException(new Refusal("ALREADY_EXISTS", "This store is offered already. Take that offer back first.", StatusCodes.Status409Conflict));
            earlier.RevokedAt = now;
        }
        // Mails to strangers: a stolen account must not make this server a source of spam.
        if (!windows.Take($"offer:{tenantId:N}", MailsPerHour, TimeSpan.FromHours(1)).Allowed) throw new RefusedException(new Refusal("RATE_LIMITED", "Many offers were sent within the hour. Try again later.", StatusCodes.Status429TooManyRequests));
        await db.SaveAsync(ct);
        var offer = new StoreTransfer
        {
            Id = Guid.CreateVersion7(now), StoreId = storeId, FromOrganization = tenantId, Email = address, NormalizedEmail = EmailAddress.Normalize(address), OfferedBy = actor, CreatedAt = now, ExpiresAt = now + Lifetime,
        };
        db.StoreTransfers.Add(offer);
        CloseStore.Note(db, store, AuditActions.StoreOffer, new AuditChange("offeredTo", null, address));
        db.Publish(new StoreOffered(storeId, offer.Id));
        await db.CommitAsync(ct);
        return offer;
    }

    /// <summary>Takes the offer back; its link stops working at once. One that was accepted cannot be taken back.</summary>
    public async Task RevokeAsync(Guid tenantId, Guid storeId, Guid actor, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var roster = await Roster.OpenAsync(db, tenantId, actor, ct);
        roster.Demand(Permission.OwnOrganization);
        var offer = await LastAsync(db, storeId, ct);
        if (offer?.AcceptedAt is not null && offer.FinishedAt is null && offer.Error.Length == 0) throw new RefusedException(CloseStore.Wrong("The offer was accepted; the store is on its way."));
        if (offer is null || offer.RevokedAt is not null || offer.AcceptedAt is not null) throw new RefusedException(Refusal.NotFound("offer"));
        offer.RevokedAt = clock.GetUtcNow();
        var store = await db.Stores.AsNoTracking().FirstAsync(s => s.Id == storeId, ct);
        CloseStore.Note(db, store, AuditActions.StoreOffer, new AuditChange("offeredTo", offer.Email, null));
        await db.CommitAsync(ct);
    }

    /// <summary>The latest offer of a store; null when it was never offered.</summary>
    public static Task<StoreTransfer?> LastAsync(AppDb db, Guid storeId, CancellationToken ct) => db.StoreTransfers.Where(t => t.StoreId == storeId).OrderByDescending(t => t.Id).FirstOrDefaultAsync(ct);
}
