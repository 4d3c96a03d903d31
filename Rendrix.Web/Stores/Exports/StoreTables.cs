using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Rendrix.Stores;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Integrations;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores.Exports;

/// <summary>The tables of a store's export that are CSV, each written in pages by key. No spreadsheet computes any of it.</summary>
public sealed class StoreTables(TenantTransactions transactions)
{
    private const int PageSize = 500;

    /// <summary>File names and who writes them.</summary>
    public IEnumerable<(string Name, Func<Stream, CancellationToken, Task> Write)> All(Store store) =>
    [
        ("orders.csv", (target, ct) => OrdersAsync(store, target, ct)),
        ("customers.csv", (target, ct) => CustomersAsync(store, target, ct)),
        ("newsletter.csv", (target, ct) => WriteAsync(target, ["email", "since", "confirmed", "left"], store, (db, last) => db.NewsletterSubscribers.AsNoTracking().Where(s => s.StoreId == store.Id && s.Id.CompareTo(last) > 0).OrderBy(s => s.Id).Take(PageSize),
            s => s.Id, s => [[s.Email, Time(s.CreatedAt), s.ConfirmedAt is { } at ? Time(at) : "", s.LeftAt is { } left ? Time(left) : ""]], ct)),
        ("reviews.csv", (target, ct) => WriteAsync(target, ["productId", "stars", "title", "text", "author", "status", "reply", "createdAt"], store, (db, last) => db.Reviews.AsNoTracking().Where(r => r.StoreId == store.Id && r.Id.CompareTo(last) > 0).OrderBy(r => r.Id).Take(PageSize),
            r => r.Id, r => [[r.ProductId.ToString("D"), Number(r.Stars), r.Title, r.Text, r.Author, Word(r.Status), r.Reply, Time(r.CreatedAt)]], ct)),
        ("redirects.csv", (target, ct) => WriteAsync(target, ["from", "to"], store, (db, last) => db.Redirects.AsNoTracking().Where(r => r.StoreId == store.Id && r.Id.CompareTo(last) > 0).OrderBy(r => r.Id).Take(PageSize), r => r.Id, r => [[r.From, r.To]], ct)),
    ];

    private Task OrdersAsync(Store store, Stream target, CancellationToken ct) => WriteAsync(target,
        ["number", "placedAt", "status", "financialStatus", "fulfilmentStatus", "email", "name", "company", "address1", "address2", "city", "province", "postalCode", "country", "phone", "currency", "subtotal", "discount", "shipping", "tax", "total", "trackingCarrier", "trackingNumber", "line", "sku", "product", "variant", "quantity", "unitPrice", "lineTotal"],
        store, (db, last) => db.Orders.AsNoTracking().Include(o => o.Lines).AsSplitQuery().Where(o => o.StoreId == store.Id && o.Id.CompareTo(last) > 0).OrderBy(o => o.Id).Take(PageSize), o => o.Id,
        o =>
        {
            string?[] head =
            [
                Number(o.Number), Time(o.PlacedAt), Word(o.Status), Word(o.FinancialStatus), Word(o.FulfilmentStatus), o.Email, o.ShippingAddress.FullName, o.ShippingAddress.Company, o.ShippingAddress.Address1, o.ShippingAddress.Address2, o.ShippingAddress.City,
                o.ShippingAddress.Province, o.ShippingAddress.PostalCode, o.ShippingAddress.Country, o.ShippingAddress.Phone, o.Currency, o.Money(o.SubtotalMinor).ToWire(), o.Money(o.DiscountMinor).ToWire(), o.Money(o.ShippingMinor).ToWire(), o.Money(o.TaxMinor).ToWire(),
                o.Money(o.TotalMinor).ToWire(), o.TrackingCarrier, o.TrackingNumber,
            ];
            return o.Lines.OrderBy(l => l.Position).Select(l => (string?[])[.. head, Number(l.Position + 1), l.Sku, l.Name, l.VariantTitle, Number(l.Quantity), o.Money(l.UnitPriceMinor).ToWire(), o.Money(l.TotalMinor).ToWire()]);
        }, ct);

    // A customer is an address that ordered; the sum is in the store's currency, the only one it sells in.
    private async Task CustomersAsync(Store store, Stream target, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        var people = db.Orders.AsNoTracking().Where(o => o.StoreId == store.Id && o.Email != "").GroupBy(o => o.Email).OrderBy(g => g.Key)
            .Select(g => new { Email = g.Key, Name = g.Max(o => o.CustomerName), Orders = g.Count(), Sum = g.Sum(o => o.TotalMinor), First = g.Min(o => o.PlacedAt), Last = g.Max(o => o.PlacedAt) }).AsAsyncEnumerable();
        using var page = new MemoryStream();
        await using var writer = Begin(page, ["email", "name", "orders", "total", "currency", "firstOrderAt", "lastOrderAt"]);
        var rows = 0;
        await foreach (var p in people.WithCancellation(ct))
        {
            Row(writer, [p.Email, p.Name, Number(p.Orders), store.Money(p.Sum).ToWire(), store.Currency, Time(p.First), Time(p.Last)]);
            if (++rows % PageSize == 0) { await writer.FlushAsync(ct); await page.HandOnAsync(target, ct); }
        }
        await writer.FlushAsync(ct);
        await page.HandOnAsync(target, ct);
    }

    private async Task WriteAsync<T>(Stream target, string[] columns, Store store, Func<AppDb, Guid, IQueryable<T>> next, Func<T, Guid> key, Func<T, IEnumerable<string?[]>> rowsOf, CancellationToken ct)
    {
        using var page = new MemoryStream();
        await using var writer = Begin(page, columns);
        var last = Guid.Empty;
        while (true)
        {
            List<T> rows;
            await using (var db = await transactions.BeginAsync(store.TenantId, null, ct))
            {
                await db.PlanWithValuesAsync(ct);
                rows = await next(db, last).ToListAsync(ct);
            }
            foreach (var row in rows.SelectMany(rowsOf)) Row(writer, row);
            await writer.FlushAsync(ct);
            await page.HandOnAsync(target, ct);
            if (rows.Count < PageSize) return;
            last = key(rows[^1]);
        }
    }

    private static CsvWriter Begin(MemoryStream page, string[] columns)
    {
        var writer = CsvWriter.Create(page, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in columns) writer.WriteField(column);
        writer.EndRecord();
        return writer;
    }

    private static void Row(CsvWriter writer, string?[] cells)
    {
        foreach (var cell in cells) writer.WriteField(FormulaGuard.Guard(cell ?? ""));
        writer.EndRecord();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Word(Enum value) => AppDbConventions.Snake(value.ToString());
}
