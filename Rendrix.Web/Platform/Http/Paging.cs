using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>One page of a list.</summary>
/// <param name="Data">At most <c>limit</c> items.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> to get the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Data, string? NextCursor)
{
    /// <summary>How many items there are in all; only with <c>?include=total</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Total { get; init; }
}

/// <summary>
/// The paging part of a list request: <c>?limit=50&amp;cursor=…&amp;include=total</c>. Take it as a parameter of the endpoint.
/// Query <see cref="Take"/> rows from the key of <see cref="After{T1, T2}"/> on, then call <see cref="Answer{TRow, T}"/>.
/// </summary>
public sealed record PageQuery(int Limit, string? Cursor, bool WithTotal)
{
    /// <summary>One row more than the page holds, which tells whether there is a next one.</summary>
    public int Take => Limit + 1;

    /// <summary>The keys of the last row seen, or null on the first page. Refuses a cursor of another list or sort order.</summary>
    public (T1 First, T2 Second)? After<T1, T2>(string list)
    {
        if (Cursor is null) return null;
        var keys = Paging.ReadCursor(Cursor, list, 2);
        return (Paging.Key<T1>(keys[0]), Paging.Key<T2>(keys[1]));
    }

    /// <summary>The single key of the last row seen, for lists ordered by id alone.</summary>
    public T? After<T>(string list) where T : struct => Cursor is null ? null : Paging.Key<T>(Paging.ReadCursor(Cursor, list, 1)[0]);

    /// <summary>The answer made of up to <see cref="Take"/> rows: the extra row only says that a next page exists.</summary>
    /// <param name="rows">Rows in the order of the list.</param>
    /// <param name="show">Wire form of a row.</param>
    /// <param name="list">Name of list and sort order, for example <c>products:-createdAt</c>; a cursor works only there.</param>
    /// <param name="keys">The sort keys of a row, the last one unique.</param>
    /// <param name="total">The count, when <see cref="WithTotal"/> asked for it.</param>
    public Page<T> Answer<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> show, string list, Func<TRow, object?[]> keys, long? total = null) =>
        new(rows.Take(Limit).Select(show).ToList(), rows.Count > Limit ? Paging.WriteCursor(list, keys(rows[Limit - 1])) : null) { Total = WithTotal ? total : null };

    /// <summary>Binds from the query string; refuses a limit outside 1 to 250.</summary>
    public static ValueTask<PageQuery?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = 50;
        if (query["limit"].ToString() is { Length: > 0 } text && (!int.TryParse(text, out limit) || limit is < 1 or > 250))
            throw new RefusedException(Refusal.Invalid("limit", "Enter a whole number from 1 to 250"));
        var include = query["include"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var cursor = query["cursor"].ToString();
        return ValueTask.FromResult<PageQuery?>(new PageQuery(limit, cursor.Length == 0 ? null : cursor, include.Contains("total")));
    }
}

/// <summary>Cursors: base64url of a JSON array of list name and sort keys. Checked, not secret: a made-up one only seeks within what the caller may see anyway.</summary>
internal static class Paging
{
    public static string WriteCursor(string list, object?[] keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((object?[])[list, .. keys], Exact));

    public static JsonElement[] ReadCursor(string cursor, string list, int keys)
    {
        try
        {
            if (cursor.Length > 2000) throw Wrong();
            var parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor));
            return parts?.Length == keys + 1 && parts[0].ValueKind == JsonValueKind.String && parts[0].GetString() == list ? parts[1..] : throw Wrong();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException) { throw Wrong(); }
    }

    public static T Key<T>(JsonElement key)
    {
        try
        {
            var value = key.Deserialize<T>(Exact) ?? throw Wrong();
            if (value is string text && text.Contains('\0')) throw Wrong();
            // The database compares instants in UTC only.
            return value is DateTimeOffset time ? (T)(object)time.ToUniversalTime() : value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException) { throw Wrong(); }
    }

    // Plain options: the wire form of times drops microseconds, and a cursor must not.
    private static readonly JsonSerializerOptions Exact = new();

    private static RefusedException Wrong() => new(Refusal.Invalid("cursor", "This cursor is not of this list. Start again without one"));
}
