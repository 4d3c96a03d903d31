using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rendrix.Web.Tests.Plans.Stripe;

/// <summary>Stripe's published contract for the calls we make (contract.json: parameters of version 2026-07-29.dahlia), and whether a call keeps to it.</summary>
internal sealed partial class StripeContract
{
    private readonly JsonElement _operations;

    public StripeContract()
    {
        using var file = typeof(StripeContract).Assembly.GetManifestResourceStream("stripe-contract.json")!;
        _operations = JsonDocument.Parse(file).RootElement.GetProperty("operations");
    }

    /// <summary>Null when the call is one that Stripe takes; else what is wrong.</summary>
    public string? Problem(string method, string path, IReadOnlyList<(string Name, string Value)> parameters)
    {
        foreach (var operation in _operations.EnumerateObject())
        {
            var (verb, template) = (operation.Name.Split(' ')[0], operation.Name.Split(' ')[1]);
            if (!string.Equals(verb, method, StringComparison.OrdinalIgnoreCase) || !Regex.IsMatch(path, "^" + Placeholder().Replace(template, "[A-Za-z0-9_]+") + "$")) continue;
            // Templates of one segment match fixed paths too; the fixed one is meant.
            if (template.Contains('{', StringComparison.Ordinal) && _operations.TryGetProperty($"{verb} {path}", out _)) continue;
            var tree = new Dictionary<string, object>();
            foreach (var (name, value) in parameters) if (!Put(tree, name, value)) return $"{name} is sent twice or in two shapes";
            return operation.Value.GetProperty("body") is { ValueKind: JsonValueKind.Object } body ? Check(tree, body, "") : tree.Count == 0 ? null : "this call takes no parameters";
        }
        return $"{method} {path} is no call of the contract";
    }

    private static bool Put(Dictionary<string, object> tree, string name, string value)
    {
        var parts = name.Split('[').Select(part => part.TrimEnd(']')).ToArray();
        var at = tree;
        foreach (var part in parts[..^1])
        {
            if (!at.TryGetValue(part, out var inner)) at[part] = inner = new Dictionary<string, object>();
            if (inner is not Dictionary<string, object> next) return false;
            at = next;
        }
        return at.TryAdd(parts[^1], value);
    }

    private static string? Check(object value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("anyOf", out var any))
        {
            var problems = any.EnumerateArray().Select(one => Check(value, one, at)).ToList();
            return problems.Contains(null) ? null : problems[0];
        }
        var type = schema.TryGetProperty("type", out var said) ? said.GetString() : "object";
        switch (type)
        {
            case "object":
                if (value is not Dictionary<string, object> members) return $"{at} is to have members";
                schema.TryGetProperty("properties", out var known);
                if (schema.TryGetProperty("required", out var required))
                    foreach (var name in required.EnumerateArray()) if (!members.ContainsKey(name.GetString()!)) return $"{at}[{name}] is missing";
                foreach (var (name, inner) in members)
                {
                    if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(name, out var one)) { if (Check(inner, one, $"{at}[{name}]") is { } wrong) return wrong; }
                    else if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind == JsonValueKind.False) return $"{at}[{name}] is unknown";
                    else if (more.ValueKind == JsonValueKind.Object && Check(inner, more, $"{at}[{name}]") is { } other) return other;
                }
                return null;
            case "array":
                if (value is not Dictionary<string, object> list) return value is "" ? null : $"{at} is to be a list";
                for (var i = 0; i < list.Count; i++)
                {
                    if (!list.TryGetValue(i.ToString(System.Globalization.CultureInfo.InvariantCulture), out var item)) return $"{at} is a list with gaps";
                    if (Check(item, schema.GetProperty("items"), $"{at}[{i}]") is { } wrong) return wrong;
                }
                return null;
            default:
                if (value is not string text) return $"{at} is to be a value";
                if (type == "integer" && !long.TryParse(text, out _) || type == "boolean" && text is not ("true" or "false") || type == "number" && !decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)) return $"{at} is {text}, and not {type}";
                if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == text)) return $"{at} is {text}, which is none of its words";
                return schema.TryGetProperty("maxLength", out var most) && text.Length > most.GetInt32() ? $"{at} is too long" : null;
        }
    }

    [GeneratedRegex(@"\\?\{[a-z_]+\}")]
    private static partial Regex Placeholder();
}
