namespace Consult.Grains.LocalHost.Tests.Conformance;

public abstract partial class GrainHostConformance
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private ITicker Ticker => host.Grains.GetGrain<ITicker>(_key);

    [Fact]
    public async Task A_timer_ticks_when_it_is_due_and_then_once_each_period()
    {
        await Ticker.Start(Second, Second * 2, keepAlive: false, fails: false).Soon();
        await host.PassAsync(Second);
        await Notes.Noted("tick 1");
        // The next tick is counted from the end of this one: a call comes after it.
        await Ticker.Note("after").Soon();
        await host.PassAsync(Second);
        await Ticker.Note("too early").Soon();
        await host.PassAsync(Second);
        await Notes.Noted("tick 2");
        Notes.Notes.ShouldBe(["tick 1", "after", "too early", "tick 2"]);
    }

    [Fact]
    public async Task A_failing_tick_does_not_end_its_timer()
    {
        await Ticker.Start(Second, Second, keepAlive: false, fails: true).Soon();
        await host.PassAsync(Second);
        await Notes.Noted("tick 1");
        await Ticker.Note("between").Soon();
        await host.PassAsync(Second);
        await Notes.Noted("tick 2");
    }

    [Fact]
    public async Task A_tick_is_a_turn_that_requests_wait_for()
    {
        await Ticker.StartWaiting("tick", interleaves: false).Soon();
        await host.PassAsync(Second);
        await Notes.Gate("tick").Reached;
        var call = Ticker.Note("call");
        Notes.Gate("tick").Open();
        await call.Soon();
        Notes.Notes.ShouldBe(["tick begins", "tick ends", "call"]);
    }

    [Fact]
    public async Task A_tick_that_interleaves_lets_requests_run_beside_it()
    {
        await Ticker.StartWaiting("tick", interleaves: true).Soon();
        await host.PassAsync(Second);
        await Notes.Gate("tick").Reached;
        await Ticker.Note("call").Soon();
        Notes.Gate("tick").Open();
        await Notes.Noted("tick ends");
    }

    [Fact]
    public async Task A_stopped_timer_does_not_tick()
    {
        await Ticker.Start(Second, Second, keepAlive: false, fails: false).Soon();
        await Ticker.Stop().Soon();
        await host.PassAsync(Second * 3);
        await Ticker.Note("last").Soon();
        Notes.Notes.ShouldBe(["last"]);
    }

    [Fact]
    public async Task A_timer_can_be_set_anew()
    {
        await Ticker.Start(Second, Second, keepAlive: false, fails: false).Soon();
        await Ticker.Change(Second * 3).Soon();
        await host.PassAsync(Second * 2);
        await Ticker.Note("early").Soon();
        await host.PassAsync(Second);
        await Notes.Noted("tick 1");
        Notes.Notes.ShouldBe(["early", "tick 1"]);
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Ticker.Start(Second, Second, keepAlive: false, fails: false).Soon();
        await Ticker.DeactivateSoon().Soon();
        await Notes.Noted("deactivate");
        await host.PassAsync(Second * 3);
        await Ticker.Note("last").Soon();
        Notes.Notes.ShouldBe(["deactivate", "last"]);
    }

    [Fact]
    public async Task The_token_of_a_tick_tells_that_its_timer_was_stopped()
    {
        await Ticker.StartWaiting("tick", interleaves: true).Soon();
        await host.PassAsync(Second);
        await Notes.Gate("tick").Reached;
        await Ticker.Stop().Soon();
        Notes.Gate("tick").Open();
        await Notes.Noted("tick cancelled");
    }
}
