namespace Consult.Grains.LocalHost.Tests.Conformance;

public abstract partial class GrainHostConformance
{
    [Fact]
    public async Task A_grain_finishes_one_request_before_it_begins_the_next()
    {
        var first = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var second = Worker.Pass("two");
        Notes.Gate("two").Open();
        Notes.Gate("one").Open();
        await Task.WhenAll(first, second).Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "end one", "begin two", "end two"]);
    }

    [Fact]
    public async Task Requests_that_yield_do_not_mix()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(Worker.CountUp))).Soon();
        counts.Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_never_run_at_the_same_time()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(Reentrant.CountUp))).Soon();
        counts.Order().ShouldBe(Enumerable.Range(1, 200));
    }

    [Fact]
    public async Task An_await_resumes_on_the_scheduler_of_the_grain() =>
        (await Worker.ComesBack().Soon()).ShouldBeTrue();

    [Fact]
    public async Task A_reentrant_grain_begins_the_next_request_while_one_waits()
    {
        var first = Reentrant.Pass("one");
        await Notes.Gate("one").Reached;
        await Reentrant.Note("beside").Soon();
        Notes.Gate("one").Open();
        await first.Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "beside", "end one"]);
    }

    [Fact]
    public async Task A_reentrant_grain_can_call_itself()
    {
        await Reentrant.CallSelf().Soon();
        Notes.Notes.ShouldContain("self");
    }

    [Fact]
    public async Task A_grain_that_is_not_reentrant_and_calls_itself_runs_into_the_timeout()
    {
        var call = Worker.CallSelf();
        await Notes.Gate("self").Reached;
        await host.PassAsync(host.CallTimeout);
        await Should.ThrowAsync<TimeoutException>(call.Soon);
    }

    [Fact]
    public async Task A_method_that_always_interleaves_runs_beside_a_request_that_waits()
    {
        var first = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        Notes.Gate("beside").Open();
        await Worker.PassBeside("beside").Soon();
        Notes.Gate("one").Open();
        await first.Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "begin beside", "end beside", "end one"]);
    }

    [Fact]
    public async Task A_request_begins_beside_a_method_that_always_interleaves()
    {
        var beside = Worker.PassBeside("beside");
        await Notes.Gate("beside").Reached;
        await Worker.Note("next").Soon();
        Notes.Gate("beside").Open();
        await beside.Soon();
    }

    [Fact]
    public async Task Methods_that_only_read_run_beside_each_other_but_not_beside_others()
    {
        var readings = new[] { Worker.PassReading("one"), Worker.PassReading("two") };
        await Notes.Gate("one").Reached;
        await Notes.Gate("two").Reached;
        var change = Worker.Note("change");
        Notes.Gate("one").Open();
        Notes.Gate("two").Open();
        await Task.WhenAll([.. readings, change]).Soon();
        Notes.Notes[^1].ShouldBe("change");
    }

    [Fact]
    public async Task A_one_way_call_returns_before_the_grain_is_done()
    {
        await Worker.PassUnheard("one").Soon();
        await Notes.Gate("one").Reached;
        Notes.Gate("one").Open();
        await Notes.Noted("end one");
    }

    [Fact]
    public async Task A_failing_one_way_call_harms_nobody()
    {
        await Worker.ThrowUnheard().Soon();
        await Worker.Note("after").Soon();
    }
}
