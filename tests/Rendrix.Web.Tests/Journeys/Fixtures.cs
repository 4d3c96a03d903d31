using Rendrix.Web.Tests.Browser;

namespace Rendrix.Web.Tests.Journeys;

/// <summary>Files the journeys upload.</summary>
public static class Fixtures
{
    /// <summary>
    /// Path of a Shopify product file with 20 products: shared/fixtures/shopify-apparel.csv in a folder above the repository when it is there,
    /// else the smaller one that lies beside this class; the test's output says which.
    /// </summary>
    public static string ShopifyApparel()
    {
        for (var folder = new DirectoryInfo(BrowserWorld.Root).Parent; folder is not null; folder = folder.Parent)
        {
            var shared = Path.Combine(folder.FullName, "shared", "fixtures", "shopify-apparel.csv");
            if (File.Exists(shared)) return shared;
        }
        var own = Path.Combine(BrowserWorld.Root, "tests", "Rendrix.Web.Tests", "Journeys", "shopify-products.csv");
        TestContext.Current.TestOutputHelper?.WriteLine($"shared/fixtures/shopify-apparel.csv is not here; the import uses {own}");
        return own;
    }
}
