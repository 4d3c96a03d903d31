using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rendrix.Reviews;

/// <summary>
/// Opens the review form for one line of one order: the line's id, signed with the order's own secret. Whoever passes it on gives away one review and
/// not the order, and it works for as long as the order's page does.
/// </summary>
public static class ReviewLink
{
    private const int IdLength = 32, SignBytes = 16;

    /// <summary>The token of a line; null for an order without a secret.</summary>
    public static string? Of(string orderSecret, Guid orderLine) => orderSecret.Length == 0 ? null : orderLine.ToString("N") + Base64Url.EncodeToString(Sign(orderSecret, orderLine));

    /// <summary>Path of the form in the shop; null for an order without a secret.</summary>
    public static string? PathOf(string orderSecret, Guid orderLine) => Of(orderSecret, orderLine) is { } token ? "/review?of=" + token : null;

    /// <summary>The line a token names; null when it is no token. It proves nothing before <see cref="IsSigned"/>.</summary>
    public static Guid? LineOf(string? token) => token is { Length: > IdLength and < 100 } && Guid.TryParseExact(token.AsSpan(0, IdLength), "N", out var line) ? line : null;

    /// <summary>Whether the token was made with that order's secret.</summary>
    public static bool IsSigned(string token, string orderSecret)
    {
        if (orderSecret.Length == 0 || LineOf(token) is not { } line || !Base64Url.IsValid(token.AsSpan(IdLength), out var bytes) || bytes != SignBytes) return false;
        return CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(token.AsSpan(IdLength)), Sign(orderSecret, line));
    }

    private static byte[] Sign(string orderSecret, Guid orderLine) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(orderSecret), Encoding.UTF8.GetBytes("review:" + orderLine.ToString("N")))[..SignBytes];
}
