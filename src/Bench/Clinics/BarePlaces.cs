using Npgsql;

namespace Consult.Bench.Clinics;

/// <summary>
/// One statement of PostgreSQL over a pool of connections. It counts and nothing else: it neither looks up who asks, nor
/// remembers who has a place, nor knows a repeated try.
/// </summary>
internal sealed class BarePlaces : IPlaces
{
    private readonly NpgsqlDataSource _source;

    private BarePlaces(NpgsqlDataSource source) => _source = source;

    public static async Task<BarePlaces> CreateAsync(string address, int connections)
    {
        // Who waits for a connection waits as long as it takes.
        var places = new BarePlaces(NpgsqlDataSource.Create($"{address};Maximum Pool Size={connections};Max Auto Prepare=10;Timeout=0"));
        await places.RunAsync("CREATE TABLE clinic (id int PRIMARY KEY, taken int NOT NULL, slots int NOT NULL)");
        return places;
    }

    public async Task OpenAsync(int run, int places) => await RunAsync("INSERT INTO clinic VALUES ($1, 0, $2)", run, places);

    public async Task<bool?> TryAsync(int run, int patient) =>
        await RunAsync("UPDATE clinic SET taken = taken + 1 WHERE id = $1 AND taken < slots", run) == 1;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<int> RunAsync(string sql, params int[] values)
    {
        await using var command = _source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = value });
        return await command.ExecuteNonQueryAsync();
    }
}
