using Rendrix.Domains;
using Rendrix.Web.Platform.Dns;

namespace Rendrix.Web.Domains;

/// <summary>Gathers what DNS says about a domain. It asks name servers and never visits what they name, so no address in an answer is ever connected to.</summary>
public sealed class LookUpDomain(DnsClient dns)
{
    /// <summary>All that a diagnosis needs.</summary>
    public async Task<DnsFacts> RunAsync(string name, CancellationToken ct)
    {
        var zone = HostName.Registered(name);
        var proof = DomainDiagnosis.ProofName(name);
        var (v4Task, v6Task) = (dns.AskAsync(name, DnsType.A, ct), dns.AskAsync(name, DnsType.Aaaa, ct));
        var (proofTask, topTask, caaTask) = (dns.AskAsync(proof, DnsType.Txt, ct), dns.AskAsync(name, DnsType.Ns, ct), CaaAsync(name, ct));
        var (v4, v6, texts, top, caa) = (await v4Task, await v6Task, await proofTask, await topTask, await caaTask);

        // The usual mistakes are looked for where something is missing, and only there.
        var noProof = texts.IsKnown && texts.Records.Count == 0;
        var noHost = v4.IsKnown && v6.IsKnown && v4.Records.Count + v6.Records.Count == 0;
        var atHost = noProof ? dns.AskAsync(name, DnsType.Txt, ct) : null;
        var doubled = noProof ? dns.AskAsync($"{proof}.{zone}", DnsType.Txt, ct) : null;
        var hostDoubled = noHost ? dns.AskAsync($"{name}.{zone}", DnsType.A, ct) : null;
        var apex = noHost && name != zone ? dns.AskAsync(zone, DnsType.A, ct) : null;

        return new DnsFacts
        {
            Host = EndOf(v4, v6), HostProblem = v4.Problem ?? v6.Problem, Chain = v4.Chain.Count >= v6.Chain.Count ? v4.Chain : v6.Chain,
            V4 = Addresses(v4), V6 = Addresses(v6), Proof = EndOf(texts), Texts = Texts(texts),
            TextsAtHost = atHost is null ? [] : Texts(await atHost), TextsDoubled = doubled is null ? [] : Texts(await doubled),
            HostDoubled = hostDoubled is not null && (await hostDoubled) is { } d && (d.Records.Count > 0 || d.Chain.Count > 0),
            IsApex = top.Records.Count > 0 && top.Chain.Count == 0, ApexAddresses = apex is null ? [] : Addresses(await apex),
            Caa = caa.Rules, CaaAt = caa.At,
        };
    }

    // Climbs from the host until rules are found (RFC 8659 section 3). Endings such as com carry none of their own.
    private async Task<(IReadOnlyList<CaaRule> Rules, string At)> CaaAsync(string name, CancellationToken ct)
    {
        for (var at = name; at.Contains('.', StringComparison.Ordinal); at = at[(at.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            var answer = await dns.AskAsync(at, DnsType.Caa, ct);
            if (answer.Records.Count > 0) return ([.. answer.Records.Select(r => new CaaRule(r.Tag!, r.Value!, r.Critical))], at);
        }
        return ([], "");
    }

    private static LookupEnd EndOf(params ReadOnlySpan<DnsAnswer> answers)
    {
        var end = LookupEnd.NoSuchName;
        foreach (var answer in answers)
        {
            if (answer.Records.Count > 0) return LookupEnd.Found;
            if (!answer.IsKnown) end = LookupEnd.Failed;
            else if (answer.Code == DnsCode.NoError && end != LookupEnd.Failed) end = LookupEnd.Nothing;
        }
        return end;
    }

    private static List<string> Addresses(DnsAnswer answer) => [.. answer.Records.Select(r => r.Address!.ToString()).Distinct().Order(StringComparer.Ordinal)];

    private static List<string> Texts(DnsAnswer answer) => [.. answer.Records.Select(r => r.Text!).Take(50)];
}
