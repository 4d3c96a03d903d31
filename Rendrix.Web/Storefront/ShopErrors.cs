using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Refusals;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Storefront;

/// <summary>
/// The last word of a shop when something broke: a plain page that needs no database. The shopper is told what to do, the log holds why.
/// </summary>
public sealed class ShopErrors(RequestDelegate next, ILogger<ShopErrors> log)
{
    /// <summary>Runs the rest and answers for what it could not.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try { await next(context); }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            // InvalidDataException: a form that is too large or holds what no form may hold.
            var moved = await MovedStore.IsReasonAsync(context, failure) || failure is RefusedException asked && ReferenceEquals(asked.Refusal, MovedStore.Refusal);
            var status = failure switch { _ when moved => StatusCodes.Status503ServiceUnavailable, NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or DbUpdateException { InnerException: PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } } or DbUpdateException { InnerException: NpgsqlException { IsTransient: true } } => StatusCodes.Status503ServiceUnavailable, BadHttpRequestException bad => bad.StatusCode, RefusedException refused => refused.Refusal.Status, InvalidDataException or IOException => StatusCodes.Status400BadRequest, _ => StatusCodes.Status500InternalServerError };
            if (status >= 500 && !moved) log.LogError(failure, "{Method} {Path} could not be answered", context.Request.Method, context.Request.Path);
            context.Response.Clear();
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-store";
            if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter = moved ? "1" : status == StatusCodes.Status429TooManyRequests ? "3" : "5";
            var (title, text) = status == StatusCodes.Status503ServiceUnavailable ? ("One moment, please", "The shop could not take this right now. Your cart is kept. Go back and try again.") : status == StatusCodes.Status429TooManyRequests ? ("Very busy right now", "More people are here than the shop can serve at once. Your cart is kept. Try again in a moment.") : status >= 500 ? ("Something broke on our side", "Nothing was charged by this page. Go back and try again in a minute.") : ("This request could not be read", "Go back and try again.");
            await context.Response.WriteAsync($"""
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
                <style>body{"{"}font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:14vh auto;padding:0 24px;color:#1a1a1a{"}"}a{"{"}color:inherit{"}"}</style></head>
                <body><h1>{title}</h1><p>{text}</p><p><a href="{System.Net.WebUtility.HtmlEncode(context.Request.PathBase.Value)}/">To the front page</a></p><p><small>{System.Net.WebUtility.HtmlEncode(context.TraceIdentifier)}</small></p></body></html>
                """, CancellationToken.None);
        }
    }
}
