using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Identity;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Catalog;

/// <summary><c>/api/v1/stores/{storeId}/categories</c>.</summary>
public static class CategoryEndpoints
{
    private const string List = "categories:id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapCategories(this ApiGroups api)
    {
        var categories = api.Store.MapGroup("/categories").WithTags("Categories");
        categories.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListCategories").WithSummary("List categories; they form a tree by parentId");
        categories.MapPost("", CreateAsync).Demand(Permission.WriteProducts).WithName("CreateCategory").WithSummary("Make a category");
        categories.MapGet("/{categoryId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetCategory").WithSummary("Read a category");
        categories.MapPatch("/{categoryId:guid}", PatchAsync).Demand(Permission.WriteProducts).WithName("UpdateCategory").WithSummary("Change a category");
        categories.MapDelete("/{categoryId:guid}", DeleteAsync).Demand(Permission.WriteProducts).WithName("DeleteCategory").WithSummary("Delete a category; products stay, its branches move up");
    }

    private static async Task<Ok<Page<CategoryResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct, string? q = null)
    {
        await using var db = await transactions.BeginAsync(ct);
        var all = db.Categories.AsNoTracking().Where(c => c.StoreId == at.StoreId);
        if (!string.IsNullOrWhiteSpace(q)) { var like = "%" + q.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"; all = all.Where(c => EF.Functions.ILike(c.Name, like)); }
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(c => c.Id.CompareTo(after) > 0);
        var rows = await all.OrderBy(c => c.Id).Take(page.Take).ToListAsync(ct);
        var counts = await CountsAsync(db, [.. rows.Select(r => r.Id)], ct);
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(page.Answer(rows, r => CategoryResponse.From(r, counts.GetValueOrDefault(r.Id), shop), List, r => [r.Id], total));
    }

    private static async Task<Created<CategoryResponse>> CreateAsync(CallerStore at, CategoryRequest request, HttpContext http, SaveCategory save, HostNames hosts, CancellationToken ct)
    {
        if (request.Name is null) throw new RefusedException(Refusal.Invalid("name", "This field is required"));
        var category = await save.RunAsync(at.StoreId, null, request.ToDraft, null, ct);
        http.SetEtag(category.Version);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/categories/{category.Id}", CategoryResponse.From(category, 0, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<Ok<CategoryResponse>> GetAsync(CallerStore at, Guid categoryId, HttpContext http, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var category = await db.Categories.AsNoTracking().FirstOrDefaultAsync(c => c.StoreId == at.StoreId && c.Id == categoryId, ct) ?? throw new RefusedException(Refusal.NotFound("category"));
        return await AnswerAsync(at, http, hosts, db, category, ct);
    }

    private static async Task<Ok<CategoryResponse>> PatchAsync(CallerStore at, Guid categoryId, CategoryRequest request, HttpContext http, SaveCategory save, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        var category = await save.RunAsync(at.StoreId, categoryId, c => { http.DemandMatch(c!.Version); return request.ToDraft(c); }, null, ct);
        await using var db = await transactions.BeginAsync(ct);
        return await AnswerAsync(at, http, hosts, db, category, ct);
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid categoryId, HttpContext http, DeleteCategory delete, TenantTransactions transactions, CancellationToken ct)
    {
        await using (var db = await transactions.BeginAsync(ct))
            http.DemandMatch(await db.Categories.Where(c => c.StoreId == at.StoreId && c.Id == categoryId).Select(c => (int?)c.Version).FirstOrDefaultAsync(ct) ?? throw new RefusedException(Refusal.NotFound("category")));
        await delete.RunAsync(at.StoreId, categoryId, null, ct);
        return TypedResults.NoContent();
    }

    /// <summary>How many products stand in each of the categories.</summary>
    internal static Task<Dictionary<Guid, int>> CountsAsync(AppDb db, Guid[] ids, CancellationToken ct, bool onlyActive = false) =>
        db.ProductCategories.Where(l => ids.Contains(l.CategoryId) && (!onlyActive || db.Products.Any(p => p.Id == l.ProductId && p.Status == ProductStatus.Active))).GroupBy(l => l.CategoryId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private static async Task<Ok<CategoryResponse>> AnswerAsync(CallerStore at, HttpContext http, HostNames hosts, AppDb db, Category category, CancellationToken ct)
    {
        http.SetEtag(category.Version);
        return TypedResults.Ok(CategoryResponse.From(category, (await CountsAsync(db, [category.Id], ct)).GetValueOrDefault(category.Id), hosts.UrlOf(at.Store.Subdomain)));
    }
}
