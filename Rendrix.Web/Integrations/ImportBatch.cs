using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Refusals;
using Rendrix.Web.Catalog;
using Rendrix.Web.Plans;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Integrations;

/// <summary>What became of one product of a file.</summary>
internal sealed record ImportedOutcome(ImportedProduct Product, ImportOutcome Outcome, string Message, Guid? ProductId);

/// <summary>
/// Writes some products of a file inside the caller's transaction. A product is found again by the key of its import, by its slug or by a SKU,
/// so running a file twice makes nothing twice; facts the file has no column for stay as they are, and variants, pictures and stock that it
/// does not name are kept.
/// </summary>
internal sealed class ImportBatch(AppDb db, ProductPictures pictures, Guid storeId, string currency, string locale, DateTimeOffset now, bool fetchPictures, Guid? jobId)
{
    private readonly List<Product> _written = [];
    private readonly Dictionary<Guid, ImagesWanted> _wanted = [];
    private CategoryTree _categories = null!;
    private List<Product> _existing = [];
    private Dictionary<string, Guid> _skuOwners = [];
    private HashSet<string> _slugs = [];

    /// <summary>Room that the plan leaves for products, held still by the caller's transaction; null without limit.</summary>
    public ProductRoom? Room { get; set; }

    /// <summary>How many of the products are not in the store yet and would take a place.</summary>
    public async Task<int> CountNewAsync(IReadOnlyList<ImportedProduct> products, CancellationToken ct)
    {
        await LoadAsync(products, ct);
        return products.Count(product => product is { Failure: null, Skip: null } && product.Status != ProductStatus.Archived && Find(product) is null);
    }

    /// <summary>Writes the products and answers what became of each, in their order.</summary>
    public async Task<List<ImportedOutcome>> RunAsync(IReadOnlyList<ImportedProduct> products, CancellationToken ct)
    {
        await LoadAsync(products, ct);
        var outcomes = new List<ImportedOutcome>(products.Count);
        foreach (var product in products) outcomes.Add(await WriteAsync(product, ct));

        var changed = ProductBook.Settle(db, _written, now);
        for (var i = 0; i < outcomes.Count; i++)
            if (outcomes[i] is { Outcome: ImportOutcome.Updated, ProductId: { } id } && !changed.Contains(id))
                outcomes[i] = outcomes[i] with { Outcome = ImportOutcome.Skipped, Message = Sentence(["Nothing differs from what is stored.", outcomes[i].Message]) };
        if (changed.Count > 0) db.Publish(new CatalogChanged(storeId));
        foreach (var wanted in _wanted.Values) db.Publish(wanted);
        return outcomes;
    }

    private async Task LoadAsync(IReadOnlyList<ImportedProduct> products, CancellationToken ct)
    {
        _categories = await CategoryTree.LoadAsync(db, storeId, ct);
        string[] keys = [.. products.Select(p => p.Key).Where(k => k.Length > 0)];
        string[] slugs = [.. products.SelectMany(p => Candidates(SlugOf(p))).Distinct()];
        string[] skus = [.. products.SelectMany(p => p.Variants).Select(v => v.Sku).OfType<string>().Distinct()];
        var bySlug = await db.Products.Where(p => p.StoreId == storeId && slugs.Contains(p.Slug)).Select(p => new { p.Id, p.Slug }).ToListAsync(ct);
        var byKey = await db.Products.Where(p => p.StoreId == storeId && p.ImportKey != null && keys.Contains(p.ImportKey)).Select(p => p.Id).ToListAsync(ct);
        var owners = skus.Length == 0 ? [] : await db.Variants.Where(v => v.StoreId == storeId && v.Sku != null && skus.Contains(v.Sku)).Select(v => new { Sku = v.Sku!, v.ProductId }).ToListAsync(ct);
        _slugs = [.. bySlug.Select(p => p.Slug)];
        _skuOwners = owners.ToDictionary(o => o.Sku, o => o.ProductId);
        var named = products.Select(p => p.Slug).OfType<string>().ToHashSet();
        _existing = await ProductBook.LoadAsync(db, storeId, [.. byKey.Concat(bySlug.Where(p => named.Contains(p.Slug)).Select(p => p.Id)).Concat(owners.Select(o => o.ProductId)).Distinct()], ct);
    }

    private async Task<ImportedOutcome> WriteAsync(ImportedProduct import, CancellationToken ct)
    {
        if (import.Failure is { } failure) return new(import, ImportOutcome.Failed, Sentence([failure]), null);
        if (import.Skip is { } skip) return new(import, ImportOutcome.Skipped, Sentence([skip]), null);
        var product = Find(import);
        if (product is not null && _written.Contains(product)) return new(import, ImportOutcome.Failed, "Another row of this file is the same product.", null);

        var notes = import.Notes.ToList();
        var draft = Draft(import, product, notes);
        var errors = new FieldErrors();
        draft.Check(errors);
        if (!errors.None) return new(import, ImportOutcome.Failed, Sentence(errors.All.Select(e => $"{e.Key}: {e.Value[0]}.")), null);

        var isNew = product is null;
        if (Room is { } room && draft.Status != ProductStatus.Archived && product is null or { Status: ProductStatus.Archived })
        {
            if (room.Left <= 0) return new(import, ImportOutcome.Failed, Sentence([room.Why(1)]), null);
            Room = room with { Left = room.Left - 1 };
        }
        product ??= ProductBook.New(db, storeId, currency, locale, now);
        if (isNew) product.Slug = FreeSlug(SlugOf(import));
        product.ImportKey ??= import.Key.Length is > 0 and <= 300 ? import.Key : null;
        ProductBook.Write(db, product, draft with { CategoryIds = CategoryIds(import, product) }, now);
        foreach (var sku in draft.Variants.Select(v => v.Sku).OfType<string>()) _skuOwners[sku] = product.Id;
        var wanted = await pictures.PlaceAsync(db, product, Images(import), keepOthers: true, fetchPictures, (_, what) => notes.Add(what + "."), now, ct);
        if (wanted.Count > 0 && fetchPictures) _wanted[product.Id] = new ImagesWanted(storeId, product.Id, wanted, jobId);
        _written.Add(product);
        if (isNew) _existing.Add(product);
        return new(import, isNew ? ImportOutcome.Created : ImportOutcome.Updated, Sentence(notes), product.Id);
    }

    private Product? Find(ImportedProduct import) =>
        _existing.Find(p => p.ImportKey is not null && p.ImportKey == import.Key)
        ?? (import.Slug is { } slug ? _existing.Find(p => p.Slug == slug) : null)
        // Files without slugs name a product by its SKU; a product that another import brought is not theirs.
        ?? (import.Slug is null && import.Variants.Select(v => v.Sku).OfType<string>().Select(s => _skuOwners.GetValueOrDefault(s)).FirstOrDefault(id => id != Guid.Empty) is var owner && owner != Guid.Empty
            ? _existing.Find(p => p.Id == owner && (p.ImportKey is null || p.ImportKey.Split(':')[0] != import.Key.Split(':')[0])) : null);

    private ProductDraft Draft(ImportedProduct import, Product? product, List<string> notes)
    {
        var old = product is null ? new ProductDraft { Type = import.Type, Status = ProductStatus.Active } : ProductDraft.From(product);
        bool Has(ImportedFields field) => import.Fields.HasFlag(field);
        // Values keep the order and the swatches the product has; new ones follow.
        var options = import.Options.Select(o => o with { Values = [.. o.Values.Select(v => v with { Swatch = v.Swatch ?? ValueOf(old, o.Name, v.Name)?.Swatch }).OrderBy(v => ValueOf(old, o.Name, v.Name) is { } known ? OptionOf(old, o.Name)!.Values.IndexOf(known) : int.MaxValue)] }).ToList();
        return old with
        {
            Name = import.Name,
            Slug = null,
            Options = options,
            Variants = Variants(import, product, options, notes),
            Summary = Has(ImportedFields.Summary) ? import.Summary : old.Summary,
            Description = Has(ImportedFields.Description) ? import.Description : old.Description,
            Status = product is null || Has(ImportedFields.Status) ? import.Status : old.Status,
            Vendor = Has(ImportedFields.Vendor) ? import.Vendor : old.Vendor,
            Tags = Has(ImportedFields.Tags) ? import.Tags : old.Tags,
            SeoTitle = Has(ImportedFields.Seo) ? import.SeoTitle : old.SeoTitle,
            SeoDescription = Has(ImportedFields.Seo) ? import.SeoDescription : old.SeoDescription,
            Images = [],
        };
    }

    private List<VariantDraft> Variants(ImportedProduct import, Product? product, List<ProductOption> options, List<string> notes)
    {
        var left = product?.Variants.OrderBy(v => v.Position).ToList() ?? [];
        var own = import.Variants.Select(v => v.Sku).OfType<string>().ToHashSet();
        var seen = new HashSet<string>();
        var drafts = new List<VariantDraft>();
        foreach (var variant in import.Variants)
        {
            var known = left.Find(v => variant.Sku is not null && v.Sku == variant.Sku) ?? left.Find(v => v.OptionValues.SequenceEqual(variant.OptionValues, StringComparer.OrdinalIgnoreCase) && (v.Sku is null || variant.Sku is null || !own.Contains(v.Sku)));
            if (known is not null) left.Remove(known);
            drafts.Add(Overlay(import, known is null ? new VariantDraft() : VariantDraft.From(known), variant, FreeSku(variant.Sku, product, seen, notes)));
        }
        // Variants the file does not name stay where the options still hold them; a default variant goes when options come.
        var same = product is not null && product.Options.Count > 0 && product.Options.Select(o => o.Name).SequenceEqual(options.Select(o => o.Name), StringComparer.OrdinalIgnoreCase);
        if (!same) return drafts;
        foreach (var variant in left)
        {
            if (drafts.Exists(d => d.OptionValues.SequenceEqual(variant.OptionValues, StringComparer.OrdinalIgnoreCase))) continue;
            for (var i = 0; i < options.Count; i++)
                if (!options[i].Values.Exists(v => v.Name == variant.OptionValues[i])) options[i].Values.Add(product!.Options[i].Values.Find(v => v.Name == variant.OptionValues[i]) ?? new OptionValue(variant.OptionValues[i]));
            drafts.Add(VariantDraft.From(variant));
        }
        return drafts;
    }

    private static VariantDraft Overlay(ImportedProduct import, VariantDraft old, ImportedVariant variant, string? sku)
    {
        bool Has(ImportedFields field) => import.Fields.HasFlag(field);
        return old with
        {
            OptionValues = variant.OptionValues,
            Sku = Has(ImportedFields.Sku) ? sku : old.Sku,
            Barcode = Has(ImportedFields.Barcode) ? variant.Barcode : old.Barcode,
            PriceMinor = Has(ImportedFields.Price) ? variant.PriceMinor : old.PriceMinor,
            CompareAtMinor = Has(ImportedFields.CompareAt) ? variant.CompareAtMinor : old.CompareAtMinor,
            CostMinor = Has(ImportedFields.Cost) ? variant.CostMinor : old.CostMinor,
            WeightGrams = Has(ImportedFields.Weight) ? variant.WeightGrams : old.WeightGrams,
            ImageUrl = Has(ImportedFields.VariantImages) ? variant.ImageUrl : old.ImageUrl,
            Quantity = Has(ImportedFields.Quantity) ? variant.Quantity : null,
            TrackInventory = Has(ImportedFields.Tracking) ? variant.TrackInventory : old.TrackInventory,
            AllowBackorders = Has(ImportedFields.Backorders) ? variant.AllowBackorders : old.AllowBackorders,
        };
    }

    // Other platforms let two variants share a SKU; here it names one, so the second goes without and the outcome says so.
    private string? FreeSku(string? sku, Product? product, HashSet<string> seen, List<string> notes)
    {
        if (sku is null) return null;
        if (sku.Length > 100) { notes.Add("A SKU longer than 100 characters was left out."); return null; }
        if (seen.Add(sku) && (!_skuOwners.TryGetValue(sku, out var owner) || owner == product?.Id)) return sku;
        notes.Add($"The SKU {sku} is in use already and was left out here.");
        return null;
    }

    private Guid[] CategoryIds(ImportedProduct import, Product product) => !import.Fields.HasFlag(ImportedFields.Categories)
        ? [.. product.Categories.Select(c => c.CategoryId)]
        : [.. import.Categories.Select(path => _categories.Ensure(path, now)).OfType<Category>().Select(c => c.Id).Distinct()];

    private static ImageDraft[] Images(ImportedProduct import) => import.Fields.HasFlag(ImportedFields.Images) ? [.. import.Images.Select(i => new ImageDraft { Url = i.Url, Alt = i.Alt })] : [];

    private string FreeSlug(string slug)
    {
        var free = Candidates(slug).FirstOrDefault(c => !_slugs.Contains(c)) ?? $"{slug[..Math.Min(slug.Length, 180)].TrimEnd('-')}-{Guid.NewGuid().ToString("N")[..8]}";
        _slugs.Add(free);
        return free;
    }

    private static string SlugOf(ImportedProduct import) => import.Slug ?? Slug.From(import.Name);

    private static IEnumerable<string> Candidates(string slug) => Enumerable.Range(2, 8).Select(n => $"{(slug.Length > 190 ? slug[..190].TrimEnd('-') : slug)}-{n}").Prepend(slug);

    private static ProductOption? OptionOf(ProductDraft old, string option) => old.Options.FirstOrDefault(o => string.Equals(o.Name, option, StringComparison.OrdinalIgnoreCase));

    private static OptionValue? ValueOf(ProductDraft old, string option, string value) => OptionOf(old, option)?.Values.Find(v => string.Equals(v.Name, value, StringComparison.OrdinalIgnoreCase));

    private static string Sentence(IEnumerable<string> parts)
    {
        var text = string.Join(' ', parts.Where(p => p.Length > 0).Distinct());
        return text.Length > 500 ? text[..499] + "…" : text;
    }
}
