using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Operator.Support;

/// <summary>
/// What a session of support reaches over HTTP: the pages of its organization's stores, and the way out. Not the owner's account, not the API, not their other
/// organizations, not people and organization settings. A list of what is open, so that what is built later is closed.
/// </summary>
public sealed class SupportGuard(RequestDelegate next)
{
    // Files everybody gets, the circuits of pages, and the way out.
    private static readonly string[] Open = ["/s", "/support", "/logout", "/not-found", "/_blazor", "/_framework", "/_content", "/css", "/js", "/fonts", "/icons", "/art", "/media", "/favicon.svg", "/favicon.ico"];
    private static readonly string[] Closed = ["/settings/people", "/settings/organization", "/settings/privacy", "/settings/activity/export"];

    /// <summary>Passes on what is open; leads pages to the start of support and refuses programs.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.User.HasClaim(claim => claim.Type == CurrentActor.ImpersonatorClaim) || IsOpen(http.Request.Path)) { await next(http); return; }
        if (RefusalResponses.IsApi(http.Request.Path)) throw new RefusedException(MemberRights.SupportOnlyLooks);
        if (HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect("/support");
        else http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    /// <summary>Whether support may see the page at a path; the dashboard asks it too, since its pages change without a request.</summary>
    public static bool IsOpen(PathString path)
    {
        if (!Array.Exists(Open, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))) return false;
        if (!path.StartsWithSegments("/s", StringComparison.OrdinalIgnoreCase, out var store)) return true;
        var rest = store.Value!.IndexOf('/', 1) is var at and > 0 ? new PathString(store.Value[at..]) : PathString.Empty;
        return !Array.Exists(Closed, prefix => rest.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
    }
}
