using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Rendrix.Web.Tests.Platform;

/// <summary>What the endpoints take, read from the running program's route table: a new endpoint is in it by itself.</summary>
internal static class BodyShapes
{
    /// <summary>Every endpoint below /api with its method and pattern.</summary>
    public static IEnumerable<(string Method, string Path, RouteEndpoint Endpoint)> Endpoints(RunningApp app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, path, endpoint);

    /// <summary>The type of the JSON body, if it takes one.</summary>
    public static Type? BodyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } type } accepts && accepts.ContentTypes.Contains("application/json") ? type : null;

    /// <summary>The type and every type inside it that is written as an object.</summary>
    public static IEnumerable<JsonTypeInfo> Within(Type body, JsonSerializerOptions options)
    {
        var (seen, waiting) = (new HashSet<Type>(), new Queue<Type>([body]));
        while (waiting.TryDequeue(out var next))
        {
            var type = ElementOf(next);
            if (!seen.Add(type) || !type.Assembly.GetName().Name!.StartsWith("Rendrix", StringComparison.Ordinal) || type.IsEnum || options.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } info) continue;
            yield return info;
            foreach (var member in info.Properties) waiting.Enqueue(member.PropertyType);
        }
    }

    /// <summary>Members of the body that hold an id, as the names that lead there; "[]" stands for a list.</summary>
    public static IEnumerable<string[]> IdMembers(Type body, JsonSerializerOptions options, int depth = 0)
    {
        if (depth > 4 || options.GetTypeInfo(body) is not { Kind: JsonTypeInfoKind.Object } info || !body.Assembly.GetName().Name!.StartsWith("Rendrix", StringComparison.Ordinal)) yield break;
        foreach (var member in info.Properties)
        {
            var (list, type) = (IsList(member.PropertyType), ElementOf(member.PropertyType));
            string[] here = list ? [member.Name, "[]"] : [member.Name];
            if (type == typeof(Guid)) yield return here;
            else foreach (var below in IdMembers(type, options, depth + 1)) yield return [.. here, .. below];
        }
    }

    /// <summary>A body in which one member holds a value; what else it needs comes from an example.</summary>
    public static JsonNode With(JsonNode? example, IReadOnlyList<string> member, string value)
    {
        if (member.Count == 0) return JsonValue.Create(value);
        if (member[0] == "[]") return new JsonArray(With(example is JsonArray { Count: > 0 } some ? some[0]!.DeepClone() : null, [.. member.Skip(1)], value));
        var whole = example as JsonObject ?? [];
        whole[member[0]] = With(whole[member[0]]?.DeepClone(), [.. member.Skip(1)], value);
        return whole;
    }

    private static bool IsList(Type type) => Plain(type) is var t && t != typeof(string) && typeof(IEnumerable).IsAssignableFrom(t) && ElementOf(t) != t;

    private static Type ElementOf(Type type)
    {
        var plain = Plain(type);
        if (plain == typeof(string)) return plain;
        if (plain.IsArray) return Plain(plain.GetElementType()!);
        return plain.GetInterfaces().Append(plain).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list && !plain.IsAssignableTo(typeof(IDictionary)) && plain.GetGenericArguments().Length == 1 ? Plain(list.GetGenericArguments()[0]) : plain;
    }

    // Without the question mark, and without the wrapper that tells "null" from "left out".
    private static Type Plain(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Plain(value) : type is { IsGenericType: true, Name: "Optional`1" } ? Plain(type.GetGenericArguments()[0]) : type;
}
