using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Consult.Demo;

/// <summary>
/// Fills the blanks of the scenario: <c>{name}</c> what an earlier act kept; <c>{start}</c> when the record was begun;
/// <c>{in 90 min}</c> that much later, on the next five minutes; <c>{day 1 09:30}</c> on the day after it, in China;
/// <c>{size NAME}</c> a file's length. Times count from the record's own beginning and not from now, so that a second start
/// sends the same commands.
/// </summary>
internal sealed partial class Blanks(DateTimeOffset start)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, JsonNode> _kept = [];

    /// <summary>Fills a blank from now on.</summary>
    public void Keep(string name, JsonNode value) => _kept[name] = value.DeepClone();

    /// <summary>A text with its blanks filled.</summary>
    public string Fill(string text) => Blank().Replace(text, blank => Value(blank.Groups[1].Value).ToString());

    /// <summary>A body with its blanks filled. A text that is nothing but a blank becomes what fills it, such as a number.</summary>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(one => KeyValuePair.Create(one.Key, Fill(one.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) =>
            Blank().Match(text) is { Success: true } blank && blank.Length == text.Length ? Value(blank.Groups[1].Value) : Fill(text),
        _ => node?.DeepClone(),
    };

    private JsonNode Value(string blank) => blank.Split(' ') switch
    {
        ["start"] => Written(start),
        ["in", var minutes, "min"] => Written(Rounded(start.AddMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)))),
        ["day", var days, var time] => Written(OnDay(
            int.Parse(days, CultureInfo.InvariantCulture), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture))),
        ["size", var file] => Scenario.File(file).Length,
        _ => _kept.TryGetValue(blank, out var kept) ? kept.DeepClone() : throw new FormatException($"Nothing fills the blank {blank}."),
    };

    private DateTimeOffset OnDay(int days, TimeOnly time) =>
        new(start.ToOffset(China).Date.AddDays(days) + time.ToTimeSpan(), China);

    private static DateTimeOffset Rounded(DateTimeOffset time) => new((time.UtcTicks + Grid.Ticks - 1) / Grid.Ticks * Grid.Ticks, TimeSpan.Zero);

    private static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Blank();
}
