using Microsoft.AspNetCore.Authentication;
using Rendrix.Refusals;
using Rendrix.Web.Identity;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator.Support;

/// <summary>The two posts that change a browser's cookie: into a session of support and back.</summary>
public static class SupportEndpoints
{
    /// <summary>Maps plain forms, which are checked by origin.</summary>
    public static void MapSupport(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("").DisableAntiforgery().ExcludeFromDescription().AllowAnonymous().AddEndpointFilter(async (context, next) =>
            SameOrigin.Allows(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        forms.MapPost("/platform/tenants/{organization:guid}/support", BeginAsync);
        forms.MapPost("/support/end", EndAsync);
    }

    private static async Task BeginAsync(HttpContext http, Guid organization, CurrentAdmin admin, BeginSupport begin, SessionWatch sessions, CancellationToken ct)
    {
        var page = $"/platform/tenants/{organization:D}";
        if (!http.Request.HasFormContentType) { http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType; return; }
        var form = await http.Request.ReadFormAsync(ct);
        try
        {
            var by = await admin.DemandFreshAsync(http.User, ct);
            var session = await begin.RunAsync(by, organization, form["reason"], form["glass"] == "break" && form["sure"] == "yes", Device.Of(http), ct);
            await BrowserSession.SignInAsync(http, await sessions.FindAsync(session, ct) ?? throw new RefusedException(Sessions.Over));
            AccountEndpoints.SeeOther(http, "/support");
        }
        catch (RefusedException refused) when (ReferenceEquals(refused.Refusal, FreshProof.Needed)) { AccountEndpoints.SeeOther(http, $"{FreshProof.Page}?returnUrl={Uri.EscapeDataString(page)}"); }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound) { http.Response.StatusCode = StatusCodes.Status404NotFound; }
        catch (RefusedException refused) { AccountEndpoints.SeeOther(http, $"{page}?support={(refused.Refusal.Errors is { Count: > 0 } ? "reason" : ReferenceEquals(refused.Refusal, BeginSupport.NoConsent) ? "consent" : "no")}"); }
    }

    private static async Task EndAsync(HttpContext http, BeginSupport begin, SessionWatch sessions, CancellationToken ct)
    {
        if (Caller.Of(http.User) is not { } caller || await begin.EndAsync(caller.SessionId, ct) is not { } ended) { AccountEndpoints.SeeOther(http, "/"); return; }
        // Back into the sign-in they came from, if it still lives.
        if (await sessions.FindAsync(ended.AdminSessionId, ct) is { } own && own.UserId == ended.AdminId) await BrowserSession.SignInAsync(http, own);
        else await http.SignOutAsync(BrowserSession.Scheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        AccountEndpoints.SeeOther(http, $"/platform/tenants/{ended.OrganizationId:D}");
    }
}
