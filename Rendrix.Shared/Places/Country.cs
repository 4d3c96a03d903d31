using System.Collections.Frozen;

namespace Rendrix.Places;

/// <summary>The countries of ISO 3166-1 that a parcel can go to, by two-letter code.</summary>
public static class Country
{
    /// <summary>Code to English name, in the order of the names.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("AR", "Argentina"), ("AU", "Australia"), ("AT", "Austria"), ("BH", "Bahrain"), ("BD", "Bangladesh"), ("BE", "Belgium"), ("BO", "Bolivia"), ("BR", "Brazil"), ("BG", "Bulgaria"),
        ("CA", "Canada"), ("CL", "Chile"), ("CN", "China"), ("CO", "Colombia"), ("CR", "Costa Rica"), ("HR", "Croatia"), ("CY", "Cyprus"), ("CZ", "Czechia"), ("DK", "Denmark"), ("DO", "Dominican Republic"),
        ("EC", "Ecuador"), ("EG", "Egypt"), ("EE", "Estonia"), ("FI", "Finland"), ("FR", "France"), ("GE", "Georgia"), ("DE", "Germany"), ("GH", "Ghana"), ("GR", "Greece"), ("GT", "Guatemala"), ("HK", "Hong Kong"),
        ("HU", "Hungary"), ("IS", "Iceland"), ("IN", "India"), ("ID", "Indonesia"), ("IE", "Ireland"), ("IL", "Israel"), ("IT", "Italy"), ("JM", "Jamaica"), ("JP", "Japan"), ("JO", "Jordan"), ("KZ", "Kazakhstan"), ("KE", "Kenya"),
        ("KW", "Kuwait"), ("LV", "Latvia"), ("LI", "Liechtenstein"), ("LT", "Lithuania"), ("LU", "Luxembourg"), ("MY", "Malaysia"), ("MT", "Malta"), ("MX", "Mexico"), ("MC", "Monaco"), ("MA", "Morocco"),
        ("NP", "Nepal"), ("NL", "Netherlands"), ("NZ", "New Zealand"), ("NG", "Nigeria"), ("NO", "Norway"), ("OM", "Oman"), ("PK", "Pakistan"), ("PA", "Panama"), ("PE", "Peru"), ("PH", "Philippines"), ("PL", "Poland"), ("PT", "Portugal"),
        ("QA", "Qatar"), ("RO", "Romania"), ("SA", "Saudi Arabia"), ("RS", "Serbia"), ("SG", "Singapore"), ("SK", "Slovakia"), ("SI", "Slovenia"), ("ZA", "South Africa"), ("KR", "South Korea"), ("ES", "Spain"), ("LK", "Sri Lanka"),
        ("SE", "Sweden"), ("CH", "Switzerland"), ("TW", "Taiwan"), ("TZ", "Tanzania"), ("TH", "Thailand"), ("TN", "Tunisia"), ("TR", "Türkiye"), ("UG", "Uganda"), ("UA", "Ukraine"), ("AE", "United Arab Emirates"),
        ("GB", "United Kingdom"), ("US", "United States"), ("UY", "Uruguay"), ("VN", "Vietnam"),
    ];

    private static readonly FrozenDictionary<string, string> Names = All.ToFrozenDictionary(c => c.Code, c => c.Name, StringComparer.Ordinal);

    /// <summary>Whether parcels can go there.</summary>
    public static bool Exists(string? code) => code is not null && Names.ContainsKey(code);

    /// <summary>The English name, or the code itself when it is not in the list.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
