using Consult.Client;
using Consult.Testing;
using Consult.Tools.Replay;

namespace Consult.Tools.Tests;

public sealed class LedgerTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task An_acknowledged_message_is_kept_with_its_times()
    {
        var ledger = new AcknowledgedLedger(_clock);

        await ledger.PostAsync("k", "c-1", Side.Patient, "咳", () =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(20));
            return Task.FromResult(new FeedPosition(2, "t"));
        });
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        ledger.Delivered("c-1");
        _clock.Advance(TimeSpan.FromMinutes(1));
        ledger.Delivered("c-1");

        ledger.Entries.ShouldBe([new Acknowledged("k", "c-1", Side.Patient, "咳", new(2, "t"))]);
        ledger.AcknowledgeTimes.P50.TotalMilliseconds.ShouldBe(20);
        ledger.DeliveryTimes.P99.TotalMilliseconds.ShouldBe(25);
    }

    [Fact]
    public async Task What_was_refused_is_not_promised()
    {
        var ledger = new AcknowledgedLedger(_clock);

        await Should.ThrowAsync<ConsultException>(ledger.PostAsync(
            "k", "c-1", Side.Patient, "咳", () => Task.FromException<FeedPosition>(new ConsultException("busy"))));

        ledger.Entries.ShouldBeEmpty();
        ledger.AcknowledgeTimes.ShouldBe(new(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Percentiles_are_those_of_the_nearest_rank()
    {
        var times = Enumerable.Range(1, 200).Select(n => TimeSpan.FromSeconds(n)).Reverse();

        Percentiles.Of(times).ShouldBe(new(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(198)));
    }
}
