namespace Rendrix.Domains;

/// <summary>How a look-up ended.</summary>
public enum LookupEnd
{
    /// <summary>There are records.</summary>
    Found,
    /// <summary>The name exists and has no such record.</summary>
    Nothing,
    /// <summary>There is no such name.</summary>
    NoSuchName,
    /// <summary>It could not be found out.</summary>
    Failed,
}

/// <summary>A rule about who may issue certificates (RFC 8659).</summary>
public sealed record CaaRule(string Tag, string Value, bool Critical);

/// <summary>What DNS says about a domain, gathered at one moment. Addresses are in their usual text form, names are lower-case A-labels.</summary>
public sealed record DnsFacts
{
    /// <summary>The host itself: how its addresses ended.</summary>
    public LookupEnd Host { get; init; } = LookupEnd.NoSuchName;
    /// <summary>Why that failed, in plain words.</summary>
    public string? HostProblem { get; init; }
    /// <summary>The aliases from the host on.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];
    /// <summary>IPv4.</summary>
    public IReadOnlyList<string> V4 { get; init; } = [];
    /// <summary>IPv6.</summary>
    public IReadOnlyList<string> V6 { get; init; } = [];
    /// <summary>The record that proves the owner: how its look-up ended.</summary>
    public LookupEnd Proof { get; init; } = LookupEnd.NoSuchName;
    /// <summary>Every text at that name.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];
    /// <summary>Every text at the host itself, where it is put by mistake.</summary>
    public IReadOnlyList<string> TextsAtHost { get; init; } = [];
    /// <summary>Every text at the proof's name with the domain doubled, as panels make it that add the domain by themselves.</summary>
    public IReadOnlyList<string> TextsDoubled { get; init; } = [];
    /// <summary>The host with the domain doubled has records.</summary>
    public bool HostDoubled { get; init; }
    /// <summary>The host is the top of its zone: it has name servers of its own.</summary>
    public bool IsApex { get; init; }
    /// <summary>Addresses of the registered domain, when the host is a name below it.</summary>
    public IReadOnlyList<string> ApexAddresses { get; init; } = [];
    /// <summary>The rules about certificates that are in force for the host.</summary>
    public IReadOnlyList<CaaRule> Caa { get; init; } = [];
    /// <summary>The name at which they stand.</summary>
    public string CaaAt { get; init; } = "";
}

/// <summary>Where a domain has to point, as the installation knows itself.</summary>
/// <param name="Target">The name for CNAME records.</param>
/// <param name="V4">IPv4 addresses at which shops answer.</param>
/// <param name="V6">IPv6 addresses at which shops answer.</param>
/// <param name="Authorities">Names of certificate authorities, as CAA records write them.</param>
public sealed record OurPlace(string Target, IReadOnlyList<string> V4, IReadOnlyList<string> V6, IReadOnlyList<string> Authorities);
