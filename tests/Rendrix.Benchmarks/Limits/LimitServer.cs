using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Rendrix.Benchmarks.Limits;

/// <summary>A product as the limit programs read it.</summary>
public sealed record LimitItem(Guid Id, string Slug, string Name, string Summary, string Price, string? CompareAt, string? CoverUrl, string CoverAlt, bool Available, string[] Swatches);

/// <summary>Where the limit servers listen and what they serve.</summary>
/// <param name="Port">HTTP.</param>
/// <param name="MailPort">An SMTP server that takes every mail and forgets it, so that orders can send theirs.</param>
/// <param name="Connection">The same database; the superuser, so no row security.</param>
/// <param name="Tenant">Tenant of the store that is measured.</param>
/// <param name="Store">The store that is measured.</param>
/// <param name="Page">File with our own home page: served byte by byte.</param>
/// <param name="Before">Our category page up to its cards.</param>
/// <param name="After">Our category page from the end of its cards on.</param>
internal sealed record LimitSettings(int Port, int MailPort, string Connection, Guid Tenant, Guid Store, string Page, string Before, string After);

/// <summary>The limit programs: the least that must be done to serve what our pages serve.</summary>
internal static class LimitServer
{
    private const string Products = "select id, slug, name, summary, price_minor, compare_at_minor, cover_url, cover_alt, available, options from products where tenant_id = $1 and store_id = $2 and status = 'active' and id < $3 order by id desc limit 24";

    public static async Task RunAsync(string settingsFile)
    {
        var settings = JsonSerializer.Deserialize<LimitSettings>(await File.ReadAllTextAsync(settingsFile))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Services.AddRazorComponents();
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.Connection) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, MaxPoolSize = 60 }.ConnectionString);
        await using var app = builder.Build();

        var page = await File.ReadAllBytesAsync(settings.Page);
        var (before, after) = (await File.ReadAllTextAsync(settings.Before), await File.ReadAllTextAsync(settings.After));
        app.MapGet("/bytes", async (HttpContext http) =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = page.Length;
            await http.Response.Body.WriteAsync(page);
        });
        app.MapGet("/page", async (Guid after24) => new RazorComponentResult<LimitPage>(new { Before = before, Items = await ReadAsync(database, settings, after24), After = after }));
        app.MapGet("/json", async (Guid after24) =>
        {
            var items = await ReadAsync(database, settings, after24);
            return TypedResults.Json(new
            {
                data = items.Select(i => new { id = i.Id, name = i.Name, slug = i.Slug, summary = i.Summary, price = i.Price, compareAtPrice = i.CompareAt, currency = "EUR", images = new[] { new { url = "http://bench.localhost" + i.CoverUrl, altText = i.CoverAlt } }, available = i.Available }),
                nextCursor = items.Count == 24 ? items[^1].Id.ToString("N") : null,
            });
        });
        _ = MailSink.RunAsync(settings.MailPort);
        await app.RunAsync();
    }

    private static async Task<List<LimitItem>> ReadAsync(NpgsqlDataSource database, LimitSettings settings, Guid after)
    {
        await using var command = database.CreateCommand(Products);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = settings.Tenant });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = settings.Store });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after });
        await using var reader = await command.ExecuteReaderAsync();
        var items = new List<LimitItem>(24);
        while (await reader.ReadAsync())
            items.Add(new LimitItem(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Amount(reader.GetInt64(4)), reader.IsDBNull(5) ? null : Amount(reader.GetInt64(5)),
                reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetString(7), reader.GetBoolean(8), SwatchesOf(reader.GetString(9))));
        return items;
    }

    private static string Amount(long minor) => (minor / 100m).ToString("F2", CultureInfo.InvariantCulture);

    private static string[] SwatchesOf(string options)
    {
        using var document = JsonDocument.Parse(options);
        return document.RootElement.GetArrayLength() == 0 ? [] : [.. document.RootElement[0].GetProperty("values").EnumerateArray().Select(v => v.GetProperty("swatch").GetString()!)];
    }
}
