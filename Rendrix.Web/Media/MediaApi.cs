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
public sealed record MediaResponse(
    Guid Id, string Name, string Url, string ContentType, long Bytes, int Width, int Height, string AltText, string Folder, int FocalX, int FocalY, IReadOnlyList<MediaSizeResponse> Sizes, Guid? CropOf, DateTimeOffset CreatedAt)
{
    /// <summary>From the stored file; addresses get the shop's host.</summary>
    public static MediaResponse From(MediaFile f, string shopUrl)
    {
        var facts = PictureFacts.Of(f);
        return new(f.Id, f.Name, shopUrl + f.Url, f.ContentType, f.Bytes, f.Width, f.Height, f.Alt, f.Folder, f.FocalX, f.FocalY,
            facts.HasSizes ? [.. PictureWidths.Of(f.Width).Select(w => new MediaSizeResponse(w, shopUrl + facts.Sized(w)))] : [], f.CropOf, f.CreatedAt);
    }
}

/// <summary>A size of a picture, as WebP.</summary>
public sealed record MediaSizeResponse(int Width, string Url);

/// <summary>What to change about a file; a field that is not sent stays.</summary>
public sealed record MediaChangeRequest(string? Name, string? AltText, string? Folder, int? FocalX, int? FocalY);

/// <summary>A picture to take in from an address.</summary>
public sealed record MediaFetchRequest(string? Url, string? Folder);

/// <summary>A part of a picture, in pixels of the uncut one.</summary>
public sealed record MediaCropRequest(int Left, int Top, int Width, int Height);

/// <summary>Where a file is shown: kind is page, product, category or theme; state says of pages whether live, draft or an earlier version.</summary>
public sealed record MediaUseResponse(string Kind, Guid Id, string Name, string State);

/// <summary><c>/api/v1/stores/{storeId}/media</c>.</summary>
public static class MediaApi
{
    private const string List = "media:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapMediaApi(this ApiGroups api)
    {
        var media = api.Store.MapGroup("/media").WithTags("Media");
        media.MapGet("/{mediaId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetMedia").WithSummary("One file");
        media.MapGet("/{mediaId:guid}/uses", UsesAsync).Demand(Permission.ReadProducts).WithName("ListMediaUses").WithSummary("Where a file is shown");
        media.MapPatch("/{mediaId:guid}", PatchAsync).Demand(Permission.WriteProducts).WithName("ChangeMedia").WithSummary("Change name, alt text, folder and focal point");
        media.MapPost("/{mediaId:guid}/replace", ReplaceAsync).Demand(Permission.WriteProducts).CountAsLong().WithMetadata(new RequestSizeLimitAttribute(MediaFiles.MaxBytes + 1_048_576)).Accepts<IFormFile>("multipart/form-data")
            .WithName("ReplaceMedia").WithSummary("Put another picture in its place, everywhere it is shown");
        media.MapPost("/{mediaId:guid}/crop", CropAsync).Demand(Permission.WriteProducts).WithName("CropMedia").WithSummary("Cut a part out, as a file of its own");
        media.MapPost("/fetch", FetchAsync).Demand(Permission.WriteProducts).CountAsLong().WithName("FetchMedia").WithSummary("Take in the picture at an address of the public internet");
        media.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListMedia").WithSummary("List the media library, newest first; search in names and alt texts, filter by folder and kind (photo, drawing, animation)");
        media.MapPost("/upload", UploadAsync).WithMetadata(RequestLimits.Unbounded).Demand(Permission.WriteProducts).CountAsLong().WithMetadata(new RequestSizeLimitAttribute(MediaFiles.MaxBytes + 1_048_576)).Accepts<IFormFile>("multipart/form-data")
            .WithName("UploadMedia").WithSummary("Upload a JPEG, PNG, WebP, GIF or SVG of up to 20 MB as the part “file”; the same bytes answer the same file");
        media.MapDelete("/{mediaId:guid}", DeleteAsync).Demand(Permission.WriteProducts).WithName("DeleteMedia").WithSummary("Delete a file; one that something shows only with force=true");
    }

    private static async Task<Ok<Page<MediaResponse>>> ListAsync(CallerStore at, PageQuery page, string? q, string? folder, string? kind, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        IQueryable<MediaFile> all = db.MediaFiles.AsNoTracking().Where(f => f.StoreId == at.StoreId).Fitting(new MediaFilter(Clean(q), Clean(folder), Clean(kind)), null);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(List) is { } after) all = all.Where(f => f.Id.CompareTo(after) < 0);
        var rows = await all.OrderByDescending(f => f.Id).Take(page.Take).ToListAsync(ct);
        var shop = hosts.UrlOf(at.Store.Subdomain);
        return TypedResults.Ok(page.Answer(rows, f => MediaResponse.From(f, shop), List, f => [f.Id], total));
    }

    private static string Clean(string? text) => (text ?? "").Replace("\0", "", StringComparison.Ordinal);

    private static async Task<Ok<MediaResponse>> GetAsync(CallerStore at, Guid mediaId, TenantTransactions transactions, HostNames hosts, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        return TypedResults.Ok(MediaResponse.From(await FindAsync(db, at.StoreId, mediaId, ct), hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<Ok<MediaUseResponse[]>> UsesAsync(CallerStore at, Guid mediaId, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        await FindAsync(db, at.StoreId, mediaId, ct);
        return TypedResults.Ok((await db.UsesOfAsync(at.StoreId, mediaId, ct)).Select(u => new MediaUseResponse(u.Kind, u.Id, u.Name, u.State)).ToArray());
    }

    private static async Task<Ok<MediaResponse>> PatchAsync(CallerStore at, Guid mediaId, MediaChangeRequest change, ChangeFile verb, HostNames hosts, CancellationToken ct) =>
        TypedResults.Ok(MediaResponse.From(await verb.RunAsync(at.StoreId, mediaId, new FileChange(change.Name, change.AltText, change.Folder, change.FocalX, change.FocalY), ct), hosts.UrlOf(at.Store.Subdomain)));

    private static async Task<Created<MediaResponse>> UploadAsync(CallerStore at, HttpContext http, UploadFile upload, HostNames hosts, CancellationToken ct)
    {
        var (form, file) = await FormAsync(http, ct);
        await using var content = file.OpenReadStream();
        var stored = await upload.RunAsync(at.StoreId, content, file.FileName, form["folder"].ToString() is { Length: > 0 } folder ? folder : "products", Clean(form["altText"].ToString()), ct);
        return TypedResults.Created((string?)null, MediaResponse.From(stored, hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<Ok<MediaResponse>> ReplaceAsync(CallerStore at, Guid mediaId, HttpContext http, ReplaceFile replace, HostNames hosts, CancellationToken ct)
    {
        var (_, file) = await FormAsync(http, ct);
        await using var content = file.OpenReadStream();
        return TypedResults.Ok(MediaResponse.From(await replace.RunAsync(at.StoreId, mediaId, content, ct), hosts.UrlOf(at.Store.Subdomain)));
    }

    private static async Task<Created<MediaResponse>> CropAsync(CallerStore at, Guid mediaId, MediaCropRequest box, CropFile crop, HostNames hosts, CancellationToken ct) =>
        TypedResults.Created((string?)null, MediaResponse.From(await crop.RunAsync(at.StoreId, mediaId, box.Left, box.Top, box.Width, box.Height, ct), hosts.UrlOf(at.Store.Subdomain)));

    private static async Task<Created<MediaResponse>> FetchAsync(CallerStore at, MediaFetchRequest wanted, UploadFile upload, HostNames hosts, CancellationToken ct) =>
        TypedResults.Created((string?)null, MediaResponse.From(await upload.FromAddressAsync(at.StoreId, wanted.Url ?? "", wanted.Folder is { Length: > 0 } folder ? folder : "store", ct), hosts.UrlOf(at.Store.Subdomain)));

    private static async Task<NoContent> DeleteAsync(CallerStore at, Guid mediaId, bool? force, DeleteFile delete, CancellationToken ct)
    {
        await delete.RunAsync(at.StoreId, mediaId, force == true, ct);
        return TypedResults.NoContent();
    }

    private static async Task<MediaFile> FindAsync(AppDb db, Guid storeId, Guid mediaId, CancellationToken ct) =>
        await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == mediaId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));

    private static async Task<(IFormCollection Form, IFormFile File)> FormAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType) throw new RefusedException(new Refusal("INVALID_INPUT", "Send the file as the part “file” of multipart/form-data.", StatusCodes.Status415UnsupportedMediaType));
        IFormCollection form;
        try { form = await http.Request.ReadFormAsync(ct); }
        catch (Exception e) when (e is InvalidDataException or IOException) { throw new RefusedException(new Refusal("INVALID_INPUT", "The multipart body cannot be read.", 400)); }
        return form.Files.GetFile("file") is { } file ? (form, file) : throw new RefusedException(Refusal.Invalid("file", "Send the file as the part “file”"));
    }
}
