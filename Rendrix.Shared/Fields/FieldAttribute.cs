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
    /// <summary>A colour scheme of the theme: page, tint, contrast, accent. Blocks never name colours.</summary>
    Scheme,
    /// <summary>Where a link goes: a path of the shop or an https address.</summary>
    Link,
    /// <summary>A picture: the address of a file in the media library.</summary>
    Image,
    /// <summary>A category, by slug.</summary>
    Category,
    /// <summary>A product, by slug.</summary>
    Product,
    /// <summary>A menu, by handle.</summary>
    Menu,
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
}
