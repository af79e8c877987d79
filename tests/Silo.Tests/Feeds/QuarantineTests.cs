using Consult.Feeds;
using Consult.Patients;
using Microsoft.Extensions.Logging;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>A log that cannot be folded is protected, not guessed at.</summary>
public abstract class QuarantineTests(StoreFixture store) : KernelTests(store)
{
    private const int Quarantined = 2000;

    [StoreTheory]
    [InlineData("future.happened", "{}")]
    [InlineData("doctor.went.online", "{}")]
    [InlineData("relation.granted", """{"account":17}""")]
    [InlineData("relation.granted", """{"account":"a-2",""")]
    public async Task An_event_that_cannot_be_folded_quarantines_its_feed_alone(string type, string json)
    {
        await using var host = await StartWithPatientAsync();
        await host.AppendAsOtherAsync(Patient.Feed, type, json);
        await host.RestartAsync();

        await ExpectQuarantineAsync(host, events: 2);
    }

    [StoreTheory]
    [InlineData("UPDATE event SET account = 'a-9' WHERE feed = 'patient/p-1' AND seq = 2")]
    [InlineData("UPDATE event SET at = at + 1 WHERE feed = 'patient/p-1' AND seq = 1")]
    [InlineData("UPDATE head SET tag = x'00000000000000000000000000000000' WHERE feed = 'patient/p-1'")]
    // The body is {"account":"a-9","relation":"self"}: it could be folded.
    [InlineData("UPDATE event SET body = x'7b226163636f756e74223a22612d39222c2272656c6174696f6e223a2273656c66227d' WHERE feed = 'patient/p-1' AND seq = 3")]
    [InlineData("UPDATE event SET body = x'' WHERE feed = 'patient/p-1' AND seq = 3")]
    public async Task A_record_that_was_changed_is_quarantined(string sql)
    {
        await using var host = await StartThreeEventsAsync();
        await host.StopAsync();
        await host.EditAsync(sql);
        await host.OpenAsync();

        await ExpectQuarantineAsync(host, events: 3);
    }

    [StoreFact]
    public async Task A_record_that_lost_its_last_event_is_quarantined()
    {
        await using var host = await StartThreeEventsAsync();
        await host.StopAsync();
        await host.EditAsync("DELETE FROM event WHERE feed = 'patient/p-1' AND seq = 3");
        await host.OpenAsync();

        await ExpectQuarantineAsync(host, events: 2);
    }

    private async Task<KernelHost> StartThreeEventsAsync()
    {
        var host = await StartWithPatientAsync();
        await host.PatientGrain.Execute(Note("1"));
        await host.PatientGrain.Execute(Relate("2", "a-2"));
        await host.WhenReactedAsync(Patient.Feed, 3);
        return host;
    }

    private static async Task ExpectQuarantineAsync(KernelHost host, int events)
    {
        (await host.PatientGrain.Execute(Note("new"))).Code.ShouldBe(Codes.Quarantined);
        (await host.PatientGrain.View()).Code.ShouldBe(Codes.Quarantined);
        await host.PatientGrain.Wake();

        host.Log.Entries.ShouldContain(entry => entry.Id == Quarantined && entry.Level == LogLevel.Critical);
        host.Store.Offered(Patient.Feed).ShouldBe(0);
        (await host.EventsAsync(Patient.Feed)).Length.ShouldBe(events);
        var other = host.Grains.GetGrain<IPatientGrain>("p-2");
        (await other.Execute(Register("other", by: Self with { For = new("p-2") }))).IsAccepted.ShouldBeTrue();
    }
}
