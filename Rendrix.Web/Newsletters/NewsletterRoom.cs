using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Identity;
using Rendrix.Web.Api;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Integrations;
using Rendrix.Web.Platform.Auditing;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Newsletters;

/// <summary>Registers the room.</summary>
public static class NewsletterRoom
{
    private const int PageSize = 500;

    /// <summary>Verbs and links.</summary>
    public static IServiceCollection AddNewsletter(this IServiceCollection services) => services.AddScoped<Subscribe>().AddSingleton<NewsletterLinks>();

    /// <summary>Maps <c>…/newsletter/export</c>.</summary>
    public static void MapNewsletter(this ApiGroups api) =>
        api.Store.MapGet("/newsletter/export", ExportAsync).Demand(Permission.ReadOrders).WithMetadata(RequestLimits.Unbounded).CountAsLong().WithTags("Newsletter").WithName("ExportNewsletter")
            .WithSummary("Download the confirmed addresses of the newsletter as CSV").WithDescription("Only addresses that confirmed and did not leave. That it was downloaded stands in the activity log.");

    private static async Task<PushStreamHttpResult> ExportAsync(CallerStore at, TenantTransactions transactions, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(at.TenantId, null, ct))
        {
            Audit.Record(db, AuditActions.PrivacyExport, new("newsletter", at.StoreId, at.Store.Name, at.StoreId));
            await db.CommitAsync(ct);
        }
        return TypedResults.Stream(target => WriteAsync(at, transactions, target, ct), "text/csv; charset=utf-8", $"{at.Store.Subdomain}-newsletter.csv");
    }

    private static async Task WriteAsync(CallerStore at, TenantTransactions transactions, Stream target, CancellationToken ct)
    {
        using var page = new MemoryStream();
        await using var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var name in new[] { "email", "confirmed" }) writer.WriteField(name);
        writer.EndRecord();
        for (var last = Guid.Empty; ;)
        {
            await using var db = await transactions.BeginAsync(at.TenantId, null, ct);
            var rows = await db.NewsletterSubscribers.AsNoTracking().Where(s => s.StoreId == at.StoreId && s.ConfirmedAt != null && s.LeftAt == null && s.Id.CompareTo(last) > 0).OrderBy(s => s.Id).Take(PageSize).ToListAsync(ct);
            foreach (var row in rows)
            {
                writer.WriteField(FormulaGuard.Guard(row.Email));
                writer.WriteField(row.ConfirmedAt!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                writer.EndRecord();
            }
            await writer.FlushAsync(ct);
            await page.HandOnAsync(target, ct);
            if (rows.Count < PageSize) return;
            last = rows[^1].Id;
        }
    }
}
