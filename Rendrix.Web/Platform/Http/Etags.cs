using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>Entity tags made of a row's version: written with every single resource, demanded back by <c>If-Match</c>.</summary>
public static class Etags
{
    /// <summary>The tag of a version: <c>"7"</c> with its quotes.</summary>
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>Puts the tag on the answer.</summary>
    public static void SetEtag(this HttpContext context, int version) => context.Response.Headers.ETag = Of(version);

    /// <summary>Puts a tag of several numbers on the answer, for what changes in more than one way.</summary>
    public static void SetEtag(this HttpContext context, string version) => context.Response.Headers.ETag = $"\"{version}\"";

    /// <summary>Refuses with 412 when the caller sent <c>If-Match</c> and none of its tags is the current version. Call it before changing anything.</summary>
    public static void DemandMatch(this HttpContext context, int version) => context.DemandMatch(version.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The same for a tag of several numbers.</summary>
    public static void DemandMatch(this HttpContext context, string version)
    {
        if (context.Request.Headers.IfMatch is not { Count: > 0 } sent || StringValues.IsNullOrEmpty(sent)) return;
        var current = $"\"{version}\"";
        var matches = EntityTagHeaderValue.TryParseList([.. sent.OfType<string>()], out var tags) && tags.Any(tag => tag.Tag == "*" || !tag.IsWeak && tag.Tag == current);
        if (!matches) throw new RefusedException(Refusal.Stale());
    }
}
