using System.Globalization;
using CsvHelper;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Integrations;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Plans.Usage;

/// <summary>What was used by day and store, as CSV for people who keep books of it.</summary>
public static class UsageFile
{
    private static readonly string[] Columns = ["day", "storeId", "store", "trafficBytes", "orders", "apiRequests", "products", "stores"];

    /// <summary>Maps <c>/s/{store}/settings/plan/usage.csv</c>, with from and to as the API takes them.</summary>
    public static IEndpointRouteBuilder MapUsageFile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/s/{store}/settings/plan/usage.csv", SendAsync).RequireAuthorization().ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> SendAsync(HttpContext http, CurrentMember member, TenantTransactions transactions, TimeProvider clock, CancellationToken ct, string? from = null, string? to = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!member.May(Permission.ReadBilling)) return Results.Text("Your role here cannot see what the plan is used for. Ask an owner or admin.", statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var now = clock.GetUtcNow();
            var (first, last) = UsageByDay.Span(from, to, now);
            await using var db = await transactions.BeginAsync(ct);
            var use = await UsageByDay.ReadAsync(db, first, last, now, ct);
            return Results.File(await WriteAsync(use, ct), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"usage-{first:yyyy-MM-dd}-{last:yyyy-MM-dd}.csv"));
        }
        catch (RefusedException refused) { return Results.Text(refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message, statusCode: refused.Refusal.Status); }
    }

    /// <summary>A line for all stores of a day, then one for each that used something on it. UTF-8 with mark; no spreadsheet computes any of it.</summary>
    internal static async Task<byte[]> WriteAsync(UsageByDay use, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await using (var writer = CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            Line(writer, Columns);
            for (var i = 0; i < use.Days.Count; i++)
            {
                Line(writer, Cells(use.Days[i], "", "All stores"));
                foreach (var store in use.Stores)
                    if (store.Days[i] is { Bandwidth: > 0 } or { Orders: > 0 } or { ApiRequests: > 0 } or { Products: > 0 }) Line(writer, Cells(store.Days[i], store.StoreId?.ToString("D") ?? "", NameOf(store)));
            }
            await writer.FlushAsync(ct);
        }
        return file.ToArray();
    }

    /// <summary>How a store's part is called.</summary>
    internal static string NameOf(StoreUse store) => store.Name ?? (store.StoreId is null ? "No single store" : "A store that is gone");

    private static string[] Cells(DayUse day, string id, string name) => [day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), id, name, N(day.Bandwidth), N(day.Orders), N(day.ApiRequests), N(day.Products), N(day.Stores)];

    private static string N(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void Line(CsvWriter writer, IEnumerable<string> cells)
    {
        foreach (var cell in cells) writer.WriteField(FormulaGuard.Guard(cell));
        writer.EndRecord();
    }
}
