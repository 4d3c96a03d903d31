using Rendrix.Checkout;
using Rendrix.Payments;
using Rendrix.Refusals;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Payments;

/// <summary>Finds gateways by code and says which a store offers. Adding one is adding a file to Gateways.</summary>
public sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, IHostEnvironment environment)
{
    private readonly Dictionary<string, IPaymentGateway> _byCode = gateways.ToDictionary(g => g.Code, StringComparer.Ordinal);

    /// <summary>What shoppers of the store may choose.</summary>
    public IReadOnlyList<GatewayOption> OfferedBy(StoreInfo store) => [.. _byCode.Values.Where(g => IsOffered(g, store)).Select(g => new GatewayOption(g.Code, g.Name))];

    /// <summary>The gateway, or the refusal GATEWAY_NOT_CONFIGURED.</summary>
    public IPaymentGateway Find(string code, StoreInfo store) =>
        _byCode.TryGetValue(code, out var gateway) && IsOffered(gateway, store) ? gateway : throw new RefusedException(PaymentRefusals.NotConfigured(code));

    /// <summary>The gateway of a payment already made.</summary>
    public IPaymentGateway Of(string code) => _byCode[code];

    // The test gateway takes no money: it is there in Development and for stores that say they are not selling yet.
    private bool IsOffered(IPaymentGateway gateway, StoreInfo store) => gateway.Code != "test" || store.TestMode || environment.IsDevelopment();
}
