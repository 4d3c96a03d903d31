using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Integrations;
using Rendrix.Media;
using Rendrix.Web.Media;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Catalog;

/// <summary>
/// Gives a product its pictures inside the caller's transaction: those of the media library and of our own drawings at once, those that lie on
/// other servers by asking for them, so that no save waits for a stranger.
/// </summary>
public sealed class ProductPictures(FileStore files, IEnumerable<IImageSource> sources)
{
    private readonly IImageSource[] _sources = [.. sources];

    /// <summary>
    /// Places the pictures in their order and points variants at theirs. Answers what must be fetched; says through <paramref name="problem"/>
    /// (place in the list, sentence) what cannot be had.
    /// </summary>
    /// <param name="db">The caller's unit of work.</param>
    /// <param name="product">The product, its variants holding addresses as they were written.</param>
    /// <param name="drafts">The pictures wanted.</param>
    /// <param name="keepOthers">Whether pictures that are not in the list stay, after those that are.</param>
    /// <param name="fetch">Whether pictures are taken in at all; a trial run leaves them out.</param>
    /// <param name="problem">Hears what is wrong with a picture.</param>
    /// <param name="now">The hour.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<List<WantedImage>> PlaceAsync(AppDb db, Product product, IReadOnlyList<ImageDraft> drafts, bool keepOthers, bool fetch, Action<int, string> problem, DateTimeOffset now, CancellationToken ct)
    {
        var all = drafts.ToList();
        foreach (var url in product.Variants.Select(v => v.ImageUrl).OfType<string>())
            if (!all.Exists(d => d.Url == url) && Find(product, new ImageDraft { Url = url }) is null && all.Count < ProductDraft.MaxImages) all.Add(new ImageDraft { Url = url });

        var placed = new Dictionary<ProductImage, int>();
        var wanted = new List<WantedImage>();
        for (var i = 0; i < all.Count; i++)
        {
            var draft = all[i];
            if (Find(product, draft) is { } known)
            {
                if (draft.Alt.Length > 0 || !keepOthers) known.Alt = draft.Alt.Trim();
                placed.TryAdd(known, i);
            }
            else if (MediaIdOf(draft) is { } id && await db.MediaFiles.FirstOrDefaultAsync(f => f.Id == id && f.StoreId == product.StoreId, ct) is { } file) placed[ProductBook.AddImage(db, product, file, Alt(draft, file), null, now)] = i;
            else if (draft.MediaId is not null || draft.Url is not { } url || url.StartsWith("/media/", StringComparison.Ordinal)) problem(i, "This picture is not in the media library of the store");
            else if (_sources.FirstOrDefault(s => s.Handles(url)) is { } source)
            {
                if (fetch && await TakeAsync(db, product, source, url, now, ct) is { } drawn) placed[ProductBook.AddImage(db, product, drawn, Alt(draft, drawn), url, now)] = i;
                else if (fetch) problem(i, "There is no picture at this address");
            }
            else if (url.StartsWith("http", StringComparison.Ordinal)) wanted.Add(new WantedImage(url, draft.Alt.Trim(), i, []));
            else problem(i, "Nobody knows such an address");
        }
        // A picture stands at its place in the list, so that one fetched later finds its own free.
        if (keepOthers) foreach (var (other, n) in product.Images.Where(i => !placed.ContainsKey(i)).OrderBy(i => i.Position).Take(ProductDraft.MaxImages - Math.Min(ProductDraft.MaxImages, all.Count)).Select((image, n) => (image, n)).ToList()) placed[other] = all.Count + n;
        ProductBook.KeepImages(db, product, placed);

        foreach (var variant in product.Variants.Where(v => v.ImageUrl is not null))
        {
            var url = variant.ImageUrl!;
            var at = wanted.FindIndex(w => w.Url == url);
            if (at >= 0) wanted[at] = wanted[at] with { VariantIds = [.. wanted[at].VariantIds, variant.Id] };
            variant.ImageUrl = Find(product, new ImageDraft { Url = url })?.Url;
        }
        return wanted;
    }

    /// <summary>The id in an address of ours, whether it is written with the shop's host or without.</summary>
    internal static Guid? MediaIdOf(ImageDraft draft)
    {
        if (draft.MediaId is { } id) return id;
        if (draft.Url is not { } url) return null;
        var at = url.IndexOf("/media/", StringComparison.Ordinal);
        return at >= 0 && url.Length >= at + 39 && Guid.TryParseExact(url.AsSpan(at + 7, 32), "N", out var named) ? named : null;
    }

    private static ProductImage? Find(Product product, ImageDraft draft)
    {
        var id = MediaIdOf(draft);
        return product.Images.Find(i => id is not null && i.MediaId == id || draft.Url is not null && (i.Url == draft.Url || i.SourceUrl == draft.Url));
    }

    private async Task<MediaFile?> TakeAsync(AppDb db, Product product, IImageSource source, string url, DateTimeOffset now, CancellationToken ct) =>
        await source.FetchAsync(url, ct) is { } image ? await MediaFiles.AddAsync(db, files, product.StoreId, image.Content, image.Name, "products", "", image.IsOurArt, now, ct) : null;

    private static string Alt(ImageDraft draft, MediaFile file) => draft.Alt.Trim() is { Length: > 0 } alt ? alt : file.Alt;
}
