using Rendrix.Web.Api;
using Rendrix.Web.ApiKeys;
using Rendrix.Web.Auditing;
using Rendrix.Web.Carts;
using Rendrix.Web.Catalog;
using Rendrix.Web.Checkout;
using Rendrix.Web.Content;
using Rendrix.Web.Content.Library;
using Rendrix.Web.Content.Api;
using Rendrix.Web.Content.Themes;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Domains;
using Rendrix.Web.Identity;
using Rendrix.Web.Integrations;
using Rendrix.Web.Inventory;
using Rendrix.Web.Media;
using Rendrix.Web.Operator;
using Rendrix.Web.Operator.Archives;
using Rendrix.Web.Operator.Support;
using Rendrix.Web.Orders;
using Rendrix.Web.Organizations;
using Rendrix.Web.Plans;
using Rendrix.Web.Plans.Billing.Stripe;
using Rendrix.Web.Plans.Usage;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Newsletters;
using Rendrix.Web.Privacy;
using Rendrix.Web.Reviews;
using Rendrix.Web.Storefront;
using Rendrix.Web.Stores;
using Rendrix.Web.Tenancy;
using Rendrix.Web.Webhooks;

namespace Rendrix.Web;

/// <summary>
/// The two faces of one program. A request that entered a store as a shopper runs through the storefront's own branch, with its own routes:
/// no dashboard page, API or circuit exists there. Everything else belongs to the platform's hosts.
/// </summary>
public static class Faces
{
    // WebApplication shares one route table with every branch under this key; the storefront must have its own.
    private const string SharedRoutes = "__GlobalEndpointRouteBuilder";

    /// <summary>Shops, at their own hosts and below /store/{slug}.</summary>
    public static void UseStorefrontFace(this WebApplication app) =>
        app.MapWhen(http => http.RequestServices.GetRequiredService<CurrentTenant>().IsStorefront, shop =>
        {
            shop.Properties.Remove(SharedRoutes);
            shop.UseTrafficMeter();
            shop.UseRouting();
            shop.UseMiddleware<ShopErrors>();
            shop.UseOutputCache();
            shop.UseShopQueue();
            shop.UseEndpoints(routes =>
            {
                routes.MapStaticAssets();
                routes.MapMedia();
                routes.MapStorefront();
            });
        });

    /// <summary>Dashboard, editor, API.</summary>
    public static void UseDashboardFace(this WebApplication app)
    {
        // A page that is not there is told by a page; programs and pictures get the bare status.
        app.UseWhen(http => HttpMethods.IsGet(http.Request.Method) && !RefusalResponses.IsApi(http.Request.Path) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api/storefront"), shoppers => shoppers.UseTrafficMeter().UseShopApiQueue());
        app.UseCircuitsOfOwnPages();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseApiGuards();
        app.UsePlatformGuards();
        app.UseApiMeter();
        app.UseAuthorization();
        app.UseIdempotency();
        app.UseMiddleware<DashboardMiddleware>();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapDashboard();
        app.MapContent();
        app.MapThemeFile();
        app.MapSections();
        app.MapMedia();
        app.MapMediaUpload();
        app.MapAccount();
        app.MapAuditFile();
        app.MapInvoicePages();
        app.MapUsageFile();
        app.MapStripeBilling();
        app.MapPrivacyFile();
        app.MapStoreFile();
        app.MapSupport();
        app.MapArchives();
        app.MapDevMail();

        var api = app.MapApi();
        api.V1.MapAuth();
        api.MapOrganizations();
        api.MapSubscriptions();
        api.MapApiKeys();
        api.MapWebhooks();
        api.MapStores();
        api.MapStoreLife();
        api.MapDomains();
        api.MapThemes();
        api.MapProducts();
        api.MapCategories();
        api.MapInventory();
        api.MapLocations();
        api.MapTransfers();
        api.MapImports();
        api.MapMediaApi();
        api.MapShopCatalog();
        api.MapPages();
        api.MapSchedules();
        api.MapTemplateRules();
        api.MapRedirects();
        api.MapOrders();
        api.MapReviews();
        api.MapShopReviews();
        api.MapCarts();
        api.MapCheckout();
        api.MapAudit();
        api.MapPrivacy();
        api.MapNewsletter();
        api.MapPlatform();
    }
}
