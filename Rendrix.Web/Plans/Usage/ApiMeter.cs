using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Usage;

/// <summary>Counts calls of the API that the doors let in, for the organization they were let into. The store is the one the scope entered, never the one an address only names.</summary>
public sealed class ApiMeter(RequestDelegate next, UsageMeter meter)
{
    /// <summary>Passes on and counts, whatever the answer.</summary>
    public async Task InvokeAsync(HttpContext http, CurrentTenant tenant)
    {
        try { await next(http); }
        finally
        {
            if (Caller.Known(http) is { } caller && http.Request.Path.StartsWithSegments("/api/v1")) meter.AddApiRequest(caller.OrganizationId, tenant.Store?.StoreId);
        }
    }
}
