using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>What people say about a file; null leaves it as it is.</summary>
public sealed record FileChange(string? Name = null, string? Alt = null, string? Folder = null, int? FocalX = null, int? FocalY = null);

/// <summary>Changes what people say about a file. Everything is checked first and told at once.</summary>
public sealed class ChangeFile(TenantTransactions transactions, MediaCache known)
{
    /// <summary>Changes it; pages that show it are drawn anew.</summary>
    public async Task<MediaFile> RunAsync(Guid storeId, Guid fileId, FileChange change, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(change.Name is null || change.Name.Trim().Length is > 0 and <= 100, "name", "Use 1 to 100 characters");
        errors.Require(change.Alt is null or { Length: <= 500 }, "altText", "Use up to 500 characters");
        errors.Require(change.Folder is null || MediaFolders.IsName(change.Folder), "folder", MediaFolders.Rule);
        errors.Require(change.FocalX is null or >= 0 and <= 100, "focalX", "Use 0 to 100 per cent");
        errors.Require(change.FocalY is null or >= 0 and <= 100, "focalY", "Use 0 to 100 per cent");
        errors.ThrowIfAny();
        await using var db = await transactions.BeginAsync(ct);
        var file = await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == storeId && f.Id == fileId, ct) ?? throw new RefusedException(Refusal.NotFound("file"));
        var seen = (file.Alt, file.FocalX, file.FocalY);
        if (change.Name is { } name) file.Name = MediaFiles.SafeName(name);
        if (change.Alt is { } alt) file.Alt = alt.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (change.Folder is { } folder) file.Folder = folder;
        (file.FocalX, file.FocalY) = (change.FocalX ?? file.FocalX, change.FocalY ?? file.FocalY);
        var shows = seen != (file.Alt, file.FocalX, file.FocalY);
        if (shows) db.Publish(new MediaChanged(storeId, fileId));
        await db.CommitAsync(ct);
        if (shows) known.Forget(fileId);
        return file;
    }
}
