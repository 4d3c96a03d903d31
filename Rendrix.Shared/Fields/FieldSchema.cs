using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Rendrix.Storefront;

namespace Rendrix.Fields;

/// <summary>One setting as the panel draws it and the server checks it.</summary>
public sealed record FieldInfo(string Name, FieldAttribute About, FieldKind Kind, IReadOnlyList<(string Value, string Label)> Options, string Default, PropertyInfo Property);

/// <summary>The settings of a type, read once by reflection from its <see cref="FieldAttribute"/>s.</summary>
public sealed class FieldSchema
{
    private static readonly ConcurrentDictionary<Type, FieldSchema> Known = new();
    private readonly Dictionary<string, FieldInfo> _byName;

    private FieldSchema(Type type)
    {
        var prototype = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} needs a constructor without parameters.");
        Fields = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Select(p => (Property: p, About: p.GetCustomAttribute<FieldAttribute>()))
            .Where(p => p.About is not null)
            .Select(p => Describe(p.Property, p.About!, prototype))];
        _byName = Fields.ToDictionary(f => f.Name);
    }

    /// <summary>The settings in the order they are declared.</summary>
    public IReadOnlyList<FieldInfo> Fields { get; }

    /// <summary>The schema of a type; computed once.</summary>
    public static FieldSchema Of(Type type) => Known.GetOrAdd(type, static t => new FieldSchema(t));

    /// <summary>The setting of that name, or null.</summary>
    public FieldInfo? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a setting has a say, by its <see cref="FieldAttribute.When"/>: the other settings' texts are asked by name, null meaning the default.</summary>
    public bool Applies(FieldInfo field, Func<string, string?> value)
    {
        if (field.About.When is not { } when || when.Split('=', 2) is not [var name, var wanted] || Find(name) is not { } other) return true;
        return wanted.Split('|').Contains(value(name) ?? other.Default, StringComparer.Ordinal);
    }

    /// <summary>
    /// Turns a stored text into the property's own type. A text that no longer fits (a choice that is gone, a number out of range)
    /// becomes the default or the nearest bound, so that an old document always draws.
    /// </summary>
    public static object Read(FieldInfo field, string? text)
    {
        text ??= field.Default;
        var type = field.Property.PropertyType;
        if (type == typeof(string)) return field.Kind is FieldKind.Choice or FieldKind.Scheme or FieldKind.Icon && field.Options.All(o => o.Value != text) ? field.Default : text;
        if (type == typeof(bool)) return text is "true" or "on" or "1";
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, field.About.Min, field.About.Max) : int.Parse(field.Default, CultureInfo.InvariantCulture);
        if (type.IsEnum) return Enum.TryParse(type, text, ignoreCase: true, out var value) && Enum.IsDefined(type, value) ? value : Enum.Parse(type, field.Default, ignoreCase: true);
        throw new InvalidOperationException($"A setting cannot be a {type.Name}.");
    }

    /// <summary>A value as documents store it.</summary>
    public static string Text(object? value) =>
        value switch { null => "", bool b => b ? "true" : "false", Enum e => e.ToString().ToLowerInvariant(), IFormattable f => f.ToString(null, CultureInfo.InvariantCulture), _ => value.ToString() ?? "" };

    private static FieldInfo Describe(PropertyInfo property, FieldAttribute about, object prototype)
    {
        var type = property.PropertyType;
        var kind = about.Kind != FieldKind.Auto ? about.Kind
            : type == typeof(bool) ? FieldKind.Switch
            : type == typeof(int) ? FieldKind.Number
            : type.IsEnum || about.Options.Length > 0 ? FieldKind.Choice
            : FieldKind.Text;
        var options = kind == FieldKind.Scheme ? [("page", "Page"), ("tint", "Tint"), ("contrast", "Contrast"), ("accent", "Accent")]
            : kind == FieldKind.Icon ? ShopIcons.Options
            : type.IsEnum ? Enum.GetNames(type).Select(n => (n.ToLowerInvariant(), n)).ToArray()
            : about.Options.Select(o => o.Split('=', 2)).Select(o => (o[0], o[^1])).ToArray();
        var value = property.GetValue(prototype);
        var text = Text(value);
        return new FieldInfo(about.Key ?? property.Name, about, kind, options, text, property);
    }
}
