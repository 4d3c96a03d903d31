using System.Text.Json;
using Rendrix.Content;
using Rendrix.Refusals;

namespace Rendrix.Web.Content.Api;

/// <summary>Documents between requests and the model: everything that is none is refused by name before it reaches the database.</summary>
internal static class DocumentJson
{
    /// <summary>A stored document as part of an answer.</summary>
    public static JsonElement Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A sent document. Refuses with the field's name what is no document: too many blocks, too deep, one id twice, a value that is no text.</summary>
    public static PageDocument Read(JsonElement sent)
    {
        try
        {
            var document = PageDocument.Parse(sent.GetRawText());
            foreach (var node in document.Root.Walk())
            {
                foreach (var (name, value) in node.Props) Demand(name, value);
                foreach (var slot in node.Slots.Keys) Demand(slot, "");
            }
            return document;
        }
        catch (FormatException e) { throw new RefusedException(Refusal.Invalid("document", e.Message)); }
        // Half a character, written as an escape: it is in no text and cannot be stored.
        catch (InvalidOperationException) { throw new RefusedException(Refusal.Invalid("document", "A text holds a character that cannot be stored.")); }
    }

    private static void Demand(string name, string value)
    {
        if (name.Length is 0 or > 100 || name.Any(char.IsControl)) throw new FormatException("The name of a setting or slot is 1 to 100 characters.");
        if (value.Contains('\0', StringComparison.Ordinal)) throw new FormatException($"The setting {name} holds a character that cannot be stored.");
        for (var i = 0; i < value.Length; i++)
            if (char.IsSurrogate(value[i]) && !(char.IsHighSurrogate(value[i]) && ++i < value.Length && char.IsLowSurrogate(value[i]))) throw new FormatException($"The setting {name} holds a character that cannot be stored.");
    }
}
