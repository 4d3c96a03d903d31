using Rendrix.Domains;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Domains;

/// <summary>Body of POST /stores/{storeId}/domains.</summary>
/// <param name="Name">A domain you own: shop.yourbrand.com, in Unicode or in its xn-- form.</param>
public sealed record AddDomainRequest(string? Name = null);

/// <summary>Body of PATCH /stores/{storeId}/domains/{domainId}.</summary>
/// <param name="Primary">Whether shoppers are to be there; the store's other addresses lead to it.</param>
public sealed record DomainPatch(bool? Primary = null);

/// <summary>A record to set at the company that manages the domain's DNS.</summary>
/// <param name="Type">TXT, CNAME, A or AAAA.</param>
/// <param name="Name">Full name of the record.</param>
/// <param name="Host">What to type in panels that add the domain by themselves; @ is the domain itself.</param>
/// <param name="Value">Its value.</param>
/// <param name="Purpose">proof or address.</param>
public sealed record DomainRecord(string Type, string Name, string Host, string Value, string Purpose);

/// <summary>A domain of a store.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">The host in its A-label form.</param>
/// <param name="DisplayName">The host as people write it.</param>
/// <param name="Status">pending, proven, active, failing or lapsed.</param>
/// <param name="Verified">Whether it is proven to be yours and answers here.</param>
/// <param name="Primary">Whether it was chosen as the address shoppers are to be at.</param>
/// <param name="Url">Where shoppers reach it.</param>
/// <param name="Warning">What to know about its letters; null for most.</param>
/// <param name="Records">What to set in DNS.</param>
/// <param name="Findings">What DNS said at the last look, in plain words.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="VerifiedAt">Since when it is proven.</param>
/// <param name="CheckedAt">The last look.</param>
/// <param name="NextCheckAt">The next look by itself; null when there is none.</param>
public sealed record DomainResponse(Guid Id, string Name, string DisplayName, DomainState Status, bool Verified, bool Primary, string Url, string? Warning, IReadOnlyList<DomainRecord> Records, IReadOnlyList<DomainFinding> Findings,
    DateTimeOffset CreatedAt, DateTimeOffset? VerifiedAt, DateTimeOffset? CheckedAt, DateTimeOffset? NextCheckAt)
{
    /// <summary>The wire form.</summary>
    public static DomainResponse From(DomainClaim c, OurPlace place, HostNames hosts) => new(c.Id, c.Name, HostName.Display(c.Name), c.State, c.Holds, c.IsPrimary, hosts.UrlOfHost(c.Name), HostName.Warning(c.Name), RecordsOf(c, place), c.Findings, c.CreatedAt, c.ProvenAt, c.CheckedAt, c.CheckDueAt);

    /// <summary>The records to set: the proof, then where to point. At the top of a domain DNS allows no CNAME, so there it is addresses.</summary>
    public static IReadOnlyList<DomainRecord> RecordsOf(DomainClaim c, OurPlace place)
    {
        var zone = HostName.Registered(c.Name);
        var proof = DomainDiagnosis.ProofName(c.Name);
        List<DomainRecord> records = [new("TXT", proof, HostName.Within(proof, zone), c.Token, "proof")];
        if (c.Name != zone || place.V4.Count + place.V6.Count == 0) return [.. records, new("CNAME", c.Name, HostName.Within(c.Name, zone), place.Target, "address")];
        return [.. records, .. place.V4.Select(a => new DomainRecord("A", c.Name, "@", a, "address")), .. place.V6.Select(a => new DomainRecord("AAAA", c.Name, "@", a, "address"))];
    }
}

/// <summary>Body of PUT /stores/{storeId}/subdomain.</summary>
/// <param name="Subdomain">The new label of the free address.</param>
public sealed record SubdomainRequest(string? Subdomain = null);

/// <summary>The free address of a store.</summary>
/// <param name="Subdomain">Its label.</param>
/// <param name="Url">Where it answers.</param>
/// <param name="Former">Addresses the store had before. They lead to this one.</param>
public sealed record SubdomainResponse(string Subdomain, string Url, IReadOnlyList<FormerSubdomain> Former);

/// <summary>An address a store had before.</summary>
/// <param name="Subdomain">Its label.</param>
/// <param name="KeptUntil">Until then nobody else can have it.</param>
public sealed record FormerSubdomain(string Subdomain, DateTimeOffset KeptUntil);
