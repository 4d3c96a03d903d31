using Microsoft.AspNetCore.Authentication;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Providers;

/// <summary>The forms that begin signing in or linking with a provider, and the address its answer leads to.</summary>
internal static class ProviderEndpoints
{
    public static void MapProviders(this RouteGroupBuilder account, IEndpointRouteBuilder app)
    {
        account.MapPost("/login/with", async (HttpContext http, ProviderCatalog providers) => await BeginAsync(http, providers, null));
        account.MapPost("/account/providers/link", async (HttpContext http, ProviderCatalog providers, FreshProof proof) =>
        {
            if (Caller.Of(http.User) is not { } caller) { AccountEndpoints.SeeOther(http, "/login?returnUrl=/account/security"); return; }
            if (!await proof.IsFreshAsync(caller.SessionId, http.RequestAborted)) { AccountEndpoints.SeeOther(http, FreshProof.Page + "?returnUrl=/account/security"); return; }
            await BeginAsync(http, providers, caller.SessionId);
        });
        account.MapPost("/account/providers/unlink", async (HttpContext http, UseProviders use) =>
        {
            var removed = true;
            await AccountEndpoints.ActAsync(http, "unlinked", async (caller, form) => removed = await use.UnlinkAsync(caller, form["provider"], http.RequestAborted));
            if (!removed) AccountEndpoints.SeeOther(http, "/account/security?problem=last");
        });
        account.MapPost("/account/providers/keep", (HttpContext http, UseProviders use) => LinkAsync(http, use));
        // Reached by redirect from a provider's answer, which the state cookie has tied to this browser.
        app.MapGet("/login/external", async (HttpContext http, UseProviders use) => AccountEndpoints.SeeOther(http, await use.ArriveAsync(http))).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task BeginAsync(HttpContext http, ProviderCatalog providers, Guid? session)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        if (providers.Find(form["provider"]) is not { } provider) { AccountEndpoints.SeeOther(http, "/login"); return; }
        var attempt = new AuthenticationProperties { RedirectUri = "/login/external" };
        if (LocalPath.IsSafe(form["returnUrl"])) attempt.Items[ExternalSession.ReturnItem] = form["returnUrl"].ToString();
        if (session is { } linking) attempt.Items[ExternalSession.LinkItem] = linking.ToString();
        try { await http.ChallengeAsync(provider.Code, attempt); }
        // The provider's discovery document could not be read: it is away, or wrongly configured.
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException or TaskCanceledException)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rendrix.Web.Identity.Providers").LogWarning(e, "Signing in with {Provider} could not begin", provider.Code);
            AccountEndpoints.SeeOther(http, "/login?failed=" + provider.Code);
        }
    }

    private static async Task LinkAsync(HttpContext http, UseProviders use)
    {
        if (Caller.Of(http.User) is not { } caller) { AccountEndpoints.SeeOther(http, "/login"); return; }
        try { AccountEndpoints.SeeOther(http, await use.LinkAsync(http, caller) ? "/account/security?done=linked" : "/account/security?problem=taken"); }
        catch (RefusedException refused) when (ReferenceEquals(refused.Refusal, FreshProof.Needed)) { AccountEndpoints.SeeOther(http, FreshProof.Page + "?returnUrl=/login/external/link"); }
    }
}
