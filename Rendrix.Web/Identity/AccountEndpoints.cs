using Microsoft.AspNetCore.Authentication;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Posts of the account pages that need no page of their own.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps POST /logout and POST /verify/again; both are plain forms, checked by origin.</summary>
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("").DisableAntiforgery().ExcludeFromDescription().AllowAnonymous().AddEndpointFilter(async (context, next) =>
            SameOrigin.Allows(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        account.MapPost("/logout", LogoutAsync);
        account.MapPost("/verify/again", SendAgainAsync);
    }

    private static async Task LogoutAsync(HttpContext http, EndSession end, CancellationToken ct)
    {
        if (Caller.Of(http.User) is { } caller) await end.RunAsync(caller.SessionId, ct);
        await http.SignOutAsync(BrowserSession.Scheme);
        // Nothing of the session may be shown from a cache by the Back button.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        SeeOther(http, "/login");
    }

    private static async Task SendAgainAsync(HttpContext http, ConfirmAddress confirm, CancellationToken ct)
    {
        if (Caller.Of(http.User) is not { } caller) { SeeOther(http, "/login"); return; }
        try { await confirm.SendAgainAsync(caller.UserId, caller.OrganizationId, ct); }
        catch (RefusedException refused)
        {
            http.Response.StatusCode = refused.Refusal.Status;
            await http.Response.WriteAsync(refused.Refusal.Message, ct);
            return;
        }
        var back = Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var from) ? from.AbsolutePath : "/";
        SeeOther(http, LocalPath.Or(back, "/"));
    }

    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
    }
}
