using Consult.Api.Live;
using Consult.Testing;

namespace Consult.Api.Tests.Live;

/// <summary>How long a feed rests after a frame: a consultation not at all, a busy room a tenth of a second.</summary>
public sealed class FramePaceTests
{
    private readonly VirtualClock _clock = new();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(90, 1)]
    public void A_conversation_or_a_small_room_is_served_at_once(int readers, int events) =>
        new FramePace(_clock).RestAsync(readers, events).IsCompleted.ShouldBeTrue();

    [Fact]
    public async Task A_busy_room_rests_a_tenth_of_a_second()
    {
        var rest = new FramePace(_clock).RestAsync(readers: 5_000, events: 40);
        _clock.Advance(FramePace.Longest - TimeSpan.FromMilliseconds(1));
        rest.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await rest;
    }

    [Fact]
    public async Task A_room_that_has_become_quiet_is_served_at_once_again()
    {
        var pace = new FramePace(_clock);
        var rest = pace.RestAsync(readers: 1_000, events: 64);
        _clock.Advance(FramePace.Longest);
        await rest;
        _clock.Advance(TimeSpan.FromSeconds(10));
        pace.RestAsync(readers: 50, events: 1).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void A_room_half_as_busy_rests_half_as_long()
    {
        var rest = new FramePace(_clock).RestAsync(readers: 1_000, events: (int)FramePace.BusyRate / 2_000);
        _clock.Advance(FramePace.Longest / 2);
        rest.IsCompleted.ShouldBeTrue();
    }
}
