using System.Text.Json;
using Microsoft.Playwright;

namespace Rendrix.Web.Tests.Browser;

/// <summary>Asks axe-core what a page lacks for people who use it in another way.</summary>
public static class Axe
{
    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path.Combine(BrowserWorld.Root, "node_modules", "axe-core", "axe.min.js")));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Violations of WCAG 2.0 to 2.2, levels A and AA, one readable paragraph each; empty when there are none.</summary>
    /// <param name="page">The page.</param>
    /// <param name="where">What a finding calls it.</param>
    /// <param name="within">Looks at this part alone, such as an open dialog; what lies behind it is looked at by another test.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string where, string? within = null)
    {
        // Evaluated, not added as an element, so that a page's content security policy is left as it is.
        if (!await page.EvaluateAsync<bool>("() => !!window.axe")) await page.EvaluateAsync($"() => {{ {Script.Value} }}");
        var answer = await page.EvaluateAsync<string>("""
            async ([within]) => JSON.stringify((await axe.run(within ?? document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'], preload: false })).violations
              .map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => ({ target: n.target.flat().join(' '), html: n.html.replace(/\s+/g, ' ').slice(0, 160), why: [...n.any, ...n.all, ...n.none].map(c => c.message).join('; ') })) })))
            """, new object?[] { within });
        return [.. JsonSerializer.Deserialize<List<Violation>>(answer, Json)!.Select(v => v.Told(where))];
    }

    private sealed record Violation(string Id, string Help, List<Offender> Nodes)
    {
        public string Told(string where)
        {
            var lines = Nodes.Take(8).SelectMany(node => new[] { "    " + node.Target, "      " + node.Html, "      " + node.Why }).Prepend($"{where}: {Id}: {Help}");
            return string.Join('\n', Nodes.Count > 8 ? lines.Append($"    and {Nodes.Count - 8} more") : lines);
        }
    }

    private sealed record Offender(string Target, string Html, string Why);
}
