using System.Text.Json;
using Consult.Departments;
using Consult.Feeds;
using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>
/// What a grab costs a department's pool, by how many wait. The desk and the consultation do the same however many do,
/// so they are no part of it.
/// </summary>
internal static class Grabs
{
    private const int Few = 1_000;
    private const int Many = 10_000;
    private const int Taken = 50;
    private const int Rounds = 10;
    private const int Chunk = 200;
    private static readonly DoctorId Doctor = new("d-1");
    private static readonly Caller By = new() { Account = new("a-1"), Role = Role.Doctor };
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Claims who waits longest and takes them out, one after the other, at both lengths by turns.</summary>
    public static async Task<Table> MeasureAsync(string folder)
    {
        await using var host = new ActorHost(folder);
        await MakeAsync(host, "few", Few);
        await MakeAsync(host, "many", Many);
        List<(double Time, double Cpu)> few = [], many = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var atFew = await GrabAsync(host, "few", round);
            var atMany = await GrabAsync(host, "many", round);
            if (round == 0) continue;
            few.Add(atFew);
            many.Add(atMany);
        }
        var table = new Table("the pool of a department", "result");
        table.Add($"grab at {Few:N0} waiting, ms", Spread([.. few.Select(one => one.Time)], "N2"));
        table.Add($"grab at {Many:N0} waiting, ms", Spread([.. many.Select(one => one.Time)], "N2"));
        table.Add($"CPU of a grab at {Few:N0} waiting, µs", Spread([.. few.Select(one => 1000 * one.Cpu)]));
        table.Add($"CPU of a grab at {Many:N0} waiting, µs", Spread([.. many.Select(one => 1000 * one.Cpu)]));
        table.Add("ratio of time", Spread([.. many.Zip(few, (one, other) => one.Time / other.Time)], "N2"));
        table.Add("ratio of CPU", Spread([.. many.Zip(few, (one, other) => one.Cpu / other.Cpu)], "N2"));
        return table;
    }

    // As many more than named as will be taken out.
    private static async Task MakeAsync(ActorHost host, string key, int waiting)
    {
        var maker = new FeedMaker(new(FeedKinds.Department, key), host.Keys.IntegrityKey);
        await host.Store.AppendAsync(maker.Next(
        [
            new DepartmentOpened(key),
            new DutyBegun { Doctor = Doctor, Account = By.Account, Name = "Wang", Free = 0, Until = Never },
        ]));
        var all = Enumerable.Range(0, waiting + ((Rounds + 1) * Taken)).Select(n => new PoolJoined
        {
            Consultation = new($"c-{n:d6}"), RequestedAt = Start.AddSeconds(n), AcceptBy = Never, PushAt = Never,
        });
        foreach (var chunk in all.Chunk(Chunk)) await host.Store.AppendAsync(maker.Next(chunk));
    }

    private static async Task<(double Time, double Cpu)> GrabAsync(ActorHost host, string key, int round)
    {
        var department = host.Department(key);
        // The doctor is not taken for one who has vanished.
        await department.Present([By.Account]);
        return await Pace.EachAsync(Taken, async n =>
        {
            var claimed = await DoAsync(department, $"claim-{round}-{n}", By, new ClaimWaiting(Doctor, null));
            var taken = JsonElement.Parse(claimed).GetProperty("consultation").GetString()!;
            await DoAsync(department, $"leave-{round}-{n}", Caller.System, new LeavePool(new(taken)) { TakenBy = Doctor });
        });
    }

    private static async Task<string> DoAsync(IDepartmentGrain department, string id, Caller by, Command command)
    {
        var answer = await department.Execute(new(new(id), by, command));
        return answer.IsAccepted ? answer.Value ?? "" : throw new InvalidOperationException(answer.Code);
    }
}
