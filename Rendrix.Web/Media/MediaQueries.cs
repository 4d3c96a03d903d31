using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rendrix.Media;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Media;

/// <summary>What of the library is asked for.</summary>
/// <param name="Search">Words of name or alt text; empty for all.</param>
/// <param name="Folder">One folder; empty for all.</param>
/// <param name="Kind">photo, drawing or animation; empty for all.</param>
/// <param name="Sort">newest, name or largest.</param>
public sealed record MediaFilter(string Search = "", string Folder = "", string Kind = "", string Sort = "newest");

/// <summary>Recurring questions about the library.</summary>
public static class MediaQueries
{
    /// <summary>The files that fit, in order, after a cursor of <see cref="CursorOf"/>; one that means nothing gives the beginning.</summary>
    public static IQueryable<MediaFile> Fitting(this IQueryable<MediaFile> files, MediaFilter filter, string? after)
    {
        foreach (var word in filter.Search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var like = $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            files = files.Where(f => EF.Functions.ILike(f.Name, like, "\\") || EF.Functions.ILike(f.Alt, like, "\\"));
        }
        if (filter.Folder.Length > 0) files = files.Where(f => f.Folder == filter.Folder);
        files = filter.Kind switch
        {
            "drawing" => files.Where(f => f.ContentType == "image/svg+xml"),
            "animation" => files.Where(f => f.Frames > 1),
            "photo" => files.Where(f => f.ContentType != "image/svg+xml" && f.Frames == 1),
            _ => files,
        };
        var behind = TryCursor(after, out var id, out var key);
        switch (filter.Sort)
        {
#pragma warning disable CA1304, CA1311 // Becomes SQL, which knows no culture.
            case "name":
                if (behind) files = files.Where(f => EF.Functions.GreaterThan(ValueTuple.Create(f.Name.ToLower(), f.Id), ValueTuple.Create(key, id)));
                return files.OrderBy(f => f.Name.ToLower()).ThenBy(f => f.Id);
#pragma warning restore CA1304, CA1311
            case "largest":
                var bytes = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
                if (behind) files = files.Where(f => EF.Functions.LessThan(ValueTuple.Create(f.Bytes, f.Id), ValueTuple.Create(bytes, id)));
                return files.OrderByDescending(f => f.Bytes).ThenByDescending(f => f.Id);
            default:
                if (behind) files = files.Where(f => f.Id.CompareTo(id) < 0);
                return files.OrderByDescending(f => f.Id);
        }
    }

    /// <summary>Where the list goes on after a file.</summary>
    public static string CursorOf(MediaFile last, string sort) => last.Id.ToString("N") + sort switch { "name" => last.Name.ToLowerInvariant(), "largest" => last.Bytes.ToString(CultureInfo.InvariantCulture), _ => "" };

    private static bool TryCursor(string? text, out Guid id, out string key)
    {
        (id, key) = (default, "");
        if (text is null || text.Length is < 32 or > 400 || !Guid.TryParseExact(text.AsSpan(0, 32), "N", out id) || text.Contains('\0', StringComparison.Ordinal)) return false;
        key = text[32..];
        return true;
    }
}
