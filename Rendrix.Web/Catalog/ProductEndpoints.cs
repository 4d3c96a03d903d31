using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Search;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog;

/// <summary><c>/api/v1/stores/{storeId}/products</c> and their variants.</summary>
public static class ProductEndpoints
{
    private const int MostInBulk = 100;
    private const int MostIds = 250;

    /// <summary>Maps the endpoints.</summary>
    public static void MapProducts(this ApiGroups api)
    {
        var products = api.Store.MapGroup("/products").WithTags("Products");
        products.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListProducts").WithSummary("List products; sort by -createdAt, createdAt, -updatedAt, name, -name, price or -price");
        products.MapPost("", CreateAsync).Demand(Permission.WriteProducts).WithName("CreateProduct").WithSummary("Make a product");
        products.MapGet("/{productId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetProduct").WithSummary("Read a product");
        products.MapPatch("/{productId:guid}", PatchAsync).Demand(Permission.WriteProducts).WithName("UpdateProduct").WithSummary("Change a product");
        products.MapDelete("/{productId:guid}", DeleteAsync).Demand(Permission.DeleteProducts).WithName("DeleteProduct").WithSummary("Delete a product, or archive it when orders name it");
        products.MapPost("/bulk", BulkAsync).Demand(Permission.WriteProducts).WithName("BulkProducts").WithSummary("Make and change many products, or put many into a status");
        products.MapDelete("/bulk", BulkDeleteAsync).Demand(Permission.DeleteProducts).WithName("BulkDeleteProducts").WithSummary("Delete or archive many products");

        var variants = products.MapGroup("/{productId:guid}/variants");
        variants.MapGet("", ListVariantsAsync).Demand(Permission.ReadProducts).WithName("ListVariants").WithSummary("List the variants of a product");
        variants.MapPost("", CreateVariantAsync).Demand(Permission.WriteProducts).WithName("CreateVariant").WithSummary("Add a variant; option values that are new are added to the product");
        variants.MapPatch("/{variantId:guid}", PatchVariantAsync).Demand(Permission.WriteProducts).WithName("UpdateVariant").WithSummary("Change a variant");
        variants.MapDelete("/{variantId:guid}", DeleteVariantAsync).Demand(Permission.DeleteProducts).WithName("DeleteVariant").WithSummary("Delete a variant; the last one stays");
    }

    private static async Task<Ok<Page<ProductResponse>>> ListAsync(CallerStore at, PageQuery page, IProductSearch search, TenantTransactions transactions, HostNames hosts, CancellationToken ct, string? q = null, string? status = null, string? sort = null, Guid? categoryId = null)
    {
        ProductStatus? wanted = status is null ? null : ApiJson.TryRead<ProductStatus>(status, out var s) ? s : throw new RefusedException(Refusal.Invalid("status", "Use draft, active or archived"));
        var (order, list) = Sorts.Of(sort ?? "-createdAt");
        await using var db = await transactions.BeginAsync(ct);
        var all = db.ProductsOf(at.StoreId, new ProductFilter(await db.FoundAsync(search, at.StoreId, at.Store.Locale, q, onSale: false, ct), wanted, categoryId)).AsNoTracking();
        // Variants are cut at what one product shows; their number is counted.
        var rows = await all.InOrder(order, Sorts.After(page, order, list)).Take(page.Take)
            .Include(p => p.Variants.Where(v => v.Position < ProductResponse.MostVariants).OrderBy(v => v.Position)).Include(p => p.Images).Include(p => p.Categories).AsSplitQuery().ToListAsync(ct);
        Guid[] large = [.. rows.Where(r => r.Variants.Count >= ProductResponse.MostVariants).Select(r => r.Id)];
        var counts = large.Length == 0 ? [] : await db.Variants.Where(v => large.Contains(v.ProductId)).GroupBy(v => v.ProductId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(page.Answer(rows, r => ProductResponse.From(r, shop, counts.TryGetValue(r.Id, out var count) ? count : null), list, r => Sorts.KeyOf(order, r), total));
    }

    private static async Task<Created<ProductResponse>> CreateAsync(CallerStore at, ProductRequest request, HttpContext http, SaveProduct save, HostNames hosts, CancellationToken ct)
    {
        var product = await save.RunAsync(at.StoreId, null, (p, errors) => request.ToDraft(p, Currency.Of(at.Store.Currency), errors), null, ct);
        http.SetEtag(product.Version);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/products/{product.Id}", ProductResponse.From(product, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<Ok<ProductResponse>> GetAsync(CallerStore at, Guid productId, HttpContext http, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        return Answer(at, http, hosts, await db.ProductAsync(at.StoreId, productId, ct) ?? throw new RefusedException(Refusal.NotFound("product")));
    }

    private static async Task<Ok<ProductResponse>> PatchAsync(CallerStore at, Guid productId, ProductRequest request, HttpContext http, SaveProduct save, HostNames hosts, CancellationToken ct) =>
        Answer(at, http, hosts, await ChangeAsync(at, productId, http, save, (p, errors) => request.ToDraft(p, Currency.Of(at.Store.Currency), errors), ct));

    private static async Task<Results<NoContent, Ok<ProductResponse>>> DeleteAsync(CallerStore at, Guid productId, HttpContext http, ArchiveProduct archive, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using (var check = await transactions.BeginAsync(ct))
        {
            var version = await check.Products.Where(p => p.StoreId == at.StoreId && p.Id == productId).Select(p => (int?)p.Version).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("product"));
            http.DemandMatch(version);
        }
        if (await archive.DeleteAsync(at.StoreId, productId, null, ct) == ProductRemoval.Deleted) return TypedResults.NoContent();
        await using var db = await transactions.BeginAsync(ct);
        return Answer(at, http, hosts, (await db.ProductAsync(at.StoreId, productId, ct))!);
    }

    private static async Task<Ok<BulkResponse>> BulkAsync(CallerStore at, BulkRequest request, SaveProduct save, ArchiveProduct archive, CancellationToken ct)
    {
        var results = new List<BulkResult>();
        var errors = new FieldErrors();
        errors.Require(request.Products is { Count: > 0 } || request.Ids is { Count: > 0 }, "products", "Give products, or ids with a status");
        errors.Require(request.Products is null || request.Products.Count <= MostInBulk, "products", $"Send up to {MostInBulk} products at once");
        errors.Require(request.Products?.Exists(p => p?.Product is null) != true, "products", "Each entry needs a product");
        errors.Require(request.Ids is null || request.Ids.Count <= MostIds, "ids", $"Send up to {MostIds} ids at once");
        errors.Require(request.Ids is null or { Count: 0 } || request.Status is not null, "status", "Give the status for these ids");
        errors.ThrowIfAny();
        for (var i = 0; i < (request.Products?.Count ?? 0); i++)
        {
            var entry = request.Products![i];
            try
            {
                var product = await save.RunAsync(at.StoreId, entry.Id, (p, e) => entry.Product!.ToDraft(p, Currency.Of(at.Store.Currency), e), null, ct);
                results.Add(new BulkResult(i, product.Id, entry.Id is null ? "created" : "updated"));
            }
            catch (RefusedException e) { results.Add(new BulkResult(i, entry.Id, e.Refusal.Status == 404 ? "not_found" : "failed") { Code = e.Refusal.Code, Errors = e.Refusal.Errors, Detail = e.Refusal.Message }); }
        }
        if (request.Ids is { Count: > 0 } ids)
        {
            var (there, _) = await archive.SetStatusOfAsync(at.StoreId, ids, request.Status!.Value, ct);
            results.AddRange(ids.Select((id, i) => new BulkResult(i, id, there.Contains(id) ? "updated" : "not_found")));
        }
        return TypedResults.Ok(new BulkResponse(results));
    }

    private static async Task<Ok<BulkResponse>> BulkDeleteAsync(CallerStore at, [FromBody] BulkDeleteRequest request, ArchiveProduct archive, CancellationToken ct)
    {
        if (request.Ids is not { Count: > 0 and <= MostIds } ids) throw new RefusedException(Refusal.Invalid("ids", $"Send 1 to {MostIds} ids"));
        var removed = await archive.DeleteManyAsync(at.StoreId, ids, ct);
        return TypedResults.Ok(new BulkResponse([.. ids.Select((id, i) => new BulkResult(i, id, removed.TryGetValue(id, out var what) ? ApiJson.Wire(what) : "not_found"))]));
    }

    private static async Task<Ok<Page<VariantResponse>>> ListVariantsAsync(CallerStore at, Guid productId, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        const string list = "variants:position";
        await using var db = await transactions.BeginAsync(ct);
        var product = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.StoreId == at.StoreId && p.Id == productId, ct) ?? throw new RefusedException(Refusal.NotFound("product"));
        var variants = db.Variants.AsNoTracking().Where(v => v.ProductId == productId);
        var total = page.WithTotal ? await variants.LongCountAsync(ct) : (long?)null;
        if (page.After<int>(list) is { } position) variants = variants.Where(v => v.Position > position);
        var rows = await variants.OrderBy(v => v.Position).Take(page.Take).ToListAsync(ct);
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(page.Answer(rows, v => VariantResponse.From(v, product.Options, shop), list, v => [v.Position], total));
    }

    private static async Task<Created<VariantResponse>> CreateVariantAsync(CallerStore at, Guid productId, VariantRequest request, HttpContext http, SaveProduct save, HostNames hosts, CancellationToken ct)
    {
        var product = await ChangeAsync(at, productId, http, save, (p, errors) => Added(p!, request, at, errors), ct);
        var variant = product.Variants.MaxBy(v => v.Position)!;
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/products/{productId}/variants/{variant.Id}", VariantResponse.From(variant, product.Options, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static ProductDraft Added(Product product, VariantRequest request, CallerStore at, FieldErrors errors)
    {
        var draft = ProductDraft.From(product);
        errors.Require(request.Id is null, "id", "A new variant gets its id from us");
        errors.Require(product.Options.Count > 0, "options", "Add options to the product first");
        errors.Require(request.Options?.ContainsValue(null!) != true, "options", "A value cannot be null");
        errors.ThrowIfAny();
        var options = product.Options.Select(o => request.Options?.FirstOrDefault(p => Words.Clean(p.Key) == o.Name).Value is { Length: > 0 } value && !o.Values.Exists(v => v.Name == Words.Clean(value))
            ? o with { Values = [.. o.Values, new OptionValue(Words.Clean(value))] } : o).ToList();
        var variant = request.ToDraft(new VariantDraft { PriceMinor = product.PriceMinor }, options, Currency.Of(at.Store.Currency), errors, "");
        if (variant.OptionValues.Count != options.Count) errors.Add("options", "Give a value for each option");
        return draft with { Options = options, Variants = [.. draft.Variants, variant] };
    }

    private static async Task<Ok<VariantResponse>> PatchVariantAsync(CallerStore at, Guid productId, Guid variantId, VariantRequest request, HttpContext http, SaveProduct save, HostNames hosts, CancellationToken ct)
    {
        var product = await ChangeAsync(at, productId, http, save, (p, errors) =>
        {
            errors.Require(request.Id is null || request.Id == variantId, "id", "The id of a variant does not change");
            errors.Require(request.Options?.ContainsValue(null!) != true, "options", "A value cannot be null");
            errors.ThrowIfAny();
            var draft = ProductDraft.From(p!);
            if (draft.Variants.All(v => v.Id != variantId)) throw new RefusedException(Refusal.NotFound("variant"));
            return draft with { Variants = [.. draft.Variants.Select(v => v.Id == variantId ? request.ToDraft(v, p!.Options, Currency.Of(at.Store.Currency), errors, "") : v)] };
        }, ct);
        return TypedResults.Ok(VariantResponse.From(product.Variants.Find(v => v.Id == variantId)!, product.Options, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<NoContent> DeleteVariantAsync(CallerStore at, Guid productId, Guid variantId, HttpContext http, SaveProduct save, CancellationToken ct)
    {
        await ChangeAsync(at, productId, http, save, (p, errors) =>
        {
            var draft = ProductDraft.From(p!);
            if (draft.Variants.All(v => v.Id != variantId)) throw new RefusedException(Refusal.NotFound("variant"));
            if (draft.Variants.Count == 1) throw new RefusedException(new Refusal("INVALID_INPUT", "A product keeps at least one variant. Delete or archive the product instead.", 409));
            return draft with { Variants = [.. draft.Variants.Where(v => v.Id != variantId)] };
        }, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Product> ChangeAsync(CallerStore at, Guid productId, HttpContext http, SaveProduct save, Func<Product?, FieldErrors, ProductDraft> change, CancellationToken ct)
    {
        var product = await save.RunAsync(at.StoreId, productId, (p, errors) => { http.DemandMatch(p!.Version); return change(p, errors); }, null, ct);
        http.SetEtag(product.Version);
        return product;
    }

    private static Ok<ProductResponse> Answer(CallerStore at, HttpContext http, HostNames hosts, Product product)
    {
        http.SetEtag(product.Version);
        return TypedResults.Ok(ProductResponse.From(product, hosts.UrlOf(at.Store.Subdomain)));
    }
}

/// <summary>The words of <c>?sort=</c>, and the keys a list continues from.</summary>
internal static class Sorts
{
    /// <summary>The order of a word, and the name of the list its cursors belong to.</summary>
    public static (ProductOrder Order, string List) Of(string sort) => (sort switch
    {
        "-createdAt" => ProductOrder.Newest,
        "createdAt" => ProductOrder.Oldest,
        "-updatedAt" => ProductOrder.Updated,
        "name" => ProductOrder.Name,
        "-name" => ProductOrder.NameDown,
        "price" => ProductOrder.Price,
        "-price" => ProductOrder.PriceDown,
        _ => throw new RefusedException(Refusal.Invalid("sort", "Use -createdAt, createdAt, -updatedAt, name, -name, price or -price")),
    }, "products:" + sort);

    /// <summary>Where the page begins.</summary>
    public static ProductKey? After(PageQuery page, ProductOrder order, string list)
    {
        switch (order)
        {
            case ProductOrder.Updated: return page.After<DateTimeOffset, Guid>(list) is var (updated, id) ? new ProductKey(id, updated, "", 0) : null;
            case ProductOrder.Name or ProductOrder.NameDown: return page.After<string, Guid>(list) is var (name, id2) ? new ProductKey(id2, default, name, 0) : null;
            case ProductOrder.Price or ProductOrder.PriceDown: return page.After<long, Guid>(list) is var (price, id3) ? new ProductKey(id3, default, "", price) : null;
            default: return page.After<Guid>(list) is { } id4 ? new ProductKey(id4, default, "", 0) : null;
        }
    }

    /// <summary>The key of a row.</summary>
    public static object?[] KeyOf(ProductOrder order, Product p) => order switch
    {
        ProductOrder.Updated => [p.UpdatedAt, p.Id],
        ProductOrder.Name or ProductOrder.NameDown => [p.NameLower, p.Id],
        ProductOrder.Price or ProductOrder.PriceDown => [p.PriceMinor, p.Id],
        _ => [p.Id],
    };
}
