using System.Text.Json;
using System.Text.RegularExpressions;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>Says in the caller's words what the framework found wrong with a request it could not read.</summary>
internal static partial class BodyProblems
{
    /// <summary>The refusal for a request that could not be bound.</summary>
    public static Refusal Of(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json) return Of(json);
        if (exception.StatusCode == StatusCodes.Status413PayloadTooLarge) return TooLarge;
        if (exception.StatusCode == StatusCodes.Status415UnsupportedMediaType) return MediaType;
        if (exception.StatusCode != StatusCodes.Status400BadRequest) return ProblemCatalog.OfStatus(exception.StatusCode);
        if (ParameterName().Match(exception.Message) is { Success: true } bound)
            return Refusal.Invalid(bound.Groups["name"].Value, "This value cannot be read. See the reference for its form");
        if (exception.Message.Contains("from body", StringComparison.Ordinal) || exception.Message.Contains("no body", StringComparison.Ordinal))
            return new Refusal("INVALID_INPUT", "Send a JSON body.", 400);
        if (MissingName().Match(exception.Message) is { Success: true } missing) return Refusal.Invalid(missing.Groups["name"].Value, "This value is required");
        return new Refusal("INVALID_INPUT", "The request cannot be read.", 400);
    }

    /// <summary>The refusal for a body that is no JSON or not of the documented shape.</summary>
    public static Refusal Of(JsonException exception)
    {
        // Unmatched brackets, bad escapes, depth: the reader's own exception is internal, but it alone carries no type conversion.
        var shape = exception.Message;
        if (UnknownName().Match(shape) is { Success: true } unknown)
            return Refusal.Invalid(Join(Parent(exception.Path, unknown.Groups["name"].Value), unknown.Groups["name"].Value), "There is no such field");
        if (DuplicateName().Match(shape) is { Success: true } twice) return Refusal.Invalid(twice.Groups["name"].Value, "This field is given twice");
        if (RequiredNames().Match(shape) is { Success: true } required)
            return Refusal.Invalid(QuotedName().Matches(required.Groups["names"].Value)
                .ToDictionary(m => Join(Field(exception.Path), m.Groups["name"].Value), _ => new[] { "This field is required" }));
        var field = Field(exception.Path);
        if (shape.Contains("maximum configured depth", StringComparison.Ordinal)) return new Refusal("INVALID_INPUT", "The body nests too deep: at most 64 levels. Take some out of each other.", 400);
        if (exception.InnerException?.GetType().Name == "JsonReaderException" || field.Length == 0 && !shape.Contains("could not be converted", StringComparison.Ordinal))
            return new Refusal("INVALID_INPUT", $"The body is not valid JSON (line {(exception.LineNumber ?? 0) + 1}, position {(exception.BytePositionInLine ?? 0) + 1}).", 400);
        return field.Length == 0
            ? new Refusal("INVALID_INPUT", "The body must be a JSON object of the documented shape.", 400)
            : Refusal.Invalid(field, Expectation(shape));
    }

    /// <summary>A body above the limit.</summary>
    public static Refusal TooLarge { get; } = new("PAYLOAD_TOO_LARGE", "The body is larger than this address takes, for JSON at most 1 MB. Send less, or in several requests.", StatusCodes.Status413PayloadTooLarge);

    /// <summary>A body of another type than the endpoint takes.</summary>
    public static Refusal MediaType { get; } = new("INVALID_INPUT", "Send the body as application/json.", StatusCodes.Status415UnsupportedMediaType);

    /// <summary><c>$.variants[0].price</c> → <c>variants[0].price</c>.</summary>
    private static string Field(string? path) => path is null or "$" ? "" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    // The path of an unknown member may or may not end with the member itself.
    private static string Parent(string? path, string name)
    {
        var field = Field(path);
        return field == name ? "" : field.EndsWith("." + name, StringComparison.Ordinal) ? field[..^(name.Length + 1)] : field;
    }

    private static string Expectation(string message)
    {
        if (message.Contains("cannot be stored", StringComparison.Ordinal)) return "This text holds a character that cannot be stored";
        if (message.Contains("doesn't allow setting null", StringComparison.Ordinal)) return "This field cannot be null";
        var type = TypeName().Match(message).Groups["type"].Value;
        if (message.Contains("an amount", StringComparison.Ordinal)) return "Enter an amount as text such as \"49.99\" or as a number";
        if (type.Contains("Collections", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal)) return "Enter a list";
        if (type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Int64", StringComparison.Ordinal)) return "Enter a whole number";
        if (type.Contains("Decimal", StringComparison.Ordinal) || type.Contains("Double", StringComparison.Ordinal)) return "Enter a number";
        if (type.Contains("Boolean", StringComparison.Ordinal)) return "Enter true or false";
        if (type.Contains("Guid", StringComparison.Ordinal)) return "Enter an id";
        if (type.Contains("DateTime", StringComparison.Ordinal)) return "Enter a time such as 2026-01-31T12:00:00Z";
        if (type.Contains("System.String", StringComparison.Ordinal)) return "Enter text";
        return "This value has the wrong form. See the reference";
    }

    [GeneratedRegex("""parameter "[^"]*?(?<name>\w+)" from""")]
    private static partial Regex ParameterName();

    [GeneratedRegex("""parameter "[^"]*?(?<name>\w+)" was not provided""")]
    private static partial Regex MissingName();

    [GeneratedRegex("JSON property '(?<name>.*?)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex UnknownName();

    [GeneratedRegex("Duplicate property '(?<name>.*?)' encountered", RegexOptions.Singleline)]
    private static partial Regex DuplicateName();

    [GeneratedRegex("missing required properties.*?: (?<names>.*)", RegexOptions.Singleline)]
    private static partial Regex RequiredNames();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex QuotedName();

    [GeneratedRegex("converted to (?<type>\\S+?)\\.? Path")]
    private static partial Regex TypeName();
}
