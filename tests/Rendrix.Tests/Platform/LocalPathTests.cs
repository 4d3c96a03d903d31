using Rendrix.Web.Platform.Http;

namespace Rendrix.Tests.Platform;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/s/halden/orders?status=paid&q=%20blue%20mug")]
    [InlineData("/s/halden/products/import#errors")]
    [InlineData("/login?returnUrl=%2Fs%2Fhalden")]
    public void Own_paths_are_kept(string path) => Assert.True(LocalPath.IsSafe(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%255cevil.example")]
    [InlineData("/%2fevil.example")]
    [InlineData("/%252fevil.example")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/%0a/evil.example")]
    [InlineData("/%0d%0aLocation:%20https://evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("@evil.example")]
    [InlineData("user@evil.example")]
    [InlineData(".evil.example")]
    [InlineData("/%00")]
    [InlineData("/%E2%80%A8/evil.example")]
    [InlineData("http:///evil.example")]
    [InlineData("//evil.example\\@localhost")]
    public void Nothing_leads_to_another_host(string? path) => Assert.False(LocalPath.IsSafe(path));
}
