using System.Net;
using System.Net.Sockets;

namespace Rendrix.Domains;

/// <summary>Where a domain leads.</summary>
public enum Pointing
{
    /// <summary>Here.</summary>
    Here,
    /// <summary>To a network that stands in front of servers; perhaps to ours.</summary>
    Proxied,
    /// <summary>Nowhere, or to others, wholly or in part.</summary>
    Elsewhere,
    /// <summary>It could not be found out.</summary>
    Unknown,
}

/// <summary>One thing found in DNS, in plain words.</summary>
/// <param name="Code">Stable name, lower snake case.</param>
/// <param name="IsProblem">It stands in the way; otherwise it is good to know.</param>
/// <param name="Message">What DNS says and what to change.</param>
public sealed record DomainFinding(string Code, bool IsProblem, string Message);

/// <summary>
/// What the records of a domain mean: whether they prove its owner, where it leads, whether a certificate can be had, and what to change. A pure function of
/// what was found, so that every case of it is a line in a test.
/// </summary>
public sealed record DomainDiagnosis(bool? IsProven, Pointing Pointing, bool MayCertify, IReadOnlyList<DomainFinding> Findings)
{
    private const string Patience = "Changes can take up to 48 hours.";

    /// <summary>Reads the facts.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="token">The value that proves its owner.</param>
    /// <param name="facts">What DNS says.</param>
    /// <param name="place">Where it has to point.</param>
    public static DomainDiagnosis Of(string name, string token, DnsFacts facts, OurPlace place)
    {
        var findings = new List<DomainFinding>();
        var proven = Proof(name, token, facts, findings);
        var pointing = Point(name, facts, place, findings);
        var certified = Certificates(name, facts, place, findings);
        return new(proven, pointing, certified && pointing is Pointing.Here or Pointing.Proxied, findings);
    }

    /// <summary>Name of the record that proves the owner.</summary>
    public static string ProofName(string name) => "_rendrix." + name;

    private static bool? Proof(string name, string token, DnsFacts facts, List<DomainFinding> findings)
    {
        var at = ProofName(name);
        if (facts.Texts.Any(t => t.Trim() == token)) return true;
        if (facts.Proof == LookupEnd.Failed)
        {
            findings.Add(new("proof_unknown", true, $"The TXT record at {at} could not be read, because the name servers of {HostName.Registered(name)} did not answer properly. We will ask again."));
            return null;
        }
        var zone = HostName.Registered(name);
        if (facts.Texts.Any(t => t.Trim().Trim('"', '\'', '“', '”') == token)) findings.Add(new("proof_quoted", true, $"The TXT record at {at} has quotation marks inside its value. Enter the value without them."));
        else if (facts.TextsAtHost.Any(t => t.Trim() == token)) findings.Add(new("proof_misplaced", true, $"The TXT record stands at {name}. Move it to {at}."));
        else if (facts.TextsDoubled.Any(t => t.Trim() == token)) findings.Add(new("proof_doubled", true, $"The TXT record was saved as {at}.{zone}, because your DNS panel adds {zone} by itself. Enter only {HostName.Within(at, zone)} as its name."));
        else if (facts.Texts.FirstOrDefault(t => t.StartsWith("rendrix-verify=", StringComparison.Ordinal)) is { } other) findings.Add(new("proof_wrong", true, $"The TXT record at {at} holds “{Cut(other)}”. It should hold “{token}”. A name may have several TXT records; add this one."));
        else findings.Add(new("proof_missing", true, $"There is no TXT record at {at} with the value “{token}” yet. Add it at the company that manages the DNS of {zone}. {Patience}"));
        return false;
    }

    private static Pointing Point(string name, DnsFacts facts, OurPlace place, List<DomainFinding> findings)
    {
        var zone = HostName.Registered(name);
        var apex = facts.IsApex || name == zone;
        var should = Should(apex, place);
        if (facts.Host == LookupEnd.Failed)
        {
            findings.Add(new("dns_failed", true, $"DNS does not say where {name} leads: {facts.HostProblem ?? "no answer"}. If this stays, the company that manages the DNS of {zone} can tell what is wrong."));
            return Pointing.Unknown;
        }
        var alias = facts.Chain.Contains(place.Target);
        if (apex && facts.Chain.Count > 0) findings.Add(new("alias_at_apex", !alias, $"{name} has a CNAME record, and at the top of a domain DNS allows none: mail and other records stop working. Replace it with {(place.V4.Count > 0 ? $"an A record to {string.Join(" and ", place.V4)}" : "an A record")}, or use ALIAS if your DNS company offers it."));
        List<string> all = [.. facts.V4, .. facts.V6];
        if (all.Count == 0 && !alias)
        {
            if (facts.HostDoubled) findings.Add(new("host_doubled", true, $"The record was saved as {name}.{zone}, because your DNS panel adds {zone} by itself. Enter only {HostName.Within(name, zone)} as its name."));
            else if (!apex && facts.ApexAddresses.Count > 0 && facts.ApexAddresses.All(a => place.V4.Contains(a) || place.V6.Contains(a))) findings.Add(new("apex_instead", true, $"{zone} points here, and {name} does not exist. Add a record for {name}, or connect {zone} instead."));
            else if (facts.Chain.Count > 0) findings.Add(new("alias_leads_nowhere", true, $"{name} is an alias of {facts.Chain[^1]}, which has no address. It {should}. {Patience}"));
            else findings.Add(new("host_missing", true, $"{name} {(facts.Host == LookupEnd.NoSuchName ? "does not exist in DNS yet" : "has no address yet")}. It {should}. {Patience}"));
            return Pointing.Elsewhere;
        }
        if (place.V4.Count + place.V6.Count == 0 && !alias)
        {
            findings.Add(new("here_unknown", true, $"{name} points to {Join(all)}. Whether that is right is not known, because this installation does not know its own address. Whoever runs it can set Rendrix__Domains__Addresses."));
            return Pointing.Unknown;
        }
        if (place.V4.Count + place.V6.Count == 0) return Pointing.Here;
        List<string> foreign4 = [.. facts.V4.Except(place.V4)], foreign6 = [.. facts.V6.Except(place.V6)];
        if (foreign4.Count + foreign6.Count == 0) return Pointing.Here;
        if (CdnNetworks.NameOf(facts.Chain, all) is { } cdn)
        {
            findings.Add(new("proxied", false, $"{name} is proxied by {cdn}, so DNS does not tell where it leads. It works when {cdn} passes visitors on to {place.Target}. If the shop does not answer there, switch the proxy off (“DNS only”) and let the record point here."));
            return Pointing.Proxied;
        }
        if (foreign4.Count == 0 && facts.V4.Count > 0)
            findings.Add(new("ipv6_left_over", true, $"{name} has an AAAA record to {Join(foreign6)} beside the right A record. Visitors with IPv6 and the certificate authority go there. Remove the AAAA record{(place.V6.Count > 0 ? $", or point it to {Join(place.V6)}" : "")}."));
        else if (foreign4.Count < facts.V4.Count) findings.Add(new("points_partly", true, $"{name} points here and to {Join([.. foreign4, .. foreign6])} as well. Remove the other records, or some visitors will not reach your shop."));
        else if (all.TrueForAll(IsPrivate)) findings.Add(new("points_inside", true, $"{name} points to {Join(all)}, an address inside a private network that nobody outside can reach. It {should}. {Patience}"));
        else if (facts.Chain.Count > 0) findings.Add(new("points_elsewhere", true, $"{name} is an alias of {facts.Chain[0]} and leads to {Join(all)}. It {should}. {Patience}"));
        else findings.Add(new("points_elsewhere", true, $"{name} points to {Join(all)}. It {should}. {Patience}"));
        return Pointing.Elsewhere;
    }

    private static bool Certificates(string name, DnsFacts facts, OurPlace place, List<DomainFinding> findings)
    {
        if (place.Authorities.Count == 0) return true;
        var issue = facts.Caa.Where(c => c.Tag == "issue").ToList();
        var strange = facts.Caa.FirstOrDefault(c => c.Critical && c.Tag is not ("issue" or "issuewild" or "iodef" or "contactemail" or "contactphone" or "issuemail" or "issuevmc"));
        var allowed = strange is null && (issue.Count == 0 || issue.Any(c => place.Authorities.Contains(c.Value.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase)));
        if (allowed) return true;
        findings.Add(new("caa_forbids", true, strange is not null
            ? $"A CAA record at {facts.CaaAt} has the critical tag “{Cut(strange.Tag)}”, which certificate authorities do not know and must obey. Remove it."
            : $"The CAA record at {facts.CaaAt} lets {(issue.Exists(c => c.Value.Split(';')[0].Trim().Length > 0) ? "only " + string.Join(" and ", issue.Select(c => Cut(c.Value.Split(';')[0].Trim())).Where(v => v.Length > 0).Distinct()) : "nobody")} issue certificates. Add one for {place.Authorities[0]} (tag issue), or {name} cannot have its certificate."));
        return false;
    }

    private static string Should(bool apex, OurPlace place) => (apex, place.V4.Count) switch
    {
        (true, > 0) => $"should have an A record to {Join(place.V4)}",
        (false, > 0) => $"should have a CNAME record to {place.Target} (or an A record to {Join(place.V4)})",
        _ => $"should have a CNAME record to {place.Target}",
    };

    private static bool IsPrivate(string address)
    {
        var ip = IPAddress.Parse(address);
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        var b = ip.GetAddressBytes();
        return ip.AddressFamily == AddressFamily.InterNetwork
            ? b[0] is 0 or 10 or 127 || (b[0], b[1]) is (192, 168) or (169, 254) || b[0] == 172 && b[1] is >= 16 and <= 31 || b[0] == 100 && b[1] is >= 64 and <= 127
            : IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal;
    }

    private static string Join(IReadOnlyList<string> addresses) => addresses.Count <= 3 ? string.Join(" and ", addresses) : string.Join(", ", addresses.Take(3)) + " and others";

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
