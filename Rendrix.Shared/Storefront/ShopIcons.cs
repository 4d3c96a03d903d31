namespace Rendrix.Storefront;

/// <summary>
/// The icons a shop can show, one a line in <c>ShopIcons.txt</c>: the name in lucide and what people call it. The build makes the sprite
/// <c>/icons/dist/shop.svg</c> of the same list, so a name that passes here is always drawn.
/// </summary>
public static class ShopIcons
{
    /// <summary>Name and label of every icon, after the choice of none.</summary>
    public static IReadOnlyList<(string Value, string Label)> Options { get; } = [("", "No icon"), .. Read()];

    /// <summary>Address of an icon for <c>&lt;use href&gt;</c>; null for none and for a name that is not known.</summary>
    public static string? Href(string name) => name.Length > 0 && Options.Any(o => o.Value == name) ? "/icons/dist/shop.svg#" + name : null;

    private static List<(string, string)> Read()
    {
        using var text = new StreamReader(typeof(ShopIcons).Assembly.GetManifestResourceStream("ShopIcons.txt")!);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ', 2)).Select(line => (line[0], line[^1]))];
    }
}
