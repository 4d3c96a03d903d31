using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Media.Pictures;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>A picture that was looked at and cleaned: what is stored of it.</summary>
/// <param name="Content">The bytes to keep.</param>
/// <param name="Facts">Type and size of them.</param>
/// <param name="Tint">Average color; empty for none.</param>
/// <param name="Frames">Pictures in it.</param>
/// <param name="Hash">SHA-256 of the bytes.</param>
public sealed record ReadyPicture(byte[] Content, ImageFacts Facts, string Tint, int Frames, string Hash);

/// <summary>Takes files into a store's media library inside the caller's transaction.</summary>
public static class MediaFiles
{
    /// <summary>Largest picture in bytes (20 MB).</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The same for people.</summary>
    public const string MaxSize = "20 MB";

    /// <summary>
    /// Looks at a picture before anything is stored: its type and size by the first bytes, its structure, and then its pixels, once. What is not picture
    /// (where and with what it was taken, what hides behind its end) stays out; one that its camera turned is drawn upright. Refuses with a plain sentence.
    /// Costs up to a second of one core: call it outside of transactions.
    /// </summary>
    public static ReadyPicture Prepare(byte[] content, bool isOurArt = false)
    {
        if (content.Length == 0) throw Refused("The file is empty");
        if (content.Length > MaxBytes) throw Refused($"Use a picture of up to {MaxSize}");
        if (isOurArt && content.AsSpan().StartsWith("<svg"u8)) return Ready(content, ImageFacts.OfOurSvg(content), "", 1);
        if (ImageFacts.Of(content) is not { } facts) return SvgCleaner.LooksLike(content) ? Drawing(content) : throw Refused(WrongType(content));
        if (facts.IsTooLarge) throw Refused(string.Create(CultureInfo.InvariantCulture, $"This picture is {facts.Width:N0} by {facts.Height:N0} pixels. Use one of up to 50 million pixels"));
        try
        {
            var redrawn = facts.NeedsRedrawing && VipsLibrary.Problem is null ? PictureDarkroom.Upright(content, facts.ContentType) : content;
            var clean = MetadataStripper.Strip(redrawn, facts.ContentType);
            if (clean is null || ImageFacts.Of(clean) is not { } kept) throw Refused("This picture is damaged or not complete. Save it again and upload the new file");
            if (VipsLibrary.Problem is not null) return Ready(clean, kept, "", 1);
            var look = PictureDarkroom.Look(clean);
            var frames = facts.ContentType == "image/png" && clean.AsSpan(0, Math.Min(clean.Length, 4096)).IndexOf("acTL"u8) > 0 ? 2 : look.Frames;
            if ((long)kept.Width * kept.Height * frames > PictureDarkroom.MostMovingPixels) throw Refused(string.Create(CultureInfo.InvariantCulture, $"This animation has {frames:N0} pictures of {kept.Width:N0} by {kept.Height:N0} pixels. Use a shorter or smaller one"));
            return Ready(clean, kept, look.Tint, frames);
        }
        catch (VipsException) { throw Refused("This picture is damaged or not complete. Save it again and upload the new file"); }
    }

    /// <summary>Stores a picture as it is, or finds the one with the same bytes; for callers whose pictures are few and small.</summary>
    public static Task<MediaFile> AddAsync(AppDb db, FileStore files, Guid storeId, byte[] content, string name, string folder, string alt, bool isOurArt, DateTimeOffset now, CancellationToken ct) =>
        AddAsync(db, files, storeId, Prepare(content, isOurArt), name, folder, alt, now, ct);

    /// <summary>
    /// Stores a picture, or finds the one with the same bytes in the store. The file is written before the row: a rolled-back transaction leaves a
    /// file that nobody names, never a row without its file. Its smaller sizes are made afterwards, by whoever hears <see cref="MediaAdded"/>.
    /// </summary>
    public static async Task<MediaFile> AddAsync(AppDb db, FileStore files, Guid storeId, ReadyPicture picture, string name, string folder, string alt, DateTimeOffset now, CancellationToken ct)
    {
        if (db.MediaFiles.Local.FirstOrDefault(f => f.StoreId == storeId && f.Hash == picture.Hash) is { } added) return added;
        if (await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == storeId && f.Hash == picture.Hash, ct) is { } known) return known;

        var file = new MediaFile { TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = storeId, Name = SafeName(name), Alt = alt.Length > 500 ? alt[..500] : alt, Folder = folder, CreatedAt = now };
        Write(file, picture);
        await SaveAsync(files, file, picture, ct);
        db.MediaFiles.Add(file);
        if (PictureFacts.Of(file).HasSizes) db.Publish(new MediaAdded(storeId, file.Id));
        return file;
    }

    /// <summary>Notes what the bytes are.</summary>
    internal static void Write(MediaFile file, ReadyPicture picture)
    {
        (file.ContentType, file.Bytes, file.Width, file.Height) = (picture.Facts.ContentType, picture.Content.Length, picture.Facts.Width, picture.Facts.Height);
        (file.Tint, file.Frames, file.Hash) = (picture.Tint, picture.Frames, picture.Hash);
    }

    /// <summary>Writes the bytes under the file's address.</summary>
    internal static async Task SaveAsync(FileStore files, MediaFile file, ReadyPicture picture, CancellationToken ct)
    {
        using var bytes = new MemoryStream(picture.Content, writable: false);
        await files.SaveAsync(file.TenantId, file.Blob, bytes, ct);
    }

    /// <summary>A name for people: no folders, no control or direction characters, at most 100. It never becomes a path.</summary>
    public static string SafeName(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = new StringBuilder();
        foreach (var c in name)
            if (safe.Length < 100 && (char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '(' or ')')) safe.Append(c);
        var text = safe.ToString().Trim(' ', '.');
        return text.Length == 0 ? "picture" : text;
    }

    private static ReadyPicture Drawing(byte[] content)
    {
        if (content.Length > SvgCleaner.MaxBytes) throw Refused("Use a drawing of up to 1 MB");
        if (SvgCleaner.Clean(content) is not { } clean) throw Refused("This SVG cannot be read. Export it again as a plain SVG");
        return Ready(clean, ImageFacts.OfOurSvg(clean), "", 1);
    }

    // Photos of iPhones come like this when they are copied as files; the phone can make JPEG of them, we cannot.
    private static string WrongType(ReadOnlySpan<byte> file) =>
        file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8) ? "Save this picture as JPEG, PNG or WebP first: HEIC and AVIF files are not taken in" : "Use a JPEG, PNG, WebP, GIF or SVG picture";

    private static ReadyPicture Ready(byte[] content, ImageFacts facts, string tint, int frames) => new(content, facts, tint, frames, Convert.ToHexStringLower(SHA256.HashData(content)));

    private static RefusedException Refused(string sentence) => new(Refusal.Invalid("file", sentence));
}
