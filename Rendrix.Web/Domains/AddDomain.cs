using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Domains;
using Rendrix.Flags;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Flags;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>
/// Claims a domain for a store. Nothing is taken by it: others may claim the same name, and none of them hears of the others. The first look at DNS comes
/// a minute later by itself, or when somebody asks.
/// </summary>
public sealed class AddDomain(TenantTransactions transactions, HostNames hosts, OurPlaces places, FeatureFlags flags, TimeProvider clock)
{
    /// <summary>Most domains of one store.</summary>
    public const int MostPerStore = 20;

    /// <summary>Adds the claim. Refuses what is no domain, the platform's own hosts, and a name the organization claimed before.</summary>
    public async Task<DomainClaim> RunAsync(Guid tenantId, Guid storeId, string? typed, CancellationToken ct)
    {
        var (name, problem) = HostName.Read(typed);
        if (name is not null && (hosts.IsOurs(name) || name == places.Target || places.Target.EndsWith("." + name, StringComparison.Ordinal))) problem = "This is an address of the platform. Enter a domain you own; your free address is changed above";
        if (problem is not null || name is null) throw new RefusedException(Refusal.Invalid("name", problem ?? ""));

        await flags.DemandAsync(FeatureFlag.OwnDomains, tenantId, ct);
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.DomainClaims.Where(c => c.Name == name).Select(c => new { c.StoreId, Store = db.Stores.Where(s => s.Id == c.StoreId).Select(s => s.Name).FirstOrDefault() }).FirstOrDefaultAsync(ct) is { } known)
            throw Known(name, known.StoreId == storeId ? "this store" : $"your store {known.Store}");
        if (await db.DomainClaims.CountAsync(c => c.StoreId == storeId, ct) >= MostPerStore) throw new RefusedException(new Refusal("PLAN_LIMIT_REACHED", $"A store holds at most {MostPerStore} domains. Remove one first."));
        var claim = new DomainClaim { Id = Guid.CreateVersion7(now), StoreId = storeId, Name = name };
        claim.Begin(now);
        db.DomainClaims.Add(claim);
        db.Publish(new DomainCheckDue(claim.Id, storeId, claim.CheckDueAt!.Value));
        try { await db.CommitAsync(ct); }
        // Twice at once: the unique key of the organization lets one in.
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { throw Known(name, "your organization"); }
        return claim;
    }

    private static RefusedException Known(string name, string where)
    {
        var sentence = $"{HostName.Display(name)} is connected to {where} already.";
        return new(new Refusal("ALREADY_EXISTS", sentence, StatusCodes.Status409Conflict) { Errors = new Dictionary<string, string[]> { ["name"] = [sentence] } });
    }
}
