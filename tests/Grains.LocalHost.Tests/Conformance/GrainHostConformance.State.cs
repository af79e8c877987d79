using System.Runtime.CompilerServices;

namespace Consult.Grains.LocalHost.Tests.Conformance;

public abstract partial class GrainHostConformance
{
    private IKeeper Keeper => host.Grains.GetGrain<IKeeper>(_key);

    private IWatched Watched => host.Grains.GetGrain<IWatched>(_key);

    [Fact]
    public async Task A_state_that_was_never_stored_is_empty()
    {
        (await Keeper.TextAtActivation().Soon()).ShouldBe("");
        (await Keeper.IsKept().Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stored_state_is_there_before_the_grain_is_activated_anew()
    {
        await Keeper.Keep("text").Soon();
        await Keeper.DeactivateSoon().Soon();
        (await Keeper.TextAtActivation().Soon()).ShouldBe("text");
        (await Keeper.IsKept().Soon()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cleared_state_is_gone()
    {
        await Keeper.Keep("text").Soon();
        await Keeper.Clear().Soon();
        await Keeper.DeactivateSoon().Soon();
        (await Keeper.TextAtActivation().Soon()).ShouldBe("");
        (await Keeper.IsKept().Soon()).ShouldBeFalse();
    }

    [Fact]
    public async Task An_observer_answers_the_grain()
    {
        var watcher = new Watcher(Notes);
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(watcher)).Soon();
        (await Watched.AskWatcher("why").Soon()).ShouldBe("why?");
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task An_observer_is_told_without_an_answer()
    {
        var watcher = new Watcher(Notes);
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(watcher)).Soon();
        await Watched.TellWatcher("fact").Soon();
        await Notes.Noted("fact");
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task A_failing_observer_fails_the_call()
    {
        var watcher = new Watcher(Notes);
        await Watched.Watch(host.Grains.CreateObjectReference<IWatcher>(watcher)).Soon();
        await Should.ThrowAsync<OddException>(Watched.AskWatcher("odd").Soon);
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task A_deleted_observer_is_not_called()
    {
        var watcher = new Watcher(Notes);
        var reference = host.Grains.CreateObjectReference<IWatcher>(watcher);
        await Watched.Watch(reference).Soon();
        host.Grains.DeleteObjectReference<IWatcher>(reference);
        await FailsInTime(Watched.AskWatcher("why"));
        GC.KeepAlive(watcher);
    }

    [Fact]
    public async Task An_observer_that_nobody_holds_is_gone()
    {
        var reference = ReferenceToNobody();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await Watched.Watch(reference).Soon();
        await FailsInTime(Watched.AskWatcher("why"));
    }

    [Fact]
    public void A_grain_reference_needs_no_observer_reference() =>
        Should.Throw<ArgumentException>(() => host.Grains.CreateObjectReference<IWatcher>(
            host.Grains.CreateObjectReference<IWatcher>(new Watcher(Notes))));

    // A host may tell at once that the observer is gone, or let the call run into its timeout.
    private async Task FailsInTime(Task call)
    {
        await host.PassAsync(host.CallTimeout);
        await Should.ThrowAsync<Exception>(call.Soon);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IWatcher ReferenceToNobody() => host.Grains.CreateObjectReference<IWatcher>(new Watcher(Notes));

    private sealed class Watcher(Stage stage) : IWatcher
    {
        public async Task<string> Ask(string question)
        {
            await Task.Yield();
            return question == "odd" ? throw new OddException("odd") : $"{question}?";
        }

        public Task Tell(string fact)
        {
            stage.Note(fact);
            return Task.CompletedTask;
        }
    }
}
