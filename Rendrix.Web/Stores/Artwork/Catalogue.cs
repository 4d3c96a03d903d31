using System.Reflection;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>Every drawing in this assembly, found once.</summary>
internal static class Catalogue
{
    private static readonly Dictionary<string, Entry> Entries = Find();

    internal sealed record Entry(string Industry, string Code, IReadOnlyList<string> Colours, Drawing Drawing)
    {
        /// <summary>The drawing's own colours with the wished ones in front; what is no colour is passed over.</summary>
        public IReadOnlyList<string> Wear(IReadOnlyList<string>? wished) =>
            wished is null ? Colours : [.. Colours.Select((own, i) => i < wished.Count && ArtKit.Tone.IsHex(wished[i]) ? wished[i] : own)];
    }

    public static IEnumerable<Entry> All => Entries.Values;

    public static Entry? Get(string industry, string code) => Entries.GetValueOrDefault(Key(industry, code));

    private static Dictionary<string, Entry> Find()
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var type in typeof(Catalogue).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<DrawingAttribute>() is { } about && Activator.CreateInstance(type) is Drawing drawing)
            {
                entries.Add(Key(about.Industry, about.Code), new Entry(about.Industry, about.Code, about.Colours, drawing));
            }
        }

        return entries;
    }

    private static string Key(string industry, string code) => industry + '/' + code;
}
