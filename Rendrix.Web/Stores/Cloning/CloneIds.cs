using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Stores.Cloning;

/// <summary>
/// The new ids of a copy. Each is computed from the job and the old id, so whoever goes on after a crash reaches the same ones and no list of pairs is kept.
/// The half of an id that holds its time stays, and with it the order that lists fall back on.
/// </summary>
/// <param name="job">The copy.</param>
/// <param name="store">The store that is copied.</param>
/// <param name="target">The new store.</param>
/// <param name="known">Ids of everything that comes along or may: what is named in a text and not among these stays as it is.</param>
internal sealed partial class CloneIds(Guid job, Guid store, Guid target, IReadOnlySet<Guid> known)
{
    private readonly HashSet<Guid> _seen = [];

    /// <summary>The new id of an old one.</summary>
    public Guid New(Guid old)
    {
        if (old == store) return target;
        Span<byte> both = stackalloc byte[32], hash = stackalloc byte[32], made = stackalloc byte[16];
        job.TryWriteBytes(both, bigEndian: true, out _);
        old.TryWriteBytes(both[16..], bigEndian: true, out _);
        SHA256.HashData(both, hash);
        both[16..24].CopyTo(made);
        hash[..8].CopyTo(made[8..]);
        made[8] = (byte)(made[8] & 0x3F | 0x80);
        return new Guid(made, bigEndian: true);
    }

    /// <summary>The new id of something that comes along; null for anything else.</summary>
    public Guid? Map(Guid? old) => old is { } id && known.Contains(id) ? New(id) : null;

    /// <summary>A text, a document as JSON or an address, with every id of something that comes along replaced in the spelling it had.</summary>
    public string Text(string text) => text.Length < 32 ? text : Spelled().Replace(text, match =>
    {
        if (!Guid.TryParse(match.ValueSpan, out var id) || id != store && !known.Contains(id)) return match.Value;
        _seen.Add(id);
        return New(id).ToString(match.Length == 32 ? "N" : "D");
    });

    /// <summary>Notes that something is shown by what comes along.</summary>
    public void See(Guid? id) { if (id is { } seen) _seen.Add(seen); }

    /// <summary>What the texts since the last call named: pictures among these are copied too.</summary>
    public IReadOnlyCollection<Guid> TakeSeen()
    {
        Guid[] seen = [.. _seen];
        _seen.Clear();
        return seen;
    }

    // Not inside a longer word of the same digits: a hash of 64 holds no ids.
    [GeneratedRegex("(?<![0-9a-fA-F])(?:[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-fA-F])")]
    private static partial Regex Spelled();
}
