using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// The store named by <c>{storeId}</c>, found inside the caller's organization. Take it as the first parameter of an endpoint below
/// <c>/api/v1/stores/{storeId}</c>. An id of another organization, an unknown one and no id at all answer the same 404.
/// </summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Store">The store as it is now, not tracked.</param>
public sealed record CallerStore(Caller Caller, Store Store)
{
    /// <summary>The tenant.</summary>
    public Guid TenantId => Store.TenantId;

    /// <summary>The store's id.</summary>
    public Guid StoreId => Store.Id;

    /// <summary>Binds from route and caller, and enters the store in this scope.</summary>
    public static async ValueTask<CallerStore> BindAsync(HttpContext context)
    {
        var caller = await Caller.BindAsync(context);
        var ct = context.RequestAborted;
        if (!Guid.TryParseExact(context.Request.RouteValues["storeId"]?.ToString(), "D", out var id)) throw new RefusedException(Refusal.NotFound("store"));
        if (caller.Rights?.CanOpen(id) != true) throw new RefusedException(Refusal.NotFound("store"));
        await using var db = await context.RequestServices.GetRequiredService<TenantTransactions>().BeginAsync(caller.OrganizationId, null, ct);
        var store = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        context.RequestServices.GetRequiredService<CurrentTenant>().Enter(StoreInfo.Of(store));
        if (store.Pause is { } pause)
        {
            // The door asked for the right before it knew the store; one that can only be looked at asks again.
            caller = caller with { StoreId = id, Rights = caller.Rights.With(pause) };
            caller.Enter(context);
            context.RequestServices.GetRequiredService<CurrentMember>().Enter(caller.UserId, caller.Rights!, id);
            foreach (var right in Demands(context)) caller.Demand(right);
        }
        return new CallerStore(caller with { StoreId = id }, store);
    }

    private static IEnumerable<Permission> Demands(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<HoldsPermission>().Select(holds => holds.Permission) ?? [];
}
