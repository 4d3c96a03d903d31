using Radzen;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Dashboard;

/// <summary>The dashboard's services and addresses.</summary>
public static class DashboardRoom
{
    /// <summary>Razor components with interactive server rendering, Radzen, and the toasts and questions of a tab.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services)
    {
        // A long formatted text comes as one message; the default of 32 kB would end the circuit.
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(o => o.MaximumReceiveMessageSize = 256 * 1024);
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<IconSprite>().AddScoped<Toasts>();
        services.AddScoped<Confirms>().AddScoped<StoresOfPerson>().AddScoped<FrameReader>().AddScoped<Stores.SwitchStore>();
        return services;
    }

    /// <summary>Every page of the dashboard's host; the caller restricts the host.</summary>
    public static RazorComponentsEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapSampleArt();
        return app.MapRazorComponents<App>()
            // Ours says the same and more (Platform/Http/ContentPolicy).
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
