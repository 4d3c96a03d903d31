using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Media.Pictures;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>Serves the files of the media library: on a shop's own address to everybody, on the dashboard's to members of the organization.</summary>
public static class MediaEndpoints
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/media/{file}</c>, <c>/media/{id}/{width}.webp</c> and <c>/media/{id}/icon-{side}.png</c>.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/media/{name}", Reads, ServeAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/media/{id}/{name}", Reads, ServeSizeAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Maps <c>/s/{store}/media/upload</c>, where the dashboard and the editor send files: the body is the file.</summary>
    public static void MapMediaUpload(this IEndpointRouteBuilder dashboard) =>
        dashboard.MapPost("/s/{store}/media/upload", UploadAsync).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MediaFiles.MaxBytes + 1024)).ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(string name, HttpContext http, CurrentTenant tenant, TenantTransactions transactions, MediaCache known, FileStore files, Renditions renditions, CancellationToken ct)
    {
        if (!Guid.TryParseExact(Path.GetFileNameWithoutExtension(name), "N", out var id) || await FindAsync(http, tenant, transactions, known, id, ct) is not { } file) return Results.NotFound();
        if (file.Blob != id) return Newest(http, file.Facts.Path);
        if (Path.GetExtension(name) != MediaFile.Extension(file.ContentType)) return Results.NotFound();
        var isDrawing = file.ContentType == "image/svg+xml";
        // Drawings are text: the copy that was made small once is what browsers get.
        if (isDrawing)
        {
            http.Response.Headers.Vary = "Accept-Encoding";
            if (http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is null or > 0) && await renditions.MakeAsync(file, Renditions.Compressed, ct) && renditions.Open(file, Renditions.Compressed) is { } small)
            {
                Headers(http, tenant, isDrawing);
                http.Response.Headers.ContentEncoding = "br";
                return Results.Stream(small, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash[..32]}-br\""));
            }
        }
        if (files.Open(file.TenantId, file.Blob) is not { } content) return Results.NotFound();
        Headers(http, tenant, isDrawing);
        return Results.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash[..32]}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> ServeSizeAsync(string id, string name, HttpContext http, CurrentTenant tenant, TenantTransactions transactions, MediaCache known, Renditions renditions, CancellationToken ct)
    {
        if (!Guid.TryParseExact(id, "N", out var blob)) return Results.NotFound();
        if (PictureWidths.Icons.FirstOrDefault(side => Renditions.IconOf(side) == name) is > 0 and var square)
        {
            if (await FindAsync(http, tenant, transactions, known, blob, ct) is not { } icon) return Results.NotFound();
            return icon.Blob == blob && icon.Facts.HasSizes ? await MadeAsync(http, tenant, renditions, icon, name, "image/png", ct) : Newest(http, icon.Facts.Icon(square));
        }
        // The widths that pages use and no other, written as we write them: nobody can have a million sizes made.
        if (!name.EndsWith(".webp", StringComparison.Ordinal) || !int.TryParse(name.AsSpan(0, name.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var width) || Renditions.NameOf(width) != name) return Results.NotFound();
        if (await FindAsync(http, tenant, transactions, known, blob, ct) is not { } file || !file.Facts.HasSizes) return Results.NotFound();
        if (file.Blob != blob) return Newest(http, PictureWidths.Of(file.Width).Contains(width) ? file.Facts.Sized(width) : file.Facts.Path);
        if (!PictureWidths.Of(file.Width).Contains(width)) return Results.NotFound();
        return await MadeAsync(http, tenant, renditions, file, name, "image/webp", ct);
    }

    private static async Task<IResult> MadeAsync(HttpContext http, CurrentTenant tenant, Renditions renditions, KnownFile file, string name, string type, CancellationToken ct)
    {
        if (renditions.Open(file, name) is not { } content)
        {
            // The picture as it came shows the same; only this once, so that nobody keeps it in the size's place.
            if (VipsLibrary.Problem is not null || renditions.IsBusy) return AsItCame(http, file);
            if (!await renditions.MakeAsync(file, name, ct)) return Results.Text("This picture is damaged and cannot be drawn. Upload it again.", statusCode: StatusCodes.Status404NotFound);
            if (renditions.Open(file, name) is not { } made) return Results.NotFound();
            content = made;
        }
        Headers(http, tenant, isDrawing: false);
        return Results.Stream(content, type, entityTag: new EntityTagHeaderValue($"\"{file.Hash[..32]}-{Path.GetFileNameWithoutExtension(name)}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, CurrentTenant tenant, CurrentMember member, UploadFile upload, ReplaceFile replaceFile, LongRequests running, string? name, string? folder, Guid? replace, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!SameOrigin.Allows(http.Request)) return Results.Json(new { message = "This request did not come from the dashboard." }, statusCode: StatusCodes.Status403Forbidden);
        try
        {
            MediaDesk.DemandChange(member);
            using var place = running.Take(tenant.TenantId);
            var store = tenant.RequireStore.StoreId;
            var file = replace is { } id ? await replaceFile.RunAsync(store, id, http.Request.Body, ct) : await upload.RunAsync(store, http.Request.Body, name ?? "", folder is { Length: > 0 } ? folder : "store", "", ct);
            return Results.Json(new { id = file.Id });
        }
        catch (RefusedException refused)
        {
            if (refused.Refusal.Status == StatusCodes.Status429TooManyRequests) http.Response.Headers.RetryAfter = LongRequests.Again.ToString(CultureInfo.InvariantCulture);
            return Results.Json(new { message = refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message }, statusCode: refused.Refusal.Status);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge) { return Results.Json(new { message = $"Use a picture of up to {MediaFiles.MaxSize}" }, statusCode: bad.StatusCode); }
    }

    private static void Headers(HttpContext http, CurrentTenant tenant, bool isDrawing)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = tenant.IsStorefront ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        // A drawing opened on its own is a document; this one may paint itself and do nothing else.
        if (isDrawing) headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    }

    private static IResult Newest(HttpContext http, string path)
    {
        http.Response.Headers.CacheControl = "private, max-age=60";
        return Results.LocalRedirect(http.Request.PathBase + path);
    }

    private static IResult AsItCame(HttpContext http, KnownFile file)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.LocalRedirect(http.Request.PathBase + file.Facts.Path);
    }

    private static Task<KnownFile?> FindAsync(HttpContext http, CurrentTenant tenant, TenantTransactions transactions, MediaCache known, Guid id, CancellationToken ct) =>
        tenant.IsStorefront ? known.FindAsync(transactions, tenant.TenantId, tenant.StoreScope, id, ct) : OfMemberAsync(http, transactions, known, id, ct);

    private static async Task<KnownFile?> OfMemberAsync(HttpContext http, TenantTransactions transactions, MediaCache known, Guid id, CancellationToken ct)
    {
        if (http.User.UserId() is not { } user) return null;
        List<Guid> organizations;
        await using (var db = await transactions.BeginGlobalAsync(ct)) organizations = await db.Memberships.Where(m => m.UserId == user).Select(m => m.OrganizationId).ToListAsync(ct);
        foreach (var organization in organizations)
            if (await known.FindAsync(transactions, organization, null, id, ct) is { } file) return file;
        return null;
    }
}
