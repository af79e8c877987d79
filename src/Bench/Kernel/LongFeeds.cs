using System.Diagnostics;
using Consult.Feeds;
using Consult.Patients;
using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>What a long history costs: to load, and to post to.</summary>
internal static class LongFeeds
{
    private const int Chunk = 200;
    private const int Short = 10;
    private const int Posts = 200;
    private const int Rounds = 10;

    /// <summary>Loads a feed of so many events through its actor, then posts to it and to short ones.</summary>
    public static async Task<Table> MeasureAsync(string folder, int events)
    {
        var table = new Table($"a feed of {events:N0} events", "result");
        await MakeAsync(folder, events);
        await using (var host = new ActorHost(folder))
        {
            await host.Patient("other").Standing();
            table.Add("load without snapshot, ms", await LoadAsync(host));
            // The next commit finds that no snapshot is near and takes one.
            await NoteAsync(host, "big", "first");
            await UntilSavedAsync(folder);
        }
        await using (var host = new ActorHost(folder))
        {
            await host.Patient("other").Standing();
            table.Add("load with snapshot, ms", await LoadAsync(host));
            await PostAsync(host, table, events);
        }
        return table;
    }

    private static async Task<string> LoadAsync(ActorHost host)
    {
        var since = Stopwatch.GetTimestamp();
        var view = await host.Patient("big").View();
        if (view.Value is null) throw new InvalidOperationException($"The long feed cannot be read: {view.Code}.");
        return Text(Stopwatch.GetElapsedTime(since).TotalMilliseconds, "N1");
    }

    private static async Task MakeAsync(string folder, int events)
    {
        await using var host = new ActorHost(folder);
        await FillAsync(host, "big", events);
        for (var round = 0; round <= Rounds; round++) await FillAsync(host, $"short-{round}", Short);
    }

    private static async Task FillAsync(ActorHost host, string key, int events)
    {
        var maker = await FeedMaker.OfPatientAsync(host, key);
        for (var made = 0; made < events; made += Chunk) await host.Store.AppendAsync(maker.Next(Math.Min(Chunk, events - made)));
    }

    // One at a time, so that each pays for a commit of its own: a short feed and the long one by turns. Each round has a
    // short feed of its own, and only one, because commits to many feeds touch many more pages of the file.
    private static async Task PostAsync(ActorHost host, Table table, int events)
    {
        for (var round = 0; round <= Rounds; round++) await host.Patient($"short-{round}").View();
        List<(double Time, double Cpu)> few = [], many = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var feed = $"short-{round}";
            var atFew = await Pace.EachAsync(Posts, n => NoteAsync(host, feed, $"r-{n}"));
            var atMany = await Pace.EachAsync(Posts, n => NoteAsync(host, "big", $"r-{round}-{n}"));
            if (round == 0) continue;
            few.Add(atFew);
            many.Add(atMany);
        }
        table.Add($"post at messages {Short}–{Short + Posts}, ms", Spread([.. few.Select(one => one.Time)], "N2"));
        table.Add($"post at messages from {events:N0} on, ms", Spread([.. many.Select(one => one.Time)], "N2"));
        table.Add($"CPU of a post at messages {Short}–{Short + Posts}, µs", Spread([.. few.Select(one => 1000 * one.Cpu)]));
        table.Add($"CPU of a post at messages from {events:N0} on, µs", Spread([.. many.Select(one => 1000 * one.Cpu)]));
        table.Add("ratio of time", Spread([.. many.Zip(few, (one, other) => one.Time / other.Time)], "N2"));
        table.Add("ratio of CPU", Spread([.. many.Zip(few, (one, other) => one.Cpu / other.Cpu)], "N2"));
    }

    private static async Task NoteAsync(ActorHost host, string key, string command)
    {
        var note = new NoteInbox(new(FeedKinds.Consultation, "c-1"), "consultation.accepted");
        var answer = await host.Patient(key).Execute(new(new(command), Caller.System, note));
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Code);
    }

    private static async Task UntilSavedAsync(string folder)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(folder, "consult.db")};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM grain_state";
        while ((long)count.ExecuteScalar()! == 0) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
