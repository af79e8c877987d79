namespace Consult.Grains.LocalHost.Tests.Conformance;

public abstract partial class GrainHostConformance
{
    [Fact]
    public async Task A_failed_activation_fails_its_call_and_the_next_call_tries_anew()
    {
        Notes.FailsToActivate = true;
        await Should.ThrowAsync<OddException>(Worker.Note("first").Soon);
        Notes.FailsToActivate = false;
        await Worker.Note("second").Soon();
        Notes.Notes.ShouldBe(["activate", "activate", "second"]);
    }

    [Fact]
    public async Task A_grain_that_asks_for_it_is_deactivated_and_the_next_call_activates_it_anew()
    {
        await Worker.DeactivateSoon().Soon();
        await Worker.Note("next").Soon();
        Notes.Notes.ShouldBe(["activate", "deactivate ApplicationRequested", "activate", "next"]);
    }

    [Fact]
    public async Task A_deactivation_waits_for_running_requests_and_later_calls_wait_for_the_next_activation()
    {
        var running = Reentrant.Pass("one");
        await Notes.Gate("one").Reached;
        await Reentrant.DeactivateSoon().Soon();
        var later = Reentrant.Note("later");
        Notes.Gate("one").Open();
        await Task.WhenAll(running, later).Soon();
        Notes.Notes.ShouldBe(
            ["activate", "begin one", "end one", "deactivate ApplicationRequested", "activate", "later"]);
    }

    [Fact]
    public async Task An_idle_grain_is_deactivated()
    {
        await Worker.Note("used").Soon();
        await host.PassAsync(host.IdleLimit * 2);
        await Notes.Noted("deactivate ActivationIdle");
    }

    [Fact]
    public async Task A_grain_that_is_used_is_not_idle()
    {
        for (var count = 0; count < 5; count++)
        {
            await Worker.Note("used").Soon();
            await host.PassAsync(host.IdleLimit / 2);
        }
        await Worker.Note("used").Soon();
        Notes.Notes.Count(note => note == "activate").ShouldBe(1);
    }

    [Fact]
    public async Task A_grain_with_a_request_under_way_is_not_idle()
    {
        await Worker.PassUnheard("one").Soon();
        await Notes.Gate("one").Reached;
        await host.PassAsync(host.IdleLimit * 2);
        Notes.Gate("one").Open();
        await Notes.Noted("end one");
        await Worker.Note("last").Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "end one", "last"]);
    }

    [Fact]
    public async Task A_grain_can_put_off_its_deactivation()
    {
        await Worker.Delay(host.IdleLimit * 4).Soon();
        await host.PassAsync(host.IdleLimit * 2);
        await Worker.Note("there").Soon();
        Notes.Notes.ShouldBe(["activate", "there"]);
    }

    [Fact]
    public async Task Stopping_waits_for_running_requests_and_deactivates_every_grain()
    {
        var running = Worker.Pass("one");
        await Notes.Gate("one").Reached;
        var stopping = host.StopAsync();
        Notes.Gate("one").Open();
        (await running.Soon()).ShouldBe("one");
        await stopping.Soon();
        Notes.Notes.ShouldBe(["activate", "begin one", "end one", "deactivate ShuttingDown"]);
    }
}
