using Microsoft.EntityFrameworkCore;
using Rendrix.Domains;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Domains;

/// <summary>
/// Looks at a domain's DNS and takes in what it says. The look comes before the transaction; what it proves counts only for the value the claim had then.
///
/// A domain changes hands. When its new owner proves it while another tenant still holds it, the records decide: if the holder's own value is still
/// there, the holder stays; if it is gone, the holder's claim ends in this moment and must be proven anew. Nobody gets a name without a value in its DNS.
/// </summary>
public sealed class CheckDomain(TenantTransactions transactions, LookUpDomain lookUp, OurPlaces places, TimeProvider clock)
{
    /// <summary>Looks now, whoever asks: the merchant, or the clock. Answers the claim as it is then.</summary>
    public async Task<DomainClaim> RunAsync(Guid tenantId, Guid storeId, Guid claimId, CancellationToken ct)
    {
        string name, token;
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
        {
            var claim = await db.DomainClaims.AsNoTracking().FirstOrDefaultAsync(c => c.StoreId == storeId && c.Id == claimId, ct) ?? throw new RefusedException(Refusal.NotFound("domain"));
            (name, token) = (claim.Name, claim.Token);
        }
        var (place, facts) = (places.FindAsync(ct), lookUp.RunAsync(name, ct));
        var found = DomainDiagnosis.Of(name, token, await facts, await place);
        return await SaveAsync(tenantId, storeId, claimId, token, found, ct)
            // The holder has had its say; whoever came in between is asked again next time.
            ?? (await EndHolderAsync(tenantId, name, (await facts).Texts, ct) ? await SaveAsync(tenantId, storeId, claimId, token, found, ct) : null)
            ?? (await SaveAsync(tenantId, storeId, claimId, token, Held(found, name), ct))!;
    }

    // Null when the name is held by another tenant and the claim would need it; nothing was saved then.
    private async Task<DomainClaim?> SaveAsync(Guid tenantId, Guid storeId, Guid claimId, string token, DomainDiagnosis found, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var claim = await StoreAddresses.LockAsync(db, storeId, claimId, ct) ?? throw new RefusedException(Refusal.NotFound("domain"));
        if (claim.Token != token) return claim;
        var (held, state) = (claim.Holds, claim.State);
        if (!held && found.IsProven == true && !await StoreAddresses.TakeAsync(db, claim, now, ct)) return null;

        var news = claim.Take(found, now);
        if (held && !claim.Holds) await StoreAddresses.FreeAsync(db, claim, ct);
        var certifies = claim.Holds && await db.StoreDomains.Where(d => d.Kind == DomainKind.Custom && d.Name == claim.Name && d.TenantId == db.Tenant && d.MayCertify != found.MayCertify)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.MayCertify, found.MayCertify), ct) > 0;
        if (state != claim.State || certifies)
        {
            var claims = await StoreAddresses.ClaimsAsync(db, storeId, ct);
            // The first domain that works is where shoppers go, until the merchant says otherwise.
            if (news == DomainNews.Working && claims.TrueForAll(c => c.Id == claimId || c.State is DomainState.Pending or DomainState.Proven or DomainState.Lapsed) && !claims.Exists(c => c.IsPrimary)) claim.IsPrimary = true;
            if (news == DomainNews.Lapsed) claim.IsPrimary = false;
            await StoreAddresses.SettleAsync(db, storeId, claims, ct);
        }
        await StoreAddresses.TellAsync(db, claim, news, ct);
        if (claim.CheckDueAt is { } due) db.Publish(new DomainCheckDue(claim.Id, storeId, due));
        await db.CommitAsync(ct);
        return claim;
    }

    // Whether the name is free now.
    private async Task<bool> EndHolderAsync(Guid claimant, string name, IReadOnlyList<string> texts, CancellationToken ct)
    {
        Guid holder;
        await using (var directory = await transactions.BeginGlobalAsync(ct))
            holder = await directory.StoreDomains.Where(d => d.Kind == DomainKind.Custom && d.Name == name).Select(d => d.TenantId).FirstOrDefaultAsync(ct);
        if (holder == Guid.Empty) return true;
        if (holder == claimant) return false;

        await using var db = await transactions.BeginAsync(holder, null, ct);
        var id = await db.DomainClaims.Where(c => c.Name == name).Select(c => new { c.Id, c.StoreId }).FirstOrDefaultAsync(ct);
        if (id is null || await StoreAddresses.LockAsync(db, id.StoreId, id.Id, ct) is not { Holds: true } claim) return false;
        if (texts.Any(t => t.Trim() == claim.Token)) return false;
        claim.Findings = [new DomainFinding("proven_by_another", true, $"Another store proved with a record in DNS that {HostName.Display(name)} is theirs, and the record that proved it for this store is gone. If it is yours, add the new TXT record below.")];
        var news = claim.Lapse(clock.GetUtcNow());
        claim.IsPrimary = false;
        await StoreAddresses.FreeAsync(db, claim, ct);
        await StoreAddresses.SettleAsync(db, claim.StoreId, await StoreAddresses.ClaimsAsync(db, claim.StoreId, ct), ct);
        await StoreAddresses.TellAsync(db, claim, news, ct);
        await db.CommitAsync(ct);
        return true;
    }

    private static DomainDiagnosis Held(DomainDiagnosis found, string name) => found with
    {
        IsProven = false,
        Findings = [new DomainFinding("held_elsewhere", true, $"{HostName.Display(name)} is connected to another store, and the TXT record that proves it for that store is still in its DNS. Remove that record (it begins with rendrix-verify= and is not the one below), then check again."), .. found.Findings],
    };
}

/// <summary>Looks at a domain when its time has come.</summary>
public sealed class WatchDomain(TenantTransactions transactions, CheckDomain check) : IRun<DomainCheckDue>
{
    /// <inheritdoc/>
    public async Task RunAsync(DomainCheckDue asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(tenantId, null, ct))
            if (!await db.DomainClaims.AnyAsync(c => c.StoreId == asked.StoreId && c.Id == asked.ClaimId && c.CheckDueAt == asked.DueAt, ct)) return;
        await check.RunAsync(tenantId, asked.StoreId, asked.ClaimId, ct);
    }
}
