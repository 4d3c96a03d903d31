using Rendrix.Web;
using Rendrix.Web.Api;
using Rendrix.Web.ApiKeys;
using Rendrix.Web.Catalog;
using Rendrix.Web.Checkout;
using Rendrix.Web.Content;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Domains;
using Rendrix.Web.Identity;
using Rendrix.Web.Integrations;
using Rendrix.Web.Inventory;
using Rendrix.Web.Media;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Admins;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Demo;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Platform.Secrets;
using Rendrix.Web.Newsletters;
using Rendrix.Web.Privacy;
using Rendrix.Web.Reviews;
using Rendrix.Web.Search;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Webhooks;

var builder = WebApplication.CreateBuilder(args);
await using var start = new RendrixStart(builder.Configuration, builder.Environment);
try
{
    var (connections, data) = await start.PrepareAsync(CancellationToken.None);
    if (args is ["keys", "rotate", ..]) return await RotateKeys.RunAsync(connections, builder.Configuration, data, CancellationToken.None);
    if (AdminCommand.Of(args) is { } command) return await command.RunAsync(connections, data, builder.Configuration, Console.Out, CancellationToken.None);
    builder.LimitRequests();
    builder.Services.AddPlatform(connections, data).AddTenancy().AddMail(builder.Configuration, builder.Environment)
        .AddStores().AddDomains().AddSingleton<DemoSeed>().AddMedia().AddCatalog().AddInventory().AddIntegrations().AddContent().AddBuying().AddReviews().AddNewsletter()
        .AddSearch().AddStorefront().AddOrganizations().AddPlans().AddApiKeys().AddWebhooks().AddDashboard().AddIdentityRoom(builder.Configuration).AddApiShell().AddPrivacy().AddOperator();

    await using var app = builder.Build();
    app.UseProxyHeaders();
    app.UseMiddleware<SecurityHeaders>();
    app.UsePolicyReports();
    app.UseRefusalResponses();
    app.UsePatientBodies();
    app.UseHealth();
    app.UseCertificateAsk();
    app.UseMiddleware<TenantMiddleware>();
    app.UseStorefrontFace();
    app.UseDashboardFace();
    var demo = await app.Services.GetRequiredService<DemoSeed>().RunAsync(CancellationToken.None);
    var admin = await app.Services.GetRequiredService<DemoAdmin>().RunAsync(demo, CancellationToken.None);
    await app.StartAsync();
    Welcome.Print(app, demo, admin);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (StartupProblem.LineOf(e) is { } line)
{
    await Console.Error.WriteLineAsync("rendrix: " + line);
    return 1;
}

/// <summary>The program, visible to its tests.</summary>
public partial class Program;
