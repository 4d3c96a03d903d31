using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Plans;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Openings;

/// <summary>
/// Takes the wish for a store and has it opened in the background. What would be refused at once is refused at once; what happens between the wish and the work (the address
/// goes to somebody else, the plan ends) ends the job with the same sentence.
/// </summary>
public sealed class OpenStore(TenantTransactions transactions, PlanGate plans, CreateStore create, TimeProvider clock)
{
    /// <summary>Stores that may be on their way in one organization.</summary>
    public const int MostAtOnce = 3;

    /// <summary>Begins. The caller has checked that the person may open stores.</summary>
    public Task<StoreOpening> RunAsync(Caller caller, CreateStoreInput input, CancellationToken ct) => BeginAsync(caller, input, announce: true, ct);

    /// <summary>The same; a test works on what it began without calling a worker.</summary>
    internal async Task<StoreOpening> BeginAsync(Caller caller, CreateStoreInput input, bool announce, CancellationToken ct)
    {
        var wish = await create.CheckAsync(caller.OrganizationId, input, ct);
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(caller.OrganizationId, null, ct);
        // The organization is locked: of many at once no more begin than may.
        var place = await Organizations.Roster.LockAsync(db, caller.OrganizationId, ct) ?? throw new RefusedException(Refusal.NotFound("organization"));
        if (place.EndsAt is not null) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This organization is being deleted, so no store can be opened in it.", StatusCodes.Status409Conflict));
        var underway = await db.StoreOpenings.CountAsync(o => o.Status == OpeningStatus.Queued || o.Status == OpeningStatus.Running, ct);
        if (underway >= MostAtOnce) throw new RefusedException(new Refusal("RATE_LIMITED", $"{MostAtOnce} stores are being opened already. Wait until one is done.", StatusCodes.Status429TooManyRequests));
        await plans.DemandStoresAsync(db, underway + 1, ct);
        await plans.DemandLookAsync(db, wish.Industry!, ct);
        if (wish.Subdomain is { } label && await SubdomainAvailability.AskAsync(db, label, wish.Name, ct) is { IsFree: false } taken) throw new RefusedException(SubdomainAvailability.Taken(taken));

        var job = new StoreOpening
        {
            Id = Guid.CreateVersion7(now), TargetId = Guid.CreateVersion7(now), Name = wish.Name, Subdomain = wish.Subdomain ?? "", Industry = wish.Industry ?? "", Currency = wish.Currency ?? "", Country = wish.Country ?? "", Locale = wish.Locale ?? "",
            StartedBy = caller.UserId, KeyId = caller.Key?.Id, CreatedAt = now,
        };
        db.StoreOpenings.Add(job);
        if (announce) db.Publish(new OpeningRequested(job.Id));
        await db.CommitAsync(ct);
        return job;
    }
}
