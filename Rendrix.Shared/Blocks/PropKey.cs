using System.Diagnostics.CodeAnalysis;

namespace Rendrix.Blocks;

/// <summary>A width of screen for which a setting may have a value of its own. A narrower one inherits from the next wider.</summary>
public enum Device
{
    /// <summary>From 1024 px, and the value that the others inherit.</summary>
    Desktop,
    /// <summary>640 to 1023 px.</summary>
    Tablet,
    /// <summary>Below 640 px.</summary>
    Phone,
}

/// <summary>
/// The name under which a document keeps a value. <c>Title</c> is a setting; <c>Title@tablet</c> and <c>Title@phone</c> are its values on
/// narrower screens; <c>Title@bind</c> names shop data shown in its place; a key that begins with <c>@</c>, such as <c>@hidden</c>, belongs to
/// the block itself, whatever its kind. Being plain keys they are changed, undone, merged and replayed like every other setting.
/// </summary>
/// <param name="Name">The setting; for what belongs to the block itself the key with its <c>@</c>.</param>
/// <param name="Facet">What comes after the setting's <c>@</c>: tablet, phone or bind; empty for the setting's own value.</param>
public readonly record struct PropKey(string Name, string Facet)
{
    /// <summary>The value on tablets.</summary>
    public const string Tablet = "tablet";
    /// <summary>The value on phones.</summary>
    public const string Phone = "phone";
    /// <summary>The shop data shown in place of the value.</summary>
    public const string Bind = "bind";

    /// <summary>Takes a key apart. Any text is a key; one that means nothing is kept and ignored.</summary>
    public static PropKey Of(string key) =>
        key.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? new(key[..at], key[(at + 1)..]) : new(key, "");

    /// <summary>The key for a setting's value on a device; the setting's own name for the desktop.</summary>
    public static string On(string name, Device device) => device switch { Device.Tablet => name + "@tablet", Device.Phone => name + "@phone", _ => name };

    /// <summary>The key for a setting's binding.</summary>
    public static string Bound(string name) => name + "@bind";

    /// <summary>The device whose value this is: the desktop for the setting's own value; false for a binding or anything unknown.</summary>
    public bool IsValue([NotNullWhen(true)] out Device? device)
    {
        device = Facet switch { "" => Device.Desktop, Tablet => Device.Tablet, Phone => Device.Phone, _ => null };
        return device is not null;
    }
}
