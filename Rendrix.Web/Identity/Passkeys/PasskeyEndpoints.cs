using System.Text.Json;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Identity.Passkeys;

/// <summary>What account.js sends after the browser has made or used a passkey.</summary>
public sealed record PasskeyAnswer(JsonElement Credential, string? Name = null, string? ReturnUrl = null);

/// <summary>The calls that account.js makes for passkeys. They are the pages' own, not part of the API: a passkey belongs to a browser.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this RouteGroupBuilder account)
    {
        account.MapPost("/login/passkey/options", (HttpContext http, UsePasskeys passkeys) => Answer(async () => Json(await passkeys.BeginUsingAsync(http))));
        account.MapPost("/login/passkey", (HttpContext http, UsePasskeys passkeys, BrowserSignIn enter) => Answer(async () =>
        {
            var (body, credential) = await ReadAsync(http);
            return To(await enter.EnterAsync(http, await passkeys.SignInAsync(http, credential), body.ReturnUrl));
        }));
        account.MapPost("/account/confirm/passkey", (HttpContext http, UsePasskeys passkeys) => Answer(async () =>
        {
            var (body, credential) = await ReadAsync(http);
            await passkeys.ConfirmAsync(http, Person(http), credential);
            return To(LocalPath.Or(body.ReturnUrl, "/account/security"));
        }));
        account.MapPost("/account/passkeys/options", (HttpContext http, UsePasskeys passkeys) => Answer(async () => Json(await passkeys.BeginAddingAsync(http, Person(http)))));
        account.MapPost("/account/passkeys", (HttpContext http, UsePasskeys passkeys) => Answer(async () =>
        {
            var (body, credential) = await ReadAsync(http);
            await passkeys.AddAsync(http, Person(http), body.Name, credential);
            return To("/account/security?done=passkey");
        }));
    }

    private static async Task<(PasskeyAnswer Body, string Credential)> ReadAsync(HttpContext http)
    {
        try
        {
            if (http.Request.HasJsonContentType() && await http.Request.ReadFromJsonAsync<PasskeyAnswer>(http.RequestAborted) is { Credential.ValueKind: JsonValueKind.Object } body) return (body, body.Credential.GetRawText());
        }
        catch (JsonException) { throw new RefusedException(UsePasskeys.NotAccepted); }
        throw new RefusedException(UsePasskeys.NotAccepted);
    }

    private static Caller Person(HttpContext http) => Caller.Of(http.User) ?? throw new RefusedException(ProblemCatalog.Unauthorized);

    private static IResult Json(string options) => Results.Text(options, "application/json");

    private static IResult To(string path) => Results.Json(new { to = path });

    // The script reads one sentence, and where to go when the proof is stale; problem documents are for the API.
    private static async Task<IResult> Answer(Func<Task<IResult>> act)
    {
        try { return await act(); }
        catch (RefusedException refused)
        {
            var stale = ReferenceEquals(refused.Refusal, FreshProof.Needed);
            return Results.Json(new { message = refused.Refusal.Errors?.Values.FirstOrDefault()?.FirstOrDefault() ?? refused.Refusal.Message, to = stale ? FreshProof.Page + "?returnUrl=/account/security" : null }, statusCode: refused.Refusal.Status);
        }
    }
}
