using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Rendrix.Web.Dashboard;

/// <summary>The place in a list where a page begins: the sort value and id of its neighbor. Written into the address; whatever cannot be read starts at the beginning.</summary>
public readonly record struct Keyset(string Value, Guid Id)
{
    /// <summary>For the address.</summary>
    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Id.ToString("N") + Value));

    /// <summary>From the address; null when it is empty or made up.</summary>
    public static Keyset? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 600 || !Base64Url.IsValid(text)) return null;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return plain.Length >= 32 && Guid.TryParseExact(plain[..32], "N", out var id) ? new Keyset(plain[32..], id) : null;
    }

    /// <summary>The value as a whole number; 0 when it is none.</summary>
    public long Number => long.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The value as a moment.</summary>
    public DateTimeOffset Moment => Number is > 0 and var ticks && ticks < DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.UnixEpoch;
}
