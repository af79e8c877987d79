using System.Collections.Immutable;
using System.Text;
using Consult.Accounts;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Patients;
using Consult.Payments;
using Consult.Silo.Hosting;
using Consult.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Consult.Silo.Tests.Feeds;

/// <summary>
/// The real actors on the real local host over a real store, on a clock that stands still. It can be stopped, killed and
/// started again on the same store, and leaves the store to who made it.
/// </summary>
internal sealed class KernelHost : IAsyncDisposable
{
    public static readonly CancellationToken None = CancellationToken.None;
    public static readonly PatientId Patient = new("p-1");
    public static readonly AccountId Account = new("a-1");

    private readonly StoreFixture _fixture;
    private readonly Action<IServiceCollection> _configure;
    private ServiceProvider? _services;

    private KernelHost(StoreFixture fixture, Action<IServiceCollection> configure)
    {
        _fixture = fixture;
        _configure = configure;
        Timers = new(fixture.Clock);
    }

    public Testing.VirtualClock Clock => _fixture.Clock;

    public TimerProbe Timers { get; }

    public CapturedLog Log { get; } = new();

    public FaultyStore Store { get; private set; } = null!;

    public SnapshotShelf Snapshots { get; private set; } = null!;

    public IGrainFactory Grains => _services!.GetRequiredService<IGrainFactory>();

    public IPatientGrain PatientGrain => Grains.GetGrain<IPatientGrain>(Patient.Value);

    public IAccountGrain AccountGrain => Grains.GetGrain<IAccountGrain>(Account.Value);

    public static FeedId AccountFeed => new(FeedKinds.Account, Account.Value);

    /// <summary>Somebody on the patient's side.</summary>
    public static Caller Self => new() { Account = Account, Role = Role.Patient, For = Patient };

    public static async Task<KernelHost> StartAsync(StoreFixture fixture, Action<IServiceCollection>? configure)
    {
        var host = new KernelHost(fixture, configure ?? (_ => { }));
        await host.OpenAsync();
        return host;
    }

    public static Request Register(string id, string name = "Name", Caller? by = null) => new(new(id), by ?? Self, new RegisterPatient
    {
        Name = name, BirthDate = "1990-01-01", Relation = Relation.Self,
    });

    /// <summary>The cheapest command: one event, no reaction.</summary>
    public static Request Note(string id, string kind = "consultation.accepted") =>
        new(new(id), Caller.System, new NoteInbox(new(FeedKinds.Consultation, "c-1"), kind));

    public static Request Relate(string id, string account) =>
        new(new(id), Self, new GrantRelation(new(account), Relation.Carer));

    /// <summary>Ends when every reaction up to an event has been sent and that is on disk.</summary>
    public Task WhenReactedAsync(FeedId feed, long seq) =>
        Store.WhenCommitted(append => append.Feed == feed && append.Reacted >= seq);

    /// <summary>Ends when the actor has begun every call that was made before this one.</summary>
    public static Task TurnAsync(IFeedGrain grain) => grain.Unwatch("nobody");

    /// <summary>Accepts so many notes, pipelined.</summary>
    public async Task NoteManyAsync(string prefix, int count)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
        {
            var answers = await Task.WhenAll(chunk.Select(i => PatientGrain.Execute(Note($"{prefix}-{i}"))));
            answers.ShouldAllBe(answer => answer.IsAccepted);
        }
    }

    /// <summary>All events of a feed as they are stored.</summary>
    public async Task<ImmutableArray<FeedEvent>> EventsAsync(FeedId feed)
    {
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        while (true)
        {
            var page = await _fixture.Store.ReadAsync(feed, events.Count, 1_000, None);
            if (page.IsEmpty) return events.ToImmutable();
            events.AddRange(page);
        }
    }

    /// <summary>Appends an event behind the actor's back, as another activation would.</summary>
    public async Task AppendAsOtherAsync(FeedId feed, string type, string json)
    {
        var head = await _fixture.Store.ReadHeadAsync(feed, None) ?? new(Position.Start, null, 0);
        var key = _fixture.Keys.IntegrityKey.Span;
        var body = Encoding.UTF8.GetBytes(json);
        var stored = new FeedEvent
        {
            Envelope = new()
            {
                Feed = feed, Seq = head.Position.Seq + 1, Type = type, At = Clock.GetUtcNow(), By = Author.System,
                Audience = Audience.Everyone, Command = new("other"), Tag = default,
            },
            Body = [.. body],
            Digest = [.. Chain.Digest(key, body)],
        };
        stored = stored with { Envelope = stored.Envelope with { Tag = Chain.Next(key, head.Position.Tag, stored) } };
        await _fixture.CommitAsync(new()
        {
            Feed = feed, Expected = head.Position, Events = [stored], WakeAt = null, Reacted = stored.Envelope.Seq,
        });
    }

    /// <summary>Asserts that what is stored is one unbroken record.</summary>
    public async Task VerifyAsync()
    {
        var report = await new RecordVerifier(_fixture.Store, _fixture.Keys).VerifyAsync(None);
        report.Findings.ShouldBeEmpty();
    }

    /// <summary>Changes the database behind everybody's back. The host must be stopped.</summary>
    public Task EditAsync(string sql) => _fixture.EditAsync(sql);

    /// <summary>Runs a sweeper over this host until the result is disposed.</summary>
    public async Task<IAsyncDisposable> SweepAsync()
    {
        var sweeper = new Sweeper(Store, Grains, Clock, _services!.GetRequiredService<ILogger<Sweeper>>());
        await sweeper.StartAsync(None);
        return new Running(sweeper);
    }

    /// <summary>Lets every idle actor leave memory.</summary>
    public void Idle() => Clock.Advance(TimeSpan.FromMinutes(17));

    public async Task StopAsync()
    {
        await _services!.GetRequiredService<LocalGrainHost>().StopAsync(None);
        await EndAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await OpenAsync();
    }

    /// <summary>The process dies: what is not on disk is lost. Another one starts on the same store.</summary>
    public async Task CrashAsync()
    {
        Store.Kill();
        await EndAsync();
        await OpenAsync();
    }

    public async Task OpenAsync()
    {
        await _fixture.OpenAsync(decorate: null, limits: null);
        Store = new(_fixture.Store);
        Snapshots = new(_fixture.GrainStates);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Timers);
        services.AddSingleton<IFeedStore>(Store);
        services.AddSingleton<IKeyRing>(_fixture.Keys);
        services.AddSingleton<FeedServices>();
        services.AddKeyedSingleton<ILocalGrainStorage>("feeds", Snapshots);
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        services.AddInterviews();
        services.AddLocalGrainHost(options => options.Assemblies.Add(typeof(FeedServices).Assembly));
        _configure(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is null) return;
        Store.Kill();
        await EndAsync();
    }

    private async Task EndAsync()
    {
        await _services!.DisposeAsync();
        _services = null;
        await _fixture.CloseAsync();
    }

    private sealed class Running(Sweeper sweeper) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await sweeper.StopAsync(None);
            sweeper.Dispose();
        }
    }
}
