using Consult.Grains.LocalHost.Tests.Conformance;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Consult.Grains.LocalHost.Tests.Local;

/// <summary>What this host promises beyond Orleans.</summary>
public sealed class LocalHostTests : IAsyncLifetime
{
    private readonly LocalFixture _host = new();
    private readonly string _key = $"{Guid.NewGuid():N}";

    private Stage Notes => Stage.Of(_key);

    private IWorker Worker => _host.Grains.GetGrain<IWorker>(_key);

    private ISums Sums => _host.Grains.GetGrain<ISums>(_key);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Exactly_as_many_calls_are_accepted_as_the_limit_says()
    {
        var first = Worker.Pass("one");
        var others = Enumerable.Range(1, _host.MailboxLimit - 1).Select(_ => Worker.Note("other")).ToArray();
        await Should.ThrowAsync<LimitExceededException>(Worker.Note("one too many").Soon);
        Notes.Gate("one").Open();
        await Task.WhenAll([first, .. others]).Soon();
    }

    [Fact]
    public async Task A_reentrant_grain_accepts_no_more_calls_at_a_time_than_others()
    {
        var grain = _host.Grains.GetGrain<IReentrantWorker>(_key);
        var calls = Enumerable.Range(0, _host.MailboxLimit).Select(_ => grain.Pass("one")).ToArray();
        await Should.ThrowAsync<LimitExceededException>(grain.Note("one too many").Soon);
        Notes.Gate("one").Open();
        await Task.WhenAll(calls).Soon();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_began_never_begins()
    {
        using var source = new CancellationTokenSource();
        var first = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var second = Worker.PassCancellable("two", source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second.Soon);
        Notes.Gate("one").Open();
        await first.Soon();
        await Worker.Note("last").Soon();
        Notes.Notes.ShouldNotContain("cancelled");
    }

    [Fact]
    public async Task While_the_host_stops_a_running_request_can_still_call_others()
    {
        var gate = Stage.Of($"{_key}-other").Gate("one");
        gate.Open();
        var running = Worker.PassThenAsk("hold", $"{_key}-other", "one");
        await Notes.Gate("hold").Reached;
        var stopping = _host.StopAsync();
        Notes.Gate("hold").Open();
        (await running.Soon()).ShouldBe("one");
        await stopping.Soon();
        Stage.Of($"{_key}-other").Notes[^1].ShouldBe("deactivate ShuttingDown");
    }

    [Fact]
    public async Task A_failed_activation_fails_every_call_that_waits()
    {
        Notes.FailsToActivate = true;
        var grain = _host.Grains.GetGrain<ISlowStarter>(_key);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Note("note")).ToArray();
        Notes.Gate("start").Open();
        foreach (var call in calls)
            await Should.ThrowAsync<OddException>(call.Soon);
        Notes.Notes.ShouldBe(["activating"]);
    }

    [Fact]
    public async Task An_activation_that_hangs_is_given_up_and_the_next_call_tries_anew()
    {
        var grain = _host.Grains.GetGrain<ISlowStarter>(_key);
        var first = grain.Note("first");
        await Notes.Gate("start").Reached;
        await _host.PassAsync(_host.CallTimeout);
        await Should.ThrowAsync<TimeoutException>(first.Soon);
        var second = grain.Note("second");
        await Notes.Noted("activating", times: 2);
        Notes.Gate("start").Open();
        await second.Soon();
        Notes.Notes.ShouldNotContain("first");
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_fails_the_activation()
    {
        _host.Storage.IsBroken = true;
        await Should.ThrowAsync<IOException>(_host.Grains.GetGrain<IKeeper>(_key).IsKept().Soon);
        _host.Storage.IsBroken = false;
        (await _host.Grains.GetGrain<IKeeper>(_key).IsKept().Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stopping_host_refuses_calls_from_outside()
    {
        var running = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var stopping = _host.StopAsync();
        await Should.ThrowAsync<SiloUnavailableException>(Worker.Note("late").Soon);
        Notes.Gate("one").Open();
        await Task.WhenAll(running, stopping).Soon();
        await Should.ThrowAsync<SiloUnavailableException>(Worker.Note("too late").Soon);
    }

    [Fact]
    public async Task A_stop_gives_up_after_a_while_and_refuses_what_still_waits()
    {
        var running = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var waiting = Worker.Note("waiting");
        var stopping = _host.StopAsync();
        await _host.PassAsync(new LocalGrainHostOptions().DrainTimeout);
        await stopping.Soon();
        await Should.ThrowAsync<SiloUnavailableException>(waiting.Soon);
        Notes.Gate("one").Open();
        await running.Soon();
    }

    [Fact]
    public async Task A_lost_observer_is_told_as_such()
    {
        var watcher = new Orderly(0);
        var reference = _host.Grains.CreateObjectReference<IWatcher>(watcher);
        _host.Grains.DeleteObjectReference<IWatcher>(reference);
        await Should.ThrowAsync<ClientNotAvailableException>(reference.Ask("why").Soon);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task An_observer_is_called_in_the_order_of_the_calls_and_one_at_a_time()
    {
        var watcher = new Orderly(100);
        var reference = _host.Grains.CreateObjectReference<IWatcher>(watcher);
        for (var count = 0; count < 100; count++)
            await reference.Tell($"{count}");
        (await watcher.Told.Task.Soon()).ShouldBe(Enumerable.Range(0, 100).Select(count => $"{count}"));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_tick_keeps_its_grain_from_being_idle_only_if_asked_to(bool keepAlive, int deactivations)
    {
        var scheduler = new OneThreadScheduler();
        await using var host = new LocalFixture(scheduler);
        var ticker = host.Grains.GetGrain<ITicker>(_key);
        await ticker.Start(host.IdleLimit * 0.6, host.IdleLimit, keepAlive, fails: false).Soon();
        await host.PassAsync(host.IdleLimit * 0.6);
        await Notes.Noted("tick 1");
        // What is queued on the one thread now runs after the turn that wrote the note.
        await Task.Factory.StartNew(() => { }, CancellationToken.None, TaskCreationOptions.None, scheduler).Soon();
        await host.PassAsync(host.IdleLimit * 0.5);
        await ticker.Note("last").Soon();
        Notes.Notes.Count(note => note == "deactivate").ShouldBe(deactivations);
    }

    [Fact]
    public async Task A_writer_that_is_behind_fails_and_its_activation_is_replaced()
    {
        var keeper = _host.Grains.GetGrain<IKeeper>(_key);
        await keeper.Keep("first").Soon();
        await _host.Storage.ClearAsync("kept", keeper.GetGrainId(), "1", CancellationToken.None);
        await _host.Storage.WriteAsync(
            "kept", keeper.GetGrainId(), new Kept { Text = "by another" }, null, CancellationToken.None);
        await Should.ThrowAsync<InconsistentStateException>(keeper.Keep("second").Soon);
        (await keeper.TextAtActivation().Soon()).ShouldBe("by another");
    }

    [Fact]
    public async Task A_scoped_service_lives_as_long_as_the_activation()
    {
        var found = new Scoped[1];
        (await Sums.HasScopedService(found).Soon()).ShouldBeTrue();
        await Sums.DeactivateSoon().Soon();
        // The next activation begins after the last one has ended.
        await Sums.Nothing().AsTask().Soon();
        found[0].IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task Arguments_of_every_kind_arrive_in_their_places()
    {
        (await Sums.Sum(1, 2, 3, 4, 5, 6, 7).AsTask().Soon()).ShouldBe(28);
        (await Sums.Context().Soon()).ShouldBe($"sums/{_key}");
    }

    [Fact]
    public void An_interface_without_a_class_is_told_at_once() =>
        Should.Throw<ArgumentException>(() => _host.Grains.GetGrain<IAbsent>(_key));

    [Fact]
    public void An_interface_with_several_classes_needs_a_prefix()
    {
        Should.Throw<ArgumentException>(() => _host.Grains.GetGrain<IAmbiguous>(_key));
        _host.Grains.GetGrain<IAmbiguous>(_key, typeof(OneAmbiguousGrain).FullName).GetGrainId().Type
            .ShouldBe(GrainType.Create("oneambiguous"));
    }

    [Fact]
    public void A_kind_that_is_not_hosted_is_told_at_once() =>
        Should.Throw<ArgumentException>(() => _host.Grains.GetGrain<IWorker>(GrainId.Create("stranger", _key)));

    [Fact]
    public void A_method_with_more_than_seven_parameters_is_refused() =>
        Should.Throw<NotSupportedException>(() => _host.Grains.GetGrain<ITooWide>(_key)).Message.ShouldContain("record");

    [Fact]
    public void A_grain_class_can_name_its_kind() =>
        _host.Grains.GetGrain<ISlowStarter>(_key).GetGrainId().ToString().ShouldBe($"slow/{_key}");

    [Fact]
    public void A_grain_that_no_host_made_says_so() =>
        Should.Throw<InvalidOperationException>(() => new OneAmbiguousGrain().GetPrimaryKeyString());

    [Fact]
    public async Task All_turns_run_on_the_scheduler_that_was_given()
    {
        var scheduler = new OneThreadScheduler();
        await using var host = new LocalFixture(scheduler);
        var threads = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(index => host.Grains.GetGrain<ISums>($"{_key}-{index}").ThreadId())).Soon();
        threads.ShouldAllBe(thread => thread == scheduler.ThreadId);
    }

    private sealed class Orderly(int expected) : IWatcher
    {
        private readonly List<string> _facts = [];

        public TaskCompletionSource<List<string>> Told { get; } = new();

        public Task<string> Ask(string question) => Task.FromResult(question);

        public async Task Tell(string fact)
        {
            var count = _facts.Count;
            await Task.Yield();
            count.ShouldBe(_facts.Count);
            _facts.Add(fact);
            if (_facts.Count == expected)
                Told.SetResult(_facts);
        }
    }
}
