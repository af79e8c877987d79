using System.Text.Json;

namespace Consult.Tools.Replay;

/// <summary>One line of the input: a question and its answer, as two people wrote them.</summary>
public sealed record Consultation
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Its name in the file, a number or a string.</summary>
    public required JsonElement Id { get; init; }

    /// <summary>The department that is asked.</summary>
    public required string Department { get; init; }

    /// <summary>The complaint.</summary>
    public required string Title { get; init; }

    /// <summary>What the patient writes.</summary>
    public required string Ask { get; init; }

    /// <summary>What the doctor writes.</summary>
    public required string Answer { get; init; }

    /// <summary>Reads JSON lines, at most <paramref name="limit"/> of them.</summary>
    /// <exception cref="InvalidDataException">A line is no consultation; says which.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<Consultation> Read(string path, int limit) =>
        [.. File.ReadLines(path).Index().Where(line => line.Item.Trim().Length > 0).Take(limit)
            .Select(line => Parse(line.Item, line.Index + 1))];

    /// <summary>Its number in the file; never what people wrote.</summary>
    public override string ToString() => Id.ToString();

    private static Consultation Parse(string line, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Consultation>(line, Json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"Line {number} is not a consultation.");
        }
    }
}
