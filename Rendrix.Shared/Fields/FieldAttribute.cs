namespace Rendrix.Fields;

/// <summary>What a setting holds, and so which control edits it.</summary>
public enum FieldKind
{
    /// <summary>Decided by the property's type: text, whole number, switch or choice.</summary>
    Auto,
    /// <summary>One line of text.</summary>
    Text,
    /// <summary>Several lines of text.</summary>
    LongText,
    /// <summary>A small set of HTML (paragraphs, lists, links, bold, italic), sanitized when saved.</summary>
    RichText,
    /// <summary>A whole number between Min and Max.</summary>
    Number,
    /// <summary>On or off.</summary>
    Switch,
    /// <summary>One of Options.</summary>
    Choice,
    /// <summary>A color scheme of the theme by its code: page, tint, contrast, accent, or one the merchant made. Blocks never name colors.</summary>
    Scheme,
    /// <summary>Where a link goes: a path of the shop or an https address.</summary>
    Link,
    /// <summary>A picture: the address of a file in the media library.</summary>
    Image,
    /// <summary>An icon of <see cref="Rendrix.Storefront.ShopIcons"/>, by name; empty for none.</summary>
    Icon,
    /// <summary>A merchant's own HTML: more elements than rich text, no script, no styles, sanitized when saved and when drawn.</summary>
    Html,
    /// <summary>A category, by slug.</summary>
    Category,
    /// <summary>A product, by slug.</summary>
    Product,
    /// <summary>A menu, by handle.</summary>
    Menu,
    /// <summary>A point in time, stored as ISO 8601 with offset; empty for none.</summary>
    Moment,
}

/// <summary>
/// Makes a property a setting that people edit: panel, validation and schema come from it. The initial value of the property is the default.
/// Supported property types: string, int, bool, and enums.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute(string label) : Attribute
{
    /// <summary>What the person reads beside the control.</summary>
    public string Label { get; } = label;
    /// <summary>Which control; Auto reads it off the property's type.</summary>
    public FieldKind Kind { get; init; }
    /// <summary>One sentence of help below the control.</summary>
    public string? Help { get; init; }
    /// <summary>Panel section: Content, Layout, Style or Visibility.</summary>
    public string Group { get; init; } = "Content";
    /// <summary>Least number.</summary>
    public int Min { get; init; }
    /// <summary>Greatest number.</summary>
    public int Max { get; init; } = 1000;
    /// <summary>Most characters of a text.</summary>
    public int MaxLength { get; init; } = 500;
    /// <summary>Choices as "value=Label" or just "value".</summary>
    public string[] Options { get; init; } = [];
    /// <summary>The text can be typed on the canvas itself.</summary>
    public bool Inline { get; init; }
    /// <summary>
    /// The block draws other values on narrower screens itself: with <c>BlockComponent.Vars</c> and the stylesheet, or in a container the part that the setting
    /// is about once for each form, with <c>BlockComponent.PerDevice</c>. Without it such values are possible too, in a block that holds no others: it is then
    /// drawn once for each form.
    /// </summary>
    public bool PerDevice { get; init; }
    /// <summary>With <see cref="PerDevice"/>: what it is on tablets when nobody chose; null means as on the desktop.</summary>
    public string? Tablet { get; init; }
    /// <summary>With <see cref="PerDevice"/>: what it is on phones when nobody chose; null means as on tablets.</summary>
    public string? Phone { get; init; }
    /// <summary>The value can come from shop data: the product, the collection, the store.</summary>
    public bool Bindable { get; init; }
    /// <summary>Shown only while another setting has a value: <c>Kind=full</c>, or <c>Source=category|sale</c> for one of several.</summary>
    public string? When { get; init; }
    /// <summary>The name documents use in place of the property's. For what every block has; leave it out elsewhere.</summary>
    public string? Key { get; init; }
}
