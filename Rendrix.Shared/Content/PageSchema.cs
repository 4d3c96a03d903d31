using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rendrix.Blocks;
using Rendrix.Content.Edits;
using Rendrix.Fields;

namespace Rendrix.Content;

/// <summary>
/// The page document as JSON Schema (draft 2020-12), written from the blocks' own attributes. For people who make pages outside the editor.
/// Unknown block types and settings are allowed, because documents keep them; what is known is described exactly.
/// </summary>
public static class PageSchema
{
    /// <summary>The schema of all blocks installed.</summary>
    public static string Of(BlockRules rules)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("$id", "/schema/page-document.json");
            json.WriteString("title", "Page document");
            json.WriteString("description", $"A page as a tree of blocks: at most {PageDocument.MaxBlocks} blocks, {PageDocument.MaxDepth} deep, {PageDocument.MaxBytes / 1000} kB. Every id stands once.");
            json.WriteString("type", "object");
            Required(json, "root");
            json.WriteStartObject("properties");
            json.WriteStartObject("schema"); json.WriteNumber("const", 1); json.WriteEndObject();
            Reference(json, "root", "#/$defs/block");
            json.WriteEndObject();
            json.WriteStartObject("$defs");
            Block(json, rules);
            foreach (var kind in rules.Kinds.OrderBy(k => k.About.Code, StringComparer.Ordinal)) Kind(json, kind);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Block(Utf8JsonWriter json, BlockRules rules)
    {
        json.WriteStartObject("block");
        json.WriteString("type", "object");
        Required(json, "id", "type");
        json.WriteStartObject("properties");
        json.WriteStartObject("id"); json.WriteString("type", "string"); json.WriteString("pattern", "^[A-Za-z0-9_-]{1,40}$"); json.WriteEndObject();
        json.WriteStartObject("type"); json.WriteString("type", "string"); json.WriteString("pattern", "^[a-z0-9_]{1,60}$"); json.WriteEndObject();
        json.WriteStartObject("props");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in BlockBasics.Fields.Fields) { json.WriteStartObject(field.Name); Value(json, field); json.WriteEndObject(); }
        json.WriteStartObject(BlockBasics.VersionKey);
        json.WriteString("description", "Version of the block's settings; absent means 1.");
        Types(json, "string", "integer");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("additionalProperties"); Types(json, "string", "number", "boolean"); json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("slots");
        json.WriteString("type", "object");
        json.WriteStartObject("additionalProperties");
        json.WriteString("type", "array");
        Reference(json, "items", "#/$defs/block");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("allOf");
        foreach (var code in rules.Kinds.Select(k => k.About.Code).Order(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteStartObject("if");
            json.WriteStartObject("properties"); json.WriteStartObject("type"); json.WriteString("const", code); json.WriteEndObject(); json.WriteEndObject();
            json.WriteEndObject();
            Reference(json, "then", "#/$defs/" + code);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Kind(Utf8JsonWriter json, BlockRule kind)
    {
        json.WriteStartObject(kind.About.Code);
        json.WriteString("title", kind.About.Title);
        if (kind.About.Parents.Length > 0) json.WriteString("description", "Stands only in: " + string.Join(", ", kind.About.Parents));
        json.WriteStartObject("properties");
        json.WriteStartObject("props");
        json.WriteStartObject("properties");
        foreach (var field in kind.Fields.Fields)
        {
            json.WriteStartObject(field.Name);
            Value(json, field);
            json.WriteString("default", field.Default);
            json.WriteEndObject();
            foreach (var device in field.About.PerDevice || kind.Slots.Count == 0 ? (Device[])[Device.Tablet, Device.Phone] : [])
            {
                json.WriteStartObject(PropKey.On(field.Name, device));
                Value(json, field);
                json.WriteEndObject();
            }
            if (!field.About.Bindable) continue;
            json.WriteStartObject(PropKey.Bound(field.Name));
            json.WriteString("description", "Shop data shown in place of the setting's own value.");
            json.WriteStartArray("enum");
            foreach (var source in Storefront.BindSources.All.Where(s => s.Fits(field.Kind))) json.WriteStringValue(source.Path);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        if (kind.Slots.Count > 0)
        {
            json.WriteStartObject("slots");
            json.WriteStartObject("properties");
            foreach (var slot in kind.Slots)
            {
                json.WriteStartObject(slot.Name);
                json.WriteNumber("maxItems", slot.Max);
                if (slot.Allows.Count > 0)
                {
                    json.WriteStartObject("items"); json.WriteStartObject("properties"); json.WriteStartObject("type");
                    json.WriteStartArray("enum");
                    foreach (var code in slot.Allows) json.WriteStringValue(code);
                    json.WriteEndArray();
                    json.WriteEndObject(); json.WriteEndObject(); json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, FieldInfo field)
    {
        json.WriteString("title", field.About.Label);
        if (field.About.Help is { } help) json.WriteString("description", help);
        switch (field.Kind)
        {
            case FieldKind.Number:
                // As text or as number: documents store texts, and take numbers.
                Types(json, "string", "integer");
                json.WriteString("pattern", "^-?[0-9]+$");
                json.WriteNumber("minimum", field.About.Min);
                json.WriteNumber("maximum", field.About.Max);
                break;
            case FieldKind.Switch:
                json.WriteStartArray("enum");
                json.WriteStringValue("true"); json.WriteStringValue("false"); json.WriteBooleanValue(true); json.WriteBooleanValue(false);
                json.WriteEndArray();
                break;
            case FieldKind.Choice or FieldKind.Icon:
                json.WriteStartArray("enum");
                foreach (var (value, _) in field.Options) json.WriteStringValue(value);
                json.WriteEndArray();
                break;
            case FieldKind.Moment:
                json.WriteString("type", "string");
                json.WriteString("format", "date-time");
                break;
            default:
                json.WriteString("type", "string");
                json.WriteNumber("maxLength", field.Kind switch { FieldKind.RichText or FieldKind.Html => 50_000, FieldKind.Link or FieldKind.Image => 2_000, _ => field.About.MaxLength });
                break;
        }
    }

    private static void Reference(Utf8JsonWriter json, string name, string to)
    {
        json.WriteStartObject(name);
        json.WriteString("$ref", to);
        json.WriteEndObject();
    }

    private static void Required(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray("required");
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void Types(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray("type");
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
