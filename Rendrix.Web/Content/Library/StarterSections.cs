using System.Text.Json;
using Rendrix.Content.Arranging;

namespace Rendrix.Web.Content.Library;

/// <summary>A ready section for one kind of shop.</summary>
/// <param name="Code">Stable code: "toys-opening".</param>
/// <param name="Industry">The kind of shop.</param>
/// <param name="Name">What the library calls it.</param>
/// <param name="About">One line on what it is for.</param>
/// <param name="Clip">Its blocks; pictures are addresses of our own drawings ("art:…").</param>
public sealed record StarterSection(string Code, string Industry, string Name, string About, BlockClip Clip);

/// <summary>The ready sections that come with the product, one JSON file per industry beside this one.</summary>
public static class StarterSections
{
    private static readonly Lazy<IReadOnlyList<StarterSection>> Read = new(Load);

    /// <summary>All of them, by industry.</summary>
    public static IReadOnlyList<StarterSection> All => Read.Value;

    /// <summary>The section of that code, or null.</summary>
    public static StarterSection? Find(string code) => All.FirstOrDefault(s => s.Code == code);

    private static List<StarterSection> Load()
    {
        var assembly = typeof(StarterSections).Assembly;
        const string prefix = "Rendrix.Web.Content.Library.Starters.";
        var sections = new List<StarterSection>();
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(assembly.GetManifestResourceStream(file)!);
            var industry = file[prefix.Length..^".json".Length];
            foreach (var section in json.RootElement.EnumerateArray())
                sections.Add(new StarterSection($"{industry}-{section.GetProperty("code").GetString()}", industry, section.GetProperty("name").GetString()!, section.GetProperty("about").GetString()!,
                    BlockClip.Parse("{\"rendrix\":\"blocks\",\"version\":1,\"from\":\"\",\"blocks\":" + section.GetProperty("blocks").GetRawText() + "}")));
        }
        return sections;
    }
}
