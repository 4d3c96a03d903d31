using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rendrix.Web.Platform.Http;

/// <summary>A member of a PATCH body that may be absent, null or a value: absent leaves the stored value, null clears it.</summary>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the member was in the body, be it as null.</summary>
    public bool IsSet { get; } = true;

    /// <summary>The value given, or the present one when the member was absent.</summary>
    public T? Or(T? present) => IsSet ? Value : present;
}

/// <summary>Finds the converter for any <see cref="Optional{T}"/>.</summary>
internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try { return new(reader.TokenType == JsonTokenType.Null ? default : JsonSerializer.Deserialize<T>(ref reader, options)); }
            // Its path begins at the value; one without a path gets the member's from the reader around us.
            catch (JsonException wrong) { throw new JsonException(wrong.Message, wrong.InnerException); }
        }

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Value, options);
    }
}
