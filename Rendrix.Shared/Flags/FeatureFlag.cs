namespace Rendrix.Flags;

/// <summary>
/// Something the operator of an installation can switch, for everybody, for a share of the organizations or for one: a feature that is being tried, or one that must be
/// stopped in a hurry. Declared here in code, one field each; where it is asked, the code says what happens when it is off.
/// </summary>
/// <param name="Code">Stable name.</param>
/// <param name="Title">What people read.</param>
/// <param name="About">What it switches, and what happens when it is off.</param>
/// <param name="Default">How it is where nobody switched it.</param>
public sealed record FeatureFlag(string Code, string Title, string About, bool Default)
{
    /// <summary>Product imports.</summary>
    public static readonly FeatureFlag Imports = new("catalog.imports", "Product imports", "Files with products are taken and worked through. Off: none is taken, what runs goes on.", true);
    /// <summary>Merchants' own domains.</summary>
    public static readonly FeatureFlag OwnDomains = new("store.domains", "Own domains", "Stores claim domains of their own. Off: none can be added, those that are there stay.", true);

    /// <summary>Every flag there is, in the order written above.</summary>
    public static IReadOnlyList<FeatureFlag> All => Registry.All;

    /// <summary>The flag of that code, or null.</summary>
    public static FeatureFlag? Find(string? code) => All.FirstOrDefault(flag => flag.Code == code);

    // A class of its own, so that it is filled after the fields above.
    private static class Registry
    {
        public static readonly IReadOnlyList<FeatureFlag> All = [.. typeof(FeatureFlag).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(field => field.FieldType == typeof(FeatureFlag)).OrderBy(field => field.MetadataToken).Select(field => (FeatureFlag)field.GetValue(null)!)];
    }
}
