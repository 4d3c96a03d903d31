using Rendrix.Web.Stores.Artwork.ArtKit;

namespace Rendrix.Web.Stores.Artwork;

/// <summary>
/// What stands in for an object nobody has drawn yet, so that a shop never shows an empty picture: the nearest
/// kin where one is named here, else any thing of the trade, in another colour.
/// </summary>
internal static class Kin
{
    private const string Slate = "#8A94A0";

    private static readonly Dictionary<string, (string Industry, string Code, string[] Colours)> Relatives = new(StringComparer.Ordinal)
    {
        // The same shirt on concrete.
        ["sports/tee"] = ("garments", "tee", ["#EFEDE3"]),
        ["sports/sock"] = ("garments", "socks", ["#F4F5EF", "#12181A"]),
        ["sports/bag"] = ("garments", "tote", ["#2F383C"]),
        ["kitchen/candles"] = ("decor", "candles", ["#EDE0C4"]),
        ["kitchen/vase"] = ("decor", "vase", ["#7F8B96"]),
        ["decor/jar"] = ("beauty", "jar", ["#D8CCB6"]),
        ["decor/kettle"] = ("kitchen", "kettle", ["#EBDDBB"]),
        ["gadgets/lamp"] = ("decor", "tablelamp", ["#EFEDE6"]),
        ["appliances/lamp"] = ("decor", "tablelamp", ["#DCE8E8"]),
        ["beauty/polish"] = ("nails", "polish", ["#8A4A3A"]),
        ["nails/jar"] = ("beauty", "jar", ["#F8C6D2"]),
    };

    public static (Catalogue.Entry Entry, IReadOnlyList<string>? Colours) Nearest(string industry, string code)
    {
        if (Catalogue.Get(industry, code) is { } drawn)
        {
            return (drawn, null);
        }

        if (Relatives.TryGetValue(industry + '/' + code, out var relative) && Catalogue.Get(relative.Industry, relative.Code) is { } kin)
        {
            return (kin, relative.Colours);
        }

        // The same code must meet the same thing every time, and two codes rather not the same one.
        List<Catalogue.Entry> trade = [.. Catalogue.All.Where(entry => entry.Industry == industry).OrderBy(entry => entry.Code, StringComparer.Ordinal)];
        if (trade.Count == 0)
        {
            trade = [.. Catalogue.All.OrderBy(entry => entry.Industry + entry.Code, StringComparer.Ordinal)];
        }

        var any = trade[code.Sum(letter => letter) % trade.Count];
        return (any, [.. any.Colours.Select(colour => Tone.Mix(colour, Slate, .45))]);
    }
}
