using Consult.Testing;

namespace Consult.Api.Tests;

/// <summary>How long work rests between rounds: where little happens not at all, where much does up to a bound.</summary>
public sealed class PaceTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private readonly VirtualClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new(_clock, Longest, busy: 1_000, quiet: 50);

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Where_little_happens_there_is_no_rest(int amount) => Rest(amount).IsCompleted.ShouldBeTrue();

    [Fact]
    public async Task Where_much_happens_the_rest_is_the_longest()
    {
        var rest = Rest(200_000);
        _clock.Advance(Longest - TimeSpan.FromMilliseconds(1));
        rest.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await rest;
    }

    [Fact]
    public async Task What_has_become_quiet_is_served_at_once_again()
    {
        var rest = Rest(64_000);
        _clock.Advance(Longest);
        await rest;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Rest(1).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Half_as_busy_is_half_as_long_a_rest()
    {
        var rest = Rest(500);
        _clock.Advance(Longest / 2);
        rest.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void What_the_work_took_is_part_of_the_rest()
    {
        var began = _clock.GetTimestamp();
        _clock.Advance(Longest - TimeSpan.FromMilliseconds(1));
        var rest = _pace.RestAsync(began, 200_000);
        rest.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        rest.IsCompleted.ShouldBeTrue();
        began = _clock.GetTimestamp();
        _clock.Advance(Longest);
        _pace.RestAsync(began, 200_000).IsCompleted.ShouldBeTrue();
    }

    private Task Rest(double amount) => _pace.RestAsync(_clock.GetTimestamp(), amount);
}
