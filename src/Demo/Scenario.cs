using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Consult.Demo;

/// <summary>What is played: the files of the folder <c>scenario</c>.</summary>
public sealed class Scenario
{
    /// <summary>The account that is opened before everything else: by it a record is known to be this demo's.</summary>
    public const string Opener = "demo-operator";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // A misspelt member would leave something out of the demo that nobody misses.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Who can sign in.</summary>
    public static IReadOnlyList<DemoPerson> People { get; } = Read<DemoPerson[]>("people.json");

    /// <summary>The chapters in their order. The first is what all others need.</summary>
    internal static IReadOnlyList<Chapter> Chapters { get; } =
    [
        Chapter.Of("practice"),
        Chapter.Of("consultations"),
        Chapter.Of("groups"),
        Chapter.Of("livestreams"),
        Chapter.Of("clinics"),
    ];

    /// <summary>A file's bytes.</summary>
    internal static byte[] File(string name)
    {
        using var stream = Open(name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static T Read<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no file {name}.", nameof(name));

    /// <summary>What belongs together: refused in the middle, the rest of it is left out and the other chapters go on.</summary>
    internal sealed record Chapter(string Name, IReadOnlyList<Act> Acts)
    {
        public static Chapter Of(string name) => new(name, Read<Act[]>(name + ".json"));
    }
}
