using System.Globalization;
using Rendrix.Fields;

namespace Rendrix.Blocks;

/// <summary>What every block has whatever its kind. Its keys begin with <c>@</c>, so that they never meet a setting of the same name.</summary>
public sealed class BlockBasics
{
    /// <summary>Key of the name people gave the block.</summary>
    public const string NameKey = "@name";
    /// <summary>Key of "hidden": the block is kept and not shown.</summary>
    public const string HiddenKey = "@hidden";
    /// <summary>Key of "locked": the block and all it holds stay as they are.</summary>
    public const string LockedKey = "@locked";
    /// <summary>Key of the devices it shows on.</summary>
    public const string DevicesKey = "@devices";
    /// <summary>Key of the moment from which it shows, ISO 8601 with offset.</summary>
    public const string FromKey = "@from";
    /// <summary>Key of the moment from which it no longer shows.</summary>
    public const string UntilKey = "@until";
    /// <summary>Key of the settings that may differ wherever a synced section stands: names with a space between them.</summary>
    public const string DiffersKey = "@differs";
    /// <summary>Key of the version its stored settings have; absent means 1.</summary>
    public const string VersionKey = "@v";

    /// <summary>A name for the outline.</summary>
    [Field("Name", Key = NameKey, Group = "Visibility", MaxLength = 60, Help = "Only the outline shows it.")] public string Name { get; set; } = "";
    /// <summary>Not shown in the shop.</summary>
    [Field("Hidden", Key = HiddenKey, Group = "Visibility")] public bool Hidden { get; set; }
    /// <summary>Cannot be changed.</summary>
    [Field("Locked", Key = LockedKey, Group = "Visibility", Help = "Nobody can change, move or delete it until it is unlocked.")] public bool Locked { get; set; }
    /// <summary>Where it shows.</summary>
    [Field("Shows on", Key = DevicesKey, Group = "Visibility", Options = ["all=All devices", "desktop=Desktop only", "tablet=Tablet only", "phone=Phone only", "desktop-tablet=Desktop and tablet", "tablet-phone=Tablet and phone", "desktop-phone=Desktop and phone"])] public string Devices { get; set; } = "all";
    /// <summary>First moment.</summary>
    [Field("Shows from", Key = FromKey, Kind = FieldKind.Moment, Group = "Visibility")] public string From { get; set; } = "";
    /// <summary>Moment after the last.</summary>
    [Field("Shows until", Key = UntilKey, Kind = FieldKind.Moment, Group = "Visibility")] public string Until { get; set; } = "";
    /// <summary>What the cart must be like.</summary>
    [Field("Shows by cart", Key = BlockConditions.CartKey, Group = "Visibility", Options = ["always=Whatever is in it", "empty=While it is empty", "some=While something is in it", "total=While it is worth at least"], Help = "Without script a shopper sees what shows for an empty cart.")] public string Cart { get; set; } = "always";
    /// <summary>What the cart must be worth.</summary>
    [Field("Worth at least", Key = BlockConditions.AmountKey, Group = "Visibility", Min = 1, Max = 1_000_000, When = BlockConditions.CartKey + "=total", Help = "In the currency of the store, before delivery.")] public int CartFrom { get; set; } = 50;
    /// <summary>What the stock must be like.</summary>
    [Field("Shows by stock", Key = BlockConditions.StockKey, Group = "Visibility", Options = ["always=Whatever is left", "in=While it is in stock", "few=While few are left", "out=While it is sold out"], Help = "Few means five or fewer of all variants together.")] public string Stock { get; set; } = "always";
    /// <summary>Whose stock counts.</summary>
    [Field("Stock of", Key = BlockConditions.StockOfKey, Kind = FieldKind.Product, Group = "Visibility", When = BlockConditions.StockKey + "=in|few|out", Help = "Leave empty for the product of the page.")] public string StockOf { get; set; } = "";

    /// <summary>The settings every block has.</summary>
    public static FieldSchema Fields { get; } = FieldSchema.Of(typeof(BlockBasics));

    /// <summary>Whether the block is hidden by hand.</summary>
    public static bool IsHidden(BlockNode node) => node.Prop(HiddenKey) == "true";

    /// <summary>Whether the block is locked itself.</summary>
    public static bool IsLocked(BlockNode node) => node.Prop(LockedKey) == "true";

    /// <summary>Whether the block shows at a moment.</summary>
    public static bool ShowsAt(BlockNode node, DateTimeOffset now) =>
        node.Props.IsEmpty || (Moment(node.Prop(FromKey)) is not { } from || from <= now) && (Moment(node.Prop(UntilKey)) is not { } until || now < until);

    /// <summary>The next moment after <paramref name="now"/> at which a block of the tree begins or ceases to show; null when nothing will change by time.</summary>
    public static DateTimeOffset? NextChange(BlockNode root, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var node in root.Walk())
        {
            if (node.Props.IsEmpty) continue;
            foreach (var key in (string[])[FromKey, UntilKey])
                if (Moment(node.Prop(key)) is { } at && at > now && (next is null || at < next)) next = at;
        }
        return next;
    }

    /// <summary>Reads a stored moment; null when there is none or it does not fit.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        text is { Length: > 0 } && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
