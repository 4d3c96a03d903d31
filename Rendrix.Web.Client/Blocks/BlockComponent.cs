using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Rendrix.Blocks;
using Rendrix.Fields;
using Rendrix.Storefront;

namespace Rendrix.Web.Client.Blocks;

/// <summary>
/// Base of every block. The markup has exactly one root element, which carries <c>data-ed="@Ed"</c>; the element around a slot carries
/// <c>data-ed-slot="@EdSlot("children")"</c>, an inline-editable text <c>data-ed-prop="@EdProp(nameof(Title))"</c>. All three are null outside
/// the editor, so Razor leaves them out and the published markup is the canvas's without them.
/// </summary>
public abstract class BlockComponent : ShopPart
{
    private bool _applied;
    private Device? _form;

    /// <summary>The block as its document holds it; null when a page uses the component directly.</summary>
    [Parameter] public BlockNode? Node { get; set; }

    /// <summary>What the tree shares.</summary>
    [Parameter] public BlockScope Scope { get; set; } = null!;

    /// <summary>The block's id while editing, else null.</summary>
    protected string? Ed => Scope is { Editing: true, IsWrapped: false } ? Node?.Id : null;

    /// <summary>The shop.</summary>
    protected ShopContext Shop => Scope.Shop;

    /// <summary>
    /// The key of a text while editing, else null: value of <c>data-ed-prop</c>. What is typed goes where the text that shows here comes from: the
    /// setting, or its value on this device; a text that comes from shop data is not typed here.
    /// </summary>
    protected string? EdProp(string property)
    {
        if (!Scope.Editing || Node is null || Node.Prop(PropKey.Bound(property)) is not null) return null;
        var device = _form ?? Scope.Device;
        if (device == Device.Phone && PropKey.On(property, Device.Phone) is var phone && Node.Prop(phone) is not null) return phone;
        return device >= Device.Tablet && PropKey.On(property, Device.Tablet) is var tablet && Node.Prop(tablet) is not null ? tablet : property;
    }

    /// <summary>
    /// Settings marked <see cref="FieldAttribute.PerDevice"/> as variables for a style attribute: <c>--cols:4;--cols-t:2;--cols-p:1</c>. All three are
    /// always there, so that a block never takes them over from one around it. Numbers and choices only; the stylesheet picks with
    /// <c>var(--cols)</c>, at most 1023.98 px <c>var(--cols-t)</c>, at most 639.98 px <c>var(--cols-p)</c>.
    /// </summary>
    protected string Vars(params ReadOnlySpan<(string Css, string Setting)> variables)
    {
        var css = new StringBuilder();
        foreach (var (name, setting) in variables) Write(css, name, setting, null);
        return css.ToString();
    }

    /// <summary>One setting per device as variables, each value turned into what the stylesheet needs.</summary>
    protected string Vars(string css, string setting, Func<string, string> value)
    {
        var written = new StringBuilder();
        Write(written, css, setting, value);
        return written.ToString();
    }

    private void Write(StringBuilder css, string name, string setting, Func<string, string>? value)
    {
        var schema = FieldSchema.Of(GetType());
        var field = schema.Find(setting) ?? throw new ArgumentException($"{GetType().Name} has no setting {setting}.", nameof(setting));
        if (field.Kind is not (FieldKind.Number or FieldKind.Choice or FieldKind.Switch)) throw new ArgumentException($"{setting} is not a number or a choice.", nameof(setting));
        foreach (var (device, suffix) in (ReadOnlySpan<(Device, string)>)[(Device.Desktop, ""), (Device.Tablet, "-t"), (Device.Phone, "-p")])
        {
            // Read brings an old or foreign text into the setting's bounds, so nothing else can reach the style attribute.
            var text = FieldSchema.Text(FieldSchema.Read(field, DeviceVariants.Effective(key => Node?.Prop(key), field, device)));
            css.Append(css.Length > 0 ? ";--" : "--").Append(name).Append(suffix).Append(':').Append(value is null ? text : value(text));
        }
    }

    /// <summary>
    /// A part of a container that does not hold its children (a heading, a picture, a button), drawn once for each form that these settings have on
    /// devices. The children themselves are there once, so what stands around them differs by <see cref="Vars(ReadOnlySpan{ValueTuple{string, string}})"/> and <see cref="Wears"/> alone.
    /// </summary>
    protected RenderFragment PerDevice(string[] settings, RenderFragment part)
    {
        if (Node is not { Props.IsEmpty: false } node || DeviceVariants.Of(node, settings) is not { Count: > 1 } forms) return part;
        return builder =>
        {
            var kind = Scope.Catalog.Find(node.Type)!;
            foreach (var (device, on) in forms)
            {
                kind.Wear(this, node, Scope, settings, device);
                _form = device;
                builder.OpenElement(0, "div");
                builder.AddAttribute(1, "class", "at " + on);
                builder.AddContent(2, part);
                builder.CloseElement();
            }
            kind.Wear(this, node, Scope, settings, Device.Desktop);
            _form = null;
        };
    }

    /// <summary>
    /// The scheme a container wears, as attributes: <c>data-scheme</c>, and where it has another on narrower screens <c>data-scheme-t</c> and
    /// <c>data-scheme-p</c>, for which the theme writes its colors again. The page's own needs none unless it is <paramref name="always"/> told.
    /// </summary>
    protected IReadOnlyDictionary<string, object> Wears(string setting, bool always = false)
    {
        var field = FieldSchema.Of(GetType()).Find(setting) ?? throw new ArgumentException($"{GetType().Name} has no setting {setting}.", nameof(setting));
        var (wide, tablet, phone) = (On(Device.Desktop), On(Device.Tablet), On(Device.Phone));
        var worn = new Dictionary<string, object>(3);
        if (always || wide != "page" || tablet != wide || phone != tablet) worn["data-scheme"] = wide;
        if (tablet != wide) worn["data-scheme-t"] = tablet;
        if (phone != tablet) worn["data-scheme-p"] = phone;
        return worn;

        string On(Device device) => FieldSchema.Text(FieldSchema.Read(field, DeviceVariants.Effective(key => Node?.Prop(key), field, device)));
    }

    /// <summary>Marks an element with <c>data-ed-prop</c> whose text is formatted: value of <c>data-ed-rich</c>. Null outside the editor.</summary>
    protected string? EdRich(string property) => EdProp(property) is null ? null : "";

    /// <summary>The slot's name while editing, else null: value of <c>data-ed-slot</c>.</summary>
    protected string? EdSlot(string slot) => Scope.Editing && Node is not null ? slot : null;

    /// <summary>A sentence for an empty block while editing, else null: value of <c>data-ed-empty</c>, which the stylesheet shows.</summary>
    protected string? EdEmpty(string sentence) => Scope.Editing && Node is not null ? sentence : null;

    /// <summary>An invitation for an empty place while editing, else null: value of <c>data-ed-empty</c>.</summary>
    protected string? EdDrop(string slot, string sentence = "Drop blocks here") => Node?.Children(slot).Length == 0 ? EdEmpty(sentence) : null;

    /// <summary>An id of the page for a part of this block, the same on site and canvas; each form for a device and each repetition has its own.</summary>
    protected string IdOf(string part) => part + "-" + (Node?.Id ?? "block").Replace('@', '-') + Scope?.Copy;

    /// <summary>A scheme for <c>data-scheme</c>; the page's own needs no attribute.</summary>
    protected static string? SchemeOf(string scheme) => scheme != "page" && FieldCheck.IsSchemeCode(scheme) ? scheme : null;

    /// <summary>The text, or null when it is blank, so that markup can ask with <c>is { } text</c>.</summary>
    protected static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        if (!parameters.TryGetValue<BlockNode>(nameof(Node), out var node) || node is null) return base.SetParametersAsync(parameters);
        Node = node;
        Scope = parameters.GetValueOrDefault<BlockScope>(nameof(Scope))!;
        Draw();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Prepare()
    {
        if (Node is null) return;
        _form = null;
        Scope.Catalog.Find(Node.Type)!.Apply(this, Node, Scope, _applied);
        _applied = true;
    }

    /// <inheritdoc/>
    protected override void Failed(RenderTreeBuilder builder)
    {
        if (Scope is { Editing: true } && Node is not null) BlockScope.Unknown(builder, Node, "This block could not be drawn. Change its settings or remove it.", Scope.IsWrapped);
    }

    /// <inheritdoc/>
    protected override string What => Node is null ? base.What : $"Block {Node.Id} of type {Node.Type}";
}
