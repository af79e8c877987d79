using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Consult.Privacy;

namespace Consult.Bench.Privacy;

/// <summary>One line of the labelled corpus (tests/data/privacy).</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Spans">What is private in it; empty in a sentence that only looks as if.</param>
/// <param name="Evasion">How it was disguised: <c>plain</c>, <c>none</c> for a sentence without, or the disguise.</param>
internal sealed record Example(string Text, ImmutableArray<PrivateSpan> Spans, string Evasion)
{
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file of them.</summary>
    public static ImmutableArray<Example> Read(string file) => [.. File.ReadLines(file).Select(Parse)];

    /// <summary>The line: <c>{"text": …, "spans": [[kind, start, length]], "evasion": …}</c>.</summary>
    public string ToLine()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Legible))
        {
            json.WriteStartObject();
            json.WriteString("text", Text);
            json.WriteStartArray("spans");
            foreach (var span in Spans)
            {
                json.WriteStartArray();
                json.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(span.Kind.ToString()));
                json.WriteNumberValue(span.Start);
                json.WriteNumberValue(span.Length);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteString("evasion", Evasion);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static Example Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new(
            root.GetProperty("text").GetString()!,
            [.. root.GetProperty("spans").EnumerateArray().Select(span => new PrivateSpan(
                Enum.Parse<PrivacyKind>(span[0].GetString()!, ignoreCase: true), span[1].GetInt32(), span[2].GetInt32()))],
            root.GetProperty("evasion").GetString()!);
    }
}
