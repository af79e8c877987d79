using System.Collections.Immutable;
using Consult.Feeds;
using Consult.Groups;
using Consult.Memberships;
using Consult.Patients;
using Consult.Threads;
using static Consult.Bench.Figures;

namespace Consult.Bench.Kernel;

/// <summary>What joining a health group and asking in it cost, by how many are members: everything, up to the group's own events.</summary>
internal static class GroupSizes
{
    private const int Few = 100;
    private const int Many = 50_000;
    private const int Newcomers = 50;
    private const int Rounds = 10;
    private const int Chunk = 200;
    private const string Text = "最近血压有点高，早上起来头晕，吃药两周了，需要换药吗";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Newcomers join and ask, one after the other, at both sizes by turns.</summary>
    public static async Task<Table> MeasureAsync(string folder)
    {
        await using var host = new ActorHost(folder);
        await MakeAsync(host, "few", Few);
        await MakeAsync(host, "many", Many);
        List<(Cost Join, Cost Ask)> few = [], many = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var atFew = await MeasureAsync(host, "few", round);
            var atMany = await MeasureAsync(host, "many", round);
            if (round == 0) continue;
            few.Add(atFew);
            many.Add(atMany);
        }
        var table = new Table("a health group", $"at {Few:N0} members", $"at {Many:N0} members", "ratio");
        Add("join, ms", one => one.Join.Time, "N2");
        Add("join, CPU µs", one => 1000 * one.Join.Cpu, "N0");
        Add("ask, ms", one => one.Ask.Time, "N2");
        Add("ask, CPU µs", one => 1000 * one.Ask.Cpu, "N0");
        return table;

        void Add(string name, Func<(Cost Join, Cost Ask), double> figure, string format) => table.Add(
            name, Spread([.. few.Select(figure)], format), Spread([.. many.Select(figure)], format),
            Spread([.. many.Zip(few, (one, other) => figure(one) / figure(other))], "N2"));
    }

    private static async Task MakeAsync(ActorHost host, string key, int members)
    {
        var group = new GroupId(key);
        var maker = new FeedMaker(group.Feed, host.Keys.IntegrityKey);
        await host.Store.AppendAsync(maker.Next([new GroupCreated
        {
            Doctor = new("d-1"), DoctorAccount = new("a-1"), DoctorName = "Wang", Department = "心内科", Name = key, Description = "-", Mode = JoinMode.Open,
        }]));
        var all = Enumerable.Range(0, members).Select(n => new PatientId($"{key}-{n:d6}"));
        foreach (var chunk in all.Chunk(Chunk))
        {
            var admitted = maker.Next(chunk.Select(patient => new MemberAdmitted(MembershipId.Of(group, patient), patient)));
            await host.Store.AppendAsync(admitted with { Access = [.. chunk.Select(patient => new Feeds.Storage.AccessChange(patient.Feed.Value, Role.Patient))] });
        }
    }

    private static async Task<(Cost Join, Cost Ask)> MeasureAsync(ActorHost host, string key, int round)
    {
        var group = new GroupId(key);
        var patients = Enumerable.Range(0, Newcomers).Select(n => new PatientId($"{key}-{round}-{n}")).ToImmutableArray();
        foreach (var patient in patients) await RegisterAsync(host, patient);
        var before = (await host.Group(key).View()).Value!.Members;
        var join = await CostAsync(
            n => DoAsync(host, patients[n], "join", new JoinGroup { Group = group, Patient = patients[n], Nickname = $"n{n}" }, group),
            async () => (await host.Group(key).View()).Value!.Members == before + Newcomers);
        var threads = patients.Select((_, n) => new ThreadId($"{key}.t{round}-{n}")).ToImmutableArray();
        var ask = await CostAsync(
            n => DoAsync(host, patients[n], "ask", new AskQuestion(threads[n], Text), group),
            async () => (await host.Thread(threads[^1].Value).View()).Value is not null);
        return (join, ask);
    }

    // What an actor tells others after its answer is part of the cost.
    private static async Task<Cost> CostAsync(Func<int, Task> work, Func<Task<bool>> isOver)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var (time, _) = await Pace.EachAsync(Newcomers, work);
        while (!await isOver()) await Task.Delay(Pause, TimeProvider.System);
        return new(time, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Newcomers);
    }

    private static async Task RegisterAsync(ActorHost host, PatientId patient)
    {
        var actor = host.Patient(patient.Value);
        var register = new RegisterPatient { Name = "林小满", BirthDate = "1990-04-01", Relation = Relation.Self };
        Accepted(await actor.Execute(new(new("register"), new() { Account = new(patient.Value), Role = Role.Patient }, register)));
        var consent = new GrantConsent { Purpose = ConsentPurpose.Publishing, TextVersion = "1", Channel = "bench" };
        Accepted(await actor.Execute(new(new("consent"), By(patient), consent)));
    }

    private static async Task DoAsync(ActorHost host, PatientId patient, string id, Command command, GroupId group) =>
        Accepted(await host.Membership(MembershipId.Of(group, patient).Value).Execute(new(new(id), By(patient), command)));

    private static Caller By(PatientId patient) =>
        new() { Account = new(patient.Value), Role = Role.Patient, For = patient, Relation = Relation.Self };

    private static void Accepted(Answer answer)
    {
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Code);
    }

    /// <param name="Time">Milliseconds until the answer.</param>
    /// <param name="Cpu">Milliseconds of processor time until everybody was told.</param>
    private sealed record Cost(double Time, double Cpu);
}
