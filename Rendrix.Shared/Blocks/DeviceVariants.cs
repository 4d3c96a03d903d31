using Rendrix.Fields;

namespace Rendrix.Blocks;

/// <summary>One form of a block and the devices it is for.</summary>
/// <param name="Node">The block with the settings of these devices; its id is the block's, with the device behind it for every form but the widest.</param>
/// <param name="Device">The widest device it is for.</param>
/// <param name="On">Which devices show it: letters d, t and p, as the stylesheet's classes have them.</param>
public sealed record DeviceVariant(BlockNode Node, Device Device, string On);

/// <summary>
/// The forms of a block that is different on narrower screens in more than the stylesheet can do: another text, another picture, another layout.
/// Settings marked <see cref="FieldAttribute.PerDevice"/> are drawn by the block itself with variables and need no second form.
/// </summary>
public static class DeviceVariants
{
    /// <summary>The forms, widest first; a single one when the block is the same everywhere.</summary>
    public static IReadOnlyList<DeviceVariant> Of(BlockNode node, FieldSchema schema)
    {
        bool tablet = false, phone = false;
        foreach (var key in node.Props.Keys)
        {
            var at = PropKey.Of(key);
            if (at.Facet is not (PropKey.Tablet or PropKey.Phone) || schema.Find(at.Name) is not { About.PerDevice: false }) continue;
            if (at.Facet == PropKey.Tablet) tablet = true; else phone = true;
        }
        if (!tablet && !phone) return [new DeviceVariant(node, Device.Desktop, "")];
        return [.. Spread(tablet, phone).Select(form => new DeviceVariant(form.Device == Device.Desktop ? node : Form(node, schema, form.Device), form.Device, form.On))];
    }

    /// <summary>The forms of some settings of a block, widest first, without another block for each: for the parts of a container that do not hold its children.</summary>
    public static IReadOnlyList<(Device Device, string On)> Of(BlockNode node, IReadOnlyCollection<string> settings) =>
        Spread(settings.Any(s => node.Prop(PropKey.On(s, Device.Tablet)) is not null), settings.Any(s => node.Prop(PropKey.On(s, Device.Phone)) is not null));

    // A form is also for the narrower devices that have none of their own.
    private static List<(Device Device, string On)> Spread(bool tablet, bool phone)
    {
        var forms = new List<(Device, string)> { (Device.Desktop, tablet ? "d" : phone ? "d t" : "d t p") };
        if (tablet) forms.Add((Device.Tablet, phone ? "t" : "t p"));
        if (phone) forms.Add((Device.Phone, "p"));
        return forms;
    }

    /// <summary>The text of a setting on a device: its own there, else that of the next wider one; null for the default.</summary>
    public static string? Value(BlockNode node, string name, Device device) =>
        (device == Device.Phone ? node.Prop(PropKey.On(name, Device.Phone)) : null)
        ?? (device >= Device.Tablet ? node.Prop(PropKey.On(name, Device.Tablet)) : null)
        ?? node.Prop(name);

    /// <summary>The text of a setting on a device as it is drawn, defaults included: what was chosen there, else what the setting is there by itself, else the next wider device.</summary>
    public static string Effective(Func<string, string?> stored, FieldInfo field, Device device) => device switch
    {
        Device.Phone => stored(PropKey.On(field.Name, Device.Phone)) ?? field.About.Phone ?? Effective(stored, field, Device.Tablet),
        Device.Tablet => stored(PropKey.On(field.Name, Device.Tablet)) ?? field.About.Tablet ?? Effective(stored, field, Device.Desktop),
        _ => stored(field.Name) ?? field.Default,
    };

    private static BlockNode Form(BlockNode node, FieldSchema schema, Device device)
    {
        var props = node.Props;
        foreach (var field in schema.Fields)
            if (!field.About.PerDevice && Value(node, field.Name, device) is { } text) props = props.SetItem(field.Name, text);
        return new BlockNode(node.Id + (device == Device.Phone ? "@phone" : "@tablet"), node.Type, props, node.Slots);
    }
}
