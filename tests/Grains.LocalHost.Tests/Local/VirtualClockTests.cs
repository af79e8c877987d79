using Consult.Testing;

namespace Consult.Grains.LocalHost.Tests.Local;

/// <summary>The clock that all tests rest on.</summary>
public sealed class VirtualClockTests
{
    private readonly VirtualClock _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_due_times_each_at_its_own_moment()
    {
        var start = _clock.GetUtcNow();
        Set("late", 3);
        Set("early", 1);
        Set("early too", 1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _fired.ShouldBe(["early at 1", "early too at 1", "late at 3"]);
        (_clock.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_periodic_timer_fires_once_each_period_until_it_is_disposed()
    {
        var timer = Set("tick", 1, period: 2);
        _clock.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _fired.ShouldBe(["tick at 1", "tick at 3", "tick at 5"]);
        _clock.ArmedTimers.ShouldBe(0);
    }

    [Fact]
    public void A_timer_that_is_set_anew_forgets_its_old_moment()
    {
        var timer = Set("moved", 1);
        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _fired.ShouldBe(["moved at 3"]);
    }

    [Fact]
    public void A_timer_that_is_set_by_another_fires_within_the_same_advance()
    {
        using var first = _clock.CreateTimer(
            _ => Set("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(2));
        _fired.ShouldBe(["second at 2"]);
    }

    [Fact]
    public async Task One_can_wait_for_a_timer_to_be_set()
    {
        var armed = _clock.WhenArmed();
        armed.IsCompleted.ShouldBeFalse();
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _clock);
        await armed;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await delay;
    }

    private ITimer Set(string name, int due, int? period = null)
    {
        var start = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return _clock.CreateTimer(
            _ => _fired.Add($"{name} at {(_clock.GetUtcNow() - start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(due),
            period is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
    }
}
