using System.Collections.Immutable;

namespace Rendrix.Content;

/// <summary>What a new address did to the redirects of a store, so that it can be taken back to the letter.</summary>
/// <param name="From">The old address.</param>
/// <param name="To">The new one.</param>
/// <param name="Made">The redirect between them.</param>
/// <param name="Removed">Redirects that had to go: of the old address, and away from the new one.</param>
/// <param name="Turned">Redirects to the old address that lead to the new one since.</param>
public sealed record RedirectMove(string From, string To, Guid Made, ImmutableArray<Redirect> Removed, ImmutableArray<Guid> Turned);
