using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Integrations;
using Rendrix.Stores;
using Rendrix.Web.Catalog;
using Rendrix.Web.Integrations.Imports;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Integrations;

/// <summary>Counts of an import, and what could not be taken over ("line 7: …").</summary>
public sealed record ImportResult(int Created, int Updated, int Skipped, int Failed, IReadOnlyList<string> Problems);

/// <summary>Imports a small catalog at once, inside the caller's transaction: the starter catalog of a new store.</summary>
public sealed class ImportCatalog(ProductPictures pictures, TimeProvider clock)
{
    /// <summary>Reads a product file of any known format and writes all of it. The caller commits. The stream must be seekable.</summary>
    public async Task<ImportResult> RunNowAsync(AppDb db, Store store, Stream csv, CancellationToken ct)
    {
        var (format, problem) = await ImportFormats.RecogniseAsync(csv, ct);
        if (format is null) return new ImportResult(0, 0, 0, 1, [problem]);
        var now = clock.GetUtcNow();
        var products = new List<ImportedProduct>();
        await foreach (var product in format.ReadAsync(csv, new ImportReading(Currency.Of(store.Currency), now), ct)) products.Add(product);
        var outcomes = await new ImportBatch(db, pictures, store.Id, store.Currency, store.Locale, now, fetchPictures: true, jobId: null).RunAsync(products, ct);
        await db.SaveAsync(ct);
        int Count(ImportOutcome outcome) => outcomes.Count(o => o.Outcome == outcome);
        return new ImportResult(Count(ImportOutcome.Created), Count(ImportOutcome.Updated), Count(ImportOutcome.Skipped), Count(ImportOutcome.Failed),
            [.. outcomes.Where(o => o.Outcome == ImportOutcome.Failed).Select(o => $"line {o.Product.Lines.FirstOrDefault()}: {o.Message}")]);
    }
}
