using System.Collections;
using System.Globalization;
using System.Text;

namespace Rendrix.Web.Platform.Stripe;

/// <summary>
/// Parameters of a call as Stripe reads them: <c>a[b][0][c]=v</c>, lists indexed, booleans in lower case, times as Unix seconds. Nested members are dictionaries and lists;
/// null leaves a member out, an empty text clears it.
/// </summary>
public static class StripeForm
{
    /// <summary>The parameters as one encoded line, in the order given.</summary>
    public static string Encode(IReadOnlyDictionary<string, object?> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters) Write(text, name, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, object? value)
    {
        switch (value)
        {
            case null: return;
            case IReadOnlyDictionary<string, object?> members:
                foreach (var (member, inner) in members) Write(text, $"{name}[{member}]", inner);
                return;
            case IReadOnlyDictionary<string, string> words:
                foreach (var (member, inner) in words) Write(text, $"{name}[{member}]", inner);
                return;
            case string or ValueType: Pair(text, name, Say(value)); return;
            case IEnumerable list:
                var i = 0;
                foreach (var inner in list) Write(text, $"{name}[{i++}]", inner);
                // Clears the list; sending nothing would leave it.
                if (i == 0) Pair(text, name, "");
                return;
            default: throw new ArgumentException($"{value.GetType().Name} is nothing that Stripe reads.", nameof(value));
        }
    }

    private static void Pair(StringBuilder text, string name, string value)
    {
        if (text.Length > 0) text.Append('&');
        text.Append(Uri.EscapeDataString(name).Replace("%5B", "[", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal)).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string Say(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTimeOffset at => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType().Name} is nothing that Stripe reads.", nameof(value)),
    };
}
