using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rendrix.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>Serves the files of the media library: on a shop's own address to everybody, on the dashboard's to members of the organization.</summary>
public static class MediaEndpoints
{
    /// <summary>Maps <c>/media/{name}</c>.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/media/{name}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ServeAsync(string name, HttpContext http, CurrentTenant tenant, TenantTransactions transactions, MediaCache known, FileStore files, CancellationToken ct)
    {
        if (!Guid.TryParseExact(Path.GetFileNameWithoutExtension(name), "N", out var id)) return Results.NotFound();
        var file = tenant.IsStorefront ? await known.FindAsync(transactions, tenant.TenantId, tenant.StoreScope, id, ct) : await OfMemberAsync(http, transactions, known, id, ct);
        if (file is null || Path.GetExtension(name) != MediaFile.Extension(file.ContentType) || files.Open(file.TenantId, id) is not { } content) return Results.NotFound();

        var headers = http.Response.Headers;
        headers.CacheControl = tenant.IsStorefront ? "public, max-age=31536000, immutable" : "private, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        // A drawing opened on its own is a document; this one may paint itself and do nothing else.
        if (file.ContentType == "image/svg+xml") headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Results.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Hash[..32]}\""), enableRangeProcessing: true);
    }

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

/// <summary>What serving a file needs to know.</summary>
internal sealed record KnownFile(Guid TenantId, Guid StoreId, string ContentType, string Hash);

/// <summary>Remembers files that were asked for, because they never change meaning. Names that do not exist are not remembered.</summary>
internal sealed class MediaCache
{
    private const int MostEntries = 50_000;
    private readonly ConcurrentDictionary<(Guid Tenant, Guid File), KnownFile> _known = new();

    /// <summary>The file in the tenant, and in the store where one is given.</summary>
    public async Task<KnownFile?> FindAsync(TenantTransactions transactions, Guid tenant, Guid? store, Guid id, CancellationToken ct)
    {
        if (!_known.TryGetValue((tenant, id), out var file))
        {
            await using var db = await transactions.BeginAsync(tenant, store, ct);
            file = await db.MediaFiles.Where(f => f.Id == id).Select(f => new KnownFile(f.TenantId, f.StoreId, f.ContentType, f.Hash)).FirstOrDefaultAsync(ct);
            if (file is null) return null;
            if (_known.Count >= MostEntries) _known.Clear();
            _known[(tenant, id)] = file;
        }
        return store is null || file.StoreId == store ? file : null;
    }

    /// <summary>Forgets a deleted file.</summary>
    public void Forget(Guid tenant, Guid id) => _known.TryRemove((tenant, id), out _);
}

/// <summary>Registers the room.</summary>
public static class MediaRoom
{
    /// <summary>File store, verbs.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services) => services.AddSingleton<FileStore>().AddSingleton<MediaCache>().AddScoped<UploadFile>();
}
