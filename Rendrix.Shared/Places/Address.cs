using System.ComponentModel.DataAnnotations;

namespace Rendrix.Places;

/// <summary>A postal address as shoppers type it. Country is ISO 3166-1 alpha-2.</summary>
public sealed record Address
{
    /// <summary>Given name.</summary>
    [MaxLength(100)] public string FirstName { get; init; } = "";
    /// <summary>Family name.</summary>
    [MaxLength(100)] public string LastName { get; init; } = "";
    /// <summary>Company, if any.</summary>
    [MaxLength(200)] public string? Company { get; init; }
    /// <summary>Street and house number.</summary>
    [MaxLength(200)] public string Address1 { get; init; } = "";
    /// <summary>Flat, floor, building.</summary>
    [MaxLength(200)] public string? Address2 { get; init; }
    /// <summary>Town or city.</summary>
    [MaxLength(100)] public string City { get; init; } = "";
    /// <summary>State, province or region where the country has them.</summary>
    [MaxLength(100)] public string? Province { get; init; }
    /// <summary>Postal code; some countries have none.</summary>
    [MaxLength(20)] public string PostalCode { get; init; } = "";
    /// <summary>Two upper-case letters, ISO 3166-1.</summary>
    [MaxLength(2)] public string Country { get; init; } = "";
    /// <summary>For the carrier; any form a person writes.</summary>
    [MaxLength(40)] public string? Phone { get; init; }

    /// <summary>First and last name with one space.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim();

    /// <summary>The lines of the label, without empty ones.</summary>
    public IEnumerable<string> Lines()
    {
        string?[] lines = [FullName, Company, Address1, Address2, $"{City}{(Province is { Length: > 0 } ? ", " + Province : "")} {PostalCode}".Trim(), Places.Country.NameOf(Country)];
        return lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => line!);
    }
}
