using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Rendrix.Blocks;
using Rendrix.Fields;
using FieldInfo = Rendrix.Fields.FieldInfo;

namespace Rendrix.Web.Client.Blocks;

/// <summary>A place of a block for child blocks.</summary>
public sealed record BlockSlot(string Name, SlotAttribute About);

/// <summary>One kind of block: what the palette, the inspector and the renderer know about it. Read by reflection once.</summary>
public sealed class BlockKind
{
    private readonly FrozenDictionary<string, (FieldInfo Field, Action<object, object?> Set)> _fields;
    private readonly (BlockSlot Slot, Action<object, object?> Set)[] _slots;
    private readonly (Type Type, Action<object, object?> Set)? _loaded;

    internal BlockKind(Type component, BlockAttribute about)
    {
        Component = component;
        About = about;
        Schema = FieldSchema.Of(component);
        var properties = component.GetProperties(BindingFlags.Instance | BindingFlags.Public);
        _fields = Schema.Fields.ToFrozenDictionary(f => f.Name, f => (f, Setter(f.Property)), StringComparer.Ordinal);
        _slots = [.. properties.Where(p => p.IsDefined(typeof(SlotAttribute))).Select(p =>
            (new BlockSlot(JsonNamingPolicy.CamelCase.ConvertName(p.Name), p.GetCustomAttribute<SlotAttribute>()!), Setter(p)))];
        if (properties.FirstOrDefault(p => p.IsDefined(typeof(LoadedAttribute))) is { } loaded) _loaded = (loaded.PropertyType, Setter(loaded));
        Slots = [.. _slots.Select(s => s.Slot)];
    }

    /// <summary>Stable code that documents store.</summary>
    public string Code => About.Code;
    /// <summary>Title, group, icon, allowed parents.</summary>
    public BlockAttribute About { get; }
    /// <summary>The Razor component.</summary>
    public Type Component { get; }
    /// <summary>Its settings.</summary>
    public FieldSchema Schema { get; }
    /// <summary>Its places for children.</summary>
    public IReadOnlyList<BlockSlot> Slots { get; }
    /// <summary>Type of the shop data a loader fills in; null when it needs none.</summary>
    public Type? LoadedType => _loaded?.Type;

    /// <summary>The slot of that name, or null.</summary>
    public BlockSlot? Slot(string name) => Slots.FirstOrDefault(s => s.Name == name);

    /// <summary>A setting of a node in its property's own type, or its default: for loaders, which see nodes and no components.</summary>
    public T Setting<T>(BlockNode node, string name) =>
        (T)FieldSchema.Read(Schema.Find(name) ?? throw new ArgumentException($"The block {Code} has no setting {name}.", nameof(name)), node.Prop(name));

    /// <summary>The forms a block has on different devices; a single one for nearly all.</summary>
    public IReadOnlyList<DeviceVariant> Forms(BlockNode node) => Slots.Count > 0 || node.Props.IsEmpty ? [] : DeviceVariants.Of(node, Schema) is { Count: > 1 } forms ? forms : [];

    /// <summary>Whether a block of this kind may stand in a slot of another kind: both must agree.</summary>
    public bool MayStandIn(BlockKind parent, string slot) =>
        parent.Slot(slot) is { } place && (About.Parents.Length == 0 || About.Parents.Contains(parent.Code)) && !place.About.Refuses.Contains(Code) && (place.About.Allows.Length == 0 || place.About.Allows.Contains(Code));

    /// <summary>Hands a node's settings, slots and data to a component. A fresh component has its defaults already; a used one gets them back.</summary>
    internal void Apply(BlockComponent block, BlockNode node, BlockScope scope, bool used)
    {
        if (used)
            foreach (var (field, set) in _fields.Values) set(block, FieldSchema.Read(field, node.Prop(field.Name)));
        else
            foreach (var (name, text) in node.Props)
                if (_fields.TryGetValue(name, out var known)) known.Set(block, FieldSchema.Read(known.Field, text));
        foreach (var (key, path) in node.Props)
            if (key.EndsWith("@bind", StringComparison.Ordinal) && _fields.TryGetValue(key[..^5], out var bound) && bound.Field.About.Bindable && scope.Shop.Bound(path) is { } text)
                bound.Set(block, FieldSchema.Read(bound.Field, bound.Field.Kind == FieldKind.RichText ? "<p>" + WebUtility.HtmlEncode(text) + "</p>" : text));
        foreach (var (slot, set) in _slots)
            set(block, (RenderFragment)(builder => scope.DrawChildren(builder, node, slot.Name)));
        if (_loaded is { } loaded && scope.Data.For(node.Id) is { } data && loaded.Type.IsInstanceOfType(data)) loaded.Set(block, data);
    }

    /// <summary>Gives a block the values that some of its settings have on a device. What is filled from shop data is the same everywhere.</summary>
    internal void Wear(BlockComponent block, BlockNode node, BlockScope scope, IReadOnlyCollection<string> settings, Device device)
    {
        foreach (var setting in settings)
        {
            var (field, set) = _fields[setting];
            if (field.About.Bindable && node.Prop(PropKey.Bound(setting)) is { } path && scope.Shop.Bound(path) is not null) continue;
            set(block, FieldSchema.Read(field, DeviceVariants.Effective(node.Prop, field, device)));
        }
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var target = Expression.Parameter(typeof(object));
        var value = Expression.Parameter(typeof(object));
        var assign = Expression.Assign(Expression.Property(Expression.Convert(target, property.DeclaringType!), property), Expression.Convert(value, property.PropertyType));
        return Expression.Lambda<Action<object, object?>>(assign, target, value).Compile();
    }
}

/// <summary>Every kind of block, found in assemblies by <see cref="BlockAttribute"/>.</summary>
public sealed class BlockCatalog
{
    private readonly FrozenDictionary<string, BlockKind> _kinds;

    /// <summary>Reads the assemblies; throws when two blocks have one code, or a block does not derive from <see cref="BlockComponent"/>.</summary>
    public BlockCatalog(params IEnumerable<Assembly> assemblies) : this(assemblies.SelectMany(a => a.GetTypes())) { }

    /// <summary>Reads these types.</summary>
    public BlockCatalog(IEnumerable<Type> types)
    {
        var found = new Dictionary<string, BlockKind>(StringComparer.Ordinal);
        foreach (var type in types.Where(t => !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (type.GetCustomAttribute<BlockAttribute>(inherit: false) is not { } about) continue;
            if (!type.IsSubclassOf(typeof(BlockComponent))) throw new InvalidOperationException($"{type} is marked as a block and must inherit BlockComponent.");
            if (found.TryGetValue(about.Code, out var other)) throw new InvalidOperationException($"Two blocks have the code {about.Code}: {other.Component} and {type}.");
            found[about.Code] = new BlockKind(type, about);
        }
        _kinds = found.ToFrozenDictionary(StringComparer.Ordinal);
        All = [.. found.Values.OrderBy(k => k.About.Group, StringComparer.Ordinal).ThenBy(k => k.About.Title, StringComparer.Ordinal)];
    }

    /// <summary>The blocks that come with the product.</summary>
    public static BlockCatalog Default { get; } = new(typeof(BlockCatalog).Assembly);

    /// <summary>All kinds, by group and title.</summary>
    public IReadOnlyList<BlockKind> All { get; }

    /// <summary>The kind of that code, or null.</summary>
    public BlockKind? Find(string code) => _kinds.GetValueOrDefault(code);
}
