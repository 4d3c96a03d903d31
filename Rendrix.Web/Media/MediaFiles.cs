using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>Takes files into a store's media library inside the caller's transaction.</summary>
public static class MediaFiles
{
    /// <summary>Largest picture in bytes (10 MB).</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Null when the bytes are a picture we keep, else the sentence to show.</summary>
    public static string? Problem(ReadOnlySpan<byte> content)
    {
        if (content.Length == 0) return "The file is empty";
        if (content.Length > MaxBytes) return "Use a picture of up to 10 MB";
        if (ImageFacts.Of(content) is not { } facts) return "Use a PNG, JPEG, WebP or GIF picture";
        return facts.IsTooLarge ? $"This picture is {facts.Width:N0} by {facts.Height:N0} pixels. Use one of up to 50 million pixels" : null;
    }

    /// <summary>
    /// Stores a picture, or finds the one with the same bytes in the store. The file is written before the row: a rolled-back transaction leaves a
    /// file that nobody names, never a row without its file. SVG is taken from our own drawings alone.
    /// </summary>
    public static async Task<MediaFile> AddAsync(AppDb db, FileStore files, Guid storeId, byte[] content, string name, string folder, string alt, bool isOurArt, DateTimeOffset now, CancellationToken ct)
    {
        var svg = isOurArt && content.AsSpan().StartsWith("<svg"u8);
        if (!svg && Problem(content) is { } problem) throw new RefusedException(Refusal.Invalid("file", problem));
        var facts = svg ? ImageFacts.OfOurSvg(content) : ImageFacts.Of(content)!.Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        if (db.MediaFiles.Local.FirstOrDefault(f => f.StoreId == storeId && f.Hash == hash) is { } added) return added;
        if (await db.MediaFiles.FirstOrDefaultAsync(f => f.StoreId == storeId && f.Hash == hash, ct) is { } known) return known;

        var file = new MediaFile
        {
            TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = storeId, Name = SafeName(name), ContentType = facts.ContentType, Bytes = content.Length, Width = facts.Width, Height = facts.Height,
            Alt = alt.Length > 500 ? alt[..500] : alt, Folder = folder, Hash = hash, CreatedAt = now,
        };
        using var bytes = new MemoryStream(content, writable: false);
        await files.SaveAsync(db.Tenant, file.Id, bytes, ct);
        db.MediaFiles.Add(file);
        return file;
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
}
