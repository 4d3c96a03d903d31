using Rendrix.Domains;

namespace Rendrix.Tests.Domains;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("shop.acme.com", "shop.acme.com")]
    [InlineData("  Shop.ACME.com. ", "shop.acme.com")]
    [InlineData("https://shop.acme.com/", "shop.acme.com")]
    [InlineData("HTTP://shop.acme.com", "shop.acme.com")]
    [InlineData("müller.de", "xn--mller-kva.de")]
    [InlineData("MÜLLER.de", "xn--mller-kva.de")]
    [InlineData("mu\u0308ller.de", "xn--mller-kva.de")]
    [InlineData("xn--mller-kva.de", "xn--mller-kva.de")]
    [InlineData("XN--MLLER-KVA.DE", "xn--mller-kva.de")]
    [InlineData("shop。acme．com", "shop.acme.com")]
    [InlineData("ｓｈｏｐ.acme.com", "shop.acme.com")]
    [InlineData("店.acme.com", "xn--hxt.acme.com")]
    public void One_host_has_one_form(string typed, string name) => Assert.Equal((name, null), HostName.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("acme")]
    [InlineData("*.acme.com")]
    [InlineData("shop.acme.com/path")]
    [InlineData("shop.acme.com:8443")]
    [InlineData("user@acme.com")]
    [InlineData("shop acme.com")]
    [InlineData("shop..acme.com")]
    [InlineData("shop.acme.com..")]
    [InlineData(".acme.com")]
    [InlineData("-shop.acme.com")]
    [InlineData("shop-.acme.com")]
    [InlineData("_dmarc.acme.com")]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433.1")]
    [InlineData("acme.0x7f")]
    [InlineData("[::1]")]
    [InlineData("shop.localhost")]
    [InlineData("shop.internal")]
    [InlineData("acme.test")]
    [InlineData("shop.example.com")]
    [InlineData("1.0.0.127.in-addr.arpa")]
    [InlineData("xn--zzzzzzzzzzz.com")]
    [InlineData("shop\u0000.acme.com")]
    [InlineData("a\u200bb.com\u202e")]
    public void What_nobody_can_own_is_refused_with_a_sentence(string? typed)
    {
        var (name, problem) = HostName.Read(typed);
        Assert.Null(name);
        Assert.NotEmpty(problem!);
    }

    [Fact]
    public void A_name_too_long_for_its_record_is_refused() => Assert.NotNull(HostName.Read(string.Join('.', Enumerable.Repeat(new string('a', 60), 4)) + ".com").Problem);

    [Theory]
    [InlineData("xn--mller-kva.de", null)]
    [InlineData("shop.acme.com", null)]
    [InlineData("店ショップ.com", null)]
    [InlineData("shop店.com", null)]
    [InlineData("магазин.com", null)]
    [InlineData("аcme.com", "Cyrillic and Latin")]
    [InlineData("аре.com", "look like Latin")]
    public void Mixed_scripts_and_lookalikes_are_warned_of(string typed, string? words)
    {
        var warning = HostName.Warning(HostName.Read(typed).Name!);
        if (words is null) Assert.Null(warning);
        else Assert.Contains(words, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme.com", "acme.com", "@")]
    [InlineData("shop.acme.com", "acme.com", "shop")]
    [InlineData("a.b.acme.co.uk", "acme.co.uk", "a.b")]
    [InlineData("acme.com.au", "acme.com.au", "@")]
    [InlineData("co.uk", "co.uk", "@")]
    public void The_registered_domain_and_the_rest_are_told_apart(string name, string zone, string rest)
    {
        Assert.Equal(zone, HostName.Registered(name));
        Assert.Equal(rest, HostName.Within(name, zone));
        Assert.Equal("müller.de", HostName.Display("xn--mller-kva.de"));
    }
}
