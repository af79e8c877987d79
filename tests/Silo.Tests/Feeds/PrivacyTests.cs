using System.Text;
using Consult.Consultations;
using Consult.Feeds.Storage;
using static Consult.Silo.Tests.Feeds.KernelHost;

namespace Consult.Silo.Tests.Feeds;

/// <summary>What people write stays out of the logs, whatever goes wrong.</summary>
public abstract class PrivacyTests(StoreFixture store) : KernelTests(store)
{
    private const string Marker = "MARKER";

    [StoreFact]
    public async Task No_text_of_a_person_is_logged_in_a_flow_where_everything_fails_once()
    {
        await using var host = await StartAsync();
        host.Store.Fail(Patient.Feed, AppendOutcome.Unknown);
        host.Store.Fail(AccountFeed, AppendOutcome.Rejected);
        var waits = host.Timers.WhenSet(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 2; i++) await host.PatientGrain.Execute(Register("1", $"name {Marker}"));
        await waits;
        host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await host.WhenReactedAsync(Patient.Feed, 1);
        var practice = new Practice(host);
        await practice.OpenAsync($"complaint {Marker}");
        host.Store.Fail(Practice.ConsultationFeed, AppendOutcome.Fenced);
        for (var i = 0; i < 2; i++)
            await practice.Consultation.Execute(new(new("post"), Self, new PostMessage($"text {Marker}")));
        await host.PatientGrain.Execute(Register("2", $"too long {Marker} {new string('x', 5_000)}"));

        host.Store.Unreadable = Practice.ConsultationFeed;
        host.Idle();
        await Should.ThrowAsync<StoreAwayException>(
            practice.Consultation.Execute(new(new("post 2"), Self, new PostMessage($"text {Marker}"))));
        await SpoilAsync(host);
        await practice.Consultation.View();

        host.Log.Entries.ShouldNotBeEmpty();
        host.Log.Entries.ShouldAllBe(entry => !entry.Text.Contains(Marker, StringComparison.Ordinal));
    }

    /// <summary>Makes sealed text unreadable, so that the load fails on it.</summary>
    private static async Task SpoilAsync(KernelHost host)
    {
        var events = await host.EventsAsync(Practice.ConsultationFeed);
        await host.StopAsync();
        foreach (var stored in events)
        {
            var body = Encoding.UTF8.GetString(stored.Body.AsSpan()).Replace("sealed", "SEALED", StringComparison.Ordinal);
            await host.EditAsync(
                $"UPDATE event SET body = x'{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(body))}' "
                + $"WHERE feed = 'consultation/c-1' AND seq = {stored.Envelope.Seq}");
        }
        await host.OpenAsync();
    }
}
