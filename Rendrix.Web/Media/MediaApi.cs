using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>A file of the media library.</summary>
public sealed record MediaResponse(Guid Id, string Name, string Url, string ContentType, long Bytes, int Width, int Height, string AltText, string Folder, DateTimeOffset CreatedAt)
{
    /// <summary>From the stored file; the address gets the shop's host.</summary>
    public static MediaResponse From(MediaFile f, string shopUrl) => new(f.Id, f.Name, shopUrl + f.Url, f.ContentType, f.Bytes, f.Width, f.Height, f.Alt, f.Folder, f.CreatedAt);
}

/// <summary><c>/api/v1/stores/{storeId}/media</c>.</summary>
public static class MediaApi
{
    private const string List = "media:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapMediaApi(this ApiGroups api)
    {
        var media = api.Store.MapGroup("/media").WithTags("Media");
        media.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListMedia").WithSummary("List the media library, newest first");
        media.MapPost("/upload", UploadAsync).Demand(Permission.WriteProducts).WithMetadata(new RequestSizeLimitAttribute(MediaFiles.MaxBytes + 1_048_576)).Accepts<IFormFile>("multipart/form-data")
            .WithName("UploadMedia").WithSummary("Upload a PNG, JPEG, WebP or GIF of up to 10 MB as the part “file”; the same bytes answer the same file");
        media.MapDelete("/{mediaId:guid}", DeleteAsync).Demand(Permission.WriteProducts).WithName("DeleteMedia").WithSummary("Delete a file no product or category shows");
    }

    private static async Task<Ok<Page<MediaResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var all = db.MediaFiles.AsNoTracking().Where(f => f.StoreId == at.StoreId);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(f => f.Id.CompareTo(after) < 0);
        var rows = await all.OrderByDescending(f => f.Id).Take(page.Take).ToListAsync(ct);
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(page.Answer(rows, f => MediaResponse.From(f, shop), List, f => [f.Id], total));
    }

    private static async Task<Created<MediaResponse>> UploadAsync(CallerStore at, HttpContext http, UploadFile upload, HostNames hosts, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) throw new RefusedException(new Refusal("INVALID_INPUT", "Send the file as the part “file” of multipart/form-data.", StatusCodes.Status415UnsupportedMediaType));
        IFormCollection form;
        try { form = await http.Request.ReadFormAsync(ct); }
        catch (Exception e) when (e is InvalidDataException or IOException) { throw new RefusedException(new Refusal("INVALID_INPUT", "The multipart body cannot be read.", 400)); }
        if (form.Files.GetFile("file") is not { } file) throw new RefusedException(Refusal.Invalid("file", "Send the file as the part “file”"));
        await using var content = file.OpenReadStream();
        var stored = await upload.RunAsync(at.StoreId, content, file.FileName, form["folder"].ToString() is { Length: > 0 } folder ? folder : "products", form["altText"].ToString().Replace("\0", "", StringComparison.Ordinal), ct);
        return TypedResults.Created((string?)null, MediaResponse.From(stored, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid mediaId, TenantTransactions transactions, FileStore files, MediaCache known, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var file = await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == at.StoreId && f.Id == mediaId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
        var url = file.Url;
        var name = mediaId.ToString("N");
        if (await db.ProductImages.AnyAsync(i => i.StoreId == at.StoreId && i.MediaId == mediaId, ct) || await db.Variants.AnyAsync(v => v.StoreId == at.StoreId && v.ImageUrl == url, ct)
            || await db.Categories.AnyAsync(c => c.StoreId == at.StoreId && c.ImageUrl == url, ct) || await db.Pages.FromSql($"select * from pages where tenant_id = {db.Tenant} and store_id = {at.StoreId} and position({name} in draft::text) > 0").AnyAsync(ct)
            || await db.PageVersions.FromSql($"select * from page_versions where tenant_id = {db.Tenant} and store_id = {at.StoreId} and position({name} in document::text) > 0").AnyAsync(ct))
            throw new RefusedException(new Refusal("INVALID_INPUT", "A product, category or page shows this file. Take it out there first.", StatusCodes.Status409Conflict));
        db.MediaFiles.Remove(file);
        await db.CommitAsync(ct);
        known.Forget(file.TenantId, mediaId);
        files.Delete(file.TenantId, mediaId);
        return TypedResults.NoContent();
    }
}
