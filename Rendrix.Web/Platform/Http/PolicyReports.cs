using System.Diagnostics.Metrics;
using System.Text.Json;

namespace Rendrix.Web.Platform.Http;

/// <summary>
/// Takes what browsers report of pages that were not allowed something: <c>POST /csp-report</c>, on every host. Anybody can send these, so they are small, few,
/// counted, and logged without what an address holds behind its path.
/// </summary>
public static class PolicyReports
{
    private const int MaxBytes = 16_384, PerAddress = 30, Together = 600, LongestText = 200;
    private static readonly Meter Meter = new("Rendrix");
    private static readonly Counter<long> Reports = Meter.CreateCounter<long>("rendrix.csp_reports", description: "Reports of content security policies");

    /// <summary>Before any tenant is resolved: a report tells nothing of one.</summary>
    public static IApplicationBuilder UsePolicyReports(this IApplicationBuilder app) => app.Map(ContentPolicy.ReportPath, reports => reports.Run(TakeAsync));

    private static async Task TakeAsync(HttpContext http)
    {
        http.Response.StatusCode = await ReadAsync(http);
    }

    private static async Task<int> ReadAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) { http.Response.Headers.Allow = "POST"; return StatusCodes.Status405MethodNotAllowed; }
        var type = http.Request.ContentType ?? "";
        if (!type.StartsWith("application/csp-report", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/reports+json", StringComparison.OrdinalIgnoreCase)) return StatusCodes.Status415UnsupportedMediaType;
        var windows = http.RequestServices.GetRequiredService<RateWindows>();
        if (!windows.Take($"csp:{http.Connection.RemoteIpAddress}", PerAddress, TimeSpan.FromMinutes(1)).Allowed || !windows.Take("csp", Together, TimeSpan.FromMinutes(1)).Allowed) return StatusCodes.Status429TooManyRequests;
        if (http.Request.ContentLength > MaxBytes) return StatusCodes.Status413PayloadTooLarge;
        var bytes = new byte[MaxBytes + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length > MaxBytes) return StatusCodes.Status413PayloadTooLarge;
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 8 });
            Log(http, json.RootElement);
            return StatusCodes.Status204NoContent;
        }
        catch (JsonException) { return StatusCodes.Status400BadRequest; }
    }

    private static void Log(HttpContext http, JsonElement root)
    {
        // One report in the old form, a list in the new; of a list the first ones say enough.
        var bodies = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Take(5).Select(r => Member(r, "body")) : [Member(root, "csp-report")];
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PolicyReports));
        foreach (var body in bodies.Where(b => b.ValueKind == JsonValueKind.Object))
        {
            Reports.Add(1);
            log.LogWarning("A browser did not load {Blocked} on {Page}: {Directive}", Address(body, "blocked-uri", "blockedURL"), Address(body, "document-uri", "documentURL"), Text(body, "effective-directive", "effectiveDirective"));
        }
    }

    private static JsonElement Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    private static string Text(JsonElement body, string old, string name)
    {
        var member = Member(body, old) is { ValueKind: JsonValueKind.String } first ? first : Member(body, name);
        var text = member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
        return new string([.. text.Where(c => !char.IsControl(c)).Take(LongestText)]);
    }

    // Queries of addresses hold tokens of mails and previews.
    private static string Address(JsonElement body, string old, string name) => Text(body, old, name).Split('?', '#')[0];
}
