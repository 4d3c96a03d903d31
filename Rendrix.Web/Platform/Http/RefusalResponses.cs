using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// The one converter of refusals and accidents for API callers (RFC 9457). Below <c>/api</c> every answer with a status of 400 or
/// more leaves as a problem document: thrown refusals, bodies that could not be read, unknown routes, wrong methods and our own bugs.
/// </summary>
public sealed class RefusalResponses(RequestDelegate next, ILogger<RefusalResponses> log)
{
    /// <summary>Largest JSON body in bytes (1 MiB).</summary>
    public const long MaxJsonBody = 1 << 20;

    /// <summary>Runs the rest of the pipeline and converts what comes out of it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsApi(context.Request.Path)) { await next(context); return; }
        context.Response.Headers["X-Request-Id"] = RequestId(context);
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (Unreadable(context) is { } refusal) { await WriteAsync(context, refusal); return; }
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested) { context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; return; }
            await WriteAsync(context, await MovedStore.IsReasonAsync(context, exception) ? MovedStore.Refusal : Convert(context, exception));
            return;
        }
        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null }) await WriteAsync(context, ProblemCatalog.OfStatus(StatusOf(context)));
    }

    /// <summary>Whether a path belongs to the API, whose callers are programs and are never redirected.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api");

    /// <summary>The id that the caller can quote and the log holds.</summary>
    public static string RequestId(HttpContext context) => context.TraceIdentifier;

    /// <summary>Writes the problem document of a refusal.</summary>
    public static async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = "application/problem+json";
        if (refusal.Extra?.GetValueOrDefault("retryAfter") is int seconds) response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // A HEAD or 304-like answer has no body; every other error has one.
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Document(context, refusal), ApiJson.Options), context.RequestAborted);
    }

    /// <summary>The members of the problem document in the order of RFC 9457, then ours.</summary>
    public static Dictionary<string, object?> Document(HttpContext context, Refusal refusal)
    {
        var document = new Dictionary<string, object?>
        {
            ["type"] = "/docs/api#" + refusal.Code,
            ["title"] = ProblemCatalog.Titles.GetValueOrDefault(refusal.Code, "Refused"),
            ["status"] = refusal.Status,
            ["detail"] = refusal.Message,
            ["instance"] = context.Request.PathBase.Add(context.Request.Path).ToUriComponent(),
            ["code"] = refusal.Code,
            ["errors"] = refusal.Errors ?? new Dictionary<string, string[]>(),
            ["requestId"] = RequestId(context),
        };
        foreach (var (name, value) in refusal.Extra ?? new Dictionary<string, object?>()) document.TryAdd(name, value);
        return document;
    }

    private static int StatusOf(HttpContext context)
    {
        if (context.Response.StatusCode != StatusCodes.Status404NotFound || context.GetEndpoint() is not null || OtherMethods.Of(context) is not { Count: > 0 } methods) return context.Response.StatusCode;
        context.Response.Headers.Allow = string.Join(", ", methods);
        return StatusCodes.Status405MethodNotAllowed;
    }

    private Refusal Convert(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case RefusedException refused: return refused.Refusal;
            case BadHttpRequestException bad: return BodyProblems.Of(bad);
            case JsonException json: return BodyProblems.Of(json);
            case DbUpdateConcurrencyException: return Refusal.Stale();
            case NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } } or TimeoutException or DbUpdateException { InnerException: NpgsqlException { IsTransient: true } }:
                log.LogError(exception, "Request {RequestId} met an unavailable database", RequestId(context));
                context.Response.Headers.RetryAfter = "5";
                return ProblemCatalog.OfStatus(StatusCodes.Status503ServiceUnavailable);
            default:
                log.LogError(exception, "Request {RequestId} to {Path} broke", RequestId(context), context.Request.Path);
                return ProblemCatalog.OfStatus(StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>What no endpoint should ever see: oversized JSON, and characters that PostgreSQL text cannot hold.</summary>
    private static Refusal? Unreadable(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value!.Contains('\0')) return Refusal.NotFound();
        if (request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true) return new Refusal("INVALID_INPUT", "The address holds a character that cannot be read.", 400);
        if (request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true) return null;
        if (request.ContentLength > MaxJsonBody) { context.Response.Headers.Connection = "close"; return BodyProblems.TooLarge; }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MaxJsonBody;
        return null;
    }
}
