using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Rendrix.Web.Identity;

/// <summary>Registers accounts: sign-in by token and by cookie, the verbs and the account pages' needs. Call it after AddRazorComponents, whose circuits it watches.</summary>
public static class IdentityRoom
{
    /// <summary>Scheme that takes the token when one is sent and the cookie else.</summary>
    public const string AnyScheme = "caller";

    /// <summary>Scheme of bearer tokens.</summary>
    public const string BearerScheme = "bearer";

    /// <summary>Services of the room.</summary>
    public static IServiceCollection AddIdentityRoom(this IServiceCollection services)
    {
        services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, options =>
            {
                options.ForwardDefaultSelector = static http => http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Authorization.Count > 0 ? BearerScheme : BrowserSession.Scheme;
                options.ForwardSignIn = options.ForwardSignOut = BrowserSession.Scheme;
            })
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerScheme, null)
            .AddCookie(BrowserSession.Scheme, options =>
            {
                BrowserSession.Configure(options);
                // Programs are told by status; only people are led to the sign-in page.
                options.ForwardDefaultSelector = null;
                options.Events.OnRedirectToLogin = static context => Answer(context, BearerScheme, challenge: true);
                options.Events.OnRedirectToAccessDenied = static context => Answer(context, BearerScheme, challenge: false);
            });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        return services
            .Configure<PasswordHasherOptions>(static o => o.IterationCount = Passwords.Rounds)
            .AddSingleton<Passwords>().AddSingleton<AccessTokens>().AddSingleton<SessionWatch>().AddSingleton<KnownBrowser>()
            .AddScoped<SignIn>().AddScoped<RegisterMerchant>().AddScoped<ChangeForgottenPassword>().AddScoped<ConfirmAddress>().AddScoped<EndSession>();
    }

    private static Task Answer(Microsoft.AspNetCore.Authentication.RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context, string scheme, bool challenge)
    {
        var http = context.HttpContext;
        if (http.Request.Path.StartsWithSegments("/api")) return challenge ? http.ChallengeAsync(scheme) : http.ForbidAsync(scheme);
        // The framework builds an absolute address from the Host header; a path is enough and cannot lead elsewhere.
        http.Response.Redirect("/login?returnUrl=" + Uri.EscapeDataString(http.Request.PathBase + http.Request.Path + http.Request.QueryString));
        return Task.CompletedTask;
    }
}
