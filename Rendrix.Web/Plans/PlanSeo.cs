using Rendrix.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>
/// Texts for search engines need <c>seo_tools</c> where somebody writes new ones. What is there stays, shows and can be cleared, so a smaller plan takes nothing away; addresses
/// and the redirects that follow from a change of one are everybody's.
/// </summary>
public static class PlanSeo
{
    /// <summary>Refuses with PLAN_LIMIT_REACHED where a text is new and the plan does not open it.</summary>
    /// <param name="gate">The plan.</param>
    /// <param name="db">The unit of work that writes them.</param>
    /// <param name="ct">Cancellation.</param>
    /// <param name="texts">What was there and what is to be.</param>
    public static async Task DemandSeoAsync(this PlanGate gate, AppDb db, CancellationToken ct, params IEnumerable<(string? Before, string? After)> texts)
    {
        if (texts.Any(text => text.After?.Trim() is { Length: > 0 } after && after != text.Before)) await gate.DemandAsync(db, PlanFeature.SeoTools, ct);
    }
}
