using System.Collections.Frozen;
using System.Text.Json;
using Rendrix.Storefront;

namespace Rendrix.Web.Stores.Themes;

/// <summary>The themes that come with the product, by the code of their industry. They lie beside this file as JSON and inside the assembly.</summary>
public static class ThemeLibrary
{
    private static readonly FrozenDictionary<string, ThemeTokens> Themes = Load();

    /// <summary>Codes in alphabetical order: appliances, beauty, decor, gadgets, garments, kitchen, nails, sports, toys.</summary>
    public static IEnumerable<string> Codes => Themes.Keys.Order(StringComparer.Ordinal);

    /// <summary>The theme of that code, or the plain default.</summary>
    public static ThemeTokens Find(string code) => Themes.GetValueOrDefault(code, ThemeTokens.Default);

    // A value that a token does not accept would silently become the default, so a wrong file stops the start.
    private static FrozenDictionary<string, ThemeTokens> Load()
    {
        var assembly = typeof(ThemeLibrary).Assembly;
        var themes = new Dictionary<string, ThemeTokens>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Rendrix.Web.Stores.Themes.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            var json = reader.ReadToEnd();
            var code = name.Split('.')[^2];
            using var document = JsonDocument.Parse(json);
            foreach (var token in document.RootElement.EnumerateObject())
                if (!ThemeTokens.Accepts(token.Name, token.Value.GetString() ?? "")) throw new InvalidOperationException($"The theme {code} gives {token.Name} a value it does not take: {token.Value}");
            themes[code] = ThemeTokens.Parse(json);
        }
        return themes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
