using Orleans;
using Orleans.Runtime;

namespace Consult.Grains.LocalHost.Tests.Conformance;

public abstract partial class GrainHostConformance
{
    [Fact]
    public async Task A_caller_is_told_that_its_time_is_up_while_the_grain_goes_on()
    {
        var call = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        await host.PassAsync(host.CallTimeout);
        await Should.ThrowAsync<TimeoutException>(call.Soon);
        Notes.Gate("one").Open();
        await Notes.Noted("end one");
    }

    [Fact]
    public async Task A_method_can_have_a_timeout_of_its_own()
    {
        var call = Worker.PassQuickly("one");
        await Notes.Gate("one").Reached;
        await host.PassAsync(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<TimeoutException>(call.Soon);
        Notes.Gate("one").Open();
    }

    [Fact]
    public async Task Each_call_has_its_own_time()
    {
        var third = host.CallTimeout / 3;
        var first = Worker.PassBeside("one");
        await host.PassAsync(third);
        var second = Worker.PassBeside("two");
        await host.PassAsync(third);
        var last = Worker.PassBeside("three");
        Notes.Gate("two").Open();
        await second.Soon();
        await host.PassAsync(third);
        await Should.ThrowAsync<TimeoutException>(first.Soon);
        last.IsCompleted.ShouldBeFalse();
        await host.PassAsync(third * 2);
        await Should.ThrowAsync<TimeoutException>(last.Soon);
    }

    [Fact]
    public async Task A_call_whose_time_is_up_before_it_began_never_begins()
    {
        var first = Worker.PassQuickly("one");
        await Notes.Gate("one").Reached;
        var second = Worker.PassQuickly("two");
        await host.PassAsync(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<TimeoutException>(second.Soon);
        Notes.Gate("one").Open();
        await Worker.Note("last").Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "end one", "last"]);
        await Should.ThrowAsync<TimeoutException>(first.Soon);
    }

    [Fact]
    public async Task Calls_beyond_the_limit_are_refused_and_the_others_are_not()
    {
        var first = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var others = Enumerable.Range(0, host.MailboxLimit * 2).Select(_ => Worker.Note("other")).ToArray();
        // Nothing is answered before the gate opens, unless it is refused.
        await Task.WhenAny(others).Soon();
        Notes.Gate("one").Open();
        await first.Soon();
        await Task.WhenAll(others).ContinueWith(_ => { }, TaskScheduler.Default).Soon();
        var refused = others.Where(call => call.IsFaulted).ToArray();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(call => call.Exception!.InnerException is LimitExceededException);
        Notes.Notes.Count(note => note == "other").ShouldBe(others.Length - refused.Length);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_with_its_type_and_message()
    {
        var before = await Should.ThrowAsync<OddException>(Worker.ThrowBefore("before").Soon);
        before.Message.ShouldBe("before");
        var after = await Should.ThrowAsync<OddException>(Worker.ThrowAfterYield("after").Soon);
        after.Message.ShouldBe("after");
    }

    [Fact]
    public async Task A_grain_outlives_an_exception()
    {
        await Should.ThrowAsync<OddException>(Worker.ThrowAfterYield("first").Soon);
        await Worker.Note("second").Soon();
        Notes.Notes.ShouldBe(["activate", "second"]);
    }

    [Fact]
    public async Task A_grain_can_wait_for_another_grain()
    {
        var other = Stage.Of($"{_key}-other");
        var call = Worker.AskOther($"{_key}-other", "one");
        await other.Gate("one").Reached;
        other.Gate("one").Open();
        (await call.Soon()).ShouldBe("one");
    }

    [Fact]
    public async Task Cancelling_reaches_the_grain_and_the_caller()
    {
        using var source = new CancellationTokenSource();
        var call = Worker.PassCancellable("one", source.Token);
        await Notes.Gate("one").Reached;
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(call.Soon);
        await Notes.Noted("cancelled");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_began_does_not_hold_up_the_next()
    {
        using var source = new CancellationTokenSource();
        var first = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var second = Worker.PassCancellable("two", source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(second.Soon);
        Notes.Gate("one").Open();
        await first.Soon();
        // A host may begin it with its token cancelled: then it must not wait at its gate, which stays closed.
        await Worker.Note("last").Soon();
    }

    [Fact]
    public void References_to_one_grain_are_equal_and_know_its_key()
    {
        Worker.ShouldBe(host.Grains.GetGrain<IWorker>(_key));
        Worker.ShouldNotBe(host.Grains.GetGrain<IWorker>("another"));
        Worker.GetPrimaryKeyString().ShouldBe(_key);
        host.Grains.GetGrain<IWorker>(Worker.GetGrainId()).ShouldBe(Worker);
    }

    [Fact]
    public void A_grain_needs_a_key() =>
        Should.Throw<ArgumentException>(() => host.Grains.GetGrain<IWorker>(""));
}
