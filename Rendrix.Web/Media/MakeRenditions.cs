using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Web.Media.Pictures;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Media;

/// <summary>Makes the sizes of a new picture before shoppers ask for them. What is there already is left alone, so running again costs nothing.</summary>
public sealed class MakeRenditions(TenantTransactions transactions, Renditions renditions) : IRun<MediaAdded>
{
    /// <inheritdoc/>
    public async Task RunAsync(MediaAdded asked, Guid tenantId, Guid? storeId, CancellationToken ct)
    {
        if (VipsLibrary.Problem is not null) return;
        MediaFile? file;
        await using (var db = await transactions.BeginAsync(tenantId, null, ct)) file = await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == asked.FileId, ct);
        if (file is null || !PictureFacts.Of(file).HasSizes) return;
        var known = KnownFile.Of(file);
        // One that cannot be drawn fails at the first size and is left; its page shows it as it came.
        foreach (var width in PictureWidths.Of(file.Width))
            if (!await renditions.MakeAsync(known, Renditions.NameOf(width), ct)) return;
    }
}
