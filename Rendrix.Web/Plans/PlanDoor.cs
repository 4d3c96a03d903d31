using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Plans;

/// <summary>
/// Calls with an API key need a plan that opens the API, and where an installation says so (<c>Rendrix:Plans:ApiAccess=all</c>) so do calls with a token. The dashboard's own calls do not, and neither does
/// what a person needs to come to such a plan, to leave, or to take their data along.
/// </summary>
public sealed class PlanDoor(RequestDelegate next, PlanSettings settings, PlanCache plans)
{
    private static readonly PathString[] Always = ["/api/v1/auth", "/api/v1/subscriptions", "/api/v1/organizations", "/api/v1/privacy", "/api/v1/permissions", "/api/v1/invitations"];

    /// <summary>Refuses with PLAN_LIMIT_REACHED, or passes on.</summary>
    public async Task InvokeAsync(HttpContext http, TenantTransactions transactions, PlanGate gate)
    {
        if (http.Request.Headers.Authorization.Count > 0 && Caller.Known(http) is { } caller && (settings.GatesApi || caller.Key is not null) && !Array.Exists(Always, path => http.Request.Path.StartsWithSegments(path))
            && !(await plans.OfAsync(caller.OrganizationId, http.RequestAborted)).Has(PlanFeature.ApiAccess))
        {
            // What is remembered may be a minute old where a trial ended or a plan began; nobody is refused on memory alone.
            await using var db = await transactions.BeginAsync(caller.OrganizationId, null, http.RequestAborted);
            await gate.DemandAsync(db, PlanFeature.ApiAccess, http.RequestAborted);
        }
        await next(http);
    }
}
