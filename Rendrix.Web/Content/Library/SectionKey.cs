namespace Rendrix.Web.Content.Library;

/// <summary>Which section of the library is meant, as the editor names it: <c>mine:{id}</c> a copy, <c>synced:{id}</c> one in many places, <c>blocks:{id}</c> that one's blocks, <c>starter:{code}</c> a ready one.</summary>
/// <param name="Kind">mine, synced, blocks or starter.</param>
/// <param name="Rest">Its id or code.</param>
public readonly record struct SectionKey(string Kind, string Rest)
{
    /// <summary>The id; empty when it is none.</summary>
    public Guid Id => Guid.TryParse(Rest, out var id) ? id : Guid.Empty;

    /// <summary>Takes a key apart; anything that is none has an empty kind.</summary>
    public static SectionKey Of(string key) => key.Split(':', 2) is [var kind and ("mine" or "synced" or "blocks" or "starter"), var rest] ? new(kind, rest) : new("", "");
}
