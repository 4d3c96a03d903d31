using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Api;

/// <summary>
/// Every single resource carries an ETag (spec of the API, "lost updates"). Where a room did not give one made of a row's version, it is made of the
/// answer itself: carts, products as shoppers see them with their stock, imports on their way.
/// </summary>
public sealed class ContentTags(IOptions<JsonOptions> json) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var http = context.HttpContext;
        if (result is IValueHttpResult { Value: { } value } && http.Response.Headers.ETag.Count == 0 && !IsList(value.GetType())) http.SetEtag(Of(value, json.Value.SerializerOptions));
        return result;
    }

    /// <summary>The tag of an answer: 22 letters and digits that change with any part of it.</summary>
    public static string Of(object value, JsonSerializerOptions options) =>
        Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options)), 0, 16).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static bool IsList(Type type) => type.IsArray || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>);
}
