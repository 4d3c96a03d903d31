using System.Globalization;
using System.Text;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Web.Client.Blocks;

namespace Rendrix.Tests.Blocks;

/// <summary>Holds docs/block-list.md against the attributes it is made of. To write it anew: <c>RENDRIX_WRITE_DOCS=1 dotnet test --filter BlockListTests</c>.</summary>
public sealed class BlockListTests
{
    private static readonly string[] Groups = ["Content", "Commerce", "Marketing", "Layout", "Site"];

    /// <summary>Folder of this checkout.</summary>
    public static string Root { get; } = FindRoot();

    [Fact]
    public async Task The_list_of_blocks_is_what_the_blocks_say()
    {
        var file = Path.Combine(Root, "docs", "block-list.md");
        var text = Write();
        if (Environment.GetEnvironmentVariable("RENDRIX_WRITE_DOCS") == "1") await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == text, "docs/block-list.md is older than the blocks. Write it anew: RENDRIX_WRITE_DOCS=1 dotnet test tests/Rendrix.Tests --filter BlockListTests");
    }

    private static string Write()
    {
        var kinds = BlockCatalog.Default.All.Where(k => !k.About.Hidden).ToList();
        var md = new StringBuilder();
        md.Append("# Blocks\n\nMade from the attributes of the blocks by `BlockListTests`; do not edit by hand. How to write one: [blocks.md](blocks.md).\n\n");
        md.Append(CultureInfo.InvariantCulture, $"{kinds.Count} blocks. A setting marked ▫ may differ on tablets and phones without a second copy of the block, one marked ◆ can be filled from shop data.\n");
        foreach (var group in kinds.GroupBy(k => k.About.Group).OrderBy(g => Array.IndexOf(Groups, g.Key) is var at and >= 0 ? at : Groups.Length))
        {
            md.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n");
            foreach (var kind in group)
            {
                md.Append(CultureInfo.InvariantCulture, $"\n### {kind.About.Title} `{kind.Code}`\n\n");
                if (kind.About.Summary.Length > 0) md.Append(kind.About.Summary).Append("\n\n");
                if (kind.About.Parents.Length > 0) md.Append(CultureInfo.InvariantCulture, $"Stands in {string.Join(", ", kind.About.Parents.Select(p => $"`{p}`"))}.\n\n");
                foreach (var slot in kind.Slots)
                    md.Append(CultureInfo.InvariantCulture, $"Holds {(slot.About.Allows.Length == 0 ? "any blocks" : string.Join(", ", slot.About.Allows.Select(a => $"`{a}`")))} in `{slot.Name}`, at most {slot.About.Max}.\n\n");
                if (kind.About.Style.Length + kind.About.Script.Length > 0) md.Append(CultureInfo.InvariantCulture, $"Loads {string.Join(" and ", new[] { kind.About.Style is { Length: > 0 } css ? $"`css/{css}.css`" : null, kind.About.Script is { Length: > 0 } js ? $"`js/{js}.js`" : null }.OfType<string>())}.\n\n");
                if (kind.Schema.Fields.Count == 0) continue;
                md.Append("| setting | key | takes | at first |\n|---|---|---|---|\n");
                foreach (var field in kind.Schema.Fields) md.Append(CultureInfo.InvariantCulture, $"| {Cell(field.About.Label)}{(field.About.PerDevice ? " ▫" : "")}{(field.About.Bindable ? " ◆" : "")} | `{field.Name}` | {Takes(field)} | {(field.Default.Length == 0 ? "" : "`" + Cell(field.Default) + "`")} |\n");
            }
        }
        return md.ToString();
    }

    private static string Takes(FieldInfo field) => field.Kind switch
    {
        FieldKind.Number => $"{field.About.Min} to {field.About.Max}",
        FieldKind.Switch => "on or off",
        FieldKind.Choice or FieldKind.Scheme => string.Join(", ", field.Options.Select(o => $"`{o.Value}`")),
        FieldKind.LongText => $"text of several lines, {field.About.MaxLength} characters",
        FieldKind.RichText => "rich text",
        FieldKind.Html => "HTML without script",
        FieldKind.Icon => "an icon of the shop's list",
        FieldKind.Text => $"text, {field.About.MaxLength} characters",
        FieldKind.Moment => "a point in time",
        _ => "a " + field.Kind.ToString().ToLowerInvariant(),
    };

    private static string Cell(string text)
    {
        var line = text.ReplaceLineEndings(" / ").Replace("|", "¦", StringComparison.Ordinal);
        return line.Length > 60 ? line[..57] + "…" : line;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rendrix.Web.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Rendrix.Web.sln was not found above the tests.");
    }
}
