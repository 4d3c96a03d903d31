using Microsoft.AspNetCore.Authentication;

namespace Rendrix.Web.Identity.Providers;

/// <summary>Switches on the providers that the operator has configured below Rendrix:SignIn.</summary>
internal static class ProviderRegistration
{
    public static AuthenticationBuilder AddProviders(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Rendrix:SignIn");
        ProviderKind[] known = [new GoogleProvider(), new AppleProvider(), new FacebookProvider(), new GitHubProvider(), new EnterpriseProvider(settings["sso:Name"] ?? "single sign-on")];
        var on = known.Where(kind => kind.IsOn(settings.GetSection(kind.Code))).ToList();
        authentication.Services.AddSingleton<IssuerDocuments>().AddScoped<UseProviders>().AddSingleton(new ProviderCatalog([.. on.Select(kind => new Provider(kind.Code, kind.Name))]));
        authentication.AddCookie(ExternalSession.Scheme, options =>
        {
            options.Cookie.Name = "rdx_external";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.CookieManager = new HostPrefixedCookies();
            options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
            options.SlidingExpiration = false;
        });
        foreach (var kind in on) authentication.AddOAuth<ProviderOptions, ProviderHandler>(kind.Code, kind.Name, options => Configure(options, kind, settings.GetSection(kind.Code)));
        return authentication;
    }

    private static void Configure(ProviderOptions options, ProviderKind kind, IConfigurationSection section)
    {
        options.Kind = kind;
        options.ClientId = section["ClientId"]!;
        options.ClientSecret = section["ClientSecret"] ?? "";
        options.CallbackPath = "/login/from/" + kind.Code;
        options.SignInScheme = ExternalSession.Scheme;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        options.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Rendrix.Web.Identity.Providers")
                .LogWarning("Signing in with {Provider} failed: {Reason}", kind.Code, context.Failure?.InnerException?.Message ?? context.Failure?.Message);
            context.Response.Redirect("/login?failed=" + kind.Code);
            context.HandleResponse();
            return Task.CompletedTask;
        };
        kind.Configure(options, section);
    }
}
