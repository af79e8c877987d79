using System.Text.Json;

namespace Consult.Api.Tests.Docs;

/// <summary>
/// Compares what a document shows with what a server said. The server may say more: members of objects, and events.
/// </summary>
internal sealed class JsonMatch(DocNames names)
{
    private const string Anything = "$_";
    private readonly List<(string Name, string Value)> _met = [];

    /// <summary>Why the two differ; null when they do not, and then names met for the first time are bound.</summary>
    public static string? Compare(JsonElement shown, JsonElement said, DocNames names)
    {
        var match = new JsonMatch(names);
        if (match.Differ(shown, said, "$") is { } difference) return difference;
        foreach (var (name, value) in match._met) names.Bind(name, value);
        return null;
    }

    private string? Differ(JsonElement shown, JsonElement said, string at)
    {
        if (shown.ValueKind == JsonValueKind.String) return DifferText(shown.GetString()!, said, at);
        if (shown.ValueKind != said.ValueKind) return $"{at} is {said.ValueKind}";
        return shown.ValueKind switch
        {
            JsonValueKind.Object => shown.EnumerateObject()
                .Select(member => said.TryGetProperty(member.Name, out var value)
                    ? Differ(member.Value, value, $"{at}.{member.Name}")
                    : $"{at}.{member.Name} is missing")
                .FirstOrDefault(difference => difference is not null),
            JsonValueKind.Array => DifferList(shown, said, at),
            _ => shown.GetRawText() == said.GetRawText() ? null : $"{at} is {said.GetRawText()}",
        };
    }

    private string? DifferText(string shown, JsonElement said, string at)
    {
        if (shown == Anything) return null;
        if (said.ValueKind != JsonValueKind.String) return $"{at} is {said.ValueKind}";
        var filled = names.Fill(shown);
        if (DocNames.IsName(filled))
        {
            _met.Add((filled, said.GetString()!));
            return null;
        }
        return filled == said.GetString() ? null : $"{at} is {said.GetRawText()}";
    }

    private string? DifferList(JsonElement shown, JsonElement said, string at)
    {
        var mayHoldMore = at.EndsWith(".events", StringComparison.Ordinal);
        if (said.GetArrayLength() < shown.GetArrayLength() || (!mayHoldMore && said.GetArrayLength() > shown.GetArrayLength()))
            return $"{at} has {said.GetArrayLength()} items";
        return Enumerable.Range(0, shown.GetArrayLength())
            .Select(i => Differ(shown[i], said[i], $"{at}[{i}]"))
            .FirstOrDefault(difference => difference is not null);
    }
}
