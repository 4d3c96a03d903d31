using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Orders;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Templates;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>
/// Begins the copy of a store: claims the address of the new one, which nobody sees before it is whole, and has the rest done in the background.
/// </summary>
public sealed class CloneStore(TenantTransactions transactions, PlanGate plans, TimeProvider clock)
{
    /// <summary>Copies that may be on their way in one organization.</summary>
    public const int MostAtOnce = 3;

    /// <summary>Begins. The caller has checked that the person may open stores.</summary>
    public Task<StoreClone> RunAsync(Guid tenantId, Guid storeId, Guid actor, string? name, string? subdomain, CloneParts parts, CancellationToken ct) => BeginAsync(tenantId, storeId, actor, name, subdomain, parts, announce: true, ct);

    /// <summary>The same; a test works on what it began without calling a worker.</summary>
    internal async Task<StoreClone> BeginAsync(Guid tenantId, Guid storeId, Guid actor, string? name, string? subdomain, CloneParts parts, bool announce, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var (clean, label) = CreateStore.NameAndLabel(name, subdomain, errors);
        if (parts is { Design: false, Catalog: false, Settings: false }) errors.Add("parts", "Choose at least one part");
        errors.ThrowIfAny();
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        // The organization is locked: two at once cannot both be told that there is room for one more.
        var place = await Organizations.Roster.LockAsync(db, tenantId, ct);
        var source = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        if (place?.EndsAt is not null || source.Status == StoreStatus.Making || source.EndsAt is not null) throw new RefusedException(new Refusal("INVALID_TRANSITION", source.Pause?.Why ?? "This organization is being deleted, so no store can be opened in it.", StatusCodes.Status409Conflict));
        if (await StoreIsMoving(db, storeId, ct)) throw new RefusedException(new Refusal("INVALID_TRANSITION", "This store is on its way to another organization. Copy it when it has arrived.", StatusCodes.Status409Conflict));
        if (await db.StoreClones.CountAsync(c => c.Status == CloneStatus.Pending || c.Status == CloneStatus.Running, ct) >= MostAtOnce)
            throw new RefusedException(new Refusal("RATE_LIMITED", $"{MostAtOnce} stores are being copied already. Wait until one is done.", StatusCodes.Status429TooManyRequests));

        await plans.DemandStoresAsync(db, 1, ct);
        if (parts.Catalog) await plans.DemandProductsAsync(db, await db.Products.CountAsync(p => p.StoreId == storeId && p.Status != ProductStatus.Archived, ct), ct);

        var job = new StoreClone
        {
            Id = Guid.CreateVersion7(now), StoreId = storeId, TargetId = Guid.CreateVersion7(now), Name = clean, Design = parts.Design, Catalog = parts.Catalog, Settings = parts.Settings, StartedBy = actor, CreatedAt = now,
            Total = (await PreviewClone.CountAsync(db, storeId, parts, ct)).Total,
        };
        job.Subdomain = await CreateStore.ClaimAsync(db, label, clean, job.TargetId, now, ct);
        db.Stores.Add(await NewAsync(db, source, job, actor, ct));
        await db.SaveAsync(ct);
        db.OrderCounters.Add(new OrderCounter { Id = Guid.CreateVersion7(now), StoreId = job.TargetId });
        db.StoreClones.Add(job);
        if (announce) db.Publish(new CloneRequested(storeId, job.Id));
        await db.TellStoreChangedAsync(job.TargetId, ct);
        await db.CommitAsync(ct);
        return job;
    }

    /// <summary>Stops a copy; nothing of it stays. One that is over stays as it is.</summary>
    public async Task<StoreClone> CancelAsync(Guid tenantId, Guid storeId, Guid jobId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var job = await LockAsync(db, jobId, ct);
        if (job is null || job.StoreId != storeId) throw new RefusedException(Refusal.NotFound("clone"));
        if (job.IsOver) return job;
        GiveUp(db, job, CloneStatus.Cancelled, "", clock.GetUtcNow());
        await db.CommitAsync(ct);
        return job;
    }

    internal static void GiveUp(AppDb db, StoreClone job, CloneStatus status, string why, DateTimeOffset now)
    {
        (job.Status, job.Error, job.FinishedAt) = (status, why, now);
        db.Publish(new CloneGivenUp(job.StoreId, job.Id, job.TargetId));
    }

    internal static Task<StoreClone?> LockAsync(AppDb db, Guid job, CancellationToken ct) =>
        db.StoreClones.FromSql($"select * from store_clones where tenant_id = {db.Tenant} and id = {job} for update").FirstOrDefaultAsync(ct);

    private static Task<bool> StoreIsMoving(AppDb db, Guid store, CancellationToken ct) => db.StoreTransfers.AnyAsync(t => t.StoreId == store && t.AcceptedAt != null && t.FinishedAt == null && t.Error == "", ct);

    // Currency and trade come along always: prices are in the one, and the other names the samples of the editor.
    private static async Task<Store> NewAsync(AppDb db, Store from, StoreClone job, Guid actor, CancellationToken ct)
    {
        var template = IndustryTemplates.Find(from.Industry) ?? IndustryTemplates.All[0];
        var region = Region.Of(null, from.Currency);
        var store = new Store
        {
            Id = job.TargetId, Name = job.Name, Subdomain = job.Subdomain, Industry = from.Industry, Currency = from.Currency, Status = StoreStatus.Making, TestMode = true, CreatedAt = job.CreatedAt,
            Tagline = template.Tagline, ContactEmail = await db.Users.Where(u => u.Id == actor).Select(u => u.Email).FirstOrDefaultAsync(ct) ?? "",
            Locale = region.Locale, TimeZone = region.TimeZone, TaxBasisPoints = region.TaxBasisPoints, PricesIncludeTax = region.PricesIncludeTax, Theme = Themes.ThemeLibrary.Find(template.Code).ToJson(),
        };
        if (!job.Settings) return store;
        (store.Tagline, store.ContactEmail, store.ContactAddress, store.Locale, store.TimeZone) = (from.Tagline, from.ContactEmail, from.ContactAddress, from.Locale, from.TimeZone);
        (store.ShippingRateMinor, store.FreeShippingFromMinor, store.TaxBasisPoints, store.PricesIncludeTax) = (from.ShippingRateMinor, from.FreeShippingFromMinor, from.TaxBasisPoints, from.PricesIncludeTax);
        (store.BlockInaccessible, store.ReviewWriters, store.HoldReviews) = (from.BlockInaccessible, from.ReviewWriters, from.HoldReviews);
        return store;
    }
}
