using Rendrix.Web.Plans.Billing;
using Rendrix.Web.Plans.Billing.Stripe;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Platform.Stripe;

namespace Rendrix.Web.Plans;

/// <summary>Registers the room: plans, subscriptions, invoices and what is used.</summary>
public static class PlansRoom
{
    /// <summary>Verbs, providers, and what counts.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.AddSingleton<PlanSettings>().AddHostedService<CheckPlanSettings>();
        services.AddSingleton<ShopBadge>().AddSingleton<PlanGate>().AddSingleton<PlanCache>().AddHostedService(s => s.GetRequiredService<PlanCache>());
        services.AddSingleton<UsageMeter>().AddHostedService(s => s.GetRequiredService<UsageMeter>());
        services.AddScoped<WatchLimits>().AddScoped<NoteLevels>().AddHostedService<LimitWatcher>();
        services.AddScoped<PlanFeatures>().AddScoped<SavePlan>().AddScoped<GrantPlan>().AddScoped<SettleInvoice>().AddScoped<SaveBillingContact>();
        services.AddScoped<StartSubscription>().AddScoped<ChangeSubscription>().AddScoped<CancelSubscription>();
        services.AddSingleton<StripeSettings>();
        // The time-out of Stripe's own libraries.
        services.AddHttpClient<StripeClient>(http => http.Timeout = TimeSpan.FromSeconds(80));
        services.AddScoped<IBillingProvider, StripeBilling>();
        return services.AddScoped<BillingProviders>().AddScoped<ManualBilling>().AddScoped<IBillingProvider>(s => s.GetRequiredService<ManualBilling>());
    }

    /// <summary>Counts what goes to shoppers, first in a face's pipeline.</summary>
    public static IApplicationBuilder UseTrafficMeter(this IApplicationBuilder app) => app.UseMiddleware<TrafficMeter>();

    /// <summary>Counts calls of the API, behind its doors.</summary>
    public static IApplicationBuilder UseApiMeter(this IApplicationBuilder app) => app.UseMiddleware<ApiMeter>();
}
