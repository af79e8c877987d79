using System.Reflection;
using System.Text;
using System.Text.Json;
using Consult.Api.Live;

namespace Consult.Api.Tests.Contracts;

/// <summary>
/// Writes down what clients rely on, one line per route and call: the routes with the fields of bodies and answers, as
/// the document for machines has them, and the hub's calls.
/// </summary>
internal static class ProtocolText
{
    public static string Write(JsonElement document)
    {
        var text = new StringBuilder();
        Section(text, "HTTP: fields of the body (a question mark: may be left out) and of the answer.", Routes(document));
        Section(text, "Hub: calls with their parameters, and the fields of their results.", Calls());
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append("# ").Append(title).Append("\n\n");
        foreach (var line in lines.Order(StringComparer.Ordinal)) text.Append(line).Append('\n');
        text.Append('\n');
    }

    private static IEnumerable<string> Routes(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select $"{operation.Name.ToUpperInvariant()} {path.Name}{Query(operation.Value)}{Body(document, operation.Value)}{Answer(document, operation.Value)}";

    private static string Query(JsonElement operation)
    {
        if (!operation.TryGetProperty("parameters", out var parameters)) return "";
        var names = parameters.EnumerateArray()
            .Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString()).ToArray();
        return names.Length == 0 ? "" : $" ?{string.Join('&', names)}";
    }

    private static string Body(JsonElement document, JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? " " + Content(document, body) : "";

    private static string Answer(JsonElement document, JsonElement operation)
    {
        foreach (var status in new[] { "200", "201" })
            if (operation.GetProperty("responses").TryGetProperty(status, out var answer))
                return $" -> {status} {Content(document, answer)}";
        return "";
    }

    // What is no JSON has no fields.
    private static string Content(JsonElement document, JsonElement holder) =>
        holder.GetProperty("content").TryGetProperty("application/json", out _) ? Fields(document, Schema(holder)) : "(bytes)";

    private static JsonElement Schema(JsonElement holder) =>
        holder.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out var schema) ? schema : default;

    private static string Fields(JsonElement document, JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Undefined) return "*";
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (schema.TryGetProperty("items", out var items)) return $"[{Fields(document, items)}]";
        if (!schema.TryGetProperty("properties", out var properties)) return "*";
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return $"{{ {string.Join(", ", properties.EnumerateObject().Select(p => required.Contains(p.Name) ? p.Name : p.Name + "?"))} }}";
    }

    private static IEnumerable<string> Calls() =>
        from method in typeof(LiveHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let result = method.ReturnType.GetGenericArguments().FirstOrDefault()
        select $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.Name))}) -> "
            + (result is null ? "nothing" : $"{{ {string.Join(", ", result.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)))} }}");
}
