using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Media.Pictures;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>
/// Cuts a part out of a picture, as a file of its own that remembers where it was cut from. The picture itself stays; cutting again begins from all of it.
/// A file and not parameters in an address: so one address is one picture everywhere (pages, products, letters, the API), and nobody can ask for a million crops.
/// </summary>
public sealed class CropFile(TenantTransactions transactions, FileStore files, Renditions renditions, TimeProvider clock)
{
    /// <summary>Smallest side of a part, in pixels.</summary>
    public const int Smallest = 16;

    /// <summary>Cuts; the box is in pixels of the uncut picture.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Guid fileId, int left, int top, int width, int height, CancellationToken ct)
    {
        MediaFile source;
        await using (var db = await transactions.BeginAsync(ct))
        {
            var chosen = await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == fileId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
            source = chosen.CropOf is { } whole && await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == whole, ct) is { } uncut ? uncut : chosen;
        }
        if (VipsLibrary.Problem is not null) throw Refused("Pictures cannot be cropped on this server: the picture library is missing");
        if (source.ContentType == "image/svg+xml") throw Refused("A drawing has no pixels to crop");
        if (source.Frames > 1) throw Refused("An animation cannot be cropped");
        if (left < 0 || top < 0 || width < Smallest || height < Smallest || (long)left + width > source.Width || (long)top + height > source.Height) throw Refused($"Choose a part inside the picture, at least {Smallest} by {Smallest} pixels");
        await using var content = files.Open(source.TenantId, source.Blob) ?? throw new RefusedException(Refusal.NotFound("file"));
        var bytes = await UploadFile.ReadAsync(content, ct);
        ReadyPicture picture;
        try { picture = await renditions.InTurnAsync(() => MediaFiles.Prepare(PictureDarkroom.Cut(bytes, source.ContentType, left, top, width, height)), ct); }
        catch (VipsException) { throw Refused("This picture is damaged and cannot be cropped"); }

        await using var saving = await transactions.BeginAsync(ct);
        var name = $"{Path.GetFileNameWithoutExtension(source.Name)} {width}x{height}{MediaFile.Extension(picture.Facts.ContentType)}";
        var file = await MediaFiles.AddAsync(saving, files, storeId, picture, name, source.Folder, source.Alt, clock.GetUtcNow(), ct);
        if (file.Id != source.Id)
        {
            (file.CropOf, file.Crop) = (source.Id, string.Create(CultureInfo.InvariantCulture, $"{left},{top},{width},{height}"));
            // What had to stay in sight still is, when the part holds it.
            (file.FocalX, file.FocalY) = (Inside(source.FocalX, source.Width, left, width), Inside(source.FocalY, source.Height, top, height));
        }
        await saving.CommitAsync(ct);
        return file;
    }

    private static int Inside(int focal, int whole, int from, int size)
    {
        var at = (focal / 100.0 * whole - from) / size * 100;
        return at is >= 0 and <= 100 ? (int)Math.Round(at) : 50;
    }

    private static RefusedException Refused(string sentence) => new(Refusal.Invalid("crop", sentence));
}
