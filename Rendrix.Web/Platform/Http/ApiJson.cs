using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rendrix.Web.Platform.Http;

/// <summary>How JSON is read and written by every endpoint: strict in, one form out (camelCase, lower_snake enums, times in UTC with Z, money as strings).</summary>
public static class ApiJson
{
    /// <summary>Options for code that writes JSON outside an endpoint, for example a problem document.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    /// <summary>Applies the rules of the HTTP contract.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        // An unknown, doubled or differently cased field is a typo or an attack, never a wish.
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimestampConverter());
        options.Converters.Add(new PlainTextConverter());
    }

    /// <summary>The wire form of an enum value: <c>PartiallyPaid</c> → <c>partially_paid</c>.</summary>
    public static string Wire<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Reads an enum from its wire form, for query parameters; false when it is none of them.</summary>
    public static bool TryRead<T>(string? text, out T value) where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
            if (string.Equals(Wire(candidate), text, StringComparison.Ordinal)) { value = candidate; return true; }
        value = default;
        return false;
    }

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>Writes points in time in UTC with Z and milliseconds.</summary>
internal sealed class UtcTimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}

/// <summary>Refuses the NUL character, which PostgreSQL text cannot hold, before it becomes a server error.</summary>
internal sealed class PlainTextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) throw new JsonException("The JSON value could not be converted to System.String. Path: ");
        var text = reader.GetString();
        return text is null || !text.Contains('\0') ? text : throw new JsonException("The text holds a character that cannot be stored.");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString()!;
        return !text.Contains('\0') ? text : throw new JsonException("The text holds a character that cannot be stored.");
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
