using System.Net;

namespace Rendrix.Web.Platform.Dns;

/// <summary>Types of records that are asked for (RFC 1035, 3596, 8659).</summary>
public enum DnsType : ushort
{
    /// <summary>IPv4 address.</summary>
    A = 1,
    /// <summary>Name server: stands at the top of a zone.</summary>
    Ns = 2,
    /// <summary>Alias.</summary>
    Cname = 5,
    /// <summary>Start of a zone.</summary>
    Soa = 6,
    /// <summary>Text.</summary>
    Txt = 16,
    /// <summary>IPv6 address.</summary>
    Aaaa = 28,
    /// <summary>Who may issue certificates.</summary>
    Caa = 257,
}

/// <summary>What a server says about a question (RFC 1035 section 4.1.1).</summary>
public enum DnsCode
{
    /// <summary>Answered.</summary>
    NoError = 0,
    /// <summary>The server could not read the question.</summary>
    FormErr = 1,
    /// <summary>The server failed; often a broken delegation or signature.</summary>
    ServFail = 2,
    /// <summary>There is no such name.</summary>
    NxDomain = 3,
    /// <summary>The server does not do that.</summary>
    NotImp = 4,
    /// <summary>The server will not answer us.</summary>
    Refused = 5,
}

/// <summary>One record of an answer; the member that its type has is set, the others are not.</summary>
/// <param name="Name">Owner, lower case without the last dot.</param>
/// <param name="Type">Type.</param>
public sealed record DnsRecord(string Name, DnsType Type)
{
    /// <summary>A and AAAA.</summary>
    public IPAddress? Address { get; init; }
    /// <summary>CNAME and NS: the name it leads to.</summary>
    public string? Target { get; init; }
    /// <summary>TXT: its strings as one.</summary>
    public string? Text { get; init; }
    /// <summary>CAA: the tag (issue, issuewild, iodef).</summary>
    public string? Tag { get; init; }
    /// <summary>CAA: the value.</summary>
    public string? Value { get; init; }
    /// <summary>CAA: an authority that does not know the tag must not issue.</summary>
    public bool Critical { get; init; }
}

/// <summary>The end of a question: every alias followed, or why not.</summary>
/// <param name="Code">What was said in the end; <see cref="DnsCode.ServFail"/> when nobody answered.</param>
/// <param name="Chain">The aliases on the way, in order, without the name asked for.</param>
/// <param name="Records">The records of the type that was asked for, at the end of the chain.</param>
public sealed record DnsAnswer(DnsCode Code, IReadOnlyList<string> Chain, IReadOnlyList<DnsRecord> Records)
{
    /// <summary>Why there is no answer, in plain words; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>The name is known not to exist, or the records were seen (perhaps none): the answer can be acted on.</summary>
    public bool IsKnown => Problem is null && Code is DnsCode.NoError or DnsCode.NxDomain;
}
