using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Amounts;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// An amount as a caller wrote it, before the currency is known: a decimal string such as <c>"49.99"</c> or a JSON number.
/// <see cref="Read"/> makes money of it and names the field when it cannot.
/// </summary>
[JsonConverter(typeof(AmountTextConverter))]
public readonly record struct AmountText(string Text) : IParsable<AmountText>
{
    /// <summary>The amount in the currency; null, with the error noted under the field, when it has too many decimals, is negative or is no number.</summary>
    public Money? Read(Currency currency, FieldErrors errors, string field)
    {
        if (Money.TryParse(Text, currency, out var money)) return money;
        errors.Add(field, currency.Decimals == 0 ? $"Enter a whole amount of {currency} of 0 or more" : $"Enter an amount of 0 or more with at most {currency.Decimals} decimals, such as 49.99");
        return null;
    }

    /// <inheritdoc/>
    public static AmountText Parse(string s, IFormatProvider? provider) => new(s);

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AmountText result)
    {
        result = new AmountText(s ?? "");
        return !string.IsNullOrEmpty(s);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Reads strings and numbers, always writes a string: a JSON number would lose the trailing zero of 48.00.</summary>
internal sealed class AmountTextConverter : JsonConverter<AmountText>
{
    public override AmountText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new AmountText(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => new AmountText(number.ToString("0.############################", CultureInfo.InvariantCulture)),
        _ => throw new JsonException("The JSON value could not be converted to an amount."),
    };

    public override void Write(Utf8JsonWriter writer, AmountText value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
