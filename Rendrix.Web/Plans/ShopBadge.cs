using Rendrix.Fields;
using Rendrix.Plans;
using Rendrix.Storefront;
using Rendrix.Web.Platform;

namespace Rendrix.Web.Plans;

/// <summary>
/// The installation's own line at the foot of shops: <c>Rendrix:ShopBadge:Text</c> and <c>Rendrix:ShopBadge:Url</c>. There is none unless whoever runs the server asks for it, and
/// none where the plan opens <see cref="PlanFeature.WhiteLabel"/>.
/// </summary>
public sealed class ShopBadge
{
    private const int MostText = 80;
    private readonly PlanCache _plans;
    private readonly BadgeView? _badge;

    /// <summary>Reads the configuration; what cannot be stops the start.</summary>
    public ShopBadge(IConfiguration configuration, PlanCache plans)
    {
        _plans = plans;
        var (text, url) = (configuration["Rendrix:ShopBadge:Text"]?.Trim() ?? "", configuration["Rendrix:ShopBadge:Url"]?.Trim() ?? "");
        if (text.Length == 0) return;
        if (text.Length > MostText) throw new StartupProblem($"Rendrix__ShopBadge__Text has {text.Length} characters. Use up to {MostText}.");
        if (url.Length > 0 && !(url.StartsWith("https://", StringComparison.Ordinal) && FieldCheck.IsSafeLink(url))) throw new StartupProblem($"Rendrix__ShopBadge__Url is {url}. Use an address that starts with https://, or leave it out.");
        _badge = new BadgeView(text, url.Length > 0 ? url : null);
    }

    /// <summary>What stands at the foot of an organization's shops; null for nothing.</summary>
    public async ValueTask<BadgeView?> OfAsync(Guid organization, CancellationToken ct) =>
        _badge is null || (await _plans.OfAsync(organization, ct)).Has(PlanFeature.WhiteLabel) ? null : _badge;
}
