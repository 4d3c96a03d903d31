using Microsoft.AspNetCore.Authentication;
using Rendrix.Refusals;
using Rendrix.Web.Identity.Passkeys;
using Rendrix.Web.Identity.Profile;
using Rendrix.Web.Identity.Providers;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity;

/// <summary>Posts of the account pages that need no page of their own.</summary>
public static class AccountEndpoints
{
    private const string Security = "/account/security";

    /// <summary>Maps plain forms, which are checked by origin, and the calls of account.js.</summary>
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("").DisableAntiforgery().ExcludeFromDescription().AllowAnonymous().AddEndpointFilter(async (context, next) =>
            SameOrigin.Allows(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        account.MapPost("/logout", LogoutAsync);
        account.MapPost("/verify/again", SendAgainAsync);
        account.MapPost("/account/sessions/end", (HttpContext http, EndSessions sessions) => ActAsync(http, "session", async (caller, form) => await sessions.RunAsync(caller.UserId, Id(form), http.RequestAborted)));
        account.MapPost("/account/sessions/end-others", (HttpContext http, EndSessions sessions, FreshProof proof) => ActAsync(http, "sessions", async (caller, _) =>
        {
            await proof.DemandAsync(caller.SessionId, http.RequestAborted);
            await sessions.AllOthersAsync(caller.UserId, caller.SessionId, http.RequestAborted);
        }));
        account.MapPost("/account/passkeys/rename", (HttpContext http, UsePasskeys passkeys) => ActAsync(http, "renamed", async (caller, form) => await passkeys.RenameAsync(caller.UserId, Id(form), form["name"], http)));
        account.MapPost("/account/passkeys/remove", (HttpContext http, UsePasskeys passkeys) => ActAsync(http, "removed", async (caller, form) => await passkeys.RemoveAsync(caller, Id(form), http.RequestAborted)));
        account.MapPasskeys();
        account.MapProviders(app);
        app.MapAvatar();
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

    // A form of the security page: does it and comes back with a word for what was done; a stale proof is renewed first.
    internal static async Task ActAsync(HttpContext http, string done, Func<Caller, IFormCollection, Task> act)
    {
        if (Caller.Of(http.User) is not { } caller) { SeeOther(http, "/login?returnUrl=" + Security); return; }
        if (!http.Request.HasFormContentType) { http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType; return; }
        try
        {
            await act(caller, await http.Request.ReadFormAsync(http.RequestAborted));
            SeeOther(http, $"{Security}?done={done}");
        }
        catch (RefusedException refused) when (ReferenceEquals(refused.Refusal, FreshProof.Needed)) { SeeOther(http, $"{FreshProof.Page}?returnUrl={Security}"); }
        // Gone already: the page shows what is there.
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound) { SeeOther(http, Security); }
    }

    internal static void SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
    }

    private static Guid Id(IFormCollection form) => Guid.TryParse(form["id"], out var id) ? id : throw new RefusedException(Refusal.NotFound());
}
