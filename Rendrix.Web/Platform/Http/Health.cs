using Npgsql;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Platform.Http;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers too and notifications are heard; 503 otherwise. On every host.</summary>
public static class Health
{
    /// <summary>Adds both, before any tenant is resolved.</summary>
    public static IApplicationBuilder UseHealth(this IApplicationBuilder app) => app.Map("/health", health =>
    {
        health.Map("/live", live => live.Run(http => AnswerAsync(http, true, "live")));
        health.Map("/ready", ready => ready.Run(async http => await AnswerAsync(http, await IsReadyAsync(http), "ready")));
        health.Run(http => { http.Response.StatusCode = StatusCodes.Status404NotFound; return Task.CompletedTask; });
    });

    private static async Task<bool> IsReadyAsync(HttpContext http)
    {
        if (!http.RequestServices.GetRequiredService<Notifications>().Listening.IsCompletedSuccessfully) return false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await using var connection = new NpgsqlConnection(http.RequestServices.GetRequiredService<DatabaseConnections>().App);
            await connection.OpenAsync(patience.Token);
            await using var command = new NpgsqlCommand("select 1", connection);
            return await command.ExecuteScalarAsync(patience.Token) is 1;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException) { return false; }
    }

    private static Task AnswerAsync(HttpContext http, bool well, string what)
    {
        http.Response.StatusCode = well ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync($$"""{"status":"{{(well ? "ok" : "unavailable")}}","check":"{{what}}"}""", http.RequestAborted);
    }
}
