using System.Collections.Immutable;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>
/// One change of a theme: the tokens it sets, and null for those it takes back to what they follow from. Two people who change different tokens
/// never meet; everything a panel does (a color, a new scheme, another theme altogether) is one of these.
/// </summary>
/// <param name="Name">What undo calls it.</param>
/// <param name="Values">Tokens and their new values.</param>
public sealed record ThemeEdit(string Name, ImmutableDictionary<string, string?> Values)
{
    /// <summary>Another value for one token.</summary>
    public static ThemeEdit Set(string token, string? value, string? name = null) => new(name ?? "Change " + ThemeCatalog.LabelOf(token).ToLowerInvariant(), ImmutableDictionary<string, string?>.Empty.Add(token, value));

    /// <summary>Another theme in place of this one.</summary>
    public static ThemeEdit Replace(ThemeTokens now, ThemeTokens next, string name)
    {
        var (before, after) = (now.Values.ToDictionary(v => v.Key, v => v.Value), next.Values.ToDictionary(v => v.Key, v => v.Value));
        return new ThemeEdit(name, after.Where(v => before.GetValueOrDefault(v.Key) != v.Value).Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))
            .Concat(before.Keys.Where(k => !after.ContainsKey(k)).Select(k => KeyValuePair.Create(k, (string?)null))).ToImmutableDictionary());
    }

    /// <summary>A theme of the library or of a file in place of this one. Schemes that pages use and the custom CSS are the merchant's own, so they stay.</summary>
    public static ThemeEdit Wear(ThemeTokens now, ThemeTokens next, string title)
    {
        var kept = now.Values.Where(v => v.Key == "css" || v.Key.StartsWith("alias.", StringComparison.Ordinal) || v.Key.StartsWith("scheme.", StringComparison.Ordinal) && !ColorScheme.IsBuiltIn(v.Key.Split('.')[1]) && !next.HasScheme(v.Key.Split('.')[1]));
        return Replace(now, next.With(kept.Where(v => v.Key != "css" || next.CustomCss.Length == 0).Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))), "Use the theme " + title);
    }

    /// <summary>A new scheme that begins with the colors of another.</summary>
    public static ThemeEdit AddScheme(ThemeTokens now, string name, string like)
    {
        var code = CodeFor(now, name);
        var from = now.Scheme(like);
        return new ThemeEdit("Add scheme " + name, new Dictionary<string, string?>
        {
            [$"scheme.{code}.name"] = name, [$"scheme.{code}.bg"] = from.Bg.ToString(), [$"scheme.{code}.text"] = from.Text.ToString(), [$"scheme.{code}.accent"] = from.Accent.ToString(), [$"scheme.{code}.onAccent"] = from.OnAccent.ToString(), [$"scheme.{code}.card"] = from.Card.ToString(),
            [$"alias.{code}"] = null,
        }.ToImmutableDictionary());
    }

    /// <summary>Takes a scheme away; sections that name it wear the other from now on.</summary>
    public static ThemeEdit RemoveScheme(ThemeTokens now, string code, string replacement) => new("Delete scheme " + now.Scheme(code).Name,
        now.Values.Where(v => v.Key.StartsWith($"scheme.{code}.", StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key, (string?)null)).Append(KeyValuePair.Create($"alias.{code}", (string?)replacement)).ToImmutableDictionary());

    /// <summary>The theme after it with the edit that takes it back, or a sentence why it cannot be.</summary>
    public (ThemeTokens Theme, ThemeEdit Inverse)? Apply(ThemeTokens theme, out string? reason)
    {
        reason = null;
        foreach (var (name, value) in Values)
        {
            if (ThemeCatalog.Find(name) is not { } token) { reason = $"There is no token {name}"; return null; }
            if (value is { Length: > 0 } && !token.Accepts(value)) { reason = $"{token.Label}: {token.Problem(value)}"; return null; }
            if (name.StartsWith("alias.", StringComparison.Ordinal) && value is not null && !(theme.HasScheme(value) || Values.ContainsKey($"scheme.{value}.bg"))) { reason = "The scheme that replaces it is gone"; return null; }
        }
        var inverse = Values.ToImmutableDictionary(v => v.Key, v => theme[v.Key] is { Length: > 0 } was ? was : null);
        if (inverse.All(v => v.Value == (Values[v.Key] is { Length: > 0 } next ? next : null))) { reason = ""; return null; }
        var after = theme.With(Values);
        if (after.Schemes.Count > ColorScheme.Most && after.Schemes.Count > theme.Schemes.Count) { reason = $"A theme holds at most {ColorScheme.Most} schemes"; return null; }
        return (after, new ThemeEdit(Name, inverse));
    }

    /// <summary>Whether sections have to be drawn again, because they ask the theme which way to stand.</summary>
    public bool MovesBlocks => Values.Keys.Any(k => k is "hero" or "heroText" or "heroOver");

    private static string CodeFor(ThemeTokens now, string name)
    {
        var code = new string([.. name.ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')]).Trim('-');
        if (code.Length == 0 || !char.IsAsciiLetterLower(code[0])) code = ("scheme-" + code).Trim('-');
        if (code.Length > 24) code = code[..24].Trim('-');
        var free = code;
        for (var n = 2; now.HasScheme(free) || now["alias." + free].Length > 0; n++) free = $"{code}-{n}";
        return free;
    }
}
