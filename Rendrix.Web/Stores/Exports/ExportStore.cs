using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rendrix.Auditing;
using Rendrix.Refusals;
using Rendrix.Stores;
using Rendrix.Web.Integrations.Exports;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Stores.Closing;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Stores.Exports;

/// <summary>
/// Everything of a store as one ZIP: products as our import reads them, orders, customers, newsletter, reviews, pages, theme, menus, redirects, settings and pictures.
/// Written straight to the caller, part by part: memory does not grow with the store.
/// </summary>
public sealed class ExportStore(TenantTransactions transactions, ProductCsv products, StoreTables tables, FileStore files, HostNames hosts)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string ReadMe = """
        Everything of a store on Rendrix.

        products.csv      reads back with Products, Import; pictures by the addresses they have now
        orders.csv        one row for each line of an order
        customers.csv     who ordered, with count and sum
        newsletter.csv    who asked for the newsletter
        reviews.csv       what was written of products
        redirects.csv     old addresses and where they lead
        pages/            each page: its details, what is live and what is being edited
        theme.json        colors, type and shapes: live, and what is being edited
        menus.json        menus in order
        settings.json     name, contact, region, shipping, tax, addresses
        media/            pictures under the names they had, with their ids

        Cells of CSV files that a spreadsheet would compute begin with an apostrophe.
        """;

    /// <summary>Records that everything was taken along, before the first byte is.</summary>
    public async Task<Store> BeginAsync(Guid tenantId, Guid storeId, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var store = await db.Stores.AsNoTracking().FirstOrDefaultAsync(s => s.Id == storeId && s.Status != StoreStatus.Making, ct) ?? throw new RefusedException(Refusal.NotFound("store"));
        CloseStore.Note(db, store, AuditActions.StoreExport);
        await db.CommitAsync(ct);
        return store;
    }

    /// <summary>Writes the file.</summary>
    public async Task WriteAsync(Store store, Stream target, CancellationToken ct)
    {
        await using var patient = new PatientStream(target);
        await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: Encoding.UTF8, ct)) await FillAsync(zip, store, ct);
        await patient.FlushAsync(ct);
    }

    private async Task FillAsync(ZipArchive zip, Store store, CancellationToken ct)
    {
        await AddAsync(zip, "README.txt", async part => await part.WriteAsync(Encoding.UTF8.GetBytes(ReadMe), ct), ct);
        await AddAsync(zip, "settings.json", part => SettingsAsync(store, part, ct), ct);
        await AddAsync(zip, "products.csv", part => products.WriteAsync(store.Id, part, hosts.UrlOf(store), ct), ct);
        foreach (var (name, write) in tables.All(store)) await AddAsync(zip, name, part => write(part, ct), ct);
        await DesignAsync(zip, store, ct);
        await MediaAsync(zip, store, ct);
    }

    private async Task SettingsAsync(Store s, Stream part, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(s.TenantId, null, ct);
        var addresses = await db.StoreDomains.Where(d => d.StoreId == s.Id && d.TenantId == s.TenantId).OrderBy(d => d.Name).Select(d => d.Name).ToListAsync(ct);
        await JsonSerializer.SerializeAsync(part, new { store = StoreResponse.From(s, s.PrimaryDomain, hosts.UrlOf(s)), addresses, templateRules = JsonSerializer.Deserialize<JsonElement>(s.TemplateRules) }, Json, ct);
    }

    private async Task DesignAsync(ZipArchive zip, Store store, CancellationToken ct)
    {
        List<(Guid Id, string Slug)> pages;
        await using (var db = await transactions.BeginAsync(store.TenantId, null, ct))
        {
            var draft = await db.StoreThemes.Where(t => t.StoreId == store.Id).Select(t => t.Draft).FirstOrDefaultAsync(ct);
            var menus = await db.Menus.AsNoTracking().Where(m => m.StoreId == store.Id).OrderBy(m => m.Handle).Select(m => new { m.Handle, m.Title, m.Links }).ToListAsync(ct);
            await AddAsync(zip, "theme.json", part => JsonSerializer.SerializeAsync(part, new { live = Element(store.Theme), draft = Element(draft) }, Json, ct), ct);
            await AddAsync(zip, "menus.json", part => JsonSerializer.SerializeAsync(part, menus, Json, ct), ct);
            pages = [.. (await db.Pages.Where(p => p.StoreId == store.Id).OrderBy(p => p.Slug).Select(p => new { p.Id, p.Slug }).ToListAsync(ct)).Select(p => (p.Id, p.Slug))];
        }
        // A page at a time: a document may have a megabyte.
        foreach (var (id, slug) in pages)
        {
            await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
            if (await db.Pages.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } page) continue;
            var live = await db.PageVersions.Where(v => v.PageId == id && v.Number == page.PublishedNumber).Select(v => v.Document).FirstOrDefaultAsync(ct);
            await AddAsync(zip, $"pages/{slug}.json", part => JsonSerializer.SerializeAsync(part, new { page.Type, page.Title, page.Slug, page.SeoTitle, page.SeoDescription, page.Canonical, page.SocialImage, page.NoIndex, live = Element(live), draft = Element(page.Draft) }, Json, ct), ct);
        }
    }

    private async Task MediaAsync(ZipArchive zip, Store store, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            List<Rendrix.Media.MediaFile> some;
            await using (var db = await transactions.BeginAsync(store.TenantId, null, ct))
            {
                await db.PlanWithValuesAsync(ct);
                some = await db.MediaFiles.AsNoTracking().Where(f => f.StoreId == store.Id && f.Id.CompareTo(last) > 0).OrderBy(f => f.Id).Take(200).ToListAsync(ct);
            }
            foreach (var file in some)
            {
                await using var bytes = files.Open(store.TenantId, file.Blob);
                // The name is one that MediaFiles.SafeName made: no folders, no control characters.
                if (bytes is not null) await AddAsync(zip, $"media/{Path.GetFileNameWithoutExtension(file.Name)}-{file.Id:N}{Rendrix.Media.MediaFile.Extension(file.ContentType)}", part => bytes.CopyToAsync(part, ct), ct, CompressionLevel.NoCompression);
            }
            if (some.Count < 200) return;
            last = some[^1].Id;
        }
    }

    private static JsonElement? Element(string? json) => string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<JsonElement>(json);

    private static async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken ct, CompressionLevel level = CompressionLevel.Fastest)
    {
        await using var part = await zip.CreateEntry(name, level).OpenAsync(ct);
        await write(part);
    }
}
