using System.Security.Cryptography;
using System.Text;
using Rendrix.Amounts;
using Rendrix.Payments;
using Rendrix.Refusals;

namespace Rendrix.Web.Payments.Gateways;

/// <summary>
/// Pays without money, for trying a store out. The token says what happens: <c>test_ok</c> pays, <c>test_declined</c> is declined,
/// <c>test_3ds</c> asks for confirmation, <c>test_timeout</c> never answers in time.
/// </summary>
public sealed class TestGateway : IPaymentGateway
{
    /// <inheritdoc/>
    public string Code => "test";

    /// <inheritdoc/>
    public string Name => "Test payment";

    /// <inheritdoc/>
    public async Task<PaymentApproval> AuthorizeAsync(PaymentRequest request, CancellationToken ct)
    {
        switch (request.Token)
        {
            case "test_ok": return new PaymentApproval("test_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.IdempotencyKey)))[..32]);
            case "test_declined": throw new RefusedException(PaymentRefusals.Declined());
            case "test_3ds": throw new RefusedException(PaymentRefusals.RequiresAction(request.ConfirmUrl));
            case "test_timeout": await Task.Delay(Timeout.InfiniteTimeSpan, ct); throw new TimeoutException();
            default: throw new RefusedException(Refusal.Invalid("payment.token", "Use test_ok, test_declined, test_3ds or test_timeout with the test gateway"));
        }
    }

    /// <inheritdoc/>
    public Task CaptureAsync(string reference, Money amount, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task VoidAsync(string reference, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task RefundAsync(string reference, Money amount, string idempotencyKey, CancellationToken ct) => Task.CompletedTask;
}
