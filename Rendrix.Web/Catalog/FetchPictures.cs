using Microsoft.EntityFrameworkCore;
using Rendrix.Refusals;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Catalog;

/// <summary>
/// Fetches the pictures of a product from other servers, after the product is stored. A picture that cannot be had is told in the outcome of the
/// import that named it; the product stands without it.
/// </summary>
public sealed class FetchPictures(TenantTransactions transactions, FileStore files, RemotePictures remote, TimeProvider clock) : IRun<ImagesWanted>
{
    /// <summary>Largest picture in bytes (5 MB).</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task RunAsync(ImagesWanted asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var wanted in asked.Images)
        {
            if (await HasAsync(tenantId, asked, wanted, ct)) continue;
            var (content, problem) = await remote.GetAsync(wanted.Url, ct);
            try
            {
                if (content is null) problems.Add($"{Short(wanted.Url)}: {problem}.");
                else await PlaceAsync(tenantId, asked, wanted, MediaFiles.Prepare(content), ct);
            }
            catch (RefusedException refused) { problems.Add($"{Short(wanted.Url)}: {refused.Refusal.Errors?.SelectMany(e => e.Value).FirstOrDefault() ?? refused.Refusal.Message}."); }
        }
        if (problems.Count > 0 && asked.JobId is { } job) await TellAsync(tenantId, job, asked.ProductId, problems, ct);
    }

    private async Task<bool> HasAsync(Guid tenantId, ImagesWanted asked, WantedImage wanted, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        return await db.ProductImages.AnyAsync(i => i.ProductId == asked.ProductId && i.SourceUrl == wanted.Url, ct) || !await db.Products.AnyAsync(p => p.Id == asked.ProductId && p.StoreId == asked.StoreId, ct);
    }

    private async Task PlaceAsync(Guid tenantId, ImagesWanted asked, WantedImage wanted, ReadyPicture picture, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        var product = (await ProductBook.LoadAsync(db, asked.StoreId, [asked.ProductId], ct)).FirstOrDefault();
        if (product is null || product.Images.Count >= Rendrix.Catalog.ProductDraft.MaxImages || product.Images.Exists(i => i.SourceUrl == wanted.Url)) return;
        var name = Uri.TryCreate(wanted.Url, UriKind.Absolute, out var uri) ? uri.Segments[^1] : "picture";
        var file = await MediaFiles.AddAsync(db, files, asked.StoreId, picture, name, "products", wanted.Alt, now, ct);
        var image = product.Images.Find(i => i.MediaId == file.Id) ?? ProductBook.AddImage(db, product, file, wanted.Alt, wanted.Url, now);
        image.SourceUrl ??= wanted.Url;
        image.Position = wanted.Position;
        foreach (var variant in product.Variants.Where(v => wanted.VariantIds.Contains(v.Id))) variant.ImageUrl ??= image.Url;
        if (ProductBook.Settle(db, [product], now).Count > 0) db.Publish(new ProductChanged(asked.StoreId, product.Id));
        await db.CommitAsync(ct);
    }

    private async Task TellAsync(Guid tenantId, Guid jobId, Guid productId, List<string> problems, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(tenantId, null, ct);
        if (await db.ImportRows.Where(r => r.JobId == jobId && r.ProductId == productId).OrderBy(r => r.Line).FirstOrDefaultAsync(ct) is not { } row) return;
        var message = $"{row.Message} Without these pictures: {string.Join(' ', problems)}".Trim();
        row.Message = message.Length > 500 ? message[..499] + "…" : message;
        await db.CommitAsync(ct);
    }

    private static string Short(string url) => url.Length > 80 ? "…" + url[^79..] : url;
}

/// <summary>The client that pictures are fetched with, one for the program; a passing fault is tried once more.</summary>
public sealed class RemotePictures(TimeProvider clock) : IDisposable
{
    private readonly HttpClient _client = SafeHttp.CreateClient();

    /// <summary>The bytes at an address, or why they cannot be had.</summary>
    public async Task<(byte[]? Content, string Problem)> GetAsync(string url, CancellationToken ct)
    {
        var (content, problem, mayPass) = await SafeHttp.GetAsync(_client, url, FetchPictures.MaxBytes, ct);
        if (content is not null || !mayPass) return (content, problem);
        await Task.Delay(TimeSpan.FromMilliseconds(500), clock, ct);
        (content, problem, _) = await SafeHttp.GetAsync(_client, url, FetchPictures.MaxBytes, ct);
        return (content, problem);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
