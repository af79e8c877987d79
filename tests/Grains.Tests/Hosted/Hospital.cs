using System.Threading.Channels;
using Consult.Accounts;
using Consult.Consultations;
using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Grains.LocalHost;
using Consult.Patients;
using Consult.Payments;
using Consult.Prescriptions;
using Consult.Silo.Hosting;
using Consult.Silo.Hosting.Local;
using Consult.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Consult.Hosted;

/// <summary>The actors on the local host over a SQLite file, under a virtual clock. Nobody sweeps: tests wake actors.</summary>
internal sealed class Hospital : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-test-");
    private readonly Action<IServiceCollection> _configure;
    private ServiceProvider _services;
    private int _commands;

    public Hospital(Action<IServiceCollection>? configure = null)
    {
        _configure = configure ?? (_ => { });
        _services = Open();
    }

    public VirtualClock Clock { get; } = new(People.Start);

    public IFeedStore Store => _services.GetRequiredService<IFeedStore>();

    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    public IPatientGrain Patient => Grains.GetGrain<IPatientGrain>(People.Patient.Value);

    public IDoctorGrain Doctor => Grains.GetGrain<IDoctorGrain>(People.Doctor.Value);

    public IConsultationGrain Consultation(string key = "c-1") => Grains.GetGrain<IConsultationGrain>(key);

    public IAccountGrain Account(string key) => Grains.GetGrain<IAccountGrain>(key);

    public Caller Li => People.Li with { AuthenticatedAt = Clock.GetUtcNow() };

    /// <summary>A verified patient who consented, and a licensed doctor with an offering.</summary>
    public async Task<Hospital> OpenForBusinessAsync()
    {
        await Do(Patient, People.Wang, new RegisterPatient { Name = "王小明", BirthDate = "1990-05-01", Relation = Relation.Self });
        await Do(Patient, People.Staff, new VerifyRealName("police-database"));
        await Do(Patient, People.Wang, new GrantConsent { Purpose = ConsentPurpose.HealthData, TextVersion = "1", Channel = "web" });
        await Do(Doctor, People.Li, Desk.Form);
        await Do(Doctor, People.Staff, new VerifyLicence("1103", Clock.GetUtcNow().AddYears(1)));
        await Do(Doctor, People.Li, new Offer(ConsultationKind.Directed, Visit.Price));
        return this;
    }

    public Task<Answer> Request(string key = "c-1", string? id = null) =>
        Consultation(key).Request(new(Id(id), People.Wang, Visit.Wish));

    public Task<Answer> Accept(string key = "c-1", string? id = null) =>
        Doctor.Accept(new(Id(id), Li, new AcceptConsultation(new(key))));

    /// <summary>Sends a command that must be accepted.</summary>
    public async Task<Answer> Do(IFeedGrain grain, Caller by, Command command)
    {
        var answer = await grain.Execute(new(Id(null), by, command));
        answer.Code.ShouldBeNull(command.GetType().Name);
        return answer;
    }

    /// <summary>Ends when the feed holds that many events of the type, which may come of a reaction.</summary>
    public async Task Until(FeedId feed, string type, int count = 1)
    {
        var observer = new Observer();
        var reference = Grains.CreateObjectReference<IFeedObserver>(observer);
        var grain = Grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key));
        var relay = $"test-{Interlocked.Increment(ref _commands)}";
        await grain.Watch(relay, reference, after: 0);
        using var patience = new CancellationTokenSource(Patience);
        while (await CountAsync(feed, type) < count) await observer.Frames.Reader.ReadAsync(patience.Token);
        await grain.Unwatch(relay);
        GC.KeepAlive(observer);
    }

    /// <summary>Wakes who is due, as the sweeper does.</summary>
    public async Task WakeDueAsync()
    {
        while (await Store.ClaimDueAsync(Clock.GetUtcNow(), TimeSpan.FromSeconds(10), 100, CancellationToken.None) is { IsEmpty: false } due)
            await Task.WhenAll(due.Select(feed => Grains.GetGrain<IFeedGrain>(GrainId.Create(feed.Kind, feed.Key)).Wake()));
    }

    /// <summary>Ends the process and begins another one over the same file.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        _services = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<int> CountAsync(FeedId feed, string type) =>
        (await Store.ReadAsync(feed, 0, 1000, CancellationToken.None)).Count(e => e.Envelope.Type == type);

    private CommandId Id(string? id) => new(id ?? $"test-{Interlocked.Increment(ref _commands)}");

    private ServiceProvider Open()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddOptions();
        services.AddLocalGrainHost(options => options.Assemblies.Add(typeof(FeedServices).Assembly));
        services.AddSqliteStore(new() { Folder = _folder.FullName });
        services.AddSqliteGrainStorage("feeds");
        services.AddFolderBlobs(Path.Combine(_folder.FullName, "blobs"));
        services.AddSingleton<FeedServices>();
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        services.AddInterviews();
        services.AddSingleton(Formulary.Load(path: null));
        _configure(services);
        return services.BuildServiceProvider();
    }

    private async Task CloseAsync()
    {
        await _services.GetRequiredService<LocalGrainHost>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private sealed class Observer : IFeedObserver
    {
        public Channel<FeedFrame> Frames { get; } = Channel.CreateUnbounded<FeedFrame>();

        public Task OnFrame(FeedFrame frame)
        {
            Frames.Writer.TryWrite(frame);
            return Task.CompletedTask;
        }
    }
}
