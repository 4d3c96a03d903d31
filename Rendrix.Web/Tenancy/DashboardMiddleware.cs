namespace Rendrix.Web.Tenancy;

/// <summary>The door of dashboard pages <c>/s/{store}/…</c> over HTTP (the first, static part of a page): signed in, member, then entered.</summary>
public sealed class DashboardMiddleware(RequestDelegate next)
{
    /// <summary>Sends strangers to the login page; answers 404 for a store that is not theirs.</summary>
    public async Task InvokeAsync(HttpContext http, DashboardStore dashboard, CurrentTenant tenant, CurrentMember member)
    {
        if (DashboardStore.LabelOf(http.Request.Path.Value) is not { } label) { await next(http); return; }
        if (http.User.Identity?.IsAuthenticated != true)
        {
            http.Response.Redirect("/login?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            return;
        }
        if (await dashboard.OpenAsync(label, http.User, http.RequestAborted) is not { } opened)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync("There is no such store among yours.", http.RequestAborted);
            return;
        }
        // An address the store left: bookmarks lead on.
        if (HttpMethods.IsGet(http.Request.Method) && !string.Equals(label, opened.Store.Identifier, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Redirect("/s/" + opened.Store.Identifier + http.Request.Path.ToUriComponent()[("/s/".Length + label.Length)..] + http.Request.QueryString);
            return;
        }
        if (opened.Rights.NeedsSecondFactor)
        {
            // Before anything else; what was sent with a body is not kept.
            http.Response.Redirect(SetUpFirst(HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/s/" + opened.Store.Identifier));
            return;
        }
        tenant.Enter(opened.Store);
        member.Enter(opened.UserId, opened.Rights, opened.Store.StoreId);
        await next(http);
    }

    /// <summary>The page where somebody sets up the second factor that an organization demands, and goes on from there.</summary>
    public static string SetUpFirst(string returnUrl) => "/account/two-factor?returnUrl=" + Uri.EscapeDataString(returnUrl);
}
