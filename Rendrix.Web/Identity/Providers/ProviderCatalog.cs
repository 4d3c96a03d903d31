namespace Rendrix.Web.Identity.Providers;

/// <summary>A provider that this installation signs people in with.</summary>
/// <param name="Code">google, facebook, apple, github or sso; also its authentication scheme.</param>
/// <param name="Name">As people know it.</param>
public sealed record Provider(string Code, string Name);

/// <summary>The providers that are configured; none when nothing is.</summary>
public sealed class ProviderCatalog(IReadOnlyList<Provider> on)
{
    /// <summary>In the order of their buttons.</summary>
    public IReadOnlyList<Provider> On { get; } = on;

    /// <summary>One by its code; null when it is not configured.</summary>
    public Provider? Find(string? code) => On.FirstOrDefault(p => p.Code == code);
}

/// <summary>Names for codes that come back in addresses; an unknown one is not repeated.</summary>
public static class ProviderNames
{
    /// <summary>Google for google.</summary>
    public static string Of(string? code) => code switch { "google" => "Google", "facebook" => "Facebook", "apple" => "Apple", "github" => "GitHub", _ => "The other account" };
}
