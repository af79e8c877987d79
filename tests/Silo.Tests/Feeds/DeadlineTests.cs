using Consult.Doctors;
using Consult.Feeds;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What happens by itself happens at its moment, before anything later is decided, and once.</summary>
public abstract class DeadlineTests(StoreFixture store) : KernelTests(store)
{
    private const string Expired = "doctor.licence.expired";
    private static readonly TimeSpan Valid = TimeSpan.FromSeconds(60);

    [StoreTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_600_000)]
    public async Task A_command_at_or_after_the_deadline_finds_it_passed_at_its_own_moment(int millisecondsLater)
    {
        await using var host = await StartAsync();
        var (practice, deadline) = await LicensedAsync(host);
        host.Clock.Advance(Valid + TimeSpan.FromMilliseconds(millisecondsLater));

        var answer = await practice.Doctor.Execute(practice.ByDoctor("online", new GoOnline()));

        answer.Code.ShouldBe(Codes.LicenceUnverified);
        var last = (await host.EventsAsync(Practice.DoctorFeed))[^1].Envelope;
        (last.Type, last.At, last.By).ShouldBe((Expired, deadline, Author.System));
        answer.Position.ShouldBe(last.Position);
    }

    [StoreFact]
    public async Task A_command_before_the_deadline_is_decided_before_it()
    {
        await using var host = await StartAsync();
        var (practice, _) = await LicensedAsync(host);
        host.Clock.Advance(Valid - TimeSpan.FromMilliseconds(1));

        (await practice.Doctor.Execute(practice.ByDoctor("online", new GoOnline()))).IsAccepted.ShouldBeTrue();

        (await host.EventsAsync(Practice.DoctorFeed)).ShouldAllBe(e => e.Envelope.Type != Expired);
    }

    [StoreFact]
    public async Task The_sweeper_wakes_an_actor_that_is_not_in_memory_at_its_deadline()
    {
        await using var host = await StartAsync();
        var (_, deadline) = await LicensedAsync(host);
        (await host.Store.ReadHeadAsync(Practice.DoctorFeed, None))!.WakeAt.ShouldBe(deadline);
        await host.RestartAsync();

        await using var sweeper = await host.SweepAsync();
        host.Clock.Advance(Valid);

        var append = await host.Store.WhenCommitted(append => append.Feed == Practice.DoctorFeed);
        append.Events.ShouldHaveSingleItem().Envelope.At.ShouldBe(deadline);
        append.WakeAt.ShouldBeNull();
    }

    [StoreFact]
    public async Task A_view_after_the_deadline_shows_it_passed_and_on_disk()
    {
        await using var host = await StartAsync();
        var (practice, _) = await LicensedAsync(host);
        host.Clock.Advance(Valid);

        var view = await practice.Doctor.View();

        var events = await host.EventsAsync(Practice.DoctorFeed);
        events[^1].Envelope.Type.ShouldBe(Expired);
        view.Position.ShouldBe(events[^1].Envelope.Position);
    }

    [StoreFact]
    public async Task A_deadline_whose_commit_fails_passes_once_at_the_retry()
    {
        await using var host = await StartAsync();
        var (practice, deadline) = await LicensedAsync(host);
        host.Clock.Advance(Valid);
        host.Store.Fail(Practice.DoctorFeed, AppendOutcome.Busy);

        (await practice.Doctor.Execute(practice.ByDoctor("online", new GoOnline()))).Code.ShouldBe(Codes.Busy);
        await practice.Doctor.Wake();
        await practice.Doctor.Wake();

        (await host.EventsAsync(Practice.DoctorFeed)).Where(e => e.Envelope.Type == Expired)
            .ShouldHaveSingleItem().Envelope.At.ShouldBe(deadline);
    }

    private static async Task<(Practice Practice, DateTimeOffset Deadline)> LicensedAsync(KernelHost host)
    {
        var practice = new Practice(host);
        var deadline = host.Clock.GetUtcNow() + Valid;
        await practice.LicenseAsync(deadline);
        return (practice, deadline);
    }
}
