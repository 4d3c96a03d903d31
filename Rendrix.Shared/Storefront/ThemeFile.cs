using System.Text;
using System.Text.Json;

namespace Rendrix.Storefront;

/// <summary>Something wrong in a theme file: the token as people find it in the file, and what to write instead.</summary>
public sealed record ThemeProblem(string Token, string Message);

/// <summary>What reading a theme file gave: the theme when nothing was wrong, and what was passed over.</summary>
/// <param name="Theme">The theme; null when there are problems.</param>
/// <param name="Problems">What to put right.</param>
/// <param name="Notes">Tokens this version does not know; they were left out.</param>
public sealed record ThemeReading(ThemeTokens? Theme, IReadOnlyList<ThemeProblem> Problems, IReadOnlyList<string> Notes);

/// <summary>
/// The JSON form of a theme (docs/theme.md): <c>{"format":"rendrix-theme","schema":2,"tokens":{…},"schemes":{"page":{…}},"replaced":{…},"css":"…"}</c>.
/// The form before it, a flat object of texts, is still read.
/// </summary>
public static class ThemeFile
{
    /// <summary>Version of the form that is written.</summary>
    public const int Schema = 2;

    /// <summary>Reads a file somebody chose; every problem names its token.</summary>
    public static ThemeReading Read(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > ThemeTokens.MaxBytes) return Bad("file", $"The file is larger than {ThemeTokens.MaxBytes / 1000} kB. A theme holds tokens and CSS, not pictures or fonts");
        try
        {
            var known = new Dictionary<string, string?>(StringComparer.Ordinal);
            var problems = new List<ThemeProblem>();
            var notes = new List<string>();
            using (var document = JsonDocument.Parse(json))
            {
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object) return Bad("file", "A theme is a JSON object. Choose a file that was downloaded here");
                if (root.TryGetProperty("format", out var format) && (format.ValueKind != JsonValueKind.String || format.GetString() != "rendrix-theme")) return Bad("format", "This is not a theme of Rendrix");
                if (root.TryGetProperty("schema", out var schema) && (schema.ValueKind != JsonValueKind.Number || !schema.TryGetInt32(out var version) || version is < 1 or > Schema)) return Bad("schema", $"This file has a form that is newer than this version reads. It reads forms 1 to {Schema}");
            }
            foreach (var (name, value) in Entries(json))
            {
                var said = name.StartsWith("scheme.", StringComparison.Ordinal) ? "schemes." + name[7..] : name.StartsWith("alias.", StringComparison.Ordinal) ? "replaced." + name[6..] : name;
                if (IsUnknown(name)) notes.Add(said);
                else if (!ThemeTokens.Accepts(name, value)) problems.Add(new ThemeProblem(said, value == Wrong ? "Use a text" : ThemeCatalog.Find(name)?.Problem(value) ?? "Use a color such as #1A2B3C"));
                else known[name] = value;
            }
            if (known.Count == 0 && problems.Count == 0) return Bad("file", "The file holds no tokens of a theme");
            var theme = ThemeTokens.Default.With(known);
            if (theme.Schemes.Count > ColorScheme.Most) problems.Add(new ThemeProblem("schemes", $"A theme holds at most {ColorScheme.Most} schemes"));
            foreach (var code in known.Keys.Where(k => k.StartsWith("scheme.", StringComparison.Ordinal)).Select(k => k.Split('.')[1]).Distinct().Where(code => !theme.HasScheme(code)))
                problems.Add(new ThemeProblem($"schemes.{code}.bg", "A scheme needs a background"));
            return new ThemeReading(problems.Count == 0 ? theme : null, problems, notes);
        }
        catch (JsonException e) { return Bad("file", $"The file is not valid JSON, line {(e.LineNumber ?? 0) + 1}"); }
    }

    /// <summary>The tokens a JSON text names, in either form, flat; throws <see cref="JsonException"/> when it is not an object.</summary>
    internal static IEnumerable<(string Name, string Value)> Entries(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("A theme is an object.");
        var found = new List<(string, string)>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            switch (property.Name)
            {
                case "format" or "schema" or "$schema" or "exported": break;
                case "tokens" when property.Value.ValueKind == JsonValueKind.Object: Add("", property.Value); break;
                case "replaced" when property.Value.ValueKind == JsonValueKind.Object: Add("alias.", property.Value); break;
                case "schemes" when property.Value.ValueKind == JsonValueKind.Object:
                    foreach (var scheme in property.Value.EnumerateObject())
                    {
                        if (scheme.Value.ValueKind != JsonValueKind.Object) { found.Add(($"scheme.{scheme.Name}.bg", Wrong)); continue; }
                        Add($"scheme.{scheme.Name}.", scheme.Value);
                        if (scheme.Value.TryGetProperty("dark", out var dark) && dark.ValueKind == JsonValueKind.Object) Add($"scheme.{scheme.Name}.dark.", dark);
                    }
                    break;
                case "tokens" or "schemes" or "replaced": found.Add((property.Name, Wrong)); break;
                default: found.Add((property.Name, Text(property.Value))); break;
            }
        }
        return found;

        void Add(string prefix, JsonElement values)
        {
            foreach (var value in values.EnumerateObject())
                if (value.Value.ValueKind != JsonValueKind.Object || value.Name != "dark") found.Add((prefix + value.Name, Text(value.Value)));
        }
    }

    /// <summary>The stored form of a theme; keys in a fixed order.</summary>
    internal static string Write(ThemeTokens theme)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", "rendrix-theme");
            json.WriteNumber("schema", Schema);
            json.WriteStartObject("tokens");
            foreach (var token in ThemeCatalog.All.Where(t => t.Kind != TokenKind.Css)) json.WriteString(token.Name, theme[token.Name]);
            json.WriteEndObject();
            json.WriteStartObject("schemes");
            foreach (var scheme in theme.Values.Where(v => v.Key.StartsWith("scheme.", StringComparison.Ordinal)).GroupBy(v => v.Key.Split('.')[1]))
            {
                json.WriteStartObject(scheme.Key);
                foreach (var (name, value) in scheme.Where(v => v.Key.Count(c => c == '.') == 2)) json.WriteString(name.Split('.')[2], value);
                var dark = scheme.Where(v => v.Key.Count(c => c == '.') == 3).ToList();
                if (dark.Count > 0)
                {
                    json.WriteStartObject("dark");
                    foreach (var (name, value) in dark) json.WriteString(name.Split('.')[3], value);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
            if (theme.Values.Any(v => v.Key.StartsWith("alias.", StringComparison.Ordinal)))
            {
                json.WriteStartObject("replaced");
                foreach (var (name, value) in theme.Values.Where(v => v.Key.StartsWith("alias.", StringComparison.Ordinal))) json.WriteString(name[6..], value);
                json.WriteEndObject();
            }
            if (theme.CustomCss.Length > 0) json.WriteString("css", theme.CustomCss);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // Stands for a value that is no text, number or switch; no token accepts it.
    private const string Wrong = "\0";

    private static bool IsUnknown(string name) => name is not ("tokens" or "schemes" or "replaced") && ThemeCatalog.Find(name) is null
        && name is not ("bg" or "ink" or "surface" or "accent" or "onAccent" or "contrastBg" or "contrastInk");

    private static ThemeReading Bad(string token, string message) => new(null, [new ThemeProblem(token, message)], []);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => Wrong,
    };
}
