using Rendrix.Web.Api;
using Rendrix.Web.Operator.Admins;
using Rendrix.Web.Operator.Announcements;
using Rendrix.Web.Operator.Archives;
using Rendrix.Web.Operator.Billing;
using Rendrix.Web.Operator.Costs;
using Rendrix.Web.Operator.Figures;
using Rendrix.Web.Operator.Flags;
using Rendrix.Web.Operator.Jobs;
using Rendrix.Web.Operator.Support;
using Rendrix.Web.Operator.Templates;
using Rendrix.Web.Operator.Tenants;

namespace Rendrix.Web.Operator;

/// <summary>Registers the platform's own area: who may, what they see and what they do.</summary>
public static class OperatorRoom
{
    /// <summary>Services of the room.</summary>
    public static IServiceCollection AddOperator(this IServiceCollection services) => services
        .AddSingleton<PlatformSettings>().AddScoped<CurrentAdmin>().AddScoped<PlatformTransactions>()
        .AddScoped<GrantAdmin>().AddSingleton<DemoAdmin>().AddSingleton<KnownAdmins>()
        .AddScoped<TenantDirectory>().AddScoped<TenantFile>().AddScoped<SuspendTenant>().AddScoped<PlatformLog>()
        .AddScoped<BeginSupport>().AddScoped<SetFlag>().AddSingleton<AnnouncementBoard>().AddScoped<SaveAnnouncement>()
        .AddScoped<ExportTenant>().AddScoped<ImportTenant>().AddScoped<OutboxMonitor>().AddScoped<PlatformFigures>().AddScoped<ArrangeTemplates>().AddScoped<ChangePlan>().AddScoped<SettleTenantInvoice>().AddScoped<BillingFigures>().AddScoped<GrantTenantPlan>()
        .AddSingleton<CostPrices>().AddScoped<TenantCosts>();

    /// <summary>After the guards of the API and before authorization, which would tell guests that there is something to sign in to.</summary>
    public static IApplicationBuilder UsePlatformGuards(this IApplicationBuilder app) => app.UseMiddleware<SupportGuard>().UseMiddleware<PlatformGuard>();

    /// <summary>Maps <c>/api/v1/platform</c>. It is left out of the document of the API, which everybody reads; docs/platform.md lists it.</summary>
    public static void MapPlatform(this ApiGroups api)
    {
        var platform = api.V1.MapGroup("/platform").DemandPlatform().ExcludeFromDescription();
        platform.MapTenants();
        platform.MapBilling();
        platform.MapAnnouncements();
    }
}
