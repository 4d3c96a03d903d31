using Rendrix.Domains;

namespace Rendrix.Tests.Domains;

public sealed class DomainDiagnosisTests
{
    private const string Token = "rendrix-verify=0123456789abcdef";
    private static readonly OurPlace Place = new("shops.rendrix.io", ["192.0.2.10"], ["2001:db8::10"], ["letsencrypt.org"]);
    private static readonly DnsFacts Right = new() { Host = LookupEnd.Found, Chain = ["shops.rendrix.io"], V4 = ["192.0.2.10"], V6 = ["2001:db8::10"], Proof = LookupEnd.Found, Texts = [Token] };

    [Fact]
    public void Everything_right_has_nothing_to_say()
    {
        var found = Of(Right);
        Assert.Equal((true, Pointing.Here, true), (found.IsProven, found.Pointing, found.MayCertify));
        Assert.Empty(found.Findings);
    }

    public static TheoryData<string, DnsFacts, string, Pointing, string> Addresses => new()
    {
        { "shop.acme.com", Right with { Chain = [], V6 = [] }, "", Pointing.Here, "" },
        { "shop.acme.com", Right with { Chain = [], V4 = ["203.0.113.9"], V6 = [] }, "points_elsewhere", Pointing.Elsewhere, "shop.acme.com points to 203.0.113.9. It should have a CNAME record to shops.rendrix.io (or an A record to 192.0.2.10). Changes can take up to 48 hours." },
        { "acme.com", Right with { Chain = [], V4 = ["203.0.113.9"], V6 = [] }, "points_elsewhere", Pointing.Elsewhere, "acme.com points to 203.0.113.9. It should have an A record to 192.0.2.10." },
        { "shop.acme.com", Right with { Chain = ["old.host.net"], V4 = ["203.0.113.9"], V6 = [] }, "points_elsewhere", Pointing.Elsewhere, "is an alias of old.host.net and leads to 203.0.113.9" },
        { "shop.acme.com", Right with { Chain = [], V4 = ["192.0.2.10", "203.0.113.9"], V6 = [] }, "points_partly", Pointing.Elsewhere, "points here and to 203.0.113.9 as well" },
        { "shop.acme.com", Right with { Chain = [], V6 = ["2001:db8:bad::1"] }, "ipv6_left_over", Pointing.Elsewhere, "has an AAAA record to 2001:db8:bad::1 beside the right A record" },
        { "shop.acme.com", Right with { Chain = [], V4 = ["192.168.1.4"], V6 = [] }, "points_inside", Pointing.Elsewhere, "inside a private network" },
        { "acme.com", Right with { V6 = [] }, "alias_at_apex", Pointing.Here, "acme.com has a CNAME record, and at the top of a domain DNS allows none" },
        { "brand.shop", Right with { Chain = ["old.host.net"], V4 = ["203.0.113.9"], V6 = [], IsApex = true }, "alias_at_apex", Pointing.Elsewhere, "Replace it with an A record to 192.0.2.10" },
        { "shop.acme.com", Right with { Host = LookupEnd.NoSuchName, Chain = [], V4 = [], V6 = [] }, "host_missing", Pointing.Elsewhere, "does not exist in DNS yet" },
        { "shop.acme.com", Right with { Host = LookupEnd.Nothing, Chain = [], V4 = [], V6 = [] }, "host_missing", Pointing.Elsewhere, "has no address yet" },
        { "shop.acme.com", Right with { Host = LookupEnd.NoSuchName, Chain = [], V4 = [], V6 = [], HostDoubled = true }, "host_doubled", Pointing.Elsewhere, "saved as shop.acme.com.acme.com" },
        { "www.acme.com", Right with { Host = LookupEnd.NoSuchName, Chain = [], V4 = [], V6 = [], ApexAddresses = ["192.0.2.10"] }, "apex_instead", Pointing.Elsewhere, "acme.com points here, and www.acme.com does not exist" },
        { "shop.acme.com", Right with { Host = LookupEnd.NoSuchName, Chain = ["gone.host.net"], V4 = [], V6 = [] }, "alias_leads_nowhere", Pointing.Elsewhere, "alias of gone.host.net, which has no address" },
        { "shop.acme.com", Right with { Chain = [], V4 = ["104.16.3.4"], V6 = ["2606:4700::6810:304"] }, "proxied", Pointing.Proxied, "proxied by Cloudflare" },
        { "shop.acme.com", Right with { Chain = ["d111.cloudfront.net"], V4 = ["203.0.113.9"], V6 = [] }, "proxied", Pointing.Proxied, "proxied by Amazon CloudFront" },
        { "shop.acme.com", Right with { Host = LookupEnd.Failed, HostProblem = "the name servers answered SERVFAIL", Chain = [], V4 = [], V6 = [] }, "dns_failed", Pointing.Unknown, "the name servers answered SERVFAIL" },
    };

    [Theory, MemberData(nameof(Addresses))]
    public void Where_it_leads_is_said_in_plain_words(string name, DnsFacts facts, string code, Pointing pointing, string words)
    {
        var found = Of(facts, name);
        Assert.Equal(pointing, found.Pointing);
        if (code.Length == 0) { Assert.Empty(found.Findings); return; }
        Assert.Contains(words, Assert.Single(found.Findings, f => f.Code == code).Message, StringComparison.Ordinal);
    }

    public static TheoryData<DnsFacts, string, string> Proofs => new()
    {
        { Right with { Texts = [] , Proof = LookupEnd.NoSuchName }, "proof_missing", "There is no TXT record at _rendrix.shop.acme.com" },
        { Right with { Texts = ["rendrix-verify=of-another"] }, "proof_wrong", "holds “rendrix-verify=of-another”" },
        { Right with { Texts = [$"\"{Token}\""] }, "proof_quoted", "quotation marks" },
        { Right with { Texts = [], TextsAtHost = [Token] }, "proof_misplaced", "stands at shop.acme.com. Move it to _rendrix.shop.acme.com" },
        { Right with { Texts = [], TextsDoubled = [Token] }, "proof_doubled", "Enter only _rendrix.shop as its name" },
    };

    [Theory, MemberData(nameof(Proofs))]
    public void A_proof_that_is_not_right_proves_nothing_and_the_mistake_is_named(DnsFacts facts, string code, string words)
    {
        var found = Of(facts);
        Assert.False(found.IsProven);
        Assert.Contains(words, Assert.Single(found.Findings, f => f.Code == code).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_proves_nothing_either_way() => Assert.Null(Of(Right with { Texts = [], Proof = LookupEnd.Failed }).IsProven);

    [Fact]
    public void One_right_value_among_others_is_enough() => Assert.True(Of(Right with { Texts = ["v=spf1 -all", "rendrix-verify=of-another", " " + Token + " "] }).IsProven);

    public static TheoryData<CaaRule[], bool> Rules => new()
    {
        { [], true },
        { [new("issue", "letsencrypt.org", false)], true },
        { [new("issue", " LetsEncrypt.org ; validationmethods=http-01", false)], true },
        { [new("issue", "digicert.com", false), new("issue", "letsencrypt.org", false)], true },
        { [new("iodef", "mailto:x@acme.com", false)], true },
        { [new("issuewild", "digicert.com", false)], true },
        { [new("issue", "digicert.com", false)], false },
        { [new("issue", ";", false)], false },
        { [new("issue", "", false)], false },
        { [new("tbs", "unknown", true), new("issue", "letsencrypt.org", false)], false },
        { [new("tbs", "unknown", false), new("issue", "letsencrypt.org", false)], true },
    };

    [Theory, MemberData(nameof(Rules))]
    public void Rules_about_certificates_are_read_as_authorities_read_them(CaaRule[] rules, bool allowed)
    {
        var found = Of(Right with { Caa = rules, CaaAt = "acme.com" });
        Assert.Equal(allowed, found.MayCertify);
        Assert.Equal(!allowed, found.Findings.Any(f => f.Code == "caa_forbids" && f.Message.Contains("acme.com", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_installation_that_does_not_know_its_address_says_so_and_believes_its_alias()
    {
        var blind = Place with { V4 = [], V6 = [] };
        Assert.Equal(Pointing.Here, DomainDiagnosis.Of("shop.acme.com", Token, Right, blind).Pointing);
        var found = DomainDiagnosis.Of("shop.acme.com", Token, Right with { Chain = [] }, blind);
        Assert.Equal((Pointing.Unknown, "here_unknown"), (found.Pointing, Assert.Single(found.Findings).Code));
    }

    private static DomainDiagnosis Of(DnsFacts facts, string name = "shop.acme.com") => DomainDiagnosis.Of(name, Token, facts, Place);
}
