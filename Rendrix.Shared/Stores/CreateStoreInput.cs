namespace Rendrix.Stores;

/// <summary>What a merchant says to open a store; everything but the name has a default.</summary>
/// <param name="Name">What shoppers read; 1 to 100 characters.</param>
/// <param name="Subdomain">The label of the free address; null makes one of the name.</param>
/// <param name="Industry">Code of the template, for example <c>toys</c>; null takes the first.</param>
/// <param name="Currency">ISO 4217; null takes USD.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the business; null is guessed from the currency. Tax, time zone and locale start from it.</param>
/// <param name="Locale">BCP 47; null follows from the country.</param>
public sealed record CreateStoreInput(string Name, string? Subdomain = null, string? Industry = null, string? Currency = null, string? Country = null, string? Locale = null);

/// <summary>Whether a label can be had: free, or why not and what is.</summary>
/// <param name="Label">The label asked for, as it would be stored.</param>
/// <param name="IsFree">Whether a store may take it now.</param>
/// <param name="Problem">The sentence to show when it cannot be had; null when it can.</param>
/// <param name="Suggestions">Up to two labels that are free.</param>
public sealed record SubdomainAnswer(string Label, bool IsFree, string? Problem, IReadOnlyList<string> Suggestions);
