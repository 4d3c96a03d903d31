using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Tests.Platform;

/// <summary>Where a visitor is: said by the proxy in front and by nobody else.</summary>
public sealed class PlaceHeaderTests
{
    [Theory]
    [InlineData("Bergen", "NO", "Bergen, Norway")]
    [InlineData("", "DE", "Germany")]
    [InlineData("", "XX", "")]
    [InlineData("", "T1", "")]
    [InlineData("", "QQ", "QQ")]
    [InlineData("A\u0007 B\r\nC", "", "A BC")]
    public void A_place_is_told_in_words(string city, string country, string expected)
    {
        var headers = new HeaderDictionary { ["CF-IPCity"] = city, ["CF-IPCountry"] = country };
        Assert.Equal(expected, ProxyHeaders.PlaceOf(headers, ["CF-IPCity", "CF-IPCountry"]));
        Assert.Equal("", ProxyHeaders.PlaceOf(headers, ["X-Other"]));
    }

    [Fact]
    public void A_long_place_is_cut() => Assert.Equal(80, ProxyHeaders.PlaceOf(new HeaderDictionary { ["X-Place"] = new string('a', 900) }, ["X-Place"]).Length);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData(null, false)]
    public void Only_known_proxies_are_believed(string? peer, bool expected)
    {
        var options = new ForwardedHeadersOptions();
        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("10.0.0.0/8"));
        Assert.Equal(expected, ProxyHeaders.IsKnown(options, peer is null ? null : IPAddress.Parse(peer)));
    }
}
