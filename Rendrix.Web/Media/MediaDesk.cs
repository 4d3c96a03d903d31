using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Client.Media;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>What the library on screen asks of the program: for the editor's picker and for the page of its own alike.</summary>
public sealed class MediaDesk(
    TenantTransactions transactions, CurrentTenant tenant, CurrentMember member, UploadFile upload, CropFile crop, ChangeFile change, DeleteFile delete, UnreplaceFile unreplace, TimeProvider clock)
{
    private const int PageSize = 48;

    /// <summary>Whether the person may change the library: whoever may change products or pages.</summary>
    public static bool MayChange(CurrentMember member) => member.May(Permission.WriteProducts) || member.May(Permission.EditContent);

    /// <summary>Refuses whoever may not.</summary>
    public static void DemandChange(CurrentMember member) { if (!MayChange(member)) member.Demand(Permission.WriteProducts); }

    /// <summary>The desk for the store of this scope.</summary>
    public MediaHost Host(string storeLabel)
    {
        var store = tenant.RequireStore;
        return new MediaHost(
            $"/s/{storeLabel}/media/upload", "/store/" + store.Identifier, MayChange(member),
            query => ListAsync(store, query),
            async id => await ReadAsync(store, id) is { } file ? Item(file, store) : null,
            async (id, edit) => Item(await ChangingAsync(ct => change.RunAsync(store.StoreId, id, new FileChange(edit.Name, edit.Alt, edit.Folder, edit.FocalX, edit.FocalY), ct)), store),
            id => UsesAsync(store, storeLabel, id),
            async (id, box) =>
            {
                var began = clock.GetUtcNow();
                var part = await ChangingAsync(ct => crop.RunAsync(store.StoreId, id, box.Left, box.Top, box.Width, box.Height, ct));
                // A part with the same pixels may have been there before: then nothing was made that could be taken back.
                return Item(part, store) with { IsNew = part.CreatedAt >= began };
            },
            async (url, folder) => Item(await ChangingAsync(ct => upload.FromAddressAsync(store.StoreId, url, folder, ct)), store),
            async (id, force) => await ChangingAsync(async ct => { await delete.RunAsync(store.StoreId, id, force, ct); return 0; }))
        {
            Unreplace = async id => Item(await ChangingAsync(ct => unreplace.RunAsync(store.StoreId, id, ct)), store),
        };
    }

    private async Task<MediaListing> ListAsync(StoreInfo store, MediaQuery query)
    {
        var filter = new MediaFilter(query.Search.Replace("\0", "", StringComparison.Ordinal), query.Folder, query.Kind, query.Sort);
        await using var db = await transactions.BeginAsync(CancellationToken.None);
        var all = db.MediaFiles.AsNoTracking().Where(f => f.StoreId == store.StoreId);
        var rows = await all.Fitting(filter, query.After).Take(PageSize + 1).ToListAsync();
        IReadOnlyList<MediaFolder> folders = [];
        if (query.After is null)
        {
            var counted = await all.GroupBy(f => f.Folder).Select(g => new { Name = g.Key, Count = g.Count() }).ToListAsync();
            folders = [.. counted.Select(f => new MediaFolder(f.Name, f.Count)).Concat(MediaFolders.Usual.Where(u => counted.All(c => c.Name != u)).Select(u => new MediaFolder(u, 0)))
                .OrderBy(f => MediaFolders.Usual.ToList().IndexOf(f.Name) is >= 0 and var at ? at : 9).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase)];
        }
        return new MediaListing([.. rows.Take(PageSize).Select(f => Item(f, store))], rows.Count > PageSize ? MediaQueries.CursorOf(rows[PageSize - 1], query.Sort) : null, folders);
    }

    private async Task<MediaFile?> ReadAsync(StoreInfo store, Guid id)
    {
        await using var db = await transactions.BeginAsync(CancellationToken.None);
        return await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.StoreId == store.StoreId && f.Id == id);
    }

    private async Task<IReadOnlyList<MediaPlace>> UsesAsync(StoreInfo store, string label, Guid id)
    {
        await using var db = await transactions.BeginAsync(CancellationToken.None);
        return [.. (await db.UsesOfAsync(store.StoreId, id, CancellationToken.None)).Select(u => new MediaPlace(u.Kind, u.Name, u.State, u.Kind switch
        {
            "page" => $"/s/{label}/pages/{u.Id:D}/edit",
            "product" => $"/s/{label}/products/{u.Id:D}",
            "category" => $"/s/{label}/categories",
            "store" => $"/s/{label}/settings",
            _ => $"/s/{label}/design",
        }))];
    }

    // The library stays open for hours: what the person may do is asked again.
    private async Task<T> ChangingAsync<T>(Func<CancellationToken, Task<T>> act)
    {
        await member.RefreshAsync(CancellationToken.None);
        DemandChange(member);
        return await act(CancellationToken.None);
    }

    private MediaItem Item(MediaFile f, StoreInfo store)
    {
        var facts = PictureFacts.Of(f);
        string Sized(int wish) => facts.HasSizes && PictureWidths.Of(f.Width).Where(w => w >= wish).DefaultIfEmpty(PictureWidths.Of(f.Width).Last()).First() is var width ? facts.Sized(width) : facts.Path;
        var kind = f.ContentType == "image/svg+xml" ? "Drawing" : f.Frames > 1 ? "Animation" : f.ContentType switch { "image/png" => "PNG", "image/webp" => "WebP", "image/gif" => "GIF", _ => "JPEG" };
        return new MediaItem(f.Id, f.Url, Sized(320), Sized(960), f.Name, f.Alt, f.Folder, kind, f.Width, f.Height, Size(f.Bytes), f.FocalX, f.FocalY,
            f is { Frames: 1 } && f.ContentType != "image/svg+xml" && f.Width > CropFile.Smallest && f.Height > CropFile.Smallest, f.CropOf, f.Crop, StoreTime.Say(f.CreatedAt, clock.GetUtcNow(), StoreTime.Zone(store.TimeZone)));
    }

    private static string Size(long bytes) => bytes < 1_000_000 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1000)} kB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.#} MB");
}
