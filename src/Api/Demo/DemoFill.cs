using Consult.Api.SignIn;
using Consult.Client;
using Consult.Demo;
using Consult.Feeds;
using Consult.Feeds.Storage;
using Consult.Silo.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Consult.Api.Demo;

/// <summary>
/// Fills an empty store over the server's own address once it listens, and completes what an earlier start of it left unfinished.
/// A store that holds anything else is left alone.
/// </summary>
internal sealed class DemoFill(
    RecordPresence record, IFeedStore store, KnownPeople known, IServer server, IHostApplicationLifetime lifetime, ILogger<DemoFill> log)
    : BackgroundService
{
    private static readonly FeedId Opener = new(FeedKinds.Account, Scenario.Opener);

    private readonly TaskCompletionSource<IReadOnlyList<string>?> _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOurs;

    /// <summary>Ends when the scenario was played, with what was left out of it; null when the store was left alone.</summary>
    public Task<IReadOnlyList<string>?> Filled => _filled.Task;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Decided before the doors open: afterwards somebody may have signed in.
        _isOurs = await record.IsEmptyAsync(cancellationToken)
            || await store.ReadHeadAsync(Opener, cancellationToken) is not null;
        if (_isOurs) known.People = Scenario.People;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await StartedAsync(ending.Token);
            if (_isOurs) await FillAsync(ending.Token);
            else LeaveAlone();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The next start goes on where this one was.
        }
    }

    private void LeaveAlone()
    {
        Console.WriteLine("The demo was left out: the store holds something already. With --data DIR it has one of its own.");
        _filled.SetResult(null);
    }

    private async Task FillAsync(CancellationToken stopping)
    {
        var address = Address();
        // People and clients live by the real time, also where a test moves the server's.
        var options = new ClientOptions();
        using var http = new HttpClient { BaseAddress = address };
        await using var player = new DemoPlayer(http, options);
        try
        {
            var started = options.Time.GetTimestamp();
            var leftOut = await player.PlayAsync(stopping);
            Console.WriteLine(DemoTable.Of(address, options.Time.GetElapsedTime(started), leftOut));
            _filled.SetResult(leftOut);
        }
        catch (ConsultException refused)
        {
            log.DemoBrokenOff(refused.Code);
            _filled.SetException(refused);
        }
        // Until then the doctor on duty stays connected.
        await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, stopping);
    }

    private async Task StartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }

    // Listening on every address, it is reached by the loopback one.
    private Uri Address()
    {
        var urls = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        var url = urls.FirstOrDefault(one => one.StartsWith("http:", StringComparison.Ordinal)) ?? urls.First();
        var binding = BindingAddress.Parse(url);
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : binding.Host;
        return new($"{binding.Scheme}://{host}:{binding.Port}/");
    }
}
