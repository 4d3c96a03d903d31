using System.Collections.Immutable;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>A token one person set and another set otherwise without having had time to see it. The theme holds the other's.</summary>
/// <param name="Token">The token.</param>
/// <param name="By">Whoever replaced it.</param>
/// <param name="Mine">What the person had set; null for what it follows from.</param>
/// <param name="Theirs">What stands there now.</param>
/// <param name="AtOnce">Both happened within <see cref="ThemeOverlapBook.AtOnce"/>; otherwise the other took an older step of theirs back or again.</param>
public sealed record ThemeOverlap(string Token, string By, string? Mine, string? Theirs, bool AtOnce);

/// <summary>Whose hand is in which token of one theme, and who lost what to whom, as <see cref="Overlaps.OverlapBook"/> is for the settings of a page. Held by a session and used inside its lock.</summary>
internal sealed class ThemeOverlapBook
{
    /// <summary>Whoever changes what another set so short a while ago may not have seen it.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Dictionary<Guid, Hand>> _hands = [];
    private readonly Dictionary<Guid, ImmutableArray<ThemeOverlap>> _lost = [];

    private sealed record Hand(string? Value, DateTimeOffset At);

    /// <summary>What a person lost and has not answered yet. The same array until that changes.</summary>
    public ImmutableArray<ThemeOverlap> Of(Guid person) => _lost.GetValueOrDefault(person, []);

    /// <summary>Notes a change that was done, and finds whose values it replaced.</summary>
    /// <param name="before">The theme before it.</param>
    /// <param name="after">The theme now.</param>
    /// <param name="tokens">The tokens it set.</param>
    /// <param name="person">Who did it; empty for somebody in another process.</param>
    /// <param name="name">What people call them.</param>
    /// <param name="blindly">Whether they acted on something other than what stood there, as undo does, so that whoever loses by it is told however long ago they chose.</param>
    /// <param name="at">When.</param>
    public void Note(ThemeTokens before, ThemeTokens after, IEnumerable<string> tokens, Guid person, string name, bool blindly, DateTimeOffset at)
    {
        foreach (var token in tokens)
        {
            var now = Set(after, token);
            if (now == Set(before, token)) continue;
            foreach (var (other, lost) in _lost.Where(l => l.Key != person).ToList())
                if (lost.FirstOrDefault(o => o.Token == token) is { } told)
                {
                    if (told.Mine == now) Drop(other, token); // It is theirs again.
                    else _lost[other] = lost.Replace(told, told with { Theirs = now, By = name });
                }
            // Whoever sets it again has answered.
            Drop(person, token);
            var hands = _hands.GetValueOrDefault(token) ?? [];
            foreach (var (other, hand) in hands.Where(h => h.Key != person && h.Value.Value != now))
                if (blindly || at - hand.At < AtOnce) _lost[other] = [.. Of(other).Where(o => o.Token != token), new ThemeOverlap(token, name, hand.Value, now, at - hand.At < AtOnce)];
            _hands[token] = hands = hands.Where(h => h.Key != person && h.Value.Value == now).ToDictionary();
            if (person != Guid.Empty) hands[person] = new Hand(now, at);
            if (hands.Count == 0) _hands.Remove(token);
        }
    }

    /// <summary>The theme was replaced by another process's: what it holds otherwise than people here had set is told.</summary>
    public void Replaced(ThemeTokens before, ThemeTokens after, DateTimeOffset at) => Note(before, after, [.. _hands.Keys], Guid.Empty, "Someone", blindly: true, at);

    /// <summary>The person keeps what stands there.</summary>
    public void Dismiss(Guid person, string token) => Drop(person, token);

    /// <summary>The theme was taken back as a whole, knowingly: nothing in it is anybody's any more.</summary>
    public void Clear()
    {
        _hands.Clear();
        _lost.Clear();
    }

    private static string? Set(ThemeTokens theme, string token) => theme[token] is { Length: > 0 } value ? value : null;

    private void Drop(Guid person, string token)
    {
        var left = Of(person).RemoveAll(o => o.Token == token);
        if (left.IsEmpty) _lost.Remove(person); else _lost[person] = left;
    }
}
