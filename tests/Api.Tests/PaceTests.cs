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
    public void Where_little_happens_there_is_no_rest(int amount) => _pace.RestAsync(amount).IsCompleted.ShouldBeTrue();

    [Fact]
    public async Task Where_much_happens_the_rest_is_the_longest()
    {
        var rest = _pace.RestAsync(200_000);
        _clock.Advance(Longest - TimeSpan.FromMilliseconds(1));
        rest.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await rest;
    }

    [Fact]
    public async Task What_has_become_quiet_is_served_at_once_again()
    {
        var rest = _pace.RestAsync(64_000);
        _clock.Advance(Longest);
        await rest;
        _clock.Advance(TimeSpan.FromSeconds(10));
        _pace.RestAsync(1).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public void Half_as_busy_is_half_as_long_a_rest()
    {
        var rest = _pace.RestAsync(500);
        _clock.Advance(Longest / 2);
        rest.IsCompleted.ShouldBeTrue();
    }
}
