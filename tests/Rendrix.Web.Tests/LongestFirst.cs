using Rendrix.Web.Tests.Browser;
using Rendrix.Web.Tests.Platform;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Rendrix.Web.Tests.LongestFirst))]

namespace Rendrix.Web.Tests;

/// <summary>What takes longest starts first, so that nobody waits for it alone at the end: the browsers' tests, which run one after the other, and the crashes.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Place(c)).ThenBy(c => c.UniqueID, StringComparer.Ordinal)];

    private static int Place(ITestCollection collection) => collection.TestCollectionDisplayName switch
    {
        BrowserCollection.Name => 0,
        PagesCollection.Name => 1,
        var name when name.Contains(nameof(CrashTests), StringComparison.Ordinal) => 2,
        _ => 3,
    };
}
