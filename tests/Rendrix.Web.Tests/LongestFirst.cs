using Rendrix.Web.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Rendrix.Web.Tests.LongestFirst))]

namespace Rendrix.Web.Tests;

/// <summary>The browser's tests run one after the other and take longest: what starts first is not waited for alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => c.TestCollectionDisplayName != BrowserCollection.Name).ThenBy(c => c.UniqueID, StringComparer.Ordinal)];
}
