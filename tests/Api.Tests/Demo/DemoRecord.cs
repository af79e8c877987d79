using Microsoft.Data.Sqlite;

namespace Consult.Api.Tests.Demo;

/// <summary>What a data folder holds, read past the server.</summary>
internal static class DemoRecord
{
    /// <summary>
    /// Where every feed stands, but those of departments: who is on duty is no more when the server is gone.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Positions(string data) =>
        Read(data, "SELECT feed, seq || '.' || hex(tag) FROM head WHERE feed NOT LIKE 'department/%'").ToDictionary();

    /// <summary>
    /// How often each event happened in feeds of each kind, without those that an acceptance may come before: then a consultation
    /// never waits.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Events(string data) => Read(
        data,
        """
        SELECT substr(feed, 1, instr(feed, '/')) || type AS what, count(*) FROM event
        WHERE feed NOT LIKE 'department/%' AND type <> 'consultation.waiting' GROUP BY what
        """).ToDictionary();

    /// <summary>Waits until every actor has told the others what happened.</summary>
    public static async Task RestAsync(string data)
    {
        for (var attempt = 0; attempt < 10_000; attempt++)
        {
            if (!Read(data, "SELECT feed, '' FROM head WHERE reacted < seq").Any()) return;
            await Task.Yield();
        }
        throw new TimeoutException("Something is still under way.");
    }

    private static IEnumerable<KeyValuePair<string, string>> Read(string data, string query)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "consult.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return new(rows.GetString(0), rows.GetString(1));
    }
}
